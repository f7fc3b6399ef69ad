//! Every member that an operation documents and its callers meet.
//!
//! It is read from the lists alone, whatever becomes of them, so that what the output leaves out
//! can be found.

use super::entries::{Entry, Lists};
use super::views::{self, List};
use crate::pipeline::api::Documented;

const LISTS: [(&str, List); 3] = [
    ("parameters", List::Parameters),
    ("properties", List::Properties),
    ("returns", List::Returns),
];

/// The members of all lists and those inside them, each before what is in it.
///
/// A wrapper is none, as its key is not on the wire. Nor is the only member of `returns` where it
/// stands for the whole body, which `is_body` says.
pub(super) fn members(lists: &Lists, is_body: bool) -> Vec<Documented> {
    let mut found = Vec::new();
    for (name, list) in LISTS {
        match list.of(lists) {
            [body] if is_body && list == List::Returns => {
                let inner = body.nested.as_deref().unwrap_or_default();
                add(inner, &format!("{name}.{}", body.key), &mut found);
            }
            entries => add(views::unwrapped(entries), name, &mut found),
        }
    }
    found
}

fn add(entries: &[Entry], path: &str, found: &mut Vec<Documented>) {
    for entry in entries {
        let path = format!("{path}.{}", entry.key);
        found.push(Documented {
            path: path.clone(),
            place: entry.place.clone(),
        });
        add(entry.nested.as_deref().unwrap_or_default(), &path, found);
    }
}
