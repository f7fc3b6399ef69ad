//! What changed about the headings of pages, which the docs of their modules and links begin with.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, ChangeKind, EntityChanges};
use super::entity::Entity;
use super::release::IndexedReference;
use super::thing::SubjectKind;
use crate::base::node_path::PageId;
use crate::pipeline::model;

/// The pages of the new reference that have a module, and another heading than before.
pub(super) fn changed<'e, 'a: 'e>(
    pairs: impl Iterator<Item = (&'e Entity<'a>, &'e Entity<'a>)>,
    old: &IndexedReference<'_>,
    new: &IndexedReference<'_>,
) -> Vec<EntityChanges> {
    let old_of = pages(pairs, old, new);
    let changed = old_of.into_iter().filter_map(|(page, before)| {
        let titles = (&old.page(before).title, &new.page(page).title);
        (titles.0 != titles.1).then(|| {
            let change = Change::new(ChangeKind::Heading, false, false);
            let change = change.with_values(titles.0.clone(), titles.1.clone());
            of_page(page, change, new)
        })
    });
    changed.collect()
}

/// For each page the one that it was: that of its first entity, or else the one of its path.
fn pages<'e, 'a: 'e>(
    pairs: impl Iterator<Item = (&'e Entity<'a>, &'e Entity<'a>)>,
    old: &IndexedReference<'_>,
    new: &IndexedReference<'_>,
) -> BTreeMap<PageId, PageId> {
    let mut old_of = BTreeMap::new();
    for (before, after) in pairs {
        old_of.entry(after.page).or_insert(before.page);
    }
    let paths = with_module(old).into_iter();
    let paths: BTreeMap<&str, PageId> = paths
        .map(|page| (old.page(page).path.as_str(), page))
        .collect();
    for page in with_module(new) {
        if let Some(before) = paths.get(new.page(page).path.as_str()) {
            old_of.entry(page).or_insert(*before);
        }
    }
    old_of
}

/// The pages of which something is generated.
fn with_module(release: &IndexedReference<'_>) -> BTreeSet<PageId> {
    let api = release.api;
    let resources = api.resources.iter().map(|resource| resource.page);
    let operations = api.operations.iter().map(|operation| operation.page);
    let shared_enums = api.shared_enums.iter().map(|shared_enum| shared_enum.page);
    resources.chain(operations).chain(shared_enums).collect()
}

fn of_page(page: PageId, change: Change, release: &IndexedReference<'_>) -> EntityChanges {
    let page = release.page(page);
    EntityChanges {
        thing: SubjectKind::Page,
        id: page.path.clone(),
        page: page.path.clone(),
        url: page.url.clone(),
        rust: model::module_of(page).to_string(),
        rust_was: None,
        endpoint: None,
        changes: vec![change],
    }
}
