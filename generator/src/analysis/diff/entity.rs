//! The entities and members of a reference, and the Rust generated for them.

use std::collections::BTreeMap;

use super::change::{Change, EntityChanges, MemberLocation, SubjectKind};
use crate::analysis::default_integer::{self, NumberKind};
use crate::pipeline::api::{
    Api, Field, Operation, PageInfo, PathParameter, Resource, ResourceId, Type,
};
use crate::pipeline::model::rust_model::{
    EndpointItem, FieldMethods, Item, ItemPath, OperationTypes, RustType, StructField,
};

/// A resource or an operation, and the Rust item generated for it.
#[derive(Clone, Copy)]
pub(super) struct Entity<'a> {
    pub(super) definition: Definition<'a>,
    pub(super) id: &'a str,
    pub(super) page: &'a PageInfo,
    /// The description of the entity, or else the prose of its page.
    pub(super) docs: &'a str,
    /// The path of the resource, or of the request.
    pub(super) path: &'a ItemPath,
    /// The item at the path, or the struct if the item is an alias. `None` for an operation without
    /// parameters.
    pub(super) item: Option<&'a Item>,
    /// The `Endpoint` implementation of an operation.
    pub(super) endpoint: Option<&'a EndpointItem>,
}

/// The definition of an entity in the `Api`.
#[derive(Clone, Copy)]
pub(super) enum Definition<'a> {
    Resource(&'a Resource, ResourceId),
    Operation(&'a Operation, &'a OperationTypes),
}

impl<'a> Entity<'a> {
    pub(super) fn kind(&self) -> SubjectKind {
        match self.definition {
            Definition::Resource(..) => SubjectKind::Resource,
            Definition::Operation(..) => SubjectKind::Operation,
        }
    }

    /// The id of a resource.
    pub(super) fn resource_id(&self) -> Option<ResourceId> {
        match self.definition {
            Definition::Resource(_, id) => Some(id),
            Definition::Operation(..) => None,
        }
    }

    /// The entity as plain data, with its changes.
    pub(super) fn with_changes(&self, changes: Vec<Change>) -> EntityChanges {
        EntityChanges {
            thing: self.kind(),
            id: self.id.to_owned(),
            page: self.page.path.clone(),
            url: self.page.url.clone(),
            rust: self.path.to_string(),
            rust_was: None,
            endpoint: match self.definition {
                Definition::Resource(..) => None,
                Definition::Operation(operation, _) => {
                    Some(format!("{} {}", operation.method, operation.path))
                }
            },
            changes,
        }
    }

    /// The members of a resource, or the parameters of an operation.
    pub(super) fn members(&self) -> Vec<Member<'a>> {
        let operation = match self.definition {
            Definition::Resource(resource, _) => {
                return Member::of_object(MemberLocation::Properties, &resource.fields, self.item);
            }
            Definition::Operation(operation, _) => operation,
        };
        let mut rust = struct_fields(self.item).iter();
        let path_parameters = operation.path_parameters.iter();
        let mut members: Vec<Member<'a>> = path_parameters
            .map(|parameter| Member::from_path_parameter(parameter, rust.next()))
            .collect();
        let body = match operation.whole_body() {
            Some(_) => MemberLocation::WholeBody,
            None => MemberLocation::Body,
        };
        for (part, fields) in [
            (MemberLocation::Authorization, &operation.authorization),
            (MemberLocation::Header, &operation.headers),
            (MemberLocation::Query, &operation.query),
            (body, &operation.body),
        ] {
            for field in fields {
                members.push(Member::from_field(part, field, rust.next()));
            }
        }
        members
    }
}

/// A type of the docs, and the Rust type generated for it.
#[derive(Clone, Copy)]
pub(super) struct Typed<'a> {
    pub(super) ty: &'a Type,
    pub(super) nullable: bool,
    /// `None` if no Rust type was generated for it, as for the parts of a `List`.
    pub(super) rust: Option<&'a RustType>,
}

impl<'a> Typed<'a> {
    pub(super) fn new(ty: &'a Type, rust: Option<&'a RustType>) -> Self {
        Self {
            ty,
            nullable: false,
            rust,
        }
    }

    /// The type in the notation of the docs: `string`, `"a" | "b"`, `user[]`, `string | null`.
    pub(super) fn notation(&self, api: &Api) -> String {
        let text = self.ty.notation(api);
        if self.nullable {
            format!("{text} | null")
        } else {
            text
        }
    }
}

/// A member of an entity or of an object inside it, and the Rust field generated for it.
#[derive(Clone, Copy)]
pub(super) struct Member<'a> {
    pub(super) part: MemberLocation,
    pub(super) name: &'a str,
    pub(super) value: Typed<'a>,
    pub(super) optional: bool,
    pub(super) deprecated: bool,
    /// `true` if its enum accepts no unknown values.
    pub(super) closed: bool,
    /// The type as written in the view that supplies the name.
    pub(super) written: Option<&'a str>,
    /// The type as written, if it contains a `number` that is an integer only by default.
    pub(super) open_number: Option<&'a str>,
    /// `true` if a correction has changed the member.
    pub(super) corrected: bool,
    pub(super) docs: Option<&'a str>,
    /// The name of the field; `None` if no field was generated for it, as for the parts of a
    /// `List`.
    pub(super) rust_name: Option<&'a str>,
    /// The methods that set the field, if a field was generated for it.
    pub(super) methods: Option<&'a FieldMethods>,
    /// `true` if several operations share its struct, and the struct still has the field in the new
    /// reference.
    pub(super) keeps_field: bool,
}

