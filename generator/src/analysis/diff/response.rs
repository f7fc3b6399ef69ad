//! What changed about what comes back.

use super::change::{Change, Class, Kind, Part};
use super::member::{self, Member, RustField};
use super::members::{Comparison, Scope};
use super::notation::{Typed, notation, told_apart};
use super::release::Release;
use super::wire::Ways;
use crate::pipeline::api::{Api, Field, Operation, Response, Type};
use crate::pipeline::model::rust_model::{ListedOperation, RustType};

const READ: Ways = Ways {
    sent: false,
    read: true,
};

/// What an operation answers, and the Rust type of it.
pub(super) struct Answer<'a> {
    response: &'a Response,
    rust: Option<&'a RustType>,
}

impl<'a> Answer<'a> {
    pub(super) fn of(operation: &'a Operation, listed: &'a ListedOperation) -> Self {
        Self {
            response: &operation.response,
            rust: listed.response.as_ref(),
        }
    }

    fn kind(&self) -> Option<&'a Type> {
        match self.response {
            Response::Body(kind) => Some(kind),
            Response::Nothing | Response::Url => None,
        }
    }

    fn shown(&self, api: &Api) -> String {
        match self.response {
            Response::Nothing => "nothing".to_owned(),
            Response::Url => "an address to open".to_owned(),
            Response::Body(kind) => notation(kind, false, api),
        }
    }

    fn typed(&self) -> Option<Typed<'a>> {
        self.kind().map(|kind| (kind, false, self.rust))
    }

    /// The body as if it were a member, which has no name.
    fn member(&self, kind: &'a Type) -> Member<'a> {
        Member {
            part: Part::Response,
            name: "",
            kind,
            optional: false,
            nullable: false,
            deprecated: false,
            closed: false,
            corrected: false,
            docs: None,
            rust: self.rust.map(|kind| RustField { name: "", kind }),
            argument: false,
        }
    }

    /// The items, where it is a page of a list: a type of the support module.
    fn list(&self) -> Option<&'a RustType> {
        match self.rust {
            Some(RustType::List(item)) => Some(item),
            _ => None,
        }
    }
}

impl<'a> Comparison<'a, '_> {
    pub(super) fn response(&mut self, old: &Answer<'a>, new: &Answer<'a>, is_renamed: bool) {
        let same_rust = match (old.rust, new.rust) {
            (Some(old), Some(new)) => self.context.paths.same(old, new, is_renamed),
            _ => old.response == new.response,
        };
        let (Some(before), Some(after)) = (old.kind(), new.kind()) else {
            // Where nothing was expected, anything will do.
            let breaks_wire = *old.response != Response::Nothing;
            if old.response != new.response {
                self.answers(old, new, !same_rust, breaks_wire);
            }
            return;
        };
        let scope = Scope {
            is_renamed,
            ..Scope::of(READ)
        };
        let known = self.changes.len();
        if !self.bodies((old, before), (new, after), &scope) {
            let breaks_wire = self.context.wire.type_breaks(READ, before, after);
            let breaks_rust = !same_rust || self.is_other_item((old.rust, new.rust));
            return self.answers(old, new, breaks_rust, breaks_wire);
        }
        let mut found = self.changes.iter().skip(known);
        if !same_rust && !found.any(|change| change.is(Class::BreaksRust)) {
            let shown = |answer: &Answer<'_>| answer.rust.map(RustType::to_string);
            let change = Change::new(Kind::Rust, true, false);
            self.push(
                change.showing(shown(old), shown(new)),
                &new.member(after),
                &scope,
            );
        }
    }

    /// The operation answers with something else.
    fn answers(&mut self, old: &Answer<'a>, new: &Answer<'a>, rust: bool, wire: bool) {
        let context = self.context;
        let [was, is] = match (old.typed(), new.typed()) {
            (Some(old), Some(new)) => told_apart(context, old, new),
            _ => [old.shown(context.old.api), new.shown(context.new.api)],
        };
        let mut change = Change::new(Kind::Response, rust, wire).showing(was, is);
        change.part = Some(Part::Response);
        self.changes.push(change);
    }

    /// Compares what is inside two bodies; whether they are of the same kind.
    fn bodies(
        &mut self,
        (old, before): (&Answer<'a>, &'a Type),
        (new, after): (&Answer<'a>, &'a Type),
        scope: &Scope,
    ) -> bool {
        let lists = (old.list(), new.list());
        if let (Type::Object(before), Type::Object(after)) = (before, after)
            && lists != (None, None)
        {
            self.lists((before, old), (after, new), scope);
            return true;
        }
        let members = (&old.member(before), &new.member(after));
        self.inside((before, after), (old.rust, new.rust), members, scope)
    }

    /// Compares bodies of which at least one is a page of a list, of whose type nobody sees
    /// anything but the items.
    fn lists(
        &mut self,
        (before, old): (&'a [Field], &Answer<'a>),
        (after, new): (&'a [Field], &Answer<'a>),
        scope: &Scope,
    ) {
        let are_both = old.list().is_some() && new.list().is_some();
        let members = |fields: &'a [Field], answer: &Answer<'a>, release: &Release<'a>| {
            let structure = answer.rust.and_then(|kind| release.structure_in(kind));
            let structure = structure.filter(|_| answer.list().is_none());
            let mut members = member::of_object(Part::Response, fields, structure);
            let mut data = members.iter_mut().filter(|member| member.name == "data");
            if let (true, Some(data), Some(kind)) = (are_both, data.next(), answer.list()) {
                data.rust = Some(RustField { name: "data", kind });
            }
            members
        };
        let (old, new) = (
            members(before, old, self.context.old),
            members(after, new, self.context.new),
        );
        self.members(&old, &new, scope);
    }
}
