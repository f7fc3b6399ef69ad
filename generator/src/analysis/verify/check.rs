//! Checks a body against a model: everything that serde would say of it, and more.
//!
//! Serde stops at the first value that a type refuses. This goes on, and it
//! refuses a body exactly when serde does. What that takes:
//!
//! - A struct reads an object, or an array of its fields in their order.
//! - A member twice is an error where the struct has it, and only there.
//! - Members that the struct does not have are not read, only known to be JSON.
//! - An absent `Option` is `None`, except in an array.
//! - An `i64` is written without fraction and exponent.
//! - A map keeps the last of two members, but reads both.
//! - The 128th container inside others is refused where it is read.

mod structs;
mod values;

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::found::{Findings, Mismatch, Rejection};
use super::infer::InferredType;
use super::json::{self, Json, Kind};
use super::shape::{self, SerdeShape, ShapeBuilder};
use super::spot::ValueLocation;
use crate::pipeline::api::Type;

/// The containers that serde_json reads inside each other.
const MAX_DEPTH: usize = 127;

/// What is found when a whole body is checked against a shape.
pub(super) fn check<'a>(
    text: &str,
    shape: &SerdeShape<'a>,
    spot: ValueLocation<'a>,
    shapes: ShapeBuilder<'a>,
) -> Findings<'a> {
    let mut checker = Checker {
        shapes,
        depth: 0,
        found: Findings::default(),
    };
    if *shape == SerdeShape::Ignored && text.trim().is_empty() {
        checker.found.is_empty_as_documented = true;
        return checker.found;
    }
    match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => checker.value(raw, shape, &spot),
        Err(error) => checker.refuse(&spot, Mismatch::Other(format!("not JSON: {error}"))),
    }
    checker.found
}

struct Checker<'a> {
    shapes: ShapeBuilder<'a>,
    /// How many containers are read around the value.
    depth: usize,
    found: Findings<'a>,
}

impl<'a> Checker<'a> {
    fn value(&mut self, raw: &RawValue, shape: &SerdeShape<'a>, spot: &ValueLocation<'a>) {
        match shape {
            SerdeShape::Type(ty) => self.typed(raw, ty, shape, spot),
            SerdeShape::Resource(id) => {
                let fields = &self.shapes.api.resources[id.0].fields;
                self.structure(raw, &self.shapes.members(fields), &spot.resource(*id));
            }
            SerdeShape::Struct(members) => self.structure(raw, members, spot),
            SerdeShape::Items(item) => self.items(raw, item, spot),
            SerdeShape::CommaSeparated(item) => self.comma_separated(raw, item, spot),
            SerdeShape::Ignored => self.found.untyped += json::extent(raw).leaves,
            SerdeShape::NoBody => {
                let message = "the request is an address to open, and no body comes back";
                self.refuse_value(raw, spot, Mismatch::Other(message.to_owned()));
            }
        }
    }

    fn typed(
        &mut self,
        raw: &RawValue,
        ty: &'a Type,
        shape: &SerdeShape<'a>,
        spot: &ValueLocation<'a>,
    ) {
        let expected = shape::name(shape, self.shapes.time);
        match ty {
            Type::String => self.scalar::<String>(raw, expected, spot),
            Type::Integer => self.scalar::<i64>(raw, expected, spot),
            Type::Float => self.scalar::<f64>(raw, expected, spot),
            Type::Boolean => self.scalar::<bool>(raw, expected, spot),
            Type::Timestamp => self.moment(raw, expected, spot),
            Type::Enum(values) => self.enumeration(raw, values, expected, spot),
            Type::Any => self.any(raw, spot),
            Type::Nullable(_) if json::ty(raw) == Kind::Null => self.count_value(false),
            Type::Nullable(inner) => self.value(raw, &SerdeShape::Type(inner), spot),
            Type::Map(value) => self.map(raw, value, spot),
            Type::List(item) => self.items(raw, &SerdeShape::Type(item), spot),
            Type::Object(fields) => self.structure(raw, &self.shapes.members(fields), spot),
            Type::Resource(id) => self.value(raw, &SerdeShape::Resource(*id), spot),
            Type::Union(union) => self.union(raw, union, spot),
        }
    }

