//! What changed about a member that is in both references.

use super::change::{Change, ChangeKind, MemberLocation};
use super::member::{self, Member, RustField};
use super::members::{Differ, MemberScope, description};
use super::notation::{distinct_notations, notation};
use super::rust::{self, PathMap};
use crate::pipeline::api::{Field, Type};
use crate::pipeline::model::rust_model::RustType;

impl<'a> Differ<'a, '_> {
    /// Compares a member that is in both.
    pub(super) fn member(&mut self, old: &Member<'a>, new: &Member<'a>, scope: &MemberScope) {
        let rust = RustDifference::new(old, new, scope, &self.context.paths);
        let moves = self.name_and_place(old, new, &rust, scope);
        let is_type = self.ty(old, new, &rust, scope);
        let is_presence = self.presence(old, new, &rust, scope);
        let is_explained =
            (!rust.name || moves) && (!rust.ty || is_type) && (!rust.wrapper || is_presence);
        if let (false, Some(before), Some(after)) = (is_explained, old.rust, new.rust) {
            let shown = |field: RustField<'_>| match rust.name {
                true => format!("{}: {}", field.name, field.ty),
                false => field.ty.to_string(),
            };
            let change = Change::new(ChangeKind::Rust, true, false);
            self.push(change.with_values(shown(before), shown(after)), new, scope);
        }
        if old.deprecated != new.deprecated {
            let shown = |is: bool| is.then(|| "deprecated".to_owned());
            let change = Change::new(ChangeKind::Deprecation, false, false);
            self.push(
                change.with_values(shown(old.deprecated), shown(new.deprecated)),
                new,
                scope,
            );
        }
        if old.docs != new.docs {
            self.push(description(old.docs, new.docs), new, scope);
        }
    }

    fn name_and_place(
        &mut self,
        old: &Member<'_>,
        new: &Member<'_>,
        rust: &RustDifference,
        scope: &MemberScope,
    ) -> bool {
        let is_on_wire = new.part != MemberLocation::Path;
        if old.name != new.name {
            let change = Change::new(ChangeKind::Renamed, rust.name, is_on_wire);
            let names = (old.name.to_owned(), new.name.to_owned());
            self.push(change.with_values(names.0, names.1), new, scope);
        }
        if old.part != new.part {
            let change = Change::new(ChangeKind::Place, rust.name, true);
            self.push(
                change.with_values(old.part.to_string(), new.part.to_string()),
                new,
                scope,
            );
        }
        old.name != new.name || old.part != new.part
    }

    fn presence(
        &mut self,
        old: &Member<'_>,
        new: &Member<'_>,
        rust: &RustDifference,
        scope: &MemberScope,
    ) -> bool {
        let wire = self.context.wire;
        if old.optional != new.optional {
            let breaks_wire = wire.optionality_breaks(scope.ways, old, new);
            let change = Change::new(ChangeKind::Optionality, rust.wrapper, breaks_wire);
            let shown = |is: bool| if is { "optional" } else { "required" }.to_owned();
            self.push(
                change.with_values(shown(old.optional), shown(new.optional)),
                new,
                scope,
            );
        }
        if old.nullable != new.nullable {
            let breaks_wire = wire.nullability_breaks(scope.ways, old, new);
            let change = Change::new(ChangeKind::Nullability, rust.wrapper, breaks_wire);
            let types = (
                notation(old.ty, old.nullable, self.context.old.api),
                notation(new.ty, new.nullable, self.context.new.api),
            );
            self.push(change.with_values(types.0, types.1), new, scope);
        }
        (old.optional, old.nullable) != (new.optional, new.nullable)
    }

    /// Compares the types; whether they are of different kinds.
    fn ty(
        &mut self,
        old: &Member<'a>,
        new: &Member<'a>,
        rust: &RustDifference,
        scope: &MemberScope,
    ) -> bool {
        let rust_types = (
            old.rust.map(|field| field.ty),
            new.rust.map(|field| field.ty),
        );
        if self.type_contents((old.ty, new.ty), rust_types, (old, new), scope) {
            return false;
        }
        let wire = self.context.wire;
        // Of what a closed enum is open to, nothing is left where it is none.
        let is_closed = scope.ways.read && old.closed && old.ty.values().is_some();
        let breaks_wire = is_closed || wire.type_breaks(scope.ways, old.ty, new.ty);
        let breaks_rust = rust.ty || self.is_other_item(rust_types);
        let [was, is] = distinct_notations(
            self.context,
            (old.ty, old.nullable, rust_types.0),
            (new.ty, new.nullable, rust_types.1),
        );
        let change = Change::new(ChangeKind::Type, breaks_rust, breaks_wire).with_values(was, is);
        self.push(change, new, scope);
        true
    }

    /// Compares what is inside two types of the same kind; whether they are.
    pub(super) fn type_contents(
        &mut self,
        kinds: (&'a Type, &'a Type),
        rust: (Option<&'a RustType>, Option<&'a RustType>),
        members: (&Member<'a>, &Member<'a>),
        scope: &MemberScope,
    ) -> bool {
        match kinds {
            (Type::List(old), Type::List(new))
            | (Type::Map(old), Type::Map(new))
            | (Type::Nullable(old), Type::Nullable(new)) => {
                self.type_contents((old, new), rust, members, scope)
            }
            (Type::Object(old), Type::Object(new)) => {
                self.object((old, new), rust, members, scope);
                true
            }
            (Type::Enum(old), Type::Enum(new)) => {
                let items = (
                    rust.0.and_then(|ty| self.context.old.enumeration_in(ty)),
                    rust.1.and_then(|ty| self.context.new.enumeration_in(ty)),
                );
                self.values((old, new), items, members.1, scope);
                true
            }
            (Type::Union(old), Type::Union(new)) if old.dispatch == new.dispatch => {
                self.union((old, new), rust, members, scope);
                true
            }
            (old, new) => self.same_type(old, new),
        }
    }

    fn object(
        &mut self,
        fields: (&'a [Field], &'a [Field]),
        rust: (Option<&'a RustType>, Option<&'a RustType>),
        members: (&Member<'a>, &Member<'a>),
        scope: &MemberScope,
    ) {
        let (old, new) = members;
        let structures = (
            rust.0.and_then(|ty| self.context.old.structure_in(ty)),
            rust.1.and_then(|ty| self.context.new.structure_in(ty)),
        );
        let is_literal = structures
            .0
            .is_some_and(|structure| !structure.derives.default);
        let below = scope.below(new.name, is_literal, old.name != new.name);
        self.derives(structures, Some(new), scope, &[]);
        self.members(
            &member::of_object(old.part, fields.0, structures.0),
            &member::of_object(new.part, fields.1, structures.1),
            &below,
        );
    }
}

/// What differs in Rust between two fields.
struct RustDifference {
    name: bool,
    ty: bool,
    wrapper: bool,
}

impl RustDifference {
    /// Nothing differs where one of the two has no field.
    fn new(old: &Member<'_>, new: &Member<'_>, scope: &MemberScope, paths: &PathMap) -> Self {
        let (Some(before), Some(after)) = (old.rust, new.rust) else {
            return Self {
                name: false,
                ty: false,
                wrapper: false,
            };
        };
        let is_renamed = scope.is_renamed || old.name != new.name;
        let (old_wrapper, old_kind) = rust::unwrap(before.ty);
        let (new_wrapper, new_kind) = rust::unwrap(after.ty);
        Self {
            name: before.name != after.name,
            ty: !paths.same(old_kind, new_kind, is_renamed),
            wrapper: old_wrapper != new_wrapper,
        }
    }
}
