//! Checks a body against a model.
//!
//! Serde stops at the first value that a type rejects. This check continues, and rejects a body
//! exactly if serde does:
//!
//! - A struct deserializes from an object, or from an array of its fields in their order.
//! - A duplicate member is only an error if the struct has the member.
//! - The values of unknown members may be any JSON.
//! - An absent `Option` is `None`, except in an array.
//! - An `i64` has no fraction and no exponent.
//! - A map keeps the last of duplicate members, but all of them are deserialized.
//! - The 128th nested container is rejected if it is deserialized.

mod report;
mod scalars;
mod unions;

use std::collections::BTreeMap;

use super::findings::{Findings, Mismatch, Rejection};
use super::inferred_type::InferredType;
use super::json::{self, Json, JsonSize, MAX_DEPTH, Text};
use super::models::Models;
use super::plan::{Inner, MemberNode, Node, StructNode};
use super::value_location::At;
use crate::config::TimeType;
use crate::pipeline::serde_rules::Presence;

/// The text of a body.
#[derive(Debug)]
pub(super) enum Content<'t> {
    Json(Json<'t>),
    /// The error of serde.
    NotJson {
        error: String,
        is_blank: bool,
    },
    NotUtf8,
}

impl<'t> Content<'t> {
    /// Parses a text. `None` means that the body is not UTF-8.
    pub(super) fn read(text: Option<&'t str>) -> Self {
        let Some(text) = text else {
            return Self::NotUtf8;
        };
        match json::parse(text) {
            Some(json) => Self::Json(json),
            None => Self::NotJson {
                error: json::error(text),
                is_blank: text.trim().is_empty(),
            },
        }
    }
}

/// Checks a body against a model.
pub(super) fn check<'a>(
    content: &Content<'_>,
    node: &Node<'a>,
    at: &At<'_, 'a>,
    models: &Models<'a>,
) -> Findings<'a> {
    let mut checker = Checker::new(models);
    match content {
        Content::Json(json) => checker.value(json, node, at),
        Content::NotJson { is_blank: true, .. } if matches!(node, Node::Ignored) => {
            checker.found.is_empty_as_documented = true;
        }
        Content::NotJson { error, .. } => {
            checker.reject(at, Mismatch::Other(format!("not JSON: {error}")));
        }
        Content::NotUtf8 => checker.reject(at, Mismatch::Other("not UTF-8".to_owned())),
    }
    checker.found
}

/// Checks an object that is a part of a request, such as its query.
pub(super) fn check_struct<'a>(
    json: &Json<'_>,
    structure: &StructNode<'a>,
    at: &At<'_, 'a>,
    models: &Models<'a>,
) -> Findings<'a> {
    let mut checker = Checker::new(models);
    checker.structure(json, structure, at);
    checker.found
}

struct Checker<'m, 'a> {
    models: &'m Models<'a>,
    found: Findings<'a>,
    /// `true` if timestamps are texts here: the crate `time` deserializes timestamps only by an
    /// attribute of a field.
    texts_for_times: bool,
}

impl<'m, 'a> Checker<'m, 'a> {
    fn new(models: &'m Models<'a>) -> Self {
        Self {
            models,
            found: Findings::default(),
            texts_for_times: *models.shapes.time == TimeType::Time,
        }
    }

    fn value(&mut self, json: &Json<'_>, node: &Node<'a>, at: &At<'_, 'a>) {
        match node {
            Node::Text { is_id } => self.text(json, *is_id, at),
            Node::Integer => self.integer(json, at),
            Node::Float => self.float(json, at),
            Node::Boolean => self.boolean(json, at),
            Node::Timestamp => self.timestamp(json, at),
            Node::Enum(known) => self.known_text(json, known, at),
            Node::Any => _ = self.any(json, at),
            Node::Nullable { is_untyped, .. } if matches!(json, Json::Null) => {
                self.found.count_value(*is_untyped);
            }
            Node::Nullable { inner, .. } => self.value(json, inner, at),
            Node::Map(value) => self.map(json, value, at),
            Node::List(item) => self.items(json, item, at),
            Node::Struct(structure) => self.structure(json, structure, at),
            Node::Resource(id) => {
                let structure = self.models.resource(*id);
                self.structure(json, structure, &at.resource(structure.place));
            }
            Node::Union {
                union,
                alternatives,
            } => self.union(json, union, alternatives, at),
            Node::CommaSeparated(item) => self.comma_separated(json, item, at),
            Node::Ignored => self.found.untyped += json.size().values,
            Node::NoBody => {
                let message = "the request is a URL to open in a browser, and has no response body";
                self.reject_value(json, at, Mismatch::Other(message.to_owned()));
            }
        }
    }

