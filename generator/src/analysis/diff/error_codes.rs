//! The changes of the error codes that pages without entities list.

use std::collections::BTreeMap;

use super::change::{Change, ChangeKind, EntityChanges};
use super::indexed_reference::{ErrorCodes, IndexedReference};
use super::versions::Versions;
use crate::pipeline::api::EnumValue;
use crate::pipeline::model::rust_model::EnumItem;

/// The changes of each page whose error codes have changed.
pub(super) fn compare(references: Versions<&IndexedReference<'_>>) -> Vec<EntityChanges> {
    let Versions { mut old, new } = references.map(IndexedReference::error_codes);
    let mut pages = Vec::new();
    let (same, moved): (Vec<_>, Vec<_>) = new
        .into_iter()
        .partition(|(path, _)| old.contains_key(path));
    for (path, new) in same {
        let page = new.page;
        pages.push((page, changes(Versions::new(old.remove(path), Some(new)))));
    }
    let mut by_end = by_end(&old);
    for (path, new) in moved {
        let page = new.page;
        let was = by_end.get_mut(end(path)).and_then(take_only);
        let old = was.and_then(|was| old.remove(was));
        pages.push((page, changes(Versions::new(old, Some(new)))));
    }
    for old in old.into_values() {
        let page = old.page;
        pages.push((page, changes(Versions::new(Some(old), None))));
    }
    let pages = pages.into_iter().filter(|(_, changes)| !changes.is_empty());
    let pages = pages.map(|(page, changes)| EntityChanges::of_page(page, changes));
    pages.collect()
}

/// The old pages by the names of their files and folders. A new page was moved from an old page if
/// no other page has these names.
fn by_end<'a>(old: &BTreeMap<&'a str, ErrorCodes<'_>>) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut by_end: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    for path in old.keys() {
        by_end.entry(end(path)).or_default().push(path);
    }
    by_end
}

/// Removes the page, if it is the only page.
fn take_only<'a>(pages: &mut Vec<&'a str>) -> Option<&'a str> {
    if pages.len() == 1 { pages.pop() } else { None }
}

/// The names of the folder and the file.
fn end(path: &str) -> &str {
    let mut slashes = path.rmatch_indices('/');
    slashes.nth(1).map_or(path, |(at, _)| &path[at + 1..])
}

/// The Rust paths of the variants of an enum, by their values.
fn rust_names(item: &EnumItem) -> BTreeMap<&str, String> {
    let variants = item.variants.iter();
    let names = variants.map(|it| (it.value.as_str(), format!("{}::{}", item.name, it.name)));
    names.collect()
}

/// The changes of the codes of a page.
///
/// No change of a code breaks the wire: codes come from the server, and unknown ones are accepted.
fn changes(codes: Versions<Option<ErrorCodes<'_>>>) -> Vec<Change> {
    let by_value = Versions::new(&codes.old, &codes.new).map(|codes| {
        let values = codes.as_ref().map_or(&[][..], |codes| codes.values);
        let values = values.iter().map(|value| (value.value.as_str(), value));
        values.collect::<BTreeMap<&str, &EnumValue>>()
    });
    let names = Versions::new(&codes.old, &codes.new).map(|codes| {
        let item = codes.as_ref().and_then(|codes| codes.item);
        item.map(rust_names).unwrap_or_default()
    });
    let mut changes = Vec::new();
    for (value, new) in &by_value.new {
        match by_value.old.get(value) {
            None => changes.push((*value, Change::new(ChangeKind::Added, false, false))),
            Some(old) if old.docs != new.docs => {
                let docs = Versions::new(*old, *new).map(|value| value.docs.as_deref());
                changes.push((*value, Change::description(docs)));
            }
            Some(_) => {}
        }
        let names = Versions::new(&names.old, &names.new).map(|names| names.get(value));
        if let Some(names) = names.both()
            && names.differ()
        {
            changes.push((*value, Change::in_rust(names.map(|name| name.clone()))));
        }
    }
    for value in by_value.old.keys() {
        if !by_value.new.contains_key(value) {
            changes.push((*value, Change::new(ChangeKind::Removed, true, false)));
        }
    }
    let changes = changes.into_iter().map(|(value, change)| Change {
        value: Some(value.to_owned()),
        ..change
    });
    let paths = Versions::new(&codes.old, &codes.new);
    let paths = paths.map(|codes| Some(codes.as_ref()?.page.path.clone()));
    let moved = paths.both().filter(Versions::differ);
    let moved = moved.map(|paths| Change::new(ChangeKind::Moved, true, false).with_texts(paths));
    moved.into_iter().chain(changes).collect()
}
