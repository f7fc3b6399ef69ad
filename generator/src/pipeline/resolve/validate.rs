//! Rules for entities, with one function for each rule (format, sections 3.1 and 5).

use std::collections::{HashMap, HashSet};

use super::catalog::Role;
use super::entity_index::{EntityIndex, EntityRef, is_name};
use super::expand;
use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::node_path::NodeRef;
use crate::base::page_path;
use crate::notation::syntax;
use crate::pipeline::api::{ByShape, Field, Resource};
use crate::pipeline::parse::Entity;

/// Validates each entity separately. A faulty entity is skipped, since missing parts may be among
/// its unreadable parts.
pub(super) fn entities(index: &EntityIndex<'_>, diagnostics: &mut Diagnostics) {
    for at in &index.all {
        let entity = index.entity(*at);
        if !entity.is_faulty {
            validate(*at, entity, &index.place(*at), diagnostics);
        }
    }
}

fn validate(at: EntityRef, entity: &Entity, place: &NodeRef, diagnostics: &mut Diagnostics) {
    if let Some(id) = &entity.id {
        name("id", id, place, diagnostics);
    }
    if !at.view.is_wire() {
        return;
    }
    name("key", &entity.key, place, diagnostics);
    match Role::from_entity(at.view, entity) {
        Role::Resource => ignored_lists(entity, place, diagnostics),
        Role::SharedDefinition => {
            let ty = entity.ty.as_deref().unwrap_or_default();
            if let Err(error) = syntax::parse(ty) {
                expand::refuse_type(&error, place, diagnostics);
            }
        }
        Role::Unclear => unclear(entity, place, diagnostics),
        // The method and path of an operation are only checked after the corrections.
        Role::Operation | Role::Documentation => {}
    }
}

/// Reports an invalid `id` or `key`: an id names a type, and a key is a part of references.
fn name(key: &'static str, text: &str, place: &NodeRef, diagnostics: &mut Diagnostics) {
    if is_name(text) {
        return;
    }
    let message = match text.trim() {
        "" => format!("the `{key}` is blank"),
        _ => format!("the `{key}` is not a valid name: `{text}`"),
    };
    let help = "use letters, digits, `_` and `-`, and begin with a letter";
    let at = Location::Value(place.key(key));
    diagnostics.report(Code::InvalidName, message, help, at);
}

/// Warns about lists of a resource that are only valid for operations.
fn ignored_lists(entity: &Entity, place: &NodeRef, diagnostics: &mut Diagnostics) {
    let lists = [
        ("parameters", &entity.parameters),
        ("returns", &entity.returns),
    ];
    for (name, _) in lists.into_iter().filter(|(_, list)| list.is_some()) {
        let key = &entity.key;
        let message = format!("`{key}` has `properties`, so its `{name}` are ignored");
        let help = "remove the list, or if it is an operation, give it a `type` and a `title`";
        let at = Location::Key(place.key(name));
        diagnostics.report(Code::UnclearEntity, message, help, at);
    }
}

/// Warns about an entity without a role. It is ignored.
fn unclear(entity: &Entity, place: &NodeRef, diagnostics: &mut Diagnostics) {
    let key = &entity.key;
    let message = format!("`{key}` is not an operation, a resource or a member");
    let help = "give it `properties`; or the `type` and `title` of an operation, in the view \
                `curl`; or only the `type` of a member";
    let at = Location::Value(place.clone());
    diagnostics.report(Code::UnclearEntity, message, help, at);
}

/// Warns about different resources with the same key and id on two pages of the same folder: for a
/// page that refers to the key, neither is nearer.
pub(super) fn ambiguous_keys(
    index: &EntityIndex<'_>,
    entities: &[EntityRef],
    resources: &[Resource],
    diagnostics: &mut Diagnostics,
) {
    // The first of several equivalent resources represents them all. They are in page order, so if
    // it is on the page of the new resource, the others are as well.
    let mut met: HashMap<_, (HashSet<ByShape<'_>>, Vec<&Resource>)> = HashMap::new();
    for (at, resource) in entities.iter().zip(resources) {
        let key = &index.entity(*at).key;
        let folder = page_path::folder(index.path(at.page));
        let (shapes, others) = met.entry((at.view, key, &resource.id, folder)).or_default();
        let is_rival = |other: &&&Resource| {
            other.page != resource.page && !Field::are_equivalent(&other.fields, &resource.fields)
        };
        if let Some(other) = others.iter().find(is_rival) {
            let message = format!("`{key}` is a different resource on another page of this folder");
            let help = "give one of the two another `key` and `id`, or describe it once";
            let places = [resource, other].map(|one| Location::Value(one.place.clone()));
            diagnostics.report_with_related(Code::AmbiguousKey, message, help, places);
        }
        if shapes.insert(ByShape(&resource.fields)) {
            others.push(resource);
        }
    }
}