    fn structure(&mut self, json: &Json<'_>, structure: &StructNode<'a>, at: &At<'_, 'a>) {
        let outside = std::mem::replace(&mut self.texts_for_times, false);
        match json {
            Json::Object(_) | Json::Array(_) | Json::Deep(_) if !self.is_readable(json, at) => {}
            Json::Object(given) => self.object(given, structure, at),
            Json::Array(given) if structure.beside.is_none() => {
                let before = std::mem::take(&mut self.found);
                self.as_array(given, structure, at);
                let part = std::mem::replace(&mut self.found, before);
                // If an array does not match the struct, only its kind is reported.
                if part.rejections.is_empty() {
                    self.found.append(part);
                } else {
                    self.wrong_kind(json, "an object", at);
                }
            }
            _ => self.wrong_level(json, "an object", at),
        }
        self.texts_for_times = outside;
    }

    fn object(
        &mut self,
        given: &[(Text<'_>, Json<'_>)],
        structure: &StructNode<'a>,
        at: &At<'_, 'a>,
    ) {
        self.declare(given.is_empty(), structure);
        let members = &structure.members;
        let mut seen = vec![false; members.len()];
        let mut next = 0;
        for (key, json) in given {
            if structure.beside.is_some_and(|beside| key.is(beside)) {
                self.found.count_value(false);
                continue;
            }
            let Some(index) = position(members, next, key) else {
                self.undocumented(key, json, at);
                continue;
            };
            next = index + 1;
            let member = &members[index];
            let at = at.member(member);
            self.found.visits.members.push(member.place);
            if std::mem::replace(&mut seen[index], true) {
                let message = format!("duplicate key `{}`", member.name);
                self.reject_value(json, &at, Mismatch::Other(message));
            } else if let Some(tag) = structure.beside
                && let Node::Union {
                    union,
                    alternatives,
                } = &member.node
                && member.is_beside
            {
                let tag = given.iter().find(|(key, _)| key.is(tag));
                let tag = tag.and_then(|(_, tag)| tag.text());
                self.union_beside(json, (union, alternatives), tag.as_deref(), &at);
            } else {
                self.member(json, member, &at);
            }
        }
        for (member, seen) in members.iter().zip(seen) {
            if !seen && member.presence == Presence::Required {
                self.missing(member, at);
            }
        }
    }

