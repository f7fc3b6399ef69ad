//! Every member that an operation documents and its callers meet.
//!
//! It is read from the lists alone, whatever becomes of them, so that what the output leaves out
//! can be found.

use super::entries::{ExpandedEntity, ExpandedMember};
use super::views::{self, ListKind};
use crate::pipeline::api::DocumentedMember;

const LISTS: [(&str, ListKind); 3] = [
    ("parameters", ListKind::Parameters),
    ("properties", ListKind::Properties),
    ("returns", ListKind::Returns),
];

/// The members of all lists and those inside them, each before what is in it.
///
/// A wrapper is none, as its key is not on the wire. Nor is the only member of `returns` where it
/// stands for the whole body, which `is_body` says.
pub(super) fn members(lists: &ExpandedEntity, is_body: bool) -> Vec<DocumentedMember> {
    let mut found = Vec::new();
    for (name, list) in LISTS {
        match list.members(lists) {
            [body] if is_body && list == ListKind::Returns => {
                let inner = body.nested.as_deref().unwrap_or_default();
                add(inner, &format!("{name}.{}", body.key), &mut found);
            }
            entries => add(views::unwrapped(entries), name, &mut found),
        }
    }
    found
}

fn add(entries: &[ExpandedMember], path: &str, found: &mut Vec<DocumentedMember>) {
    for entry in entries {
        let path = format!("{path}.{}", entry.key);
        found.push(DocumentedMember {
            path: path.clone(),
            place: entry.place.clone(),
        });
        add(entry.nested.as_deref().unwrap_or_default(), &path, found);
    }
}
