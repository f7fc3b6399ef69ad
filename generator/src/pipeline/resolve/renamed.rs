//! Which members another view only calls otherwise.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::entries::ExpandedMember;
use super::views::ViewJoin;
use crate::base::view::View;

/// The members of a view that another view says nothing of, by that view and what they are in.
#[derive(Debug)]
pub(super) struct UnmatchedNames<'a> {
    lists: BTreeMap<View, HashMap<String, Names<'a>>>,
}

/// What is asked of the members of one list, so that nobody goes through all of them.
#[derive(Debug, Default)]
struct Names<'a> {
    docs: HashSet<&'a str>,
    names: HashSet<String>,
    /// The ends of the names, from each word on.
    tails: HashSet<String>,
}

impl<'a> UnmatchedNames<'a> {
    /// `own` are the members of the view by their paths.
    pub(super) fn new(own: &BTreeMap<String, &'a ExpandedMember>, join: &ViewJoin<'_>) -> Self {
        let mut lists: BTreeMap<View, HashMap<String, Names<'a>>> = BTreeMap::new();
        for (path, entry) in own {
            let (above, name) = split(path);
            for view in View::ALL {
                if !join.mentions(path, view) {
                    let list = lists.entry(view).or_default();
                    let list = list.entry(above.to_owned()).or_default();
                    list.docs.extend(entry.said.docs.as_deref());
                    list.names.insert(name.to_owned());
                    list.tails.extend(tails(name).map(str::to_owned));
                }
            }
        }
        Self { lists }
    }

    /// Whether one of the members beside the path is described in the same words, or has the same
    /// name but for a word.
    pub(super) fn has_like(&self, path: &str, view: View, docs: Option<&str>) -> bool {
        let (above, name) = split(path);
        let list = self.lists.get(&view).and_then(|lists| lists.get(above));
        list.is_some_and(|list| {
            docs.is_some_and(|docs| list.docs.contains(docs)) || list.has_named_alike(name)
        })
    }
}

impl Names<'_> {
    /// `type` and `connection_type`, `organization` and `organization_id`; every id is a tail of
    /// many.
    fn has_named_alike(&self, name: &str) -> bool {
        let without_id = name.strip_suffix("_id");
        without_id.is_some_and(|name| self.names.contains(name))
            || self.names.contains(format!("{name}_id").as_str())
            || tails(name).any(|tail| tail != "id" && self.names.contains(tail))
            || name != "id" && self.tails.contains(name)
    }
}

/// The path of what a member is in, and its name.
pub(super) fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('.').unwrap_or(("", path))
}

/// A name from its first word on, from its second word on, and so forth.
fn tails(name: &str) -> impl Iterator<Item = &str> {
    let words = name.match_indices('_').map(|(end, _)| &name[end + 1..]);
    [name].into_iter().chain(words)
}
