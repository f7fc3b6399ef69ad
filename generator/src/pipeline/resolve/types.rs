//! Decides the type of every member.
//!
//! The view's own type is used. If it is untyped, the sources of [`super::type_sources`] decide.

use std::collections::HashMap;

use super::catalog::Catalog;
use super::entity_index::EntityRef;
use super::exact_type::{can_have_members, exact_type, is_map_of_unknown, object_type};
use super::expanded::{ExpandedMember, ListKind};
use super::list_context::ListContext;
use super::type_hints::is_timestamp;
use super::type_sources::{OpenMember, is_untyped, majority_of};
use super::view_joins::{self, Joins, OtherViewMember};
use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::node_path::NodeRef;
use crate::base::text::did_you_mean;
use crate::notation::docs_path;
use crate::notation::meaning::TypeExpr;
use crate::pipeline::api::{
    Api, Counts, Decision, Field, Provenance, SharedEnum, SharedEnumId, Type, UntypedField,
};

/// The type names for suggestions, one for each meaning.
const KNOWN_TYPES: [&str; 11] = [
    "any", "array", "boolean", "datetime", "enum", "float", "integer", "null", "number", "object",
    "string",
];

/// Decides types, and counts untyped members.
pub(super) struct TypeResolver<'a> {
    pub(super) catalog: &'a Catalog<'a>,
    pub(super) joins: Joins<'a>,
    diagnostics: &'a mut Diagnostics,
    /// The search for unknown types.
    search: did_you_mean::Search,
    /// The number of members whose own view does not determine the type.
    pub(super) untyped_count: usize,
    /// The members that remained untyped.
    untyped: Vec<UntypedField>,
    shared_enums: Vec<SharedEnum>,
    /// The shared definitions so far; `None` if the values are not known.
    shared_enum_ids: HashMap<EntityRef, Option<SharedEnumId>>,
}

