//! The members that the settings mark as ids or secrets, and the prefixes of the ids in bodies.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::iter;

use super::plan::{PlaceId, Places};
use super::value_location::MemberKey;
use super::verification::{IdPrefix, SeenIdType};
use crate::analysis::explain::FieldIndex;
use crate::analysis::members::Member;
use crate::base::node_path::PageId;
use crate::notation::docs_path;
use crate::pipeline::api::Api;
use crate::pipeline::model::rust_model::{ItemPath, RustModel, RustType, Secrecy};

/// The members with an id type, and the members that `Debug` redacts, by page and docs path.
#[derive(Debug, Default)]
pub(super) struct MarkedMembers {
    ids: HashMap<(PageId, String), ItemPath>,
    secrets: BTreeSet<(PageId, String)>,
    /// The last segments of their docs paths.
    pub(super) secret_names: BTreeSet<String>,
}

impl MarkedMembers {
    pub(super) fn new(api: &Api, model: &RustModel) -> Self {
        let index = FieldIndex::new(api, model);
        let resources = api.resources.iter().map(|it| (it.page, it.members()));
        let operations = api.operations.iter().map(|it| (it.page, it.members()));
        let mut marked = Self::default();
        for (page, members) in resources.chain(operations) {
            for Member { path, .. } in members {
                let Some(field) = index.find(page, &path) else {
                    continue;
                };
                if let Some(RustType::Id(id)) = field.ty.layers().last() {
                    marked.ids.insert((page, path.clone()), id.clone());
                }
                if field.secrecy == Secrecy::Secret {
                    let name = docs_path::split_last(&path).map_or(&*path, |(_, name)| name);
                    marked.secret_names.insert(name.to_owned());
                    marked.secrets.insert((page, path));
                }
            }
        }
        marked
    }

    /// The id type of a member, with its docs path, if the member has one.
    pub(super) fn id_of(&self, at: &MemberKey, api: &Api) -> Option<(&ItemPath, String)> {
        if self.ids.is_empty() {
            return None;
        }
        let page = at.owner.page(api);
        paths(at, api).find_map(|path| {
            let key = (page, path);
            let ty = self.ids.get(&key)?;
            Some((ty, key.1))
        })
    }

    /// `true` if `Debug` redacts the member, or a member around it.
    pub(super) fn is_secret(&self, at: &MemberKey, api: &Api) -> bool {
        if self.secrets.is_empty() {
            return false;
        }
        let page = at.owner.page(api);
        paths(at, api).any(|path| {
            let around = |path: &String| Some(docs_path::split_last(path)?.0.to_owned());
            let mut paths = iter::successors(Some(path), around);
            paths.any(|path| self.secrets.contains(&(page, path)))
        })
    }

    /// The id types that occur in bodies, each with the prefixes of its values.
    pub(super) fn seen(
        &self,
        prefixes: &Prefixes,
        places: &Places<'_>,
        api: &Api,
    ) -> Vec<SeenIdType> {
        let mut types: BTreeMap<&ItemPath, BTreeMap<&str, BTreeSet<String>>> = BTreeMap::new();
        for (place, prefixes) in &prefixes.0 {
            let Some((ty, member)) = self.id_of(places.key(*place), api) else {
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

/// The possible docs paths of a member.
fn paths(at: &MemberKey, api: &Api) -> impl Iterator<Item = String> {
    let paths = [at.docs_path(api), at.docs_path_beside(api)];
    paths.into_iter().flatten()
}

/// The prefixes of the ids at each place.
#[derive(Debug, Clone, Default)]
pub(super) struct Prefixes(BTreeMap<PlaceId, BTreeSet<String>>);

impl Prefixes {
    /// Records the prefix of an id.
    pub(super) fn add(&mut self, place: PlaceId, id: &str) {
        let (known, prefix) = (self.0.entry(place).or_default(), prefix(id));
        if !known.contains(prefix) {
            known.insert(prefix.to_owned());
        }
    }

    /// Adds the prefixes of other values.
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
