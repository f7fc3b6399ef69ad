//! Checks a body against a model.
//!
//! Serde stops at the first value that a type rejects. This check goes on, and it rejects a body
//! exactly when serde does:
//!
//! - A struct deserializes from an object, or from an array of its fields in their order.
//! - A duplicate member is an error if the struct has it, and only then.
//! - Members that the struct does not have are not read, only known to be JSON.
//! - An absent `Option` is `None`, except in an array.
//! - An `i64` is written without fraction and exponent.
//! - A map keeps the last of two members, but reads both.
//! - The 128th container inside others is rejected where it is read.

mod scalars;
mod unions;

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::findings::{Findings, Mismatch};
use super::inferred_type::InferredType;
use super::json::{self, Json, JsonSize, Kind, MAX_DEPTH};
use super::serde_shape::{Member, SerdeShape, ShapeBuilder};
use super::value_location::ValueLocation;
use crate::config::TimeType;
use crate::pipeline::api::{EnumValue, Type};
use crate::pipeline::serde_rules::Presence;

/// Checks a body, which has no text if it is not UTF-8, against a shape.
pub(super) fn check<'a>(
    text: Option<&str>,
    shape: &SerdeShape<'a>,
    at: &ValueLocation<'a>,
    shapes: ShapeBuilder<'a>,
) -> Findings<'a> {
    let found = Findings::default();
    let known_values = HashMap::new();
    let mut checker = Checker {
        shapes,
        found,
        known_values,
        texts_for_times: *shapes.time == TimeType::Time,
    };
    let Some(text) = text else {
        let mismatch = Mismatch::Other("not UTF-8".to_owned());
        checker.found.reject(at, mismatch);
        return checker.found;
    };
    if *shape == SerdeShape::Ignored && text.trim().is_empty() {
        checker.found.is_empty_as_documented = true;
        return checker.found;
    }
    match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => checker.value(raw, shape, at),
        Err(error) => {
            let mismatch = Mismatch::Other(format!("not JSON: {error}"));
            checker.found.reject(at, mismatch);
        }
    }
    checker.found
}

struct Checker<'a> {
    shapes: ShapeBuilder<'a>,
    found: Findings<'a>,
    /// `true` outside of fields, where the crate `time` has no function that would read timestamps.
    texts_for_times: bool,
    /// The known values of each enum of the reference, by its place in memory.
    known_values: HashMap<*const EnumValue, HashSet<&'a str>>,
}

impl<'a> Checker<'a> {
    fn value(&mut self, raw: &RawValue, shape: &SerdeShape<'a>, at: &ValueLocation<'a>) {
        match shape {
            SerdeShape::Type(ty) => self.typed(raw, ty, at),
            SerdeShape::Resource(id) => {
                let fields = &self.shapes.api.resources[id.0].fields;
                self.structure(raw, &self.shapes.members(fields), &at.resource(*id));
            }
            SerdeShape::Struct(members) => self.structure(raw, members, at),
            SerdeShape::Nullable(inner) if json::kind(raw) == Kind::Null => {
                self.found.count_value(inner.is_untyped());
            }
            SerdeShape::Nullable(inner) => self.value(raw, inner, at),
            SerdeShape::Items(item) => self.items(raw, item, at),
            SerdeShape::CommaSeparated(item) => self.comma_separated(raw, item, at),
            SerdeShape::Ignored => self.found.untyped += json::size(raw).values,
            SerdeShape::NoBody => {
                let message = "the request is an address to open, and no body comes back";
                let mismatch = Mismatch::Other(message.to_owned());
                self.found.reject_value(raw, at, mismatch);
            }
        }
    }