impl<'a> TypeResolver<'a> {
    pub(super) fn new(catalog: &'a Catalog<'a>, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            catalog,
            joins: Joins::new(catalog),
            diagnostics,
            search: did_you_mean::Search::default(),
            untyped_count: 0,
            untyped: Vec::new(),
            shared_enums: Vec::new(),
            shared_enum_ids: HashMap::new(),
        }
    }

    /// The API with the parts that were collected while types were decided.
    pub(super) fn finish(self) -> Api {
        let joins = self.joins.count();
        Api {
            counts: Counts {
                untyped: self.untyped_count,
                other_members: joins.members,
                matched: joins.matched,
                ..Counts::default()
            },
            unmatched: joins.unmatched,
            shared_enums: self.shared_enums,
            untyped: self.untyped,
            ..Api::default()
        }
    }

    /// The fields of one list of an entity, without wrappers.
    pub(super) fn fields(&mut self, at: EntityRef, list: ListKind) -> Vec<Field> {
        let mut context = ListContext::new(at, list);
        // The properties of an operation are further parameters.
        if list == ListKind::Properties && self.catalog.is_operation(at) {
            context.is_snake = false;
        }
        let mut fields = self.members(context.members(self.catalog), context, "");
        unwrap_only(&mut fields);
        fields
    }

    /// The fields for the members of a list.
    pub(super) fn members(
        &mut self,
        entries: &'a [ExpandedMember],
        list: ListContext,
        prefix: &str,
    ) -> Vec<Field> {
        let fields = entries
            .iter()
            .map(|entry| self.field(entry, entries, list, prefix));
        fields.collect()
    }

    /// The resource to which a bare reference refers.
    pub(super) fn resource(&self, entry: &ExpandedMember) -> Option<Type> {
        Some(Type::Resource(self.catalog.resource_of(entry.entity?)?))
    }

    fn field(
        &mut self,
        entry: &'a ExpandedMember,
        siblings: &'a [ExpandedMember],
        list: ListContext,
        prefix: &str,
    ) -> Field {
        let path = docs_path::join(prefix, entry.join_key());
        let witnesses = self.joins.take(list.at, list.list, &path);
        let (ty, nullable) = match &entry.ty {
            Some(TypeExpr::Nullable(ty)) => (Some(ty.as_ref()), true),
            ty => (ty.as_ref(), false),
        };
        let member = OpenMember {
            name: &entry.name,
            own: ty,
            ty,
            docs: entry.declaration.docs.as_deref(),
            place: &entry.place,
            list,
            path: &path,
            siblings,
            witnesses: &witnesses,
        };
        let shared_enum = self.shared_enum(entry, &member);
        let (ty, decision) = if let Some(resource) = self.resource(entry) {
            (resource, Decision::Declared)
        } else if let Some(shared_enum) = shared_enum {
            self.untyped_count += usize::from(ty.is_some_and(is_untyped));
            (
                self.shared_enums[shared_enum.0].ty.clone(),
                Decision::Declared,
            )
        } else if let Some(nested) = &entry.nested {
            self.inline_object(nested, entry, &member)
        } else {
            self.declared_or_inferred(entry, &member)
        };
        let others = witnesses.iter().map(|witness| &witness.entry.declaration);
        Field {
            shared_enum,
            optional: entry.declaration.optional,
            nullable,
            deprecated: entry.declaration.deprecated,
            unnamed: entry.unwrap,
            docs: entry.declaration.docs.clone(),
            origin: Box::new(Provenance {
                declarations: [&entry.declaration]
                    .into_iter()
                    .chain(others)
                    .cloned()
                    .collect(),
                decision,
                ..Provenance::default()
            }),
            ..Field::new(list.wire_name(entry), ty, entry.place.clone())
        }
    }

    /// The shared definition to which a bare reference refers, if its values are known.
    fn shared_enum(
        &mut self,
        entry: &ExpandedMember,
        member: &OpenMember<'a, '_>,
    ) -> Option<SharedEnumId> {
        let at = entry.shared_enum?;
        if let Some(known) = self.shared_enum_ids.get(&at) {
            return *known;
        }
        let exact = member.ty.and_then(|ty| exact_type(ty, at, self.catalog));
        let ty = exact
            .or_else(|| Some(self.described_type(member)?.0))
            .filter(|ty| ty.values().is_some());
        let id = ty.map(|ty| {
            self.shared_enums.push(SharedEnum {
                key: entry.key.clone(),
                page: at.page,
                place: self.catalog.index.place(at),
                docs: entry.declaration.docs.clone(),
                ty,
            });
            SharedEnumId(self.shared_enums.len() - 1)
        });
        self.shared_enum_ids.insert(at, id);
        id
    }

    /// The object with the members that the view itself lists, inside the lists and maps of its
    /// notation.
    fn inline_object(
        &mut self,
        nested: &'a [ExpandedMember],
        entry: &ExpandedMember,
        member: &OpenMember<'a, '_>,
    ) -> (Type, Decision) {
        let OpenMember {
            ty,
            list,
            path,
            siblings,
            ..
        } = *member;
        // Other views list the members of a wrapper without it, so they are joined without its key.
        let prefix = if view_joins::is_wrapper(entry, siblings) && path == entry.join_key() {
            ""
        } else {
            path
        };
        let fields = self.members(nested, list, prefix);
        if ty.is_some_and(|ty| !can_have_members(ty)) {
            // The members are used nevertheless, since an author has written them.
            let ty = entry.declaration.ty.as_deref().unwrap_or_default().trim();
            let message = format!("`{ty}` has no members, but `{}` lists some", entry.key);
            let help = "write the type as `object` or `object[]`, or remove the `properties`";
            self.report_type(Code::ContradictoryType, message, help, &entry.place);
        }
        if let Some(object) = object_type(ty, fields, list.at, self.catalog) {
            return (object, Decision::Declared);
        }
        if let Some(ty) = ty {
            self.refuse_unknown_names(ty, list.at, &entry.place);
        }
        self.record_untyped(untyped(ty), member)
    }

    /// The view's own type if it is exact, otherwise the type of another source.
    fn declared_or_inferred(
        &mut self,
        entry: &ExpandedMember,
        member: &OpenMember<'a, '_>,
    ) -> (Type, Decision) {
        let at = member.list.at;
        if let Some(ty) = member.ty.filter(|ty| !is_untyped(ty)) {
            self.refuse_unknown_names(ty, at, &entry.place);
            match exact_type(ty, at, self.catalog) {
                Some(Type::String) => return self.string_or_timestamp(member),
                Some(Type::Integer) if *ty == TypeExpr::Number => {
                    // `number` is integral, unless more views call it fractional than integral.
                    let is_precise =
                        |ty: &TypeExpr| matches!(ty, TypeExpr::Float | TypeExpr::Integer);
                    return match majority_of(&TypeExpr::Float, member.witnesses, is_precise) {
                        Some(decision) => (Type::Float, decision),
                        None => (Type::Integer, Decision::Declared),
                    };
                }
                Some(own) if is_map_of_unknown(ty, at, self.catalog) => {
                    return self.record_untyped(own, member);
                }
                Some(own) => return (own, Decision::Declared),
                None => {}
            }
        }
        let own = member.ty.map(TypeExpr::innermost_item);
        let loosest = OpenMember {
            ty: loosest_type(member.ty, member.witnesses),
            ..*member
        };
        let (ty, decision) = self.infer(&loosest);
        if decision == Decision::Untyped && own == Some(&TypeExpr::Enum) {
            let message = format!("the values of `{}` are not listed", entry.key);
            let help = "list them in its description, each as code in a bullet: - `small`";
            self.report_type(Code::EnumWithoutValues, message, help, &entry.place);
        }
        (ty, decision)
    }

    /// A timestamp if most of the other views, the name or the description say so; otherwise a
    /// string. A string counts as untyped if it may be a timestamp.
    fn string_or_timestamp(&mut self, member: &OpenMember<'a, '_>) -> (Type, Decision) {
        let decision = match majority_of(&TypeExpr::Timestamp, member.witnesses, |_| true) {
            Some(decision) => decision,
            None if member.name.ends_with("_at") => Decision::Name,
            None if member.docs.is_some_and(is_timestamp) => Decision::DescriptionWords,
            None => return (Type::String, Decision::Declared),
        };
        self.untyped_count += 1;
        (Type::Timestamp, decision)
    }

    /// Records a member whose type is not fully determined.
    pub(super) fn record_untyped(
        &mut self,
        ty: Type,
        member: &OpenMember<'a, '_>,
    ) -> (Type, Decision) {
        let ListContext { at, list, .. } = member.list;
        self.untyped.push(UntypedField {
            page: at.page,
            docs_path: format!("{}.{}", self.catalog.docs_path(at, list), member.path),
            place: member.place.clone(),
            contradictory: false,
        });
        (ty, Decision::Untyped)
    }

    /// Reports the unresolved names in a type on the wire. In other views, an unresolved name is a
    /// type of the SDK.
    fn refuse_unknown_names(&mut self, ty: &TypeExpr, at: EntityRef, place: &NodeRef) {
        if !at.view.is_wire() {
            return;
        }
        let index = self.catalog.index;
        let (mut names, mut has_literal) = (Vec::new(), false);
        ty.walk(&mut |ty| match ty {
            TypeExpr::Named(name) | TypeExpr::Wrapper(name, _) => names.push(name.as_str()),
            TypeExpr::Literal(_) => has_literal = true,
            _ => {}
        });
        let mut seen = Vec::new();
        for name in names {
            let is_known = index.by_type_name(at.view, name, at.page).is_some();
            if seen.contains(&name) || is_known || index.is_refused(at.view, name) {
                continue;
            }
            seen.push(name);
            let known = || index.names(at.view).into_iter().chain(KNOWN_TYPES);
            let help = match self.search.best_match(name, known) {
                None if has_literal => {
                    format!("put it in quotes, like the other values: `\"{name}\"`")
                }
                near => {
                    let otherwise = "name a resource's key, or a type such as `string`";
                    did_you_mean::hint(near, otherwise)
                }
            };
            let message = format!("no resource is called `{name}`");
            let at = Location::Value(place.key("type"));
            self.diagnostics
                .report_missing(Code::UnknownType, message, help, (name, at));
        }
    }

    fn report_type(&mut self, code: Code, message: String, help: &str, place: &NodeRef) {
        let at = Location::Value(place.key("type"));
        self.diagnostics.report(code, message, help, at);
    }
}

