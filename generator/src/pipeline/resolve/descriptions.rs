//! The one tree of descriptions that all pages grow together (format, section 2).

use std::collections::BTreeMap;

use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::node_path::{NodeRef, PageId};
use crate::pipeline::parse::{Description, DescriptionTree, Page};

/// Every text of the reference by its dotted path.
#[derive(Debug, Default)]
pub(super) struct Descriptions {
    nodes: BTreeMap<String, Node>,
}

#[derive(Debug)]
enum Node {
    Text { text: String, place: NodeRef },
    Group { place: NodeRef },
}

impl Node {
    fn place(&self) -> &NodeRef {
        match self {
            Self::Text { place, .. } | Self::Group { place } => place,
        }
    }
}

/// What the path of a description leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Lookup<'a> {
    /// A text.
    Text(&'a str),
    /// A group of texts that has none of its own: no text, and no mistake.
    Group,
    /// Nothing. The nearest path that does lead somewhere may be what was meant.
    Nothing { nearest: Option<&'a str> },
}

impl Descriptions {
    /// Merges the branches of all pages, in page order.
    ///
    /// Where two pages give one path different texts, the first stays and the
    /// second is reported.
    pub(super) fn merge(pages: &[Page], diagnostics: &mut Diagnostics) -> Self {
        let mut descriptions = Self::default();
        for (index, page) in (0..).zip(pages) {
            let root = NodeRef::page(PageId(index)).key("descriptions");
            let mut conflicts = Vec::new();
            descriptions.merge_branch(&page.descriptions, "", &root, &mut conflicts);
            for conflict in conflicts {
                conflict.raise(pages, diagnostics);
            }
        }
        descriptions
    }

    /// Looks a path up: its text, or its group's text named `self`.
    pub(super) fn find(&self, path: &str) -> Lookup<'_> {
        match self.nodes.get(path) {
            Some(Node::Text { text, .. }) => Lookup::Text(text),
            Some(Node::Group { .. }) => match self.nodes.get(&format!("{path}.self")) {
                Some(Node::Text { text, .. }) => Lookup::Text(text),
                _ => Lookup::Group,
            },
            None => Lookup::Nothing {
                nearest: crate::base::text::did_you_mean::best_match(
                    path,
                    self.nodes.keys().map(String::as_str),
                ),
            },
        }
    }

    fn merge_branch(
        &mut self,
        branch: &DescriptionTree,
        prefix: &str,
        place: &NodeRef,
        conflicts: &mut Vec<Conflict>,
    ) {
        for (key, description) in branch {
            let path = if prefix.is_empty() {
                key.clone()
            } else {
                format!("{prefix}.{key}")
            };
            let place = place.key(key.clone());
            match description {
                Description::Text(text) => {
                    conflicts.extend(self.add_text(path, text.trim(), place));
                }
                Description::Group(group) => {
                    self.merge_branch(group, &path, &place, conflicts);
                    conflicts.extend(self.add_group(path, place));
                }
            }
        }
    }

    fn add_text(&mut self, path: String, text: &str, place: NodeRef) -> Option<Conflict> {
        match self.nodes.get(&path) {
            Some(Node::Text { text: known, .. }) if known == text => None,
            Some(other) => Some(Conflict::new(path, other, place)),
            None => {
                let text = text.to_owned();
                self.nodes.insert(path, Node::Text { text, place });
                None
            }
        }
    }

    fn add_group(&mut self, path: String, place: NodeRef) -> Option<Conflict> {
        match self.nodes.get(&path) {
            Some(Node::Group { .. }) => None,
            Some(other) => Some(Conflict::new(path, other, place)),
            None => {
                self.nodes.insert(path, Node::Group { place });
                None
            }
        }
    }
}

/// Two places that say something else of one path.
#[derive(Debug)]
struct Conflict {
    path: String,
    place: NodeRef,
    other: NodeRef,
}

impl Conflict {
    fn new(path: String, other: &Node, place: NodeRef) -> Self {
        let other = other.place().clone();
        Self { path, place, other }
    }

    /// It is told at the later of the two places, with the page of the earlier one.
    fn raise(self, pages: &[Page], diagnostics: &mut Diagnostics) {
        let first = (&self.place).min(&self.other);
        let other = pages.get(first.page.index()).map(|page| page.path.as_str());
        let message = match other {
            Some(page) if self.place.page != self.other.page => {
                format!("the page `{page}` describes `{}` differently", self.path)
            }
            _ => format!("this page describes `{}` twice, and differently", self.path),
        };
        diagnostics.report(
            Code::ConflictingDescription,
            message,
            "give both the same text, or one of them another path",
            Location::Value(self.place.max(self.other)),
        );
    }
}
