//! The ids in bodies: the members that have a type of ids, and the prefixes of their values.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::value_location::{MemberKey, SchemaOwner};
use super::verification::{IdPrefix, SeenIdType};
use crate::analysis::explain::FieldIndex;
use crate::base::node_path::PageId;
use crate::notation::docs_path;
use crate::pipeline::api::Api;
use crate::pipeline::model::rust_model::{ItemPath, RustModel, RustType};

/// The type of each member that has a type of ids, by its page and docs path.
#[derive(Debug, Default)]
pub(super) struct IdMembers(HashMap<(PageId, String), ItemPath>);

impl IdMembers {
    pub(super) fn new(api: &Api, model: &RustModel) -> Self {
        let index = FieldIndex::new(api, model);
        let resources = api.resources.iter().map(|it| (it.page, it.members()));
        let operations = api.operations.iter().map(|it| (it.page, it.members()));
        let mut ids = HashMap::new();
        for (page, members) in resources.chain(operations) {
            for member in members {
                let field = index.find(page, &member.path);
                let ty = field.as_ref().and_then(|field| field.ty.layers().last());
                if let Some(RustType::Id(path)) = ty {
                    ids.insert((page, member.path), path.clone());
                }
            }
        }
        Self(ids)
    }

    /// A value of a member that has a type of ids.
    pub(super) fn value(&self, text: &str, at: &MemberKey, api: &Api) -> Option<IdValue<'_>> {
        if self.0.is_empty() {
            return None;
        }
        let part = match at.owner {
            SchemaOwner::Resource(_) | SchemaOwner::List(_) => "",
            SchemaOwner::Request(_) => ".parameters",
            SchemaOwner::Response(_) => ".returns",
        };
        let path = docs_path::without_items(&at.path);
        let member = format!("{}{part}.{path}", at.owner.id(api));
        let key = (at.owner.page(api), member);
        let ty = self.0.get(&key)?;
        Some(IdValue {
            ty,
            prefix: prefix(text).to_owned(),
            member: key.1,
        })
    }
}

/// The value of a member that has a type of ids, without what is its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct IdValue<'a> {
    ty: &'a ItemPath,
    prefix: String,
    /// Its docs path.
    member: String,
}

/// The text before the last `_` of an id: `user` of `user_01E4`; empty if there is none.
fn prefix(id: &str) -> &str {
    id.rsplit_once('_').map_or("", |(prefix, _)| prefix)
}

/// The types of ids that bodies have, each with the prefixes of its values.
pub(super) fn seen(values: &BTreeSet<IdValue<'_>>) -> Vec<SeenIdType> {
    let mut types: BTreeMap<&ItemPath, BTreeMap<&str, Vec<String>>> = BTreeMap::new();
    for IdValue { ty, prefix, member } in values {
        let members = types.entry(ty).or_default().entry(prefix).or_default();
        members.push(member.clone());
    }
    let types = types.into_iter().map(|(ty, prefixes)| SeenIdType {
        rust: ty.to_string(),
        prefixes: prefixes
            .into_iter()
            .map(|(prefix, members)| IdPrefix {
                prefix: prefix.to_owned(),
                members,
            })
            .collect(),
    });
    types.collect()
}

#[cfg(test)]
mod tests {
    use super::prefix;

    #[test]
    fn a_prefix_ends_at_the_last_underscore() {
        for (id, expected) in [
            ("user_01E4ZCR3C56J083X43JQXF3JK5", "user"),
            ("team_admin_01E4", "team_admin"),
            ("01E4", ""),
            ("_01E4", ""),
            ("", ""),
        ] {
            assert_eq!(prefix(id), expected, "{id}");
        }
    }
}