    fn map(&mut self, raw: &RawValue, value: &'a Type, spot: &ValueLocation<'a>) {
        let shape = SerdeShape::Type(value);
        match self.read_level(raw, spot) {
            Some(Json::Object(members)) => self.descend(raw, spot, |checker| {
                if members.is_empty() {
                    checker.count_value(shape::is_untyped(&shape));
                }
                let before = checker.found.reasons.len();
                let last: BTreeMap<&str, usize> = members
                    .iter()
                    .enumerate()
                    .map(|(index, (key, _))| (key.as_str(), index))
                    .collect();
                for (index, (key, raw)) in members.iter().enumerate() {
                    let counted = (checker.found.typed, checker.found.untyped);
                    checker.value(raw, &shape, &spot.value(key));
                    // What another member of that name replaces is read, but not kept.
                    if last.get(key.as_str()) != Some(&index) {
                        (checker.found.typed, checker.found.untyped) = counted;
                    }
                }
                let values = members.iter().map(|(_, raw)| *raw);
                checker.suggest_for_all(before, &spot.value("").path, values);
            }),
            Some(_) => self.mismatch(raw, "an object", spot),
            None => {}
        }
    }

    fn items(&mut self, raw: &RawValue, item: &SerdeShape<'a>, spot: &ValueLocation<'a>) {
        match self.read_level(raw, spot) {
            Some(Json::Array(items)) => self.descend(raw, spot, |checker| {
                if items.is_empty() {
                    checker.count_value(shape::is_untyped(item));
                }
                let before = checker.found.reasons.len();
                for (index, raw) in items.iter().enumerate() {
                    checker.value(raw, item, &spot.item(index));
                }
                checker.suggest_for_all(before, &spot.item(0).path, items.into_iter());
            }),
            Some(_) => self.mismatch(raw, "an array", spot),
            None => {}
        }
    }

    /// A list or map has one type for all that is in it, so what one of them suggests is what
    /// all of them do.
    fn suggest_for_all<'r>(
        &mut self,
        before: usize,
        path: &str,
        items: impl Iterator<Item = &'r RawValue>,
    ) {
        let new = self.found.reasons.iter_mut().skip(before);
        let mut own = new.filter(|reason| reason.spot.path == path).peekable();
        if own.peek().is_some() {
            let suggested = InferredType::of_items(items);
            own.for_each(|reason| reason.suggested = suggested.clone());
        }
    }

    /// The outermost level of a value; nothing where it is refused.
    fn read_level<'r>(&mut self, raw: &'r RawValue, spot: &ValueLocation<'a>) -> Option<Json<'r>> {
        match Json::read(raw) {
            Ok(json) => Some(json),
            Err(message) => {
                self.refuse_value(raw, spot, Mismatch::Other(message));
                None
            }
        }
    }

    /// Reads what is in a container, unless it is too deep inside others.
    fn descend(&mut self, raw: &RawValue, spot: &ValueLocation<'a>, read: impl FnOnce(&mut Self)) {
        if self.depth == MAX_DEPTH {
            return self.refuse_value(raw, spot, too_deep());
        }
        self.depth += 1;
        read(self);
        self.depth -= 1;
    }

    fn count_value(&mut self, is_untyped: bool) {
        if is_untyped {
            self.found.untyped += 1;
        } else {
            self.found.typed += 1;
        }
    }

    fn mismatch(&mut self, raw: &RawValue, expected: &'static str, spot: &ValueLocation<'a>) {
        let fault = match json::ty(raw) {
            Kind::Null => Mismatch::Null { expected },
            found => Mismatch::Kind { expected, found },
        };
        self.refuse_value(raw, spot, fault);
    }

    /// Nothing in a value that is refused has a type.
    fn refuse_value(&mut self, raw: &RawValue, spot: &ValueLocation<'a>, fault: Mismatch) {
        self.found.untyped += json::extent(raw).leaves;
        self.found.reasons.push(Rejection {
            spot: spot.clone(),
            fault,
            suggested: InferredType::infer(raw, 0),
        });
    }

    fn refuse(&mut self, spot: &ValueLocation<'a>, fault: Mismatch) {
        self.found.reasons.push(Rejection::new(spot.clone(), fault));
    }
}

fn too_deep() -> Mismatch {
    Mismatch::Other(format!("inside more than {MAX_DEPTH} arrays and objects"))
}