/// The first untyped notation of a member: of its own view, or of another view. A name that only an
/// SDK knows says less than an untyped notation, which at least determines the JSON type.
fn loosest_type<'a>(
    own: Option<&'a TypeExpr>,
    witnesses: &[OtherViewMember<'a>],
) -> Option<&'a TypeExpr> {
    let others = witnesses.iter().filter_map(OtherViewMember::ty);
    own.into_iter()
        .chain(others)
        .find(|ty| is_untyped(ty))
        .or(own)
}

/// Replaces the only field by its members, if it is an object whose key is not on the wire. Returns
/// the place of the replaced field.
pub(super) fn unwrap_only(fields: &mut Vec<Field>) -> Option<NodeRef> {
    let [wrapper] = fields.as_mut_slice() else {
        return None;
    };
    match &mut wrapper.ty {
        Type::Object(members) if wrapper.unnamed && !wrapper.nullable => {
            let members = std::mem::take(members);
            let place = wrapper.place.clone();
            *fields = members;
            Some(place)
        }
        _ => None,
    }
}

/// The part of an untyped type that its notation determines.
pub(super) fn untyped(ty: Option<&TypeExpr>) -> Type {
    match ty {
        Some(TypeExpr::Array) => Type::List(Box::new(Type::Any)),
        Some(TypeExpr::List(item)) => Type::List(Box::new(untyped(Some(item)))),
        Some(TypeExpr::Object) => Type::Map(Box::new(Type::Any)),
        Some(TypeExpr::Enum) => Type::String,
        _ => Type::Any,
    }
}
