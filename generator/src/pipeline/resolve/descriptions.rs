//! The one tree of descriptions that all pages grow together (format, section 2).

use std::collections::BTreeMap;

use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::node_path::{NodeRef, PageId};
use crate::base::text::did_you_mean;
use crate::pipeline::parse::{Description, DescriptionTree, Page};

/// Every text of the reference by its dotted path.
#[derive(Debug, Default)]
pub(super) struct Descriptions {
    nodes: BTreeMap<String, Node>,
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
    /// A group of texts that has none of its own: no text, and no mistake.
    Group,
    /// No text or group. The nearest path that exists may be the intended one.
    Nothing { nearest: Option<&'a str> },
}

impl Descriptions {
    /// Merges the branches of all pages, in page order.
    ///
    /// If two pages give one path different texts, the first stays and the second is reported.
    pub(super) fn merge(pages: &[Page], diagnostics: &mut Diagnostics) -> Self {
        let mut descriptions = Self::default();
        for (index, page) in (0..).zip(pages) {
            let root = NodeRef::page(PageId(index)).key("descriptions");
            let mut report = |path: &str, places: [&NodeRef; 2]| {
                report_conflict(path, places, pages, diagnostics)
            };
            descriptions.merge_branch(&page.descriptions, "", &root, &mut report);
        }
        descriptions
    }

    /// Looks a path up: its text, or its group's text named `self`.
    pub(super) fn find(&self, path: &str) -> Lookup<'_> {
        let text = |path: &str| self.nodes.get(path).map(|node| node.text.as_deref());
        match text(path) {
            Some(Some(found)) => Lookup::Text(found),
            Some(None) => match text(&format!("{path}.self")) {
                Some(Some(found)) => Lookup::Text(found),
                _ => Lookup::Group,
            },
            None => {
                let paths = self.nodes.keys().map(String::as_str);
                Lookup::Nothing {
                    nearest: did_you_mean::best_match(path, paths),
                }
            }
        }
    }

    fn merge_branch(
        &mut self,
        branch: &DescriptionTree,
        prefix: &str,
        place: &NodeRef,
        report: &mut impl FnMut(&str, [&NodeRef; 2]),
    ) {
        for (key, description) in branch {
            let path = match prefix {
                "" => key.clone(),
                prefix => format!("{prefix}.{key}"),
            };
            let place = place.key(key.clone());
            let text = match description {
                Description::Text(text) => Some(text.trim()),
                Description::Group(group) => {
                    self.merge_branch(group, &path, &place, report);
                    None
                }
            };
            match self.nodes.get(&path) {
                Some(known) if known.text.as_deref() == text => {}
                Some(known) => report(&path, [&known.place, &place]),
                None => {
                    let text = text.map(str::to_owned);
                    self.nodes.insert(path, Node { text, place });
                }
            }
        }
    }
}

/// Reports different descriptions of one path at the later of the two places, with the page of the
/// earlier one.
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
        _ => format!("this page describes `{path}` twice, and differently"),
    };
    let help = "give both the same text, or one of them another path";
    let at = Location::Value(second.clone());
    diagnostics.report(Code::ConflictingDescription, message, help, at);
}