impl<'a> Member<'a> {
    /// The members of an object, with the fields of its struct. The struct may have further fields,
    /// and another order.
    pub(super) fn of_object(
        part: MemberLocation,
        fields: &'a [Field],
        item: Option<&'a Item>,
    ) -> Vec<Self> {
        let rust = struct_fields(item).iter();
        let rust: BTreeMap<&str, &StructField> = rust.map(|it| (it.keyed().key, it)).collect();
        fields
            .iter()
            .map(|field| Self::from_field(part, field, rust.get(&*field.name).copied()))
            .collect()
    }

    /// `true` if a struct has the field of this member, with the same type.
    pub(super) fn is_field_of(
        &self,
        item: Option<&Item>,
        is_same: impl Fn(&RustType) -> bool,
    ) -> bool {
        let mut fields = struct_fields(item).iter();
        fields.any(|field| Some(field.name.as_str()) == self.rust_name && is_same(&field.ty))
    }

    fn from_field(part: MemberLocation, field: &'a Field, rust: Option<&'a StructField>) -> Self {
        Self {
            part,
            name: &field.name,
            value: Typed {
                ty: &field.ty,
                nullable: field.nullable,
                rust: rust.map(|field| &field.ty),
            },
            optional: field.optional,
            deprecated: field.deprecated,
            closed: field.closed,
            written: field
                .origin
                .declarations
                .first()
                .and_then(|it| it.ty.as_deref()),
            open_number: default_integer::number(field).and_then(|it| it.ty.as_deref()),
            corrected: !field.corrections.is_empty(),
            docs: field.docs.as_deref(),
            rust_name: rust.map(|field| field.name.as_str()),
            methods: rust.map(|field| &field.methods),
            keeps_field: false,
        }
    }

    /// A path parameter. It is an enum or a text, and always present.
    fn from_path_parameter(parameter: &'a PathParameter, rust: Option<&'a StructField>) -> Self {
        Self {
            part: MemberLocation::Path,
            name: &parameter.name,
            value: Typed::new(parameter.ty(), rust.map(|field| &field.ty)),
            optional: false,
            deprecated: false,
            closed: parameter
                .described
                .as_ref()
                .is_some_and(|field| field.closed),
            written: None,
            open_number: None,
            corrected: !parameter.corrections.is_empty(),
            docs: parameter.docs(),
            rust_name: rust.map(|field| field.name.as_str()),
            methods: rust.map(|field| &field.methods),
            keeps_field: false,
        }
    }

    /// The type in the notation of the docs, with `number` for an integer that is one only by
    /// default.
    pub(super) fn notation(&self, api: &Api) -> String {
        let text = self.value.notation(api);
        // The notation of such a type contains `integer` once.
        if self.open_number.is_some() && self.is_of_integers() {
            return text.replacen("integer", "number", 1);
        }
        text
    }

    /// `true` for an integer, and for lists and maps of integers.
    pub(super) fn is_of_integers(&self) -> bool {
        *self.value.ty.innermost() == Type::Integer
    }

    /// `true` if the precision of a number is open that is not open in the other version of the
    /// member. Numbers in a new member of an object are not included.
    pub(super) fn opens(&self, other: &Self) -> bool {
        let numbers = |written: Option<&str>| written.map(default_integer::numbers);
        let others = numbers(other.open_number).unwrap_or_default();
        let was_open = |keys| others.get(keys) == Some(&NumberKind::Open);
        let written = numbers(other.written).unwrap_or_default();
        let numbers = numbers(self.open_number).unwrap_or_default();
        numbers.iter().any(|(keys, kind)| {
            let is_known = keys.is_empty() || written.contains_key(keys);
            *kind == NumberKind::Open && !was_open(keys) && is_known
        })
    }

    /// `true` if the field is an argument of `new`.
    pub(super) fn is_argument(&self) -> bool {
        self.methods.is_some_and(|methods| methods.is_argument)
    }

    /// `true` if a value without the member does not deserialize: it is neither optional nor
    /// nullable, and no other operation that uses the struct may omit it.
    pub(super) fn is_required(&self) -> bool {
        let is_lenient = matches!(self.value.rust, Some(RustType::Option(_)));
        !self.optional && !self.value.nullable && !is_lenient
    }
}

fn struct_fields(item: Option<&Item>) -> &[StructField] {
    match item {
        Some(Item::Struct(item)) => &item.fields,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::api::EnumValue;

    fn literals(values: &[&str]) -> Type {
        Type::Enum(values.iter().map(|value| EnumValue::new(value)).collect())
    }

    #[test]
    fn what_is_written_reads_as_in_the_docs() {
        let list = |item| Type::List(Box::new(item));
        let map = |value| Type::Map(Box::new(value));
        for (ty, nullable, expected) in [
            (Type::String, true, "string | null"),
            (list(Type::Any), false, "array"),
            (list(literals(&["a:b"])), false, "\"a:b\"[]"),
            (list(literals(&["a", "b"])), false, "(\"a\" | \"b\")[]"),
            (literals(&["a", "b"]), false, "\"a\" | \"b\""),
            (map(Type::Any), true, "object | null"),
            (map(list(Type::Integer)), false, "map[string]integer[]"),
        ] {
            let typed = Typed {
                nullable,
                ..Typed::new(&ty, None)
            };
            let written = typed.notation(&Api::default());
            assert_eq!(written, expected);
            assert!(
                crate::notation::syntax::parse(&written).is_ok(),
                "{written}"
            );
        }
    }
}
