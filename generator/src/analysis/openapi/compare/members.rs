//! Compares members of the docs with members of objects of the description.

use std::collections::{BTreeMap, BTreeSet};

use super::Comparer;
use super::types::Typed;
use crate::analysis::openapi::described::Place;
use crate::analysis::openapi::disagreement::Kind;
use crate::analysis::openapi::found::{Fix, NewMember, Site};
use crate::analysis::openapi::joined::{Joined, ObjectAt};
use crate::analysis::openapi::node::Pointer;
use crate::analysis::openapi::schema::Schema;
use crate::notation::docs_path;
use crate::pipeline::api::{Field, Type};

/// A member of the docs.
pub(super) struct DocsMember<'a> {
    pub(super) field: &'a Field,
    pub(super) site: Site<'a>,
    /// `true` if one of several operations on the same path lacks the member, or declares it as
    /// optional.
    varies: bool,
    /// For the first operation with the member, the objects of the operations that lack it.
    lacking: Vec<Site<'a>>,
}

impl<'a> DocsMember<'a> {
    /// A member of the object at this site.
    pub(super) fn new(field: &'a Field, container: &Site<'a>) -> Self {
        let path = docs_path::join(&container.path, &field.name);
        Self {
            field,
            site: container.member(field, path),
            varies: false,
            lacking: Vec::new(),
        }
    }

    /// The members of objects of several operations that correspond to the same object of the
    /// description.
    pub(super) fn of_several(objects: &[(Site<'a>, Vec<&'a Field>)]) -> Vec<Self> {
        let mut owners: BTreeMap<&str, Vec<(usize, bool)>> = BTreeMap::new();
        for (index, (_, fields)) in objects.iter().enumerate() {
            for field in fields {
                let owners = owners.entry(&field.name).or_default();
                owners.push((index, field.optional));
            }
        }
        let mut members = Vec::new();
        for (index, (site, fields)) in objects.iter().enumerate() {
            for field in fields {
                let owners = &owners[field.name.as_str()];
                let mut member = Self::new(field, site);
                let is_optional = owners.iter().any(|(_, optional)| *optional);
                member.varies = is_optional || owners.len() < objects.len();
                if owners[0].0 == index {
                    let has = |other: usize| owners.iter().any(|(owner, _)| *owner == other);
                    let others = objects.iter().enumerate();
                    let others = others.filter(|(other, _)| !has(*other));
                    member.lacking = others.map(|(_, (site, _))| site.clone()).collect();
                }
                members.push(member);
            }
        }
        members
    }
}

/// A member of the description, joined from all alternatives.
#[derive(Debug, Clone)]
pub(in crate::analysis::openapi) struct OpenApiMember<'a> {
    pub(in crate::analysis::openapi) optional: bool,
    /// The schema; `None` if the type is not described.
    pub(in crate::analysis::openapi) schema: Option<Schema<'a>>,
    pub(in crate::analysis::openapi) pointer: Pointer,
}

