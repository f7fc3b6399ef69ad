//! Every member of the API by its docs path: `api_key.owner.id`, `list_users.parameters.limit`.

use super::{Dispatch, Field, Operation, PathParameter, Resource, Response, Type, Union};

/// A member, and the keys that lead to it from the id of its entity.
#[derive(Debug, Clone)]
pub(crate) struct Member<'a> {
    /// `api_key.owner.id`, `list_users.parameters.limit`
    pub(crate) path: String,
    pub(crate) said: MemberRef<'a>,
}

/// What is known of a member.
#[derive(Debug, Clone, Copy)]
pub(crate) enum MemberRef<'a> {
    /// A field.
    Field(&'a Field),
    /// A part of the path.
    Path(&'a PathParameter),
}

impl Resource {
    /// Every member, each before those inside it.
    pub(crate) fn members(&self) -> Vec<Member<'_>> {
        let mut members = Vec::new();
        list(&self.id, &self.fields, &mut members);
        members
    }
}

impl Operation {
    /// Every parameter, and what is described in place of the answer.
    pub(crate) fn members(&self) -> Vec<Member<'_>> {
        let parameters = format!("{}.parameters", self.id);
        let path = self.path_parameters.iter().map(|parameter| Member {
            path: format!("{parameters}.{}", self.parameter_name(parameter)),
            said: MemberRef::Path(parameter),
        });
        let mut members = path.collect();
        list(&parameters, &self.query, &mut members);
        list(&parameters, &self.body, &mut members);
        if let Response::Body(ty) = &self.response {
            inside(&format!("{}.returns", self.id), ty, &mut members);
        }
        members
    }
}

fn list<'a>(prefix: &str, fields: &'a [Field], members: &mut Vec<Member<'a>>) {
    for field in fields {
        let path = format!("{prefix}.{}", field.name);
        members.push(Member {
            path: path.clone(),
            said: MemberRef::Field(field),
        });
        inside(&path, &field.ty, members);
    }
}

/// The members that a type describes in place; items of lists and alternatives of unions
/// add nothing to the path.
fn inside<'a>(path: &str, ty: &'a Type, members: &mut Vec<Member<'a>>) {
    match ty {
        Type::Object(fields) => list(path, fields, members),
        Type::List(item) | Type::Map(item) | Type::Nullable(item) => inside(path, item, members),
        Type::Union(Union {
            dispatch: Dispatch::Json,
            alternatives,
            ..
        }) => {
            for alternative in alternatives {
                inside(path, &alternative.ty, members);
            }
        }
        _ => {}
    }
}
