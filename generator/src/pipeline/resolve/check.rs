//! What is wrong with an entity by itself, one function a rule (format, sections 3.1 and 5).

use super::entries;
use super::index::{EntityRef, Index};
use super::roles::Role;
use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::node_path::NodeRef;
use crate::base::text::did_you_mean;
use crate::notation::{METHODS, syntax, url_template};
use crate::pipeline::parse::Entity;

/// Holds every entity against the format. What the parser has found fault with is left alone:
/// it only seems to lack what could not be read.
pub(super) fn entities(index: &Index<'_>, diagnostics: &mut Diagnostics) {
    for at in index.all() {
        let entity = index.entity(*at);
        if !entity.is_faulty {
            check(*at, entity, &index.place(*at), diagnostics);
        }
    }
}

fn check(at: EntityRef, entity: &Entity, place: &NodeRef, diagnostics: &mut Diagnostics) {
    if let Some(id) = &entity.id {
        name("id", id, place, diagnostics);
    }
    if !at.view.is_wire() {
        return;
    }
    name("key", &entity.key, place, diagnostics);
    match Role::from_entity(at.view, entity) {
        Role::Operation => {
            method(entity, place, diagnostics);
            path(entity, place, diagnostics);
        }
        Role::Resource => lists(entity, place, diagnostics),
        Role::SharedDefinition => notation(entity, place, diagnostics),
        Role::Unclear => unclear(entity, place, diagnostics),
        Role::Documentation => {}
    }
}

/// An id names a type, and a key is what references are made of.
fn name(what: &'static str, text: &str, place: &NodeRef, diagnostics: &mut Diagnostics) {
    if !is_name(text) {
        let message = match text.trim() {
            "" => format!("the `{what}` is blank"),
            _ => format!("the `{what}` is no name: `{text}`"),
        };
        let help = "write letters, digits, `_` and `-`, and begin with a letter";
        diagnostics.report(
            Code::InvalidName,
            message,
            help,
            Location::Value(place.key(what)),
        );
    }
}

/// Whether a text can be the id or the key of an entity on the wire.
pub(super) fn is_name(text: &str) -> bool {
    let mut letters = text.chars();
    let first = letters.next();
    first.is_some_and(|c| c.is_alphabetic() || c == '_')
        && letters.all(|c| c.is_alphanumeric() || "_-".contains(c))
}

/// A method that is misspelt, or not there.
fn method(entity: &Entity, place: &NodeRef, diagnostics: &mut Diagnostics) {
    let otherwise = "write GET, POST, PUT, PATCH or DELETE";
    match entity.ty.as_deref() {
        Some(method) if METHODS.contains(&method) => {}
        Some(ty) => {
            let near = nearest_method(&ty.to_uppercase());
            let message = format!("`{ty}` is no method of an operation");
            let at = Location::Value(place.key("type"));
            let help = did_you_mean::hint(near, otherwise);
            diagnostics.report(Code::UnknownMethod, message, help, at);
        }
        None => {
            let message = format!("the operation `{}` has no `type`, its method", entity.key);
            let at = Location::Value(place.clone());
            diagnostics.report(Code::UnknownMethod, message, otherwise, at);
        }
    }
}

/// Methods are short, so that one slip makes them unlike.
fn nearest_method(ty: &str) -> Option<&'static str> {
    let mut methods = METHODS.into_iter();
    methods
        .find(|method| strsim::osa_distance(ty, method) <= 1)
        .or_else(|| did_you_mean::best_match(ty, METHODS))
}

/// What has a method must have a path; nothing else could be called.
fn path(entity: &Entity, place: &NodeRef, diagnostics: &mut Diagnostics) {
    let Some(title) = entity.title.as_deref() else {
        let message = format!("the operation `{}` has no `title`, its path", entity.key);
        let help = "add it, as in `title: /things/:id`";
        let at = Location::Value(place.clone());
        diagnostics.report(Code::InvalidPath, message, help, at);
        return;
    };
    if let Some(fault) = url_template::fault(title) {
        let at = Location::Value(place.key("title"));
        diagnostics.report(Code::InvalidPath, fault.message, fault.help, at);
    }
}

/// A resource is sent and answered by nothing: that is what operations are for.
fn lists(entity: &Entity, place: &NodeRef, diagnostics: &mut Diagnostics) {
    let ignored = [
        ("parameters", &entity.parameters),
        ("returns", &entity.returns),
    ];
    for (name, _) in ignored.iter().filter(|(_, list)| list.is_some()) {
        let key = &entity.key;
        let message = format!("`{key}` has `properties`, so its `{name}` are ignored");
        let help = "remove the list, or give the operation that it is a `type` and a `title`";
        let at = Location::Key(place.key(*name));
        diagnostics.report(Code::UnclearEntity, message, help, at);
    }
}

fn notation(entity: &Entity, place: &NodeRef, diagnostics: &mut Diagnostics) {
    let ty = entity.ty.as_deref().unwrap_or_default();
    if let Err(error) = syntax::parse(ty) {
        entries::refuse_type(&error, place, diagnostics);
    }
}

/// Nothing is made of it, and nothing may refer to it with effect.
fn unclear(entity: &Entity, place: &NodeRef, diagnostics: &mut Diagnostics) {
    let key = &entity.key;
    let message = format!("`{key}` is no operation, no resource and no member to refer to");
    let help = "give it `properties`; or the `type` and `title` of an operation, in the view \
                `curl`; or only the `type` of a member";
    diagnostics.report(
        Code::UnclearEntity,
        message,
        help,
        Location::Value(place.clone()),
    );
}