impl<'a> Comparer<'a> {
    /// Compares the members of an object. `missing` is the kind of a disagreement about a missing
    /// member.
    pub(super) fn members(
        &mut self,
        docs: &[DocsMember<'a>],
        objects: &[ObjectAt<'a>],
        container: &Site<'a>,
        missing: Kind,
    ) {
        let openapi = joined_members(objects);
        for member in docs {
            match openapi.get(member.field.name.as_str()) {
                Some(known) => self.member(member, known, missing, None),
                None => {
                    let pointer = objects.first().map(|object| &object.pointer);
                    let root = Pointer::root();
                    self.only_in_docs(member, pointer.unwrap_or(&root), missing);
                }
            }
        }
        let keys = docs.iter().filter_map(|it| it.field.ty.key_beside());
        let names = docs.iter().map(|it| it.field.name.as_str());
        let names: BTreeSet<&str> = names.chain(keys).collect();
        for (name, member) in openapi {
            if !names.contains(name) {
                self.only_in_openapi(name, &member, container, missing, None);
            }
        }
    }

    /// Compares a member that both have. If operations may lack it, it must be optional in the
    /// description.
    pub(super) fn member(
        &mut self,
        docs: &DocsMember<'a>,
        openapi: &OpenApiMember<'a>,
        missing: Kind,
        place: Option<Place>,
    ) {
        let DocsMember { field, site, .. } = docs;
        let pointer = &openapi.pointer;
        if !openapi.optional {
            for container in &docs.lacking {
                self.only_in_openapi(&field.name, openapi, container, missing, place);
            }
        }
        let optional = field.optional || openapi.optional && docs.varies;
        if optional != openapi.optional {
            let claims = (presence(optional), presence(openapi.optional));
            let fix = Fix::Flag("optional", openapi.optional);
            self.add(Kind::Optional, site, pointer, claims, fix);
        }
        let joined = Joined::new(openapi.schema.as_ref(), self.expander);
        if !joined.is_any && joined.nullable != field.nullable && field.ty != Type::Any {
            let claims = (nullability(field.nullable), nullability(joined.nullable));
            let fix = Fix::Flag("nullable", joined.nullable);
            self.add(Kind::Nullable, site, pointer, claims, fix);
        }
        let of = Typed {
            field: Some(field),
            site,
            pointer,
        };
        if !self.is_same(&field.ty, &joined, of) {
            let claims = self.types(&field.ty, &joined);
            let fix = Fix::Type(field, openapi.schema.clone());
            self.add(Kind::Type, site, pointer, claims, fix);
        }
    }

    /// Adds a member that only the docs have.
    pub(super) fn only_in_docs(
        &mut self,
        member: &DocsMember<'a>,
        pointer: &Pointer,
        missing: Kind,
    ) {
        let ty = member.field.ty.notation(self.api);
        let claims = (with_presence(&ty, member.field.optional), "absent");
        let fix = Fix::Drop(member.field);
        self.add(missing, &member.site, pointer, claims, fix);
    }

    /// Adds a member that only the description has.
    pub(super) fn only_in_openapi(
        &mut self,
        name: &str,
        member: &OpenApiMember<'a>,
        container: &Site<'a>,
        missing: Kind,
        place: Option<Place>,
    ) {
        let site = container.at(docs_path::join(&container.path, name));
        let joined = Joined::new(member.schema.as_ref(), self.expander);
        let ty = joined.notation(self.expander);
        let mut claim = with_presence(&ty, member.optional);
        if let Some(place) = place {
            claim = format!("{claim}, in the {}", place.as_str());
        }
        let fix = Fix::Add {
            container: container.path.clone(),
            member: NewMember {
                name: name.to_owned(),
                schema: member.schema.clone(),
                optional: member.optional,
                place,
            },
        };
        self.add(missing, &site, &member.pointer, ("absent", claim), fix);
    }

    /// The two types as claims. The notation does not show the contents of objects. If the two
    /// notations are equal, one object has named members and the other has arbitrary keys.
    pub(super) fn types(&self, ty: &Type, joined: &Joined<'a>) -> (String, String) {
        let docs = ty.notation(self.api);
        let openapi = joined.notation(self.expander);
        if docs != openapi {
            return (docs, openapi);
        }
        let has_members = !ty.members().is_empty();
        let of = |has_members: bool| if has_members { "named" } else { "any" };
        let (of_docs, of_openapi) = (of(has_members), of(!has_members));
        (
            format!("{docs} of {of_docs} members"),
            format!("{openapi} of {of_openapi} members"),
        )
    }
}

/// The members of all alternatives, by name. A member is optional unless all alternatives require
/// it.
pub(in crate::analysis::openapi) fn joined_members<'o, 'a>(
    objects: &'o [ObjectAt<'a>],
) -> BTreeMap<&'o str, OpenApiMember<'a>> {
    let mut members: BTreeMap<&str, (usize, Vec<Schema<'a>>)> = BTreeMap::new();
    for ObjectAt { object, .. } in objects {
        for (name, schema) in &object.members {
            let (required, schemas) = members.entry(name).or_default();
            *required += usize::from(object.required.contains(name));
            schemas.push(schema.clone());
        }
    }
    let joined = members.into_iter().map(|(name, (required, mut schemas))| {
        let pointer = schemas[0].pointer();
        let schema = match schemas.len() {
            1 => schemas.remove(0),
            _ => Schema::Any(schemas),
        };
        let member = OpenApiMember {
            optional: required < objects.len(),
            schema: Some(schema),
            pointer,
        };
        (name, member)
    });
    joined.collect()
}

fn presence(optional: bool) -> &'static str {
    if optional { "optional" } else { "required" }
}

fn nullability(nullable: bool) -> &'static str {
    if nullable {
        "may be null"
    } else {
        "never null"
    }
}

fn with_presence(ty: &str, optional: bool) -> String {
    format!("{ty}, {}", presence(optional))
}
