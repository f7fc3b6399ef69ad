//! From members to fields: the type of each, and what goes over the wire.

use super::deprecation;
use super::items::{ModelBuilder, ParentStruct};
use super::rust_model::{
    EnumItem, ExtraAttributes, FieldEncoding, Item, ItemPath, RustType, StructField, Variant,
};
use crate::base::node_path::{NodeRef, PageId};
use crate::config::TimeType;
use crate::names::{self, Ident, Scope};
use crate::pipeline::api::{EnumValue, Field, ResourceId, Type};
use crate::pipeline::serde_rules::{self, Presence};

impl ModelBuilder<'_> {
    pub(super) fn field(
        &mut self,
        field: &Field,
        owner: &ParentStruct<'_>,
        scope: &mut Scope<NodeRef>,
    ) -> StructField {
        self.emitted.add(&field.place);
        let own_name = names::field_name(&field.name);
        let name = self.overrides.field(&owner.path(), own_name.clone());
        if let Err(other) = scope.claim(&name, field.place.clone())
            && !self.overrides.refuse_field(&owner.path(), &name)
        {
            self.clash(&format!("{}.{name}", owner.name), &field.place, &other);
        }
        self.listing.field(owner.path(), &name, field);
        let docs = self
            .docs
            .text(field.docs.as_deref(), field.place.page, owner.module);
        let (ty, wire) = self.kind_of(field, &own_name, owner);
        let ty = Box::new(ty);
        let ty = match serde_rules::presence(field, owner.updates) {
            Presence::Required => *ty,
            Presence::Optional => RustType::Option(ty),
            Presence::Patch => RustType::Patch(ty),
        };
        StructField {
            rename: (name.as_str() != field.name).then(|| field.name.clone()),
            name,
            docs: self
                .docs
                .corrected(docs, &field.corrections, field.place.page, owner.module),
            ty,
            skip_none: field.optional,
            wire,
            deprecated: field.deprecated.then(|| deprecation::NOTE.to_owned()),
            secret: false,
            attributes: Vec::new(),
        }
    }

    /// The type of a field, and how it goes over the wire: the type that the settings want, which
    /// stands for all that is in the field and knows how it is written, or the one that the docs
    /// describe.
    fn kind_of(
        &mut self,
        field: &Field,
        name: &Ident,
        owner: &ParentStruct<'_>,
    ) -> (RustType, FieldEncoding) {
        let Some(wanted) = self.overrides.ty(&owner.path(), name) else {
            let wire = self.wire(&field.ty);
            return (self.ty(&field.ty, field, owner, false), wire);
        };
        self.emitted.add_all(field.ty.members());
        (RustType::External(wanted.to_owned()), FieldEncoding::Custom)
    }

    /// The crate `time` writes RFC 3339 only where it is told to.
    fn wire(&self, ty: &Type) -> FieldEncoding {
        match ty {
            Type::Timestamp if self.settings.time == TimeType::Time => FieldEncoding::Rfc3339,
            Type::List(inner) | Type::Map(inner) => self.wire(inner),
            _ => FieldEncoding::Plain,
        }
    }

    /// The type where no field is there to say how a moment is written: it stays a text if its
    /// own type would not write RFC 3339.
    pub(super) fn as_plain_type(&self, ty: &Type) -> Type {
        match ty {
            Type::Timestamp if self.settings.time == TimeType::Time => Type::String,
            Type::List(inner) => Type::List(Box::new(self.as_plain_type(inner))),
            Type::Map(inner) => Type::Map(Box::new(self.as_plain_type(inner))),
            other => other.clone(),
        }
    }

    pub(super) fn ty(
        &mut self,
        ty: &Type,
        field: &Field,
        owner: &ParentStruct<'_>,
        in_list: bool,
    ) -> RustType {
        match ty {
            Type::String => RustType::String,
            Type::Integer => RustType::I64,
            Type::Float => RustType::F64,
            Type::Boolean => RustType::Bool,
            Type::Timestamp => self
                .settings
                .time
                .path()
                .map_or(RustType::String, |path| RustType::External(path.to_owned())),
            Type::Any => RustType::Value,
            Type::Map(value) => RustType::Map(
                self.settings.map,
                Box::new(self.ty(value, field, owner, true)),
            ),
            Type::Nullable(inner) => {
                RustType::Option(Box::new(self.ty(inner, field, owner, in_list)))
            }
            Type::List(item) => RustType::Vec(Box::new(self.ty(item, field, owner, true))),
            Type::Resource(id) => RustType::Item(self.target(*id)),
            Type::Union(union) => RustType::Item(self.union(union, field, owner, in_list)),
            Type::Object(fields) => {
                let (path, base) = self.nested_path(field, owner, in_list);
                let docs = self
                    .docs
                    .text(field.docs.as_deref(), field.place.page, owner.module);
                let inner = ParentStruct {
                    name: &path.name,
                    base: &base,
                    ..*owner
                };
                self.object(&inner, docs, fields);
                RustType::Item(path)
            }
            Type::Enum(values) => {
                if let Some(shared_enum) = self.shared_enum_of(field) {
                    return RustType::Item(shared_enum);
                }
                let (path, _) = self.nested_path(field, owner, in_list);
                self.enumeration(&path, field, values, owner.page);
                RustType::Item(path)
            }
        }
    }

    /// A resource that is like an earlier one is that one.
    fn target(&self, id: ResourceId) -> ItemPath {
        self.paths[self.aliases[id.0].unwrap_or(id).0].clone()
    }

    pub(super) fn enumeration(
        &mut self,
        path: &ItemPath,
        field: &Field,
        values: &[EnumValue],
        page: PageId,
    ) {
        let texts: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
        let names = names::variant_names(&texts, &["Unknown"]);
        let variants = values.iter().zip(names).map(|(value, name)| Variant {
            name,
            value: value.value.clone(),
            docs: self
                .docs
                .text(value.docs.as_deref(), field.place.page, &path.module),
        });
        let item = EnumItem {
            name: path.name.clone(),
            docs: self
                .docs
                .text(field.docs.as_deref(), field.place.page, &path.module),
            variants: variants.collect(),
            default_first: values.len() == 1,
            unknown: (!field.closed).then(|| names::type_name("unknown")),
            extras: ExtraAttributes::default(),
        };
        self.add(&path.module, page, Item::Enum(item));
    }
}
