//! Structs: objects, or arrays of their fields.

use serde_json::value::RawValue;

use super::super::found::{Mismatch, Undocumented};
use super::super::infer;
use super::super::json::{self, Json, Kind};
use super::super::shape::{self, Member, SerdeShape};
use super::super::spot::{SchemaOwner, ValueLocation};
use super::Checker;
use crate::pipeline::serde_rules::Presence;

impl<'a> Checker<'a> {
    pub(super) fn structure(
        &mut self,
        raw: &RawValue,
        members: &[Member<'a>],
        spot: &ValueLocation<'a>,
    ) {
        match self.read_level(raw, spot) {
            Some(Json::Object(given)) => {
                self.descend(raw, spot, |checker| checker.object(&given, members, spot));
            }
            Some(Json::Array(given)) => self.array(raw, &given, members, spot),
            Some(_) => self.mismatch(raw, "an object", spot),
            None => {}
        }
    }

    fn object(
        &mut self,
        given: &[(String, &RawValue)],
        members: &[Member<'a>],
        spot: &ValueLocation<'a>,
    ) {
        self.describe(given.is_empty(), members, spot);
        let mut seen = vec![false; members.len()];
        for (key, raw) in given {
            let known = members
                .iter()
                .zip(&mut seen)
                .find(|(member, _)| member.name == key);
            let Some((member, seen)) = known else {
                self.undocumented(key, raw, spot);
                continue;
            };
            let spot = spot.member(member);
            self.found.coverage.count_member(&spot);
            if std::mem::replace(seen, true) && !member.is_ignored() {
                self.refuse_value(
                    raw,
                    &spot,
                    Mismatch::Other(format!("`{key}` is there twice")),
                );
            } else {
                self.member(raw, member, &spot);
            }
        }
        let absent = members.iter().zip(seen).filter(|(_, seen)| !seen);
        for (member, _) in absent.filter(|(member, _)| member.presence == Presence::Required) {
            self.missing(member, spot);
        }
    }

    fn member(&mut self, raw: &RawValue, member: &Member<'a>, spot: &ValueLocation<'a>) {
        let may_be_null = member.presence != Presence::Required
            && !matches!(
                member.shape,
                SerdeShape::CommaSeparated(_) | SerdeShape::Ignored
            );
        if may_be_null && json::ty(raw) == Kind::Null {
            self.count_value(shape::is_untyped(&member.shape));
        } else {
            self.value(raw, &member.shape, spot);
        }
    }

    /// A struct may be an array of its fields. One that does not fit is not taken
    /// for a struct: that it is an array says enough.
    fn array(
        &mut self,
        raw: &RawValue,
        given: &[&RawValue],
        members: &[Member<'a>],
        spot: &ValueLocation<'a>,
    ) {
        let before = std::mem::take(&mut self.found);
        self.descend(raw, spot, |checker| checker.as_array(given, members, spot));
        let part = std::mem::replace(&mut self.found, before);
        if part.reasons.is_empty() {
            self.found.append(part);
        } else {
            self.mismatch(raw, "an object", spot);
        }
    }

    fn as_array(&mut self, given: &[&RawValue], members: &[Member<'a>], spot: &ValueLocation<'a>) {
        self.describe(given.is_empty(), members, spot);
        let mut given = given.iter().enumerate();
        for member in members.iter().filter(|member| !member.is_ignored()) {
            match given.next() {
                Some((index, raw)) => {
                    let spot = spot.member(member).at_index(spot, index);
                    self.found.coverage.count_member(&spot);
                    self.member(raw, member, &spot);
                }
                None if member.has_default => {}
                None => self.missing(member, spot),
            }
        }
        if given.next().is_some() {
            self.refuse(
                spot,
                Mismatch::Other("more items than the struct has fields".to_owned()),
            );
        }
    }

    /// Notes what could be in a struct; an empty one is a leaf.
    fn describe(&mut self, is_empty: bool, members: &[Member<'a>], spot: &ValueLocation<'a>) {
        if is_empty {
            self.count_value(false);
        }
        self.found.coverage.count_struct(spot);
        // No page describes the wrapper, so nothing of it can be missed.
        if !matches!(spot.owner, SchemaOwner::List(_)) {
            for member in members.iter().filter(|member| member.is_documented) {
                self.found.coverage.declare(&spot.member(member));
            }
        }
    }

    fn undocumented(&mut self, key: &str, raw: &RawValue, spot: &ValueLocation<'a>) {
        self.found.note_undocumented(|| Undocumented {
            spot: spot.named(key, spot.place),
            kind: json::ty(raw),
            suggested: infer::Member::infer(key, raw, 0),
        });
    }

    fn missing(&mut self, member: &Member<'a>, spot: &ValueLocation<'a>) {
        self.refuse(
            &spot.absent(member),
            Mismatch::Missing(member.name.to_owned()),
        );
    }
}