    fn as_array(&mut self, given: &[Json<'_>], structure: &StructNode<'a>, at: &At<'_, 'a>) {
        self.declare(given.is_empty(), structure);
        for (index, member) in structure.members.iter().enumerate() {
            match given.get(index) {
                Some(json) => {
                    self.found.visits.members.push(member.place);
                    self.member(json, member, &at.field(member, index));
                }
                None if member.has_default => {}
                None => self.missing(member, at),
            }
        }
        if given.len() > structure.members.len() {
            let message = "more items than the struct has fields".to_owned();
            self.reject(at, Mismatch::Other(message));
        }
    }

    fn member(&mut self, json: &Json<'_>, member: &MemberNode<'a>, at: &At<'_, 'a>) {
        let may_be_null = member.presence != Presence::Required
            && !matches!(member.node, Node::CommaSeparated(_));
        if may_be_null && matches!(json, Json::Null) {
            self.found.count_value(member.is_untyped);
        } else {
            self.value(json, &member.node, at);
        }
    }

    fn map(&mut self, json: &Json<'_>, inner: &Inner<'a>, at: &At<'_, 'a>) {
        let Json::Object(members) = json else {
            return self.wrong_level(json, "an object", at);
        };
        if !self.is_readable(json, at) {
            return;
        }
        if members.is_empty() {
            self.found.count_value(inner.is_untyped);
        }
        let rejections = self.found.rejections.len();
        let keys = members
            .iter()
            .map(|(key, _)| key.read().unwrap_or_default());
        let last: BTreeMap<_, usize> = keys.clone().zip(0..).collect();
        for (index, (key, (_, json))) in keys.zip(members).enumerate() {
            let counts = (self.found.typed, self.found.untyped);
            self.value(json, &inner.node, &at.value(&key, inner.place));
            // A value that a later duplicate replaces is checked, but not counted.
            if last.get(&key) != Some(&index) {
                (self.found.typed, self.found.untyped) = counts;
            }
        }
        self.infer_for_all(rejections, inner, at, members.iter().map(|(_, json)| json));
    }

    fn items(&mut self, json: &Json<'_>, inner: &Inner<'a>, at: &At<'_, 'a>) {
        let Json::Array(items) = json else {
            return self.wrong_level(json, "an array", at);
        };
        if !self.is_readable(json, at) {
            return;
        }
        if items.is_empty() {
            self.found.count_value(inner.is_untyped);
        }
        let rejections = self.found.rejections.len();
        for (index, json) in items.iter().enumerate() {
            self.value(json, &inner.node, &at.item(index, inner.place));
        }
        self.infer_for_all(rejections, inner, at, items);
    }

    /// Infers one type for all values of a list or map, if there are rejections of its values after
    /// the first `before` rejections.
    fn infer_for_all<'j, 't: 'j>(
        &mut self,
        before: usize,
        inner: &Inner<'a>,
        at: &At<'_, 'a>,
        values: impl IntoIterator<Item = &'j Json<'t>>,
    ) {
        let key = self.models.places.key(inner.place);
        let own = |rejection: &Rejection<'a>| rejection.location.key == *key;
        if self.found.rejections.iter().skip(before).any(own) {
            let inferred = self.without_secrets(InferredType::infer_items(values, 0), at);
            let new = self.found.rejections.iter_mut().skip(before);
            new.filter(|rejection| own(rejection))
                .for_each(|rejection| rejection.inferred = inferred.clone());
        }
    }

    /// Checks a value of any type; `false` if it is rejected.
    fn any(&mut self, json: &Json<'_>, at: &At<'_, 'a>) -> bool {
        let JsonSize { values, depth } = json.size();
        let fault = if at.depth + depth > MAX_DEPTH {
            Some(too_deep())
        } else {
            json.fault().map(Mismatch::Other)
        };
        if let Some(fault) = fault {
            self.reject_value(json, at, fault);
            return false;
        }
        self.found.untyped += values;
        true
    }

    /// Rejects a container whose keys cannot be read, or that is nested too deeply; `false` if it
    /// is rejected.
    fn is_readable(&mut self, json: &Json<'_>, at: &At<'_, 'a>) -> bool {
        let fault = json.unreadable_key().map(Mismatch::Other);
        let fault = fault.or_else(|| (at.depth == MAX_DEPTH).then(too_deep));
        match fault {
            Some(fault) => {
                self.reject_value(json, at, fault);
                false
            }
            None => true,
        }
    }
}

/// The position of the member with this key. Members are usually in the order of the docs, so the
/// search begins at `next` and ends before it.
fn position(members: &[MemberNode<'_>], next: usize, key: &Text<'_>) -> Option<usize> {
    let mut positions = (next..members.len()).chain(0..next);
    positions.find(|position| key.is(members[*position].name))
}

fn too_deep() -> Mismatch {
    Mismatch::Other(format!(
        "nested in more than {MAX_DEPTH} arrays and objects"
    ))
}