    fn typed(&mut self, raw: &RawValue, ty: &'a Type, at: &ValueLocation<'a>) {
        match ty {
            Type::String => self.text(raw, at),
            Type::Integer => self.scalar::<i64>(raw, ty, at),
            Type::Float => self.scalar::<f64>(raw, ty, at),
            Type::Boolean => self.scalar::<bool>(raw, ty, at),
            Type::Timestamp => self.timestamp(raw, at),
            Type::Enum(values) => {
                if let Some(text) = self.read::<String>(raw, "a string", at) {
                    let is_untyped = !self.check_known_value(&text, values, at);
                    self.found.count_value(is_untyped);
                }
            }
            Type::Any => drop(self.any(raw, at)),
            Type::Nullable(_) if json::kind(raw) == Kind::Null => self.found.count_value(false),
            Type::Nullable(inner) => self.typed(raw, inner, at),
            Type::Map(value) => self.map(raw, value, at),
            Type::List(item) => self.items(raw, &SerdeShape::Type(item), at),
            Type::Object(fields) => self.structure(raw, &self.shapes.members(fields), at),
            Type::Resource(id) => self.value(raw, &SerdeShape::Resource(*id), at),
            Type::Union(union) => self.union(raw, union, at),
        }
    }

    fn structure(&mut self, raw: &RawValue, members: &[Member<'a>], at: &ValueLocation<'a>) {
        let outside = std::mem::replace(&mut self.texts_for_times, false);
        match self.read_level(raw, at) {
            Some(Json::Object(given)) => self.object(&given, members, at),
            Some(Json::Array(_)) if members.iter().any(|it| it.shape.key_beside().is_some()) => {
                self.found.wrong_kind(raw, "an object", at);
            }
            Some(Json::Array(given)) => {
                let before = std::mem::take(&mut self.found);
                self.as_array(&given, members, at);
                let part = std::mem::replace(&mut self.found, before);
                // For an array that does not fit, its kind is reason enough.
                if part.rejections.is_empty() {
                    self.found.append(part);
                } else {
                    self.found.wrong_kind(raw, "an object", at);
                }
            }
            Some(_) => self.found.wrong_kind(raw, "an object", at),
            None => {}
        }
        self.texts_for_times = outside;
    }

    fn object(
        &mut self,
        given: &[(String, &RawValue)],
        members: &[Member<'a>],
        at: &ValueLocation<'a>,
    ) {
        self.found.declare(given.is_empty(), members, at);
        let mut seen = vec![false; members.len()];
        let beside = members.iter().find_map(|member| member.shape.key_beside());
        for (key, raw) in given {
            if beside == Some(key) {
                self.found.count_value(false);
                continue;
            }
            let Some(index) = members.iter().position(|member| member.name == key) else {
                self.found.undocumented(key, raw, at);
                continue;
            };
            let member = &members[index];
            let at = at.member(member);
            self.found.coverage.members.add(at.key.clone(), 1);
            if std::mem::replace(&mut seen[index], true) {
                let message = format!("`{key}` is there twice");
                self.found.reject_value(raw, &at, Mismatch::Other(message));
            } else if let (Some(tag), SerdeShape::Type(Type::Union(union))) =
                (beside, &member.shape)
                && member.shape.key_beside().is_some()
            {
                let tag = given.iter().find(|(key, _)| key == tag);
                self.union_beside(raw, union, tag.map(|(_, tag)| *tag), &at);
            } else {
                self.member(raw, member, &at);
            }
        }
        for (member, seen) in members.iter().zip(seen) {
            if !seen && member.presence == Presence::Required {
                self.found.missing(member, at);
            }
        }
    }

    fn as_array(&mut self, given: &[&RawValue], members: &[Member<'a>], at: &ValueLocation<'a>) {
        self.found.declare(given.is_empty(), members, at);
        for (index, member) in members.iter().enumerate() {
            match given.get(index) {
                Some(raw) => {
                    let member_at = ValueLocation {
                        pointer: at.item(index).pointer,
                        ..at.member(member)
                    };
                    self.found.coverage.members.add(member_at.key.clone(), 1);
                    self.member(raw, member, &member_at);
                }
                None if member.has_default => {}
                None => self.found.missing(member, at),
            }
        }
        if given.len() > members.len() {
            let message = "more items than the struct has fields".to_owned();
            self.found.reject(at, Mismatch::Other(message));
        }
    }

    fn member(&mut self, raw: &RawValue, member: &Member<'a>, at: &ValueLocation<'a>) {
        let may_be_null = member.presence != Presence::Required
            && !matches!(member.shape, SerdeShape::CommaSeparated(_));
        if may_be_null && json::kind(raw) == Kind::Null {
            self.found.count_value(member.shape.is_untyped());
        } else {
            self.value(raw, &member.shape, at);
        }
    }

    fn map(&mut self, raw: &RawValue, value: &'a Type, at: &ValueLocation<'a>) {
        let members = match self.read_level(raw, at) {
            Some(Json::Object(members)) => members,
            Some(_) => return self.found.wrong_kind(raw, "an object", at),
            None => return,
        };
        let shape = SerdeShape::Type(value);
        if members.is_empty() {
            self.found.count_value(shape.is_untyped());
        }
        let rejections = self.found.rejections.len();
        let keys = members.iter().map(|(key, _)| key.as_str());
        let last: BTreeMap<&str, usize> = keys.zip(0..).collect();
        for (index, (key, raw)) in members.iter().enumerate() {
            let counts = (self.found.typed, self.found.untyped);
            self.value(raw, &shape, &at.value(key));
            // A value that another one of its key replaces is read, but not kept.
            if last.get(key.as_str()) != Some(&index) {
                (self.found.typed, self.found.untyped) = counts;
            }
        }
        let values = members.iter().map(|(_, raw)| *raw);
        self.infer_for_all(rejections, &at.value(""), values);
    }

    fn items(&mut self, raw: &RawValue, item: &SerdeShape<'a>, at: &ValueLocation<'a>) {
        let items = match self.read_level(raw, at) {
            Some(Json::Array(items)) => items,
            Some(_) => return self.found.wrong_kind(raw, "an array", at),
            None => return,
        };
        if items.is_empty() {
            self.found.count_value(item.is_untyped());
        }
        let rejections = self.found.rejections.len();
        for (index, raw) in items.iter().enumerate() {
            self.value(raw, item, &at.item(index));
        }
        self.infer_for_all(rejections, &at.item(0), items.into_iter());
    }

    /// Infers one type for all values of a list or map, if some of them are among the rejections
    /// after the first `before`.
    fn infer_for_all<'r>(
        &mut self,
        before: usize,
        at: &ValueLocation<'a>,
        values: impl Iterator<Item = &'r RawValue>,
    ) {
        let new = self.found.rejections.iter_mut().skip(before);
        let mut own = new
            .filter(|rejection| rejection.location.key.path == at.key.path)
            .peekable();
        if own.peek().is_some() {
            let inferred = InferredType::infer_items(values, 0);
            own.for_each(|rejection| rejection.inferred = inferred.clone());
        }
    }

    /// Reads a `Value`, which is all of the JSON; `None` if it is rejected.
    fn any(&mut self, raw: &RawValue, at: &ValueLocation<'a>) -> Option<Value> {
        let JsonSize { values, depth } = json::size(raw);
        let read = if at.depth + depth > MAX_DEPTH {
            Err(too_deep())
        } else {
            let read = serde_json::from_str(raw.get());
            read.map_err(|error| Mismatch::Other(json::without_location(&error)))
        };
        let value = self.accept(read, raw, at)?;
        self.found.untyped += values;
        Some(value)
    }

    /// Reads a value with serde; `None` if it is rejected.
    fn read<'r, T: Deserialize<'r>>(
        &mut self,
        raw: &'r RawValue,
        expected: &'static str,
        at: &ValueLocation<'a>,
    ) -> Option<T> {
        let read = serde_json::from_str(raw.get());
        let read = read.map_err(|error| Mismatch::from_serde(&error, raw, expected));
        self.accept(read, raw, at)
    }

    /// Reads the outermost level of a value; `None` if it is rejected, or too deep inside others.
    fn read_level<'r>(&mut self, raw: &'r RawValue, at: &ValueLocation<'a>) -> Option<Json<'r>> {
        let read = match Json::read(raw) {
            Ok(Json::Array(_) | Json::Object(_)) if at.depth == MAX_DEPTH => Err(too_deep()),
            read => read.map_err(Mismatch::Other),
        };
        self.accept(read, raw, at)
    }

    fn accept<T>(
        &mut self,
        read: Result<T, Mismatch>,
        raw: &RawValue,
        at: &ValueLocation<'a>,
    ) -> Option<T> {
        read.map_err(|mismatch| self.found.reject_value(raw, at, mismatch))
            .ok()
    }
}

fn too_deep() -> Mismatch {
    Mismatch::Other(format!("inside more than {MAX_DEPTH} arrays and objects"))
}
