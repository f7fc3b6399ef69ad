//! Every member of the API by its docs path: `api_key.owner.id`, `list_users.parameters.limit`.

use crate::notation::docs_path;
use crate::pipeline::api::{Field, Operation, PathParameter, Resource, Response, Type};

/// A member, and the keys that lead to it from the id of its entity.
#[derive(Debug, Clone)]
pub(crate) struct Member<'a> {
    /// `api_key.owner.id`, `list_users.parameters.limit`
    pub(crate) path: String,
    pub(crate) kind: MemberRef<'a>,
}

/// The kind of a member.
#[derive(Debug, Clone, Copy)]
pub(crate) enum MemberRef<'a> {
    /// A field.
    Field(&'a Field),
    /// A path parameter.
    Path(&'a PathParameter),
}

impl Resource {
    /// Every member, each before the members inside it.
    pub(crate) fn members(&self) -> Vec<Member<'_>> {
        let mut members = Vec::new();
        add_fields(&self.id, &self.fields, &mut members);
        members
    }
}

impl Operation {
    /// Every parameter, and the members that the response describes in place.
    pub(crate) fn members(&self) -> Vec<Member<'_>> {
        let parameters = format!("{}.parameters", self.id);
        let mut members = self.path_members(&parameters);
        add_fields(&parameters, self.parameters(), &mut members);
        if let Response::Body(ty) = &self.response {
            members.extend(members_of(&format!("{}.returns", self.id), ty));
        }
        members
    }

    /// The members in the path and the query, including members of objects in the query, each with
    /// its part of the URL.
    pub(crate) fn url_members(&self) -> Vec<(&'static str, Member<'_>)> {
        let parameters = format!("{}.parameters", self.id);
        let mut query = Vec::new();
        add_fields(&parameters, &self.query, &mut query);
        let path = self.path_members(&parameters).into_iter();
        let path = path.map(|member| ("path", member));
        let query = query.into_iter().map(|member| ("query", member));
        path.chain(query).collect()
    }

    /// The parts of the path.
    fn path_members(&self, parameters: &str) -> Vec<Member<'_>> {
        let members = self.path_parameters.iter().map(|parameter| Member {
            path: docs_path::join(parameters, &self.parameter_name(parameter)),
            kind: MemberRef::Path(parameter),
        });
        members.collect()
    }

    /// The members of the body.
    pub(crate) fn body_members(&self) -> Vec<Member<'_>> {
        let mut members = Vec::new();
        add_fields(&format!("{}.parameters", self.id), &self.body, &mut members);
        members
    }
}

/// The members that a type describes in place, each before the members inside it.
pub(crate) fn members_of<'a>(prefix: &str, ty: &'a Type) -> Vec<Member<'a>> {
    let mut members = Vec::new();
    for fields in ty.objects() {
        add_fields(prefix, fields, &mut members);
    }
    members
}

/// Adds the fields and the fields inside them. Items of lists and alternatives of unions add no
/// segment to the path.
fn add_fields<'a>(
    prefix: &str,
    fields: impl IntoIterator<Item = &'a Field>,
    members: &mut Vec<Member<'a>>,
) {
    for field in fields {
        let path = docs_path::join(prefix, &field.name);
        members.push(Member {
            path: path.clone(),
            kind: MemberRef::Field(field),
        });
        for fields in field.ty.objects() {
            add_fields(&path, fields, members);
        }
    }
}
