//! Removes the warnings that the settings accept.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::iter;

use super::api::{Api, DocumentedMember, EntityOrigin, Field};
use super::source::Source;
use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::node_path::{NodeRef, PathSegment};
use crate::config::Settings;
use crate::notation::docs_path;

/// Removes the accepted warnings about these pages. Returns for each entry of the setting `accept`
/// if it matched a warning.
pub(super) fn apply(
    api: &Api,
    sources: &[Source],
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Vec<bool> {
    let mut found = vec![false; settings.accepted.len()];
    if found.is_empty() {
        return found;
    }
    let paths = DocsPaths::new(api);
    diagnostics.retain_warnings(|code, location| {
        let Some(page) = location.page().and_then(|page| sources.get(page.index())) else {
            return true;
        };
        let paths = paths.around(location);
        let mut is_kept = true;
        for (accepted, found) in settings.accepted.iter().zip(&mut found) {
            if accepted.code == code && accepted.fits(&page.path, &paths) {
                (*found, is_kept) = (true, false);
            }
        }
        is_kept
    });
    found
}

/// Reports the entries of `accept` that matched no warning, unless errors may have prevented the
/// warning.
pub(super) fn report_stale(found: &[bool], settings: &Settings, diagnostics: &mut Diagnostics) {
    if diagnostics.has_errors() || !settings.patterns_must_fit {
        return;
    }
    let accepted = settings.accepted.iter().zip(found);
    for (accepted, _) in accepted.filter(|(_, is_found)| !**is_found) {
        let (code, place) = (accepted.code, accepted.place());
        let message =
            format!("`accept` names `{code}` for `{place}`, but there is no such warning");
        let help = "remove it, since it would hide a later warning, or correct the page or id";
        let location = accepted.span().cloned();
        let location = location.map_or(Location::Nowhere, Location::Known);
        diagnostics.report(Code::StaleAcceptance, message, help, location);
    }
}

/// The docs paths of what the pages describe, by its places.
#[derive(Default)]
struct DocsPaths<'a> {
    /// A member that several lists refer to has several paths.
    by_place: BTreeMap<NodeRef, Vec<Cow<'a, str>>>,
}

impl<'a> DocsPaths<'a> {
    /// Those of each resource and operation, in every view, and of their members.
    fn new(api: &'a Api) -> Self {
        let mut paths = Self::default();
        for resource in &api.resources {
            paths.add_entity(&resource.id, &resource.origin);
            paths.add_fields(&resource.id, &resource.place, &resource.fields);
        }
        for operation in &api.operations {
            paths.add_entity(&operation.id, &operation.origin);
            for DocumentedMember { path, place } in &operation.documented {
                paths.add(place, format!("{}.{path}", operation.id));
            }
        }
        paths
    }

    fn add(&mut self, place: &NodeRef, path: impl Into<Cow<'a, str>>) {
        let paths = self.by_place.entry(place.clone()).or_default();
        paths.push(path.into());
    }

    fn add_entity(&mut self, id: &'a str, origin: &EntityOrigin) {
        for (_, place) in &origin.views {
            self.add(place, id);
        }
    }

    /// Adds the members of what is at this place.
    fn add_fields(&mut self, path: &str, container: &NodeRef, fields: &[Field]) {
        for field in fields {
            let path = docs_path::join(path, &field.name);
            // A member that a correction adds has no place of its own but that of its container.
            if field.place != *container {
                self.add(&field.place, path.clone());
            }
            for inside in field.ty.objects() {
                self.add_fields(&path, &field.place, inside);
            }
        }
    }

    /// The docs path of a description, or those of everything around a place.
    fn around(&self, location: &Location) -> Vec<Cow<'_, str>> {
        let (Location::Within(node, _) | Location::Value(node) | Location::Key(node)) = location
        else {
            return Vec::new();
        };
        if let [PathSegment::Key(top), keys @ ..] = node.node.steps()
            && top == "descriptions"
        {
            let keys = keys.iter().map_while(|step| match step {
                PathSegment::Key(key) => Some(&**key),
                PathSegment::Index(_) => None,
            });
            return vec![keys.collect::<Vec<_>>().join(".").into()];
        }
        let around = iter::successors(Some(node.clone()), NodeRef::parent);
        let paths = around.filter_map(|place| self.by_place.get(&place));
        paths.flatten().cloned().collect()
    }
}
