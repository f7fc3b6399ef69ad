//! The ids in bodies: the members that have a type of ids, and the prefixes of their values.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::plan::{PlaceId, Places};
use super::value_location::{MemberKey, SchemaOwner};
use super::verification::{IdPrefix, SeenIdType};
use crate::analysis::explain::FieldIndex;
use crate::analysis::secrets;
use crate::base::node_path::PageId;
use crate::notation::docs_path;
use crate::pipeline::api::Api;
use crate::pipeline::model::rust_model::{ItemPath, RustModel, RustType};

/// The type of each member that has a type of ids, by its page and docs path.
#[derive(Debug, Default)]
pub(super) struct IdMembers {
    types: HashMap<(PageId, String), ItemPath>,
    /// The members that the settings keep from `Debug`.
    secrets: BTreeSet<(PageId, String)>,
}

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
        Self {
            types: ids,
            secrets: secrets::kept(model),
        }
    }

    /// The type of ids of a member, with its docs path, if it has one.
    pub(super) fn of(&self, at: &MemberKey, api: &Api) -> Option<(&ItemPath, String)> {
        if self.types.is_empty() {
            return None;
        }
        let key = member(at, api);
        let ty = self.types.get(&key)?;
        Some((ty, key.1))
    }

    /// `true` if the settings keep a member from `Debug`, or one that it is inside of.
    pub(super) fn is_secret(&self, at: &MemberKey, api: &Api) -> bool {
        if self.secrets.is_empty() {
            return false;
        }
        let (page, mut path) = member(at, api);
        loop {
            if self.secrets.contains(&(page, path.clone())) {
                return true;
            }
            match docs_path::split_last(&path) {
                Some((outer, _)) => path = outer.to_owned(),
                None => return false,
            }
        }
    }

    /// The types of ids that bodies have, each with the prefixes of its values.
    pub(super) fn seen(
        &self,
        prefixes: &Prefixes,
        places: &Places<'_>,
        api: &Api,
    ) -> Vec<SeenIdType> {
        let mut types: BTreeMap<&ItemPath, BTreeMap<&str, BTreeSet<String>>> = BTreeMap::new();
        for (place, prefixes) in &prefixes.0 {
            let Some((ty, member)) = self.of(places.key(*place), api) else {
                continue;
            };
            let members = types.entry(ty).or_default();
            for prefix in prefixes {
                members.entry(prefix).or_default().insert(member.clone());
            }
        }
        let types = types.into_iter().map(|(ty, prefixes)| SeenIdType {
            rust: ty.to_string(),
            prefixes: prefixes
                .into_iter()
                .map(|(prefix, members)| IdPrefix {
                    prefix: prefix.to_owned(),
                    members: members.into_iter().collect(),
                })
                .collect(),
        });
        types.collect()
    }
}

/// A member as the model names it: its page, and its docs path.
fn member(at: &MemberKey, api: &Api) -> (PageId, String) {
    let part = match at.owner {
        SchemaOwner::Resource(_) | SchemaOwner::List(_) => "",
        SchemaOwner::Request(_) => ".parameters",
        SchemaOwner::Response(_) => ".returns",
    };
    let path = docs_path::without_items(&at.path);
    let member = format!("{}{part}.{path}", at.owner.id(api));
    (at.owner.page(api), member)
}

/// The prefixes of the ids at each place.
#[derive(Debug, Clone, Default)]
pub(super) struct Prefixes(BTreeMap<PlaceId, BTreeSet<String>>);

impl Prefixes {
    /// Notes an id.
    pub(super) fn add(&mut self, place: PlaceId, id: &str) {
        let (known, prefix) = (self.0.entry(place).or_default(), prefix(id));
        if !known.contains(prefix) {
            known.insert(prefix.to_owned());
        }
    }

    /// Adds those of other values.
    pub(super) fn append(&mut self, other: Self) {
        for (place, mut prefixes) in other.0 {
            self.0.entry(place).or_default().append(&mut prefixes);
        }
    }
}

/// The text before the last `_` of an id: `user` of `user_01E4`; empty if there is none.
fn prefix(id: &str) -> &str {
    id.rsplit_once('_').map_or("", |(prefix, _)| prefix)
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
