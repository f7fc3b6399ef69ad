//! Structs: objects, or arrays of their fields.

use serde_json::value::RawValue;

use super::super::found::{Fault, Undocumented};
use super::super::infer;
use super::super::json::{self, Json, Kind};
use super::super::shape::{self, Member, Shape};
use super::super::spot::{Owner, Spot};
use super::Checker;
use crate::pipeline::serde_rules::Presence;

impl<'a> Checker<'a> {
    pub(super) fn structure(&mut self, raw: &RawValue, members: &[Member<'a>], spot: &Spot<'a>) {
        match self.level(raw, spot) {
            Some(Json::Object(given)) => {
                self.inside(raw, spot, |checker| checker.object(&given, members, spot));
            }
            Some(Json::Array(given)) => self.array(raw, &given, members, spot),
            Some(_) => self.mismatch(raw, "an object", spot),
            None => {}
        }
    }

    fn object(&mut self, given: &[(String, &RawValue)], members: &[Member<'a>], spot: &Spot<'a>) {
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
            self.found.coverage.see(&spot);
            if std::mem::replace(seen, true) && !member.is_forgotten() {
                self.refuse_value(raw, &spot, Fault::Other(format!("`{key}` is there twice")));
            } else {
                self.member(raw, member, &spot);
            }
        }
        let absent = members.iter().zip(seen).filter(|(_, seen)| !seen);
        for (member, _) in absent.filter(|(member, _)| member.presence == Presence::Required) {
            self.missing(member, spot);
        }
    }

    fn member(&mut self, raw: &RawValue, member: &Member<'a>, spot: &Spot<'a>) {
        let may_be_null = member.presence != Presence::Required
            && !matches!(member.shape, Shape::CommaSeparated(_) | Shape::Ignored);
        if may_be_null && json::kind(raw) == Kind::Null {
            self.leaf(shape::is_untyped(&member.shape));
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
        spot: &Spot<'a>,
    ) {
        let before = std::mem::take(&mut self.found);
        self.inside(raw, spot, |checker| checker.positions(given, members, spot));
        let part = std::mem::replace(&mut self.found, before);
        if part.reasons.is_empty() {
            self.found.append(part);
        } else {
            self.mismatch(raw, "an object", spot);
        }
    }

    fn positions(&mut self, given: &[&RawValue], members: &[Member<'a>], spot: &Spot<'a>) {
        self.describe(given.is_empty(), members, spot);
        let mut given = given.iter().enumerate();
        for member in members.iter().filter(|member| !member.is_forgotten()) {
            match given.next() {
                Some((index, raw)) => {
                    let spot = spot.member(member).at_index(spot, index);
                    self.found.coverage.see(&spot);
                    self.member(raw, member, &spot);
                }
                None if member.has_default => {}
                None => self.missing(member, spot),
            }
        }
        if given.next().is_some() {
            self.refuse(
                spot,
                Fault::Other("more items than the struct has fields".to_owned()),
            );
        }
    }

    /// Notes what could be in a struct; an empty one is a leaf.
    fn describe(&mut self, is_empty: bool, members: &[Member<'a>], spot: &Spot<'a>) {
        if is_empty {
            self.leaf(false);
        }
        self.found.coverage.meet(spot);
        // No page describes the wrapper, so nothing of it can be missed.
        if !matches!(spot.owner, Owner::List(_)) {
            for member in members.iter().filter(|member| member.is_documented) {
                self.found.coverage.describe(&spot.member(member));
            }
        }
    }

    fn undocumented(&mut self, key: &str, raw: &RawValue, spot: &Spot<'a>) {
        self.found.note_undocumented(|| Undocumented {
            spot: spot.named(key, spot.place),
            kind: json::kind(raw),
            suggested: infer::Member::of(key, raw, 0),
        });
    }

    fn missing(&mut self, member: &Member<'a>, spot: &Spot<'a>) {
        self.refuse(&spot.absent(member), Fault::Missing(member.name.to_owned()));
    }
}
