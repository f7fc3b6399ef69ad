//! The one tree of descriptions that all pages grow together (format, section 2).

use std::collections::BTreeMap;

use crate::diagnostic::{At, Code, Report};
use crate::parse::{Description, DescriptionTree, Page};
use crate::place::{PageId, Place};

/// Every text of the reference by its dotted path.
#[derive(Debug, Default)]
pub(super) struct Descriptions {
    nodes: BTreeMap<String, Node>,
}

#[derive(Debug)]
enum Node {
    Text { text: String, place: Place },
    Group,
}

/// What the path of a description leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
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
    pub(super) fn merge(pages: &[Page], report: &mut Report) -> Self {
        let mut descriptions = Self::default();
        for (index, page) in (0..).zip(pages) {
            let root = Place::page(PageId(index)).key("descriptions");
            descriptions.graft(&page.descriptions, "", &root, report);
        }
        descriptions
    }

    /// Looks a path up: its text, or its group's text named `self`.
    pub(super) fn find(&self, path: &str) -> Found<'_> {
        match self.nodes.get(path) {
            Some(Node::Text { text, .. }) => Found::Text(text),
            Some(Node::Group) => match self.nodes.get(&format!("{path}.self")) {
                Some(Node::Text { text, .. }) => Found::Text(text),
                _ => Found::Group,
            },
            None => Found::Nothing {
                nearest: crate::nearest::of(path, self.nodes.keys().map(String::as_str)),
            },
        }
    }

    fn graft(
        &mut self,
        branch: &DescriptionTree,
        prefix: &str,
        place: &Place,
        report: &mut Report,
    ) {
        for (key, description) in branch {
            let path = if prefix.is_empty() {
                key.clone()
            } else {
                format!("{prefix}.{key}")
            };
            let place = place.key(key.clone());
            match description {
                Description::Text(text) => self.add_text(path, text.trim(), place, report),
                Description::Group(group) => {
                    self.graft(group, &path, &place, report);
                    self.add_group(path, place, report);
                }
            }
        }
    }

    fn add_text(&mut self, path: String, text: &str, place: Place, report: &mut Report) {
        match self.nodes.get(&path) {
            Some(Node::Text { text: known, .. }) if known == text => {}
            Some(_) => conflict(&path, place, report),
            None => {
                self.nodes.insert(
                    path,
                    Node::Text {
                        text: text.to_owned(),
                        place,
                    },
                );
            }
        }
    }

    fn add_group(&mut self, path: String, place: Place, report: &mut Report) {
        match self.nodes.get(&path) {
            Some(Node::Text {
                place: text_place, ..
            }) => conflict(&path, place.max(text_place.clone()), report),
            Some(Node::Group) => {}
            None => {
                self.nodes.insert(path, Node::Group);
            }
        }
    }
}

fn conflict(path: &str, place: Place, report: &mut Report) {
    let message = format!("another page describes `{path}` differently");
    report.raise(
        Code::ConflictingDescription,
        message,
        "give both pages the same text, or one of them another path",
        At::Value(place),
    );
}
