//! The fields that may contain a secret and are not covered by a setting.

mod description;
mod name;

use std::collections::{BTreeMap, BTreeSet};

use super::members::{Member, MemberRef};
use super::struct_fields::StructFields;
use crate::base::node_path::{NodeRef, PageId};
use crate::notation::docs_path;
use crate::pipeline::api::{Api, Type};
use crate::pipeline::model::rust_model::{FieldSource, RustModel, Secrecy};

use name::{MemberName, Neighbours};

/// A field that may contain a secret.
pub(crate) struct Candidate<'a> {
    pub(crate) source: &'a FieldSource,
    /// Its key on the wire.
    pub(crate) key: &'a str,
    /// The member of the docs.
    pub(crate) place: NodeRef,
}

/// Every string and map whose name or description suggests a secret, unless the settings `secrets`
/// or `public` cover it.
pub(crate) fn candidates<'a>(api: &Api, model: &'a RustModel) -> Vec<Candidate<'a>> {
    let members = members(api);
    let by_path: BTreeMap<(PageId, &str), MemberRef<'_>> = members
        .iter()
        .map(|(page, member)| ((*page, member.path.as_str()), member.kind))
        .collect();
    let fields = StructFields::new(model);
    let candidates = model.field_sources.iter().filter_map(|source| {
        let member = *by_path.get(&(source.page, source.docs_path.as_str()))?;
        let field = fields.get(source)?;
        let has = |key: &str| fields.has_key(&source.owner, key);
        if field.secrecy != Secrecy::Undecided || !may_be_secret(&source.docs_path, member, has) {
            return None;
        }
        Some(Candidate {
            source,
            key: field.keyed().key,
            place: place(member).clone(),
        })
    });
    candidates.collect()
}

/// A parameter in the URL that may be a secret, or that is declared as a secret by the setting
/// `secrets`.
pub(crate) struct InUrl<'a> {
    pub(crate) docs_path: String,
    pub(crate) page: PageId,
    /// `path` or `query`
    pub(crate) part: &'static str,
    pub(crate) place: &'a NodeRef,
}

/// Every parameter in the URL of an operation that may be a secret, unless `public` covers it.
pub(crate) fn in_urls<'a>(api: &'a Api, model: &RustModel) -> Vec<InUrl<'a>> {
    let secrecies = secrecies(model);
    let mut found = Vec::new();
    for operation in &api.operations {
        let members = operation.url_members();
        let paths: BTreeSet<&str> = members.iter().map(|(_, it)| it.path.as_str()).collect();
        let secret = members.iter().filter(|(_, member)| {
            let path = member.path.as_str();
            let secrecy = secrecies.get(&(operation.page, path));
            match secrecy.copied().unwrap_or_default() {
                Secrecy::Secret => true,
                Secrecy::Public => false,
                Secrecy::Undecided => may_be_secret(path, member.kind, |key| {
                    let parent = docs_path::split_last(path).map_or("", |(parent, _)| parent);
                    paths.contains(docs_path::join(parent, key).as_str())
                }),
            }
        });
        found.extend(secret.map(|(part, member)| InUrl {
            docs_path: member.path.clone(),
            page: operation.page,
            part,
            place: place(member.kind),
        }));
    }
    found
}

/// The secrecy of each field of the model, by its member of the docs.
fn secrecies(model: &RustModel) -> BTreeMap<(PageId, &str), Secrecy> {
    let fields = StructFields::new(model);
    let sources = model.field_sources.iter().filter_map(|source| {
        let secrecy = fields.get(source)?.secrecy;
        Some(((source.page, source.docs_path.as_str()), secrecy))
    });
    sources.collect()
}

/// The members of all entities, each with the page of its entity.
fn members(api: &Api) -> Vec<(PageId, Member<'_>)> {
    let resources = api.resources.iter().map(|it| (it.page, it.members()));
    let operations = api.operations.iter().map(|it| (it.page, it.members()));
    let all = resources.chain(operations);
    all.flat_map(|(page, members)| members.into_iter().map(move |member| (page, member)))
        .collect()
}

/// The node of the docs for a finding about a member.
fn place<'a>(member: MemberRef<'a>) -> &'a NodeRef {
    match member {
        MemberRef::Field(field) => &field.place,
        MemberRef::Path(parameter) => match &parameter.described {
            Some(field) => &field.place,
            None => &parameter.place,
        },
    }
}

/// `true` for a string or map whose name or description suggests a secret. `has` returns `true` for
/// other keys of the same object.
fn may_be_secret(docs_path: &str, member: MemberRef<'_>, has: impl Fn(&str) -> bool) -> bool {
    let (key, docs, holds_text) = match member {
        MemberRef::Field(member) => (
            member.name.as_str(),
            member.docs.as_deref(),
            holds_text(&member.ty),
        ),
        MemberRef::Path(parameter) => (parameter.name.as_str(), parameter.docs(), true),
    };
    if !holds_text {
        return false;
    }
    let name = MemberName::new(key, owner(docs_path));
    let docs = docs.unwrap_or_default();
    let neighbours = Neighbours {
        message: has("message"),
        value: has("value"),
    };
    name.is_of_secret(&description::words(docs), neighbours)
        || !name.is_harmless() && description::says_secret(docs)
}

/// `true` if a value of the type is a text or a map, or may be one.
fn holds_text(ty: &Type) -> bool {
    match ty {
        Type::String | Type::Map(_) | Type::Any => true,
        Type::List(inner) | Type::Nullable(inner) => holds_text(inner),
        Type::Union(union) => union.alternatives.iter().any(|it| holds_text(&it.ty)),
        _ => false,
    }
}

/// The name of the object around a member: the key of the outer member, or the id of the entity.
fn owner(docs_path: &str) -> &str {
    let mut segments: Vec<&str> = docs_path::segments(docs_path).collect();
    segments.pop();
    match segments.as_slice() {
        [id, "parameters" | "returns"] | [id, "returns", "data"] => {
            id.strip_suffix("_request").unwrap_or(id)
        }
        [.., last] => last,
        [] => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_owner_is_the_member_around_or_the_entity() {
        for (path, expected) in [
            ("api_key.value", "api_key"),
            ("api_key.owner.id", "owner"),
            ("verify_parcel.parameters.code", "verify_parcel"),
            ("verify_parcel_request.parameters.code", "verify_parcel"),
            ("list_parcels.returns.data.code", "list_parcels"),
            ("list_parcels.returns.data.lock.code", "lock"),
            ("api_key", ""),
        ] {
            assert_eq!(owner(path), expected, "{path}");
        }
    }

    #[test]
    fn texts_and_maps_can_be_secret() {
        let list = |ty| Type::List(Box::new(ty));
        for ty in [
            Type::String,
            Type::Any,
            Type::Map(Box::new(Type::Integer)),
            list(Type::Nullable(Box::new(Type::String))),
        ] {
            assert!(holds_text(&ty), "{ty:?}");
        }
        for ty in [
            Type::Boolean,
            Type::Timestamp,
            list(Type::Integer),
            Type::Object(Vec::new()),
        ] {
            assert!(!holds_text(&ty), "{ty:?}");
        }
    }
}
