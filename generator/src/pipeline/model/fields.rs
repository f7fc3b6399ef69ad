//! The fields of structs: their types, and their form on the wire.

use std::borrow::Cow;

use super::builder::{ModelBuilder, ParentStruct};
use super::item_names::{ItemId, Shared};
use super::rust_model::{
    EnumItem, ExtraAttributes, FieldEncoding, FieldMethods, Item, ItemPath, Keyed, ModulePath,
    RustType, Secrecy, StructField, Variant,
};
use super::{deprecation, docs, unions};
use crate::base::diagnostic::{Code, Location};
use crate::base::node_path::{NodeRef, PageId};
use crate::config::TimeType;
use crate::names::{self, Ident, Scope};
use crate::pipeline::api::{EnumValue, Field, Operation, SharedEnum, Type};
use crate::pipeline::serde_rules::{self, Presence};

impl ModelBuilder<'_> {
    /// The field of a member. `own_name` is its name without overrides.
    pub(super) fn field(
        &mut self,
        field: &Field,
        own_name: &Ident,
        parent: &ParentStruct<'_>,
        scope: &mut Scope<NodeRef>,
    ) -> StructField {
        self.emitted.add(&field.place);
        let keyed = Keyed {
            name: own_name,
            key: &field.name,
        };
        let name = self.claimed_name(keyed, field, parent, scope);
        let is_no_id = self.is_no_id(parent.path, keyed);
        self.docs_paths.field(parent.path, &name, field, is_no_id);
        let module = &parent.path.module;
        // A definition is noted in the docs of the struct, not of each member.
        let corrections = match field.definition() {
            Some(_) => &field.corrections[1..],
            None => &field.corrections,
        };
        let docs = docs::corrected(self.docs_of(field, module), corrections);
        let (ty, wire) = self.value_type(field, keyed, parent);
        let ty = match serde_rules::presence(field, parent.updates) {
            Presence::Required => ty,
            Presence::Optional => RustType::Option(Box::new(ty)),
            Presence::Patch => RustType::Patch(Box::new(ty)),
        };
        StructField {
            rename: if name.as_str() == field.name {
                None
            } else {
                Some(field.name.clone())
            },
            name,
            docs,
            ty,
            skip_none: field.optional,
            wire,
            deprecated: if field.deprecated {
                Some(deprecation::NOTE.to_owned())
            } else {
                None
            },
            secrecy: Secrecy::Undecided,
            attributes: Vec::new(),
            methods: FieldMethods::default(),
        }
    }

    /// The type of the value of a field, and its encoding.
    fn value_type(
        &mut self,
        field: &Field,
        keyed: Keyed<'_>,
        parent: &ParentStruct<'_>,
    ) -> (RustType, FieldEncoding) {
        let replacement = self.overrides.ty(parent.path, keyed).map(str::to_owned);
        let wire = if field.ty.key_beside().is_some() {
            FieldEncoding::Flattened
        } else if replacement.is_some() {
            // The type of a setting serializes itself.
            FieldEncoding::Custom
        } else if self.writes_rfc3339(&field.ty) {
            FieldEncoding::Rfc3339
        } else {
            FieldEncoding::Plain
        };
        if let Some(path) = replacement {
            self.emitted.add_all(field.ty.members());
            return (RustType::External(path), wire);
        }
        let ty = self.ty(&field.ty, field, parent, false);
        (self.with_id_type(ty, field, parent.path, keyed), wire)
    }

    /// The name of a field, which the settings may change. Reports a clash if the name is taken.
    fn claimed_name(
        &mut self,
        keyed: Keyed<'_>,
        field: &Field,
        parent: &ParentStruct<'_>,
        scope: &mut Scope<NodeRef>,
    ) -> Ident {
        let name = self.overrides.field(parent.path, keyed);
        if let Err(other) = scope.claim(&name, field.place.clone())
            && !self.overrides.refuse_field(parent.path, keyed, &name)
        {
            // Only equal keys have equal names without settings, so the list has the same member
            // twice.
            let message = format!("the list already has the member `{}`", field.name);
            let help = "remove or rename one of the two";
            let places = [field.place.clone(), other].map(Location::Value);
            let code = Code::DuplicateMember;
            self.diagnostics
                .report_with_related(code, message, help, places);
        }
        name
    }

    /// The field of a parameter in a query. A query has no `null`, so an absent value is omitted.
    /// If there is a body as well, serde skips the field.
    pub(super) fn query_field(
        &mut self,
        field: &Field,
        own_name: &Ident,
        operation: &Operation,
        parent: &ParentStruct<'_>,
        scope: &mut Scope<NodeRef>,
    ) -> StructField {
        let mut parameter = Cow::Borrowed(field);
        let is_beside_body = !operation.body.is_empty();
        if is_beside_body {
            parameter.to_mut().ty = self.as_plain_type(&field.ty);
        }
        // A list of texts is sent as one text with commas.
        let texts = serde_rules::comma_separated(&parameter);
        let is_list = texts.is_some();
        if let Some(item) = texts {
            parameter.to_mut().ty = Type::List(Box::new(item));
        }
        let built = self.field(&parameter, own_name, parent, scope);
        StructField {
            skip_none: !is_beside_body && matches!(built.ty, RustType::Option(_)),
            wire: match built.wire {
                _ if is_beside_body => FieldEncoding::Skipped,
                FieldEncoding::Plain if is_list => FieldEncoding::CommaSeparated,
                wire => wire,
            },
            ..built
        }
    }

    /// The field of a parameter in a header. serde skips it.
    pub(super) fn skipped_field(
        &mut self,
        field: &Field,
        own_name: &Ident,
        parent: &ParentStruct<'_>,
        scope: &mut Scope<NodeRef>,
    ) -> StructField {
        let mut parameter = field.clone();
        parameter.ty = self.as_plain_type(&field.ty);
        StructField {
            skip_none: false,
            wire: FieldEncoding::Skipped,
            ..self.field(&parameter, own_name, parent, scope)
        }
    }

    /// `true` if the type has timestamps that need an attribute to serialize as RFC 3339: those of
    /// the crate `time`.
    fn writes_rfc3339(&self, ty: &Type) -> bool {
        match ty {
            Type::Timestamp => self.settings.time == TimeType::Time,
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                self.writes_rfc3339(inner)
            }
            _ => false,
        }
    }

    /// The type for a field that serde skips, which has no serde attributes: a timestamp stays a
    /// text if its type does not serialize as RFC 3339.
    pub(super) fn as_plain_type(&self, ty: &Type) -> Type {
        match ty {
            Type::Timestamp if self.settings.time == TimeType::Time => Type::String,
            Type::List(inner) => Type::List(Box::new(self.as_plain_type(inner))),
            Type::Map(inner) => Type::Map(Box::new(self.as_plain_type(inner))),
            Type::Nullable(inner) => Type::Nullable(Box::new(self.as_plain_type(inner))),
            other => other.clone(),
        }
    }

    /// The type of a field, or of a part of that type. Builds the items that the type needs.
    pub(super) fn ty(
        &mut self,
        ty: &Type,
        field: &Field,
        parent: &ParentStruct<'_>,
        in_list: bool,
    ) -> RustType {
        match ty {
            Type::String => RustType::String,
            Type::Integer => RustType::I64,
            Type::Float => RustType::F64,
            Type::Boolean => RustType::Bool,
            Type::Timestamp => match self.settings.time.path() {
                Some(path) => RustType::External(path.to_owned()),
                None => RustType::String,
            },
            Type::Any => RustType::Value,
            Type::Map(value) => {
                let value = self.ty(value, field, parent, true);
                RustType::Map(self.settings.map, Box::new(value))
            }
            Type::Nullable(inner) => {
                RustType::Option(Box::new(self.ty(inner, field, parent, in_list)))
            }
            Type::List(item) => RustType::Vec(Box::new(self.ty(item, field, parent, true))),
            Type::Resource(id) => RustType::Item(self.resource_path(*id)),
            Type::Union(union) => match self.named_union(union, field, parent) {
                Some(named) => RustType::Item(named),
                None => RustType::Item(self.in_place(ty, field, parent, in_list)),
            },
            Type::Enum(_) => match self.shared_enum_path(field) {
                Some(shared_enum) => RustType::Item(shared_enum),
                None => RustType::Item(self.in_place(ty, field, parent, in_list)),
            },
            Type::Object(_) => RustType::Item(self.in_place(ty, field, parent, in_list)),
        }
    }

    /// The item of a type that is described in place: its own item, or a common item that other
    /// places share.
    fn in_place(
        &mut self,
        ty: &Type,
        field: &Field,
        parent: &ParentStruct<'_>,
        in_list: bool,
    ) -> ItemPath {
        let own = self.names.child(parent.id, &field.name, in_list);
        let common = self.shared.common(own);
        let item = common.unwrap_or(own);
        let path = self.path_of(item);
        let parent = &ParentStruct {
            // A list is replaced as a whole: its items keep nothing.
            updates: parent.updates && !in_list,
            ..*parent
        };
        self.docs_paths
            .member(path.clone(), parent.path, &field.name);
        if common.is_none() {
            self.item(ty, field, parent, (item, &path));
        } else if self.shared.begin(item) {
            match ty {
                Type::Union(union) if unions::resources(union).is_some() => {
                    self.shared_union(union, field, parent, &path);
                }
                _ => {
                    let (ty, field) = self.shared.described(item, ty, field);
                    self.item(&ty, &field, parent, (item, &path));
                }
            }
        } else {
            for fields in ty.objects() {
                self.emitted.add_all(fields);
            }
        }
        // The page keeps its own names for a common type and the types inside it, so that sharing
        // with another page removes no name.
        if common.is_some() {
            self.alias(Shared { own, item }, &path, parent.page, &field.place);
        }
        path
    }

    /// Builds the item at this path, and the items inside it.
    fn item(
        &mut self,
        ty: &Type,
        field: &Field,
        parent: &ParentStruct<'_>,
        (id, path): (ItemId, &ItemPath),
    ) {
        self.reserve_name(path, &field.place);
        let inner = &ParentStruct {
            path,
            id,
            ..*parent
        };
        match ty {
            Type::Object(fields) => {
                let docs = self.docs_of(field, &inner.path.module);
                self.object(inner, docs, fields);
            }
            Type::Enum(values) => self.enumeration(inner.path, field, values, inner.page),
            Type::Union(union) => {
                let item = self.union_item(union, field, inner);
                let module = self.module(&inner.path.module, inner.page);
                module.items.push(Item::Union(item));
            }
            _ => {}
        }
    }

    fn enumeration(&mut self, path: &ItemPath, field: &Field, values: &[EnumValue], page: PageId) {
        let texts: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
        let names = names::variant_names(&texts, &[]);
        let names = self.overrides.values_of(path, names, texts);
        let unknown = if field.closed {
            None
        } else {
            Some(names::open_variant(&names))
        };
        let variants = values.iter().zip(names).map(|(value, name)| Variant {
            name,
            value: value.value.clone(),
            docs: self
                .docs
                .text(value.docs.as_deref(), field.place.page, &path.module),
        });
        let item = EnumItem {
            name: path.name.clone(),
            variants: variants.collect(),
            docs: self.docs_of(field, &path.module),
            default_first: values.len() == 1,
            unknown,
            extras: ExtraAttributes::default(),
        };
        let module = self.module(&path.module, page);
        module.items.push(Item::Enum(item));
    }

    /// Builds an enum that belongs to no single member, named after its key: `Order`.
    pub(super) fn page_enum(&mut self, page_enum: &SharedEnum) {
        let SharedEnum { key, place, ty, .. } = page_enum;
        let path = self.path_of_page_enum(page_enum);
        self.reserve_name(&path, place);
        if let Some(values) = ty.values() {
            let mut field = Field::new(key, Type::Any, place.clone());
            field.docs.clone_from(&page_enum.docs);
            self.enumeration(&path, &field, values, page_enum.page);
        }
    }

    /// The path of the enum that the field shares with others, unless a correction has made them
    /// different.
    fn shared_enum_path(&mut self, field: &Field) -> Option<ItemPath> {
        let shared_enum = self.api.shared_enum(field)?;
        Some(self.path_of_page_enum(shared_enum))
    }

    fn path_of_page_enum(&mut self, page_enum: &SharedEnum) -> ItemPath {
        let module = self.modules[page_enum.page.index()].clone();
        let name = self.names.page_enum(&module, &page_enum.key);
        self.item_path(&module, &name)
    }

    /// The description of a field, for an item or field in `module`.
    pub(super) fn docs_of(&self, field: &Field, module: &ModulePath) -> String {
        self.docs
            .text(field.docs.as_deref(), field.docs_page(), module)
    }
}

/// The names of the fields of these members.
pub(super) fn field_names(fields: &[Field]) -> Vec<Ident> {
    let keys: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    names::field_names(&keys)
}
