//! The members of an entity, and the Rust field of each.

use super::change::MemberLocation;
use super::entity::{Entity, EntityRef};
use super::release::IndexedReference;
use crate::pipeline::api::{Field, PathParameter, Type};
use crate::pipeline::model::rust_model::{ConstructorField, RustType, StructField, StructItem};

/// A member, and what it is in Rust.
#[derive(Clone, Copy)]
pub(super) struct Member<'a> {
    pub(super) part: MemberLocation,
    pub(super) name: &'a str,
    pub(super) ty: &'a Type,
    pub(super) optional: bool,
    pub(super) nullable: bool,
    pub(super) deprecated: bool,
    /// Whether its enum has no values but the known ones.
    pub(super) closed: bool,
    /// Whether a correction is about it.
    pub(super) corrected: bool,
    pub(super) docs: Option<&'a str>,
    /// None where no field of its own stands for it, as for the parts of a `List`.
    pub(super) rust: Option<RustField<'a>>,
    /// Whether `new` takes it.
    pub(super) argument: bool,
}

/// A field of a struct.
#[derive(Clone, Copy)]
pub(super) struct RustField<'a> {
    pub(super) name: &'a str,
    pub(super) ty: &'a RustType,
}

impl<'a> RustField<'a> {
    fn new(field: &'a StructField) -> Self {
        Self {
            name: field.name.as_str(),
            ty: &field.ty,
        }
    }
}

impl<'a> Member<'a> {
    fn new(part: MemberLocation, field: &'a Field, rust: Option<&'a StructField>) -> Self {
        Self {
            part,
            name: &field.name,
            ty: &field.ty,
            optional: field.optional,
            nullable: field.nullable,
            deprecated: field.deprecated,
            closed: field.closed,
            corrected: !field.corrections.is_empty(),
            docs: field.docs.as_deref(),
            rust: rust.map(RustField::new),
            argument: false,
        }
    }

    /// What fills the path is a text, and is never omitted.
    fn of_path(parameter: &'a PathParameter, rust: Option<&'a StructField>) -> Self {
        Self {
            part: MemberLocation::Path,
            name: &parameter.name,
            ty: &Type::String,
            optional: false,
            nullable: false,
            deprecated: false,
            closed: false,
            corrected: !parameter.corrections.is_empty(),
            docs: parameter.docs(),
            rust: rust.map(RustField::new),
            argument: false,
        }
    }

    /// Whether it must be there, and be something.
    pub(super) fn is_required(&self) -> bool {
        !self.optional && !self.nullable
    }
}

/// The members of an object, with the fields of the struct that was made of it.
///
/// The struct has them in the same order.
pub(super) fn of_object<'a>(
    part: MemberLocation,
    fields: &'a [Field],
    structure: Option<&'a StructItem>,
) -> Vec<Member<'a>> {
    let rust = structure.map_or(&[][..], |structure| &structure.fields);
    let rust = rust.iter().map(Some).chain(std::iter::repeat(None));
    fields
        .iter()
        .zip(rust)
        .map(|(field, rust)| Member::new(part, field, rust))
        .collect()
}

/// The members of a resource; what an operation is given.
pub(super) fn of_entity<'a>(
    entity: &Entity<'a>,
    release: &IndexedReference<'a>,
) -> Vec<Member<'a>> {
    let structure = release.structure(entity.rust);
    let operation = match entity.is {
        EntityRef::Resource(resource, _) => {
            return of_object(MemberLocation::Properties, &resource.fields, structure);
        }
        EntityRef::Operation(operation, _) => operation,
    };
    let rust = structure.map_or(&[][..], |structure| &structure.fields);
    let mut rust = rust.iter();
    let path = operation
        .path_parameters
        .iter()
        .map(|parameter| Member::of_path(parameter, rust.next()));
    let mut members: Vec<Member<'a>> = path.collect();
    for (part, fields) in [
        (MemberLocation::Query, &operation.query),
        (MemberLocation::Body, &operation.body),
    ] {
        members.extend(
            fields
                .iter()
                .map(|field| Member::new(part, field, rust.next())),
        );
    }
    let inits: &[ConstructorField] = release
        .endpoint(entity.rust)
        .map_or(&[], |endpoint| &endpoint.inits);
    for (member, init) in members.iter_mut().zip(inits) {
        member.argument = init.is_argument;
    }
    members
}
