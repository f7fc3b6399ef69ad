//! What is wrong with an entity by itself, one function a rule (format, sections 3.1 and 5).

use super::entries;
use super::index::{EntityRef, Index};
use super::roles::{METHODS, Role};
use crate::base::diagnostic::{At, Code, Report};
use crate::base::place::Place;
use crate::base::text::did_you_mean;
use crate::notation::syntax;
use crate::notation::url_template;
use crate::pipeline::parse::Entity;

/// Holds every entity against the format. What the parser has found fault with is left alone:
/// it only seems to lack what could not be read.
pub(super) fn entities(index: &Index<'_>, report: &mut Report) {
    for at in index.all() {
        let entity = index.entity(*at);
        if !entity.is_faulty {
            check(*at, entity, &index.place(*at), report);
        }
    }
}

fn check(at: EntityRef, entity: &Entity, place: &Place, report: &mut Report) {
    if let Some(id) = &entity.id {
        name("id", id, place, report);
    }
    if !at.view.is_wire() {
        return;
    }
    name("key", &entity.key, place, report);
    match Role::of(at.view, entity) {
        Role::Operation => {
            method(entity, place, report);
            path(entity, place, report);
        }
        Role::Resource => lists(entity, place, report),
        Role::Atom => notation(entity, place, report),
        Role::Unclear => unclear(entity, place, report),
        Role::Documentation => {}
    }
}

/// An id names a type, and a key is what references are made of.
fn name(what: &'static str, text: &str, place: &Place, report: &mut Report) {
    if !is_name(text) {
        let message = match text.trim() {
            "" => format!("the `{what}` is blank"),
            _ => format!("the `{what}` is no name: `{text}`"),
        };
        let help = "write letters, digits, `_` and `-`, and begin with a letter";
        report.raise(Code::InvalidName, message, help, At::Value(place.key(what)));
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
fn method(entity: &Entity, place: &Place, report: &mut Report) {
    let otherwise = "write GET, POST, PUT, PATCH or DELETE";
    match entity.kind.as_deref() {
        Some(method) if METHODS.contains(&method) => {}
        Some(kind) => {
            let near = nearest_method(&kind.to_uppercase());
            let message = format!("`{kind}` is no method of an operation");
            let at = At::Value(place.key("type"));
            let help = did_you_mean::hint(near, otherwise);
            report.raise(Code::UnknownMethod, message, help, at);
        }
        None => {
            let message = format!("the operation `{}` has no `type`, its method", entity.key);
            let at = At::Value(place.clone());
            report.raise(Code::UnknownMethod, message, otherwise, at);
        }
    }
}

/// Methods are short, so that one slip makes them unlike.
fn nearest_method(kind: &str) -> Option<&'static str> {
    let mut methods = METHODS.into_iter();
    methods
        .find(|method| strsim::osa_distance(kind, method) <= 1)
        .or_else(|| did_you_mean::of(kind, METHODS))
}

/// What has a method must have a path; nothing else could be called.
fn path(entity: &Entity, place: &Place, report: &mut Report) {
    let Some(title) = entity.title.as_deref() else {
        let message = format!("the operation `{}` has no `title`, its path", entity.key);
        let help = "add it, as in `title: /things/:id`";
        let at = At::Value(place.clone());
        report.raise(Code::InvalidPath, message, help, at);
        return;
    };
    if let Some(fault) = url_template::fault(title) {
        let at = At::Value(place.key("title"));
        report.raise(Code::InvalidPath, fault.message, fault.help, at);
    }
}

/// A resource is sent and answered by nothing: that is what operations are for.
fn lists(entity: &Entity, place: &Place, report: &mut Report) {
    let ignored = [
        ("parameters", &entity.parameters),
        ("returns", &entity.returns),
    ];
    for (name, _) in ignored.iter().filter(|(_, list)| list.is_some()) {
        let key = &entity.key;
        let message = format!("`{key}` has `properties`, so its `{name}` are ignored");
        let help = "remove the list, or give the operation that it is a `type` and a `title`";
        let at = At::Key(place.key(*name));
        report.raise(Code::UnclearEntity, message, help, at);
    }
}

fn notation(entity: &Entity, place: &Place, report: &mut Report) {
    let kind = entity.kind.as_deref().unwrap_or_default();
    if let Err(error) = syntax::parse(kind) {
        entries::refuse_type(&error, place, report);
    }
}

/// Nothing is made of it, and nothing may refer to it with effect.
fn unclear(entity: &Entity, place: &Place, report: &mut Report) {
    let key = &entity.key;
    let message = format!("`{key}` is no operation, no resource and no member to refer to");
    let help = "give it `properties`; or the `type` and `title` of an operation, in the view \
                `curl`; or only the `type` of a member";
    report.raise(Code::UnclearEntity, message, help, At::Value(place.clone()));
}
