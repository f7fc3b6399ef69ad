//! What changed about a member that is in both references.

use super::change::{Change, Kind, Part};
use super::member::{self, Member, RustField};
use super::members::{Comparison, Scope, description};
use super::notation::{notation, told_apart};
use super::rust::{self, Paths};
use crate::pipeline::api::{Field, Type};
use crate::pipeline::model::rust_model::RustType;

impl<'a> Comparison<'a, '_> {
    /// Compares a member that is in both.
    pub(super) fn member(&mut self, old: &Member<'a>, new: &Member<'a>, scope: &Scope) {
        let rust = RustDifference::of(old, new, scope, &self.context.paths);
        let moves = self.name_and_place(old, new, &rust, scope);
        let is_type = self.kind(old, new, &rust, scope);
        let is_presence = self.presence(old, new, &rust, scope);
        let is_explained =
            (!rust.name || moves) && (!rust.kind || is_type) && (!rust.wrapper || is_presence);
        if let (false, Some(before), Some(after)) = (is_explained, old.rust, new.rust) {
            let shown = |field: RustField<'_>| match rust.name {
                true => format!("{}: {}", field.name, field.kind),
                false => field.kind.to_string(),
            };
            let change = Change::new(Kind::Rust, true, false);
            self.push(change.showing(shown(before), shown(after)), new, scope);
        }
        if old.deprecated != new.deprecated {
            let shown = |is: bool| is.then(|| "deprecated".to_owned());
            let change = Change::new(Kind::Deprecation, false, false);
            self.push(
                change.showing(shown(old.deprecated), shown(new.deprecated)),
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
        scope: &Scope,
    ) -> bool {
        let is_on_wire = new.part != Part::Path;
        if old.name != new.name {
            let change = Change::new(Kind::Renamed, rust.name, is_on_wire);
            let names = (old.name.to_owned(), new.name.to_owned());
            self.push(change.showing(names.0, names.1), new, scope);
        }
        if old.part != new.part {
            let change = Change::new(Kind::Place, rust.name, true);
            self.push(
                change.showing(old.part.to_string(), new.part.to_string()),
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
        scope: &Scope,
    ) -> bool {
        let wire = self.context.wire;
        if old.optional != new.optional {
            let breaks_wire = wire.optionality_breaks(scope.ways, old, new);
            let change = Change::new(Kind::Optionality, rust.wrapper, breaks_wire);
            let shown = |is: bool| if is { "optional" } else { "required" }.to_owned();
            self.push(
                change.showing(shown(old.optional), shown(new.optional)),
                new,
                scope,
            );
        }
        if old.nullable != new.nullable {
            let breaks_wire = wire.nullability_breaks(scope.ways, old, new);
            let change = Change::new(Kind::Nullability, rust.wrapper, breaks_wire);
            let types = (
                notation(old.kind, old.nullable, self.context.old.api),
                notation(new.kind, new.nullable, self.context.new.api),
            );
            self.push(change.showing(types.0, types.1), new, scope);
        }
        (old.optional, old.nullable) != (new.optional, new.nullable)
    }

    /// Compares the types; whether they are of different kinds.
    fn kind(
        &mut self,
        old: &Member<'a>,
        new: &Member<'a>,
        rust: &RustDifference,
        scope: &Scope,
    ) -> bool {
        let rust_types = (
            old.rust.map(|field| field.kind),
            new.rust.map(|field| field.kind),
        );
        if self.inside((old.kind, new.kind), rust_types, (old, new), scope) {
            return false;
        }
        let wire = self.context.wire;
        // Of what a closed enum is open to, nothing is left where it is none.
        let is_closed = scope.ways.read && old.closed && old.kind.values().is_some();
        let breaks_wire = is_closed || wire.type_breaks(scope.ways, old.kind, new.kind);
        let breaks_rust = rust.kind || self.is_other_item(rust_types);
        let [was, is] = told_apart(
            self.context,
            (old.kind, old.nullable, rust_types.0),
            (new.kind, new.nullable, rust_types.1),
        );
        let change = Change::new(Kind::Type, breaks_rust, breaks_wire).showing(was, is);
        self.push(change, new, scope);
        true
    }

    /// Compares what is inside two types of the same kind; whether they are.
    pub(super) fn inside(
        &mut self,
        kinds: (&'a Type, &'a Type),
        rust: (Option<&'a RustType>, Option<&'a RustType>),
        members: (&Member<'a>, &Member<'a>),
        scope: &Scope,
    ) -> bool {
        match kinds {
            (Type::List(old), Type::List(new))
            | (Type::Map(old), Type::Map(new))
            | (Type::Nullable(old), Type::Nullable(new)) => {
                self.inside((old, new), rust, members, scope)
            }
            (Type::Object(old), Type::Object(new)) => {
                self.object((old, new), rust, members, scope);
                true
            }
            (Type::Enum(old), Type::Enum(new)) => {
                let items = (
                    rust.0
                        .and_then(|kind| self.context.old.enumeration_in(kind)),
                    rust.1
                        .and_then(|kind| self.context.new.enumeration_in(kind)),
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
        scope: &Scope,
    ) {
        let (old, new) = members;
        let structures = (
            rust.0.and_then(|kind| self.context.old.structure_in(kind)),
            rust.1.and_then(|kind| self.context.new.structure_in(kind)),
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
    kind: bool,
    wrapper: bool,
}

impl RustDifference {
    /// Nothing differs where one of the two has no field.
    fn of(old: &Member<'_>, new: &Member<'_>, scope: &Scope, paths: &Paths) -> Self {
        let (Some(before), Some(after)) = (old.rust, new.rust) else {
            return Self {
                name: false,
                kind: false,
                wrapper: false,
            };
        };
        let is_renamed = scope.is_renamed || old.name != new.name;
        let (old_wrapper, old_kind) = rust::unwrap(before.kind);
        let (new_wrapper, new_kind) = rust::unwrap(after.kind);
        Self {
            name: before.name != after.name,
            kind: !paths.same(old_kind, new_kind, is_renamed),
            wrapper: old_wrapper != new_wrapper,
        }
    }
}
