//! Removes the warnings that the settings accept.

use std::borrow::Cow;
use std::collections::HashMap;
use std::iter;

use super::api::{Api, EntityOrigin, Field, Operation, Response};
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
    by_place: HashMap<NodeRef, Vec<Cow<'a, str>>>,
}

impl<'a> DocsPaths<'a> {
    /// Those of each resource and operation, in every view, and of their members.
    fn new(api: &'a Api) -> Self {
        let mut paths = Self::default();
        for resource in &api.resources {
            paths.add_entity(&resource.id, &resource.origin);
            paths.add_fields(&resource.id, &resource.fields);
        }
        for operation in &api.operations {
            paths.add_operation(operation);
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

    fn add_operation(&mut self, operation: &'a Operation) {
        self.add_entity(&operation.id, &operation.origin);
        let mut documented = HashMap::new();
        for member in &operation.documented {
            let path = format!("{}.{}", operation.id, member.path);
            self.add(&member.place, path.clone());
            documented.insert(&member.place, path);
        }
        let in_path = operation.path_parameters.iter();
        let in_path = in_path.filter_map(|parameter| parameter.described.as_ref());
        for field in in_path.chain(operation.parameters()) {
            self.add_other_views(field, &documented);
        }
        if let Response::Body(ty) = &operation.response {
            for field in ty.objects().into_iter().flatten() {
                self.add_other_views(field, &documented);
            }
        }
    }

    /// Adds the members at this path in every view; those that a correction adds are in none.
    fn add_fields(&mut self, path: &str, fields: &[Field]) {
        for field in fields {
            let path = docs_path::join(path, &field.name);
            for declaration in &field.origin.declarations {
                self.add(&declaration.place, path.clone());
            }
            for inside in field.ty.objects() {
                self.add_fields(&path, inside);
            }
        }
    }

    /// Adds a member of an operation, and those inside it, in the views other than the one that
    /// documents these paths.
    fn add_other_views(&mut self, field: &Field, documented: &HashMap<&NodeRef, String>) {
        if let Some(path) = documented.get(&field.place) {
            let others = field.origin.declarations.iter();
            for other in others.filter(|other| other.place != field.place) {
                self.add(&other.place, path.clone());
            }
        }
        for field in field.ty.objects().into_iter().flatten() {
            self.add_other_views(field, documented);
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
