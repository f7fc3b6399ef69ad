//! Removes the warnings that the settings accept.

use std::collections::BTreeMap;

use super::api::Api;
use super::source::Source;
use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::node_path::{NodeRef, PathSegment};
use crate::config::Settings;

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
    let ids = ids(api);
    diagnostics.retain_warnings(|code, location| {
        let Some(page) = location.page().and_then(|page| sources.get(page.index())) else {
            return true;
        };
        let docs_path = docs_path(location, &ids);
        let mut is_kept = true;
        for (accepted, found) in settings.accepted.iter().zip(&mut found) {
            if accepted.code == code && accepted.fits(&page.path, docs_path.as_deref()) {
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

/// The id of each resource and operation, by its place in every view.
fn ids(api: &Api) -> BTreeMap<NodeRef, &str> {
    let resources = api.resources.iter().map(|it| (&it.origin, &it.id));
    let operations = api.operations.iter().map(|it| (&it.origin, &it.id));
    let entities = resources.chain(operations).flat_map(|(origin, id)| {
        let places = origin.views.iter().map(|(_, place)| place.clone());
        places.map(move |place| (place, id.as_str()))
    });
    entities.collect()
}

/// The docs path of a description, or the id of the entity around a place.
fn docs_path(location: &Location, ids: &BTreeMap<NodeRef, &str>) -> Option<String> {
    let (Location::Within(node, _) | Location::Value(node) | Location::Key(node)) = location else {
        return None;
    };
    match node.node.steps() {
        [PathSegment::Key(top), keys @ ..] if top == "descriptions" => {
            let keys = keys.iter().map_while(|step| match step {
                PathSegment::Key(key) => Some(&**key),
                PathSegment::Index(_) => None,
            });
            Some(keys.collect::<Vec<_>>().join("."))
        }
        [
            PathSegment::Key(top),
            PathSegment::Key(view),
            PathSegment::Index(at),
            ..,
        ] => {
            let entity = NodeRef::page(node.page).key(top.clone());
            let entity = entity.key(view.clone()).index(*at as usize);
            ids.get(&entity).map(|id| (*id).to_owned())
        }
        _ => None,
    }
}
