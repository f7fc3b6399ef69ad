//! The tree of descriptions, merged from all pages (format, section 2).

use std::collections::BTreeMap;

use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::node_path::{NodeRef, PageId};
use crate::pipeline::parse::{Description, DescriptionTree, Page};

/// The maximum number of bytes of the paths of a page's descriptions. Published pages have 700. The
/// path of a group is repeated in every path inside it.
const MAX_PATHS: usize = 4 << 20;

/// Every text of the reference by its dotted path.
#[derive(Debug, Default)]
pub(super) struct Descriptions {
    nodes: BTreeMap<String, Node>,
    /// `true` if not all descriptions could be merged, which is reported.
    is_incomplete: bool,
}

#[derive(Debug)]
struct Node {
    /// The text; `None` for a group.
    text: Option<String>,
    place: NodeRef,
}

/// The result of looking up the path of a description.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Lookup<'a> {
    /// A text.
    Text(&'a str),
    /// A group of texts without a text of its own, which is not an error.
    Group,
    /// Not found, but not all descriptions could be merged.
    Unknown,
    /// Neither a text nor a group.
    Nothing,
}

impl Descriptions {
    /// Merges the branches of all pages, in page order.
    ///
    /// If two pages have different texts for the same path, the first is kept and the second is
    /// reported.
    pub(super) fn merge(pages: &[Page], diagnostics: &mut Diagnostics) -> Self {
        let mut descriptions = Self::default();
        for (index, page) in (0..).zip(pages) {
            let root = NodeRef::page(PageId(index)).key("descriptions");
            let mut left = MAX_PATHS;
            let mut report = |problem: Problem<'_>| match problem {
                Problem::Conflict { path, places } => {
                    report_conflict(path, places, pages, diagnostics);
                }
                Problem::LongPaths { group } => report_long_paths(group, diagnostics),
            };
            let branch = &page.descriptions;
            descriptions.merge_branch(branch, "", &root, &mut left, &mut report);
        }
        descriptions
    }

    /// Looks up a path. The text of a group is its member `self`.
    pub(super) fn find(&self, path: &str) -> Lookup<'_> {
        let text = |path: &str| self.nodes.get(path).map(|node| node.text.as_deref());
        match text(path) {
            Some(Some(found)) => Lookup::Text(found),
            Some(None) => match text(&format!("{path}.self")) {
                Some(Some(found)) => Lookup::Text(found),
                _ => Lookup::Group,
            },
            None if self.is_incomplete => Lookup::Unknown,
            None => Lookup::Nothing,
        }
    }

    /// Every path, for suggestions.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.nodes.keys().map(String::as_str)
    }

    fn merge_branch(
        &mut self,
        branch: &DescriptionTree,
        prefix: &str,
        place: &NodeRef,
        left: &mut usize,
        report: &mut impl FnMut(Problem<'_>),
    ) {
        for (key, description) in branch {
            match left.checked_sub(prefix.len() + key.len()) {
                Some(less) => *left = less,
                // The limit has been reached and reported, so later groups are skipped as well.
                None if *left == 0 => return,
                None => {
                    *left = 0;
                    self.is_incomplete = true;
                    return report(Problem::LongPaths { group: place });
                }
            }
            let path = match prefix {
                "" => key.clone(),
                prefix => format!("{prefix}.{key}"),
            };
            let place = place.key(key.clone());
            let text = match description {
                Description::Text(text) => Some(text.trim()),
                Description::Group(group) => {
                    self.merge_branch(group, &path, &place, left, report);
                    None
                }
            };
            match self.nodes.get(&path) {
                Some(known) if known.text.as_deref() == text => {}
                Some(known) => report(Problem::Conflict {
                    path: &path,
                    places: [&known.place, &place],
                }),
                None => {
                    let text = text.map(str::to_owned);
                    self.nodes.insert(path, Node { text, place });
                }
            }
        }
    }
}

/// A problem of a page's descriptions.
enum Problem<'a> {
    /// Two places describe the path differently.
    Conflict {
        path: &'a str,
        places: [&'a NodeRef; 2],
    },
    /// This group makes the paths too long.
    LongPaths { group: &'a NodeRef },
}

fn report_long_paths(group: &NodeRef, diagnostics: &mut Diagnostics) {
    let limit = MAX_PATHS >> 20;
    let message = format!("the paths of the page's descriptions have more than {limit} MiB");
    let help = "give the groups shorter names, or split the page";
    let at = Location::Value(group.clone());
    diagnostics.report(Code::PageTooLarge, message, help, at);
}

/// Reports different descriptions of one path, at the later of the two places. The message names
/// the page of the earlier place.
fn report_conflict(
    path: &str,
    [one, other]: [&NodeRef; 2],
    pages: &[Page],
    diagnostics: &mut Diagnostics,
) {
    let (first, second) = (one.min(other), one.max(other));
    let message = match pages.get(first.page.index()) {
        Some(page) if first.page != second.page => {
            format!("the page `{}` describes `{path}` differently", page.path)
        }
        _ => format!("this page has two different descriptions of `{path}`"),
    };
    let help = "use the same text for both, or another path for one of them";
    let at = Location::Value(second.clone());
    diagnostics.report(Code::ConflictingDescription, message, help, at);
}
