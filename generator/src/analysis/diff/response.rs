//! What changed about what comes back.

use super::change::{Change, ChangeKind, Impact, MemberLocation};
use super::member::{self, Member, RustField};
use super::members::{Differ, MemberScope};
use super::notation::{TypePair, distinct_notations, notation};
use super::release::IndexedReference;
use super::wire::Directions;
use crate::pipeline::api::{Api, Field, Operation, Response, Type};
use crate::pipeline::model::rust_model::{OperationTypes, RustType};

const READ: Directions = Directions {
    sent: false,
    read: true,
};

/// What an operation answers, and the Rust type of it.
pub(super) struct Answer<'a> {
    response: &'a Response,
    rust: Option<&'a RustType>,
}

impl<'a> Answer<'a> {
    pub(super) fn new(operation: &'a Operation, listed: &'a OperationTypes) -> Self {
        Self {
            response: &operation.response,
            rust: listed.response.as_ref(),
        }
    }

    fn ty(&self) -> Option<&'a Type> {
        match self.response {
            Response::Body(ty) => Some(ty),
            Response::Nothing | Response::BrowserUrl => None,
        }
    }

    fn shown(&self, api: &Api) -> String {
        match self.response {
            Response::Nothing => "nothing".to_owned(),
            Response::BrowserUrl => "an address to open".to_owned(),
            Response::Body(ty) => notation(ty, false, api),
        }
    }

    fn typed(&self) -> Option<TypePair<'a>> {
        self.ty().map(|ty| (ty, false, self.rust))
    }

    /// The body as if it were a member, which has no name.
    fn member(&self, ty: &'a Type) -> Member<'a> {
        Member {
            part: MemberLocation::Response,
            name: "",
            ty,
            optional: false,
            nullable: false,
            deprecated: false,
            closed: false,
            corrected: false,
            docs: None,
            rust: self.rust.map(|ty| RustField { name: "", ty }),
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

impl<'a> Differ<'a, '_> {
    pub(super) fn response(&mut self, old: &Answer<'a>, new: &Answer<'a>, is_renamed: bool) {
        let same_rust = match (old.rust, new.rust) {
            (Some(old), Some(new)) => self.context.paths.same(old, new, is_renamed),
            _ => old.response == new.response,
        };
        let (Some(before), Some(after)) = (old.ty(), new.ty()) else {
            // Where nothing was expected, anything will do.
            let breaks_wire = *old.response != Response::Nothing;
            if old.response != new.response {
                self.answers(old, new, !same_rust, breaks_wire);
            }
            return;
        };
        let scope = MemberScope {
            is_renamed,
            ..MemberScope::new(READ)
        };
        let known = self.changes.len();
        if !self.bodies((old, before), (new, after), &scope) {
            let breaks_wire = self.context.wire.type_breaks(READ, before, after);
            let breaks_rust = !same_rust || self.is_other_item((old.rust, new.rust));
            return self.answers(old, new, breaks_rust, breaks_wire);
        }
        let mut found = self.changes.iter().skip(known);
        if !same_rust && !found.any(|change| change.is(Impact::BreaksRust)) {
            let shown = |answer: &Answer<'_>| answer.rust.map(RustType::to_string);
            let change = Change::new(ChangeKind::Rust, true, false);
            self.push(
                change.with_values(shown(old), shown(new)),
                &new.member(after),
                &scope,
            );
        }
    }

    /// The operation answers with something else.
    fn answers(&mut self, old: &Answer<'a>, new: &Answer<'a>, rust: bool, wire: bool) {
        let context = self.context;
        let [was, is] = match (old.typed(), new.typed()) {
            (Some(old), Some(new)) => distinct_notations(context, old, new),
            _ => [old.shown(context.old.api), new.shown(context.new.api)],
        };
        let mut change = Change::new(ChangeKind::Response, rust, wire).with_values(was, is);
        change.part = Some(MemberLocation::Response);
        self.changes.push(change);
    }

    /// Compares what is inside two bodies; whether they are of the same kind.
    fn bodies(
        &mut self,
        (old, before): (&Answer<'a>, &'a Type),
        (new, after): (&Answer<'a>, &'a Type),
        scope: &MemberScope,
    ) -> bool {
        let lists = (old.list(), new.list());
        if let (Type::Object(before), Type::Object(after)) = (before, after)
            && lists != (None, None)
        {
            self.lists((before, old), (after, new), scope);
            return true;
        }
        let members = (&old.member(before), &new.member(after));
        self.type_contents((before, after), (old.rust, new.rust), members, scope)
    }

    /// Compares bodies of which at least one is a page of a list, of whose type nobody sees
    /// anything but the items.
    fn lists(
        &mut self,
        (before, old): (&'a [Field], &Answer<'a>),
        (after, new): (&'a [Field], &Answer<'a>),
        scope: &MemberScope,
    ) {
        let are_both = old.list().is_some() && new.list().is_some();
        let members = |fields: &'a [Field], answer: &Answer<'a>, release: &IndexedReference<'a>| {
            let structure = answer.rust.and_then(|ty| release.structure_in(ty));
            let structure = structure.filter(|_| answer.list().is_none());
            let mut members = member::of_object(MemberLocation::Response, fields, structure);
            let mut data = members.iter_mut().filter(|member| member.name == "data");
            if let (true, Some(data), Some(ty)) = (are_both, data.next(), answer.list()) {
                data.rust = Some(RustField { name: "data", ty });
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
