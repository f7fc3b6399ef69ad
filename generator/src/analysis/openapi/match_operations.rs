//! Matches the operations of both sides by method, and by path without parameter names.

use std::collections::BTreeMap;

use super::described::{Described, without_names};
use super::disagreement::Kind;
use super::document::Document;
use super::found::{Fix, Found, Owner, Site};
use super::node::Pointer;
use crate::pipeline::api::{Api, Operation};

/// The operations of the docs with the same method and path, and the operation of the description.
pub(super) struct Group {
    /// The positions in the API, in order.
    pub(super) docs: Vec<usize>,
    /// The position in the description.
    pub(super) described: usize,
}

/// The operations of both sides. Operations of only one side are added as disagreements.
pub(super) fn match_operations<'a>(
    api: &'a Api,
    document: &Document,
    described: &'a [Described<'a>],
    base: &str,
) -> (Vec<Group>, Vec<Found<'a>>) {
    let places = places(document, described);
    let mut docs: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut found = Vec::new();
    for (index, operation) in api.operations.iter().enumerate() {
        let path = without_names(operation.path.as_str());
        let key = (operation.method.clone(), path);
        let place = places.get(&key).or_else(|| {
            // The paths in the docs may include the path of the server.
            let path = key.1.strip_prefix(base).filter(|_| !base.is_empty())?;
            places.get(&(key.0.clone(), path.to_owned()))
        });
        match place {
            Some(place) => docs.entry(*place).or_default().push(index),
            None => found.push(only_in_docs(index, operation)),
        }
    }
    for (index, operation) in described.iter().enumerate() {
        if !docs.contains_key(&index) {
            found.push(only_described(index, operation));
        }
    }
    let groups = docs.into_iter().map(|(place, docs)| Group {
        docs,
        described: place,
    });
    (groups.collect(), found)
}

/// The disagreement about an operation that the description lacks.
fn only_in_docs(index: usize, operation: &Operation) -> Found<'_> {
    let owner = Owner::Operation(index);
    let site = Site::entity(owner, &operation.id, &operation.place);
    Found {
        kind: Kind::Operation,
        owner,
        path: operation.id.clone(),
        place: Some(site.place(Kind::Operation)),
        pointer: Pointer::root().key("paths"),
        docs: format!("{} {}", operation.method, operation.path),
        openapi: "absent".to_owned(),
        fix: Fix::DropOperation,
    }
}

/// The disagreement about an operation that the docs lack.
fn only_described<'a>(index: usize, operation: &Described<'_>) -> Found<'a> {
    Found {
        kind: Kind::Operation,
        owner: Owner::Unknown(index),
        path: format!("{} {}", operation.method, operation.path),
        place: None,
        pointer: operation.pointer.clone(),
        docs: "absent".to_owned(),
        openapi: "present".to_owned(),
        fix: Fix::None,
    }
}

/// The position of each operation of the description. If no request distinguishes two of them, the
/// second is a fault.
fn places(document: &Document, described: &[Described<'_>]) -> BTreeMap<(String, String), usize> {
    let mut places = BTreeMap::new();
    for (index, operation) in described.iter().enumerate() {
        let key = (operation.method.clone(), without_names(operation.path));
        if let Some(first) = places.insert(key, index) {
            let first: &Described<'_> = &described[first];
            let message = format!("{} has the same method and path", first.pointer);
            let help = "keep one of the two operations";
            document.fault(&operation.pointer, &message, help);
        }
    }
    places
}
