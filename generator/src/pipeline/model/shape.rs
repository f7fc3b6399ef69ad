//! The shape of a type: everything that affects its Rust type and its JSON, except names of types
//! and docs.

use std::fmt::Write;

use crate::pipeline::api::{Alternative, Api, EnumValue, Field, IdOwner, ResourceId, Type, Union};
use crate::pipeline::serde_rules::{self, Presence};

/// Computes shapes. Types with the same shape can share one type.
pub(super) struct Shapes<'a> {
    pub(super) api: &'a Api,
    /// For each resource, the earlier resource of which it is an alias.
    pub(super) aliases: &'a [Option<ResourceId>],
    /// `true` if the ids of resources have their own types.
    pub(super) has_ids: bool,
}

impl Shapes<'_> {
    /// The shape of a type. `closed` if its enum has only the known values; `updates` if it is sent
    /// to change something.
    pub(super) fn of(&self, ty: &Type, closed: bool, updates: bool) -> String {
        let mut shape = String::new();
        self.add(ty, closed, updates, &mut shape);
        shape
    }

    /// The shape of a resource or response with these members. Id types are ignored: only a
    /// resource determines the type of its own id.
    pub(super) fn of_fields(&self, fields: &[Field]) -> String {
        let mut shape = String::new();
        let without_ids = Self {
            has_ids: false,
            ..*self
        };
        without_ids.add_fields(fields, false, &mut shape);
        shape
    }

    /// The shape of a union of resources, without its name in the docs.
    pub(super) fn of_resources(&self, union: &Union) -> String {
        let mut shape = String::new();
        self.add_alternatives(union, false, false, &mut shape);
        shape
    }

    fn add(&self, ty: &Type, closed: bool, updates: bool, shape: &mut String) {
        let inside = |mark: char, inner: &Type, updates: bool, shape: &mut String| {
            shape.push(mark);
            self.add(inner, closed, updates, shape);
        };
        match ty {
            Type::String => shape.push('s'),
            Type::Integer => shape.push('i'),
            Type::Float => shape.push('f'),
            Type::Boolean => shape.push('b'),
            Type::Timestamp => shape.push('t'),
            Type::Any => shape.push('*'),
            // A list is replaced as a whole: its items keep nothing.
            Type::Map(inner) => inside('m', inner, false, shape),
            Type::List(inner) => inside('l', inner, false, shape),
            Type::Nullable(inner) => inside('n', inner, updates, shape),
            Type::Resource(id) => {
                let id = self.aliases[id.0].unwrap_or(*id);
                _ = write!(shape, "r{}", id.0);
            }
            Type::Enum(values) => add_values(values, closed, shape),
            Type::Object(fields) => self.add_fields(fields, updates, shape),
            Type::Union(union) => self.add_union(union, closed, updates, shape),
        }
    }

    /// Adds the members, sorted by name: their order in the docs does not affect the shape.
    fn add_fields(&self, fields: &[Field], updates: bool, shape: &mut String) {
        let mut fields: Vec<&Field> = fields.iter().collect();
        fields.sort_by_key(|field| &field.name);
        shape.push('{');
        for field in fields {
            let patches = serde_rules::presence(field, updates) == Presence::Patch;
            let flags = [field.optional, field.nullable, field.deprecated, patches];
            let flags = flags.map(u8::from);
            let (shared, id) = (self.shared_enum(field), self.id(field));
            _ = write!(shape, "{:?}{flags:?}{shared:?}{id:?}", field.name);
            self.add(&field.ty, field.closed, updates, shape);
            shape.push(';');
        }
        shape.push('}');
    }

    /// The shared definition of the field's enum.
    fn shared_enum(&self, field: &Field) -> Option<usize> {
        self.api.shared_enum(field)?;
        field.shared_enum.map(|id| id.0)
    }

    /// The resource whose id the field contains, if ids have their own types.
    fn id(&self, field: &Field) -> Option<usize> {
        match field.origin.id {
            Some(IdOwner { id, .. }) if self.has_ids => Some(id.0),
            _ => None,
        }
    }

    fn add_union(&self, union: &Union, closed: bool, updates: bool, shape: &mut String) {
        _ = write!(shape, "<{:?}", union.name);
        self.add_alternatives(union, closed, updates, shape);
        shape.push('>');
    }

    /// Adds the alternatives, sorted by tag: their order in the docs does not affect the shape.
    fn add_alternatives(&self, union: &Union, closed: bool, updates: bool, shape: &mut String) {
        _ = write!(shape, "{:?}", union.dispatch);
        let mut alternatives: Vec<&Alternative> = union.alternatives.iter().collect();
        alternatives.sort_by_key(|alternative| &alternative.tags);
        for Alternative { tags, ty } in alternatives {
            _ = write!(shape, "{tags:?}");
            self.add(ty, closed, updates, shape);
        }
    }
}

/// Adds the values, sorted by text.
fn add_values(values: &[EnumValue], closed: bool, shape: &mut String) {
    let mut values: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
    values.sort_unstable();
    _ = write!(shape, "e{}{values:?}", u8::from(closed));
}
