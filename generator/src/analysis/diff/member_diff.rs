//! The changes of the members of an entity, or of an object inside it.

use super::change::{Change, ChangeKind, MemberLocation, TypeTexts};
use super::compare::Differ;
use super::entity::Member;
use super::rust_compat::{RustDifference, is_literal};
use super::versions::Versions;
use super::wire_compat::Directions;
use crate::analysis::default_integer;
use crate::names::Ident;
use crate::notation::docs_path;
use crate::pipeline::api::Api;
use crate::pipeline::model::rust_model::{Item, StructItem};

/// The context of the compared members, which belong to one object or one request.
#[derive(Clone)]
pub(super) struct MemberScope {
    /// The path of the object, with a dot at its end: `owner.`.
    pub(super) prefix: String,
    pub(super) directions: Directions,
    /// `true` if they are the arguments and fields of a request itself.
    pub(super) is_request: bool,
    /// `true` if the struct has a `new`.
    pub(super) has_new: bool,
    /// `true` if code may write a struct literal that names all fields.
    pub(super) is_literal: bool,
    /// `true` if the struct has a new name, and with it the types of its members.
    pub(super) is_renamed: bool,
    /// `true` if only the names of parameters have changed in the path of the request.
    pub(super) same_path_shape: bool,
}

/// The compared member, or the member around the compared part. The body of a response is a member
/// without a name.
#[derive(Clone, Copy)]
pub(super) struct Position<'s> {
    pub(super) scope: &'s MemberScope,
    pub(super) parts: Versions<MemberLocation>,
    pub(super) names: Versions<&'s str>,
}

impl MemberScope {
    pub(super) fn new(directions: Directions) -> Self {
        Self {
            prefix: String::new(),
            directions,
            is_request: false,
            has_new: false,
            is_literal: false,
            is_renamed: false,
            same_path_shape: false,
        }
    }

    /// The scope of the members of an object with this old struct.
    pub(super) fn made_as(self, old: Option<&Item>) -> Self {
        let old_struct = old.and_then(Item::as_struct);
        Self {
            has_new: old_struct.is_some_and(StructItem::has_new),
            is_literal: is_literal(old, self.directions),
            ..self
        }
    }

    fn position<'s>(&'s self, members: Versions<&Member<'s>>) -> Position<'s> {
        Position {
            scope: self,
            parts: members.map(|member| member.part),
            names: members.map(|member| member.name),
        }
    }
}

impl Position<'_> {
    /// The path of the new member: `owner.id`.
    fn path(&self) -> String {
        if self.names.new.is_empty() {
            return self.scope.prefix.clone();
        }
        format!(
            "{}{}",
            self.scope.prefix,
            docs_path::segment(self.names.new)
        )
    }

    /// `true` if the member or the object around it has a new name.
    pub(super) fn is_renamed(&self) -> bool {
        self.scope.is_renamed || self.names.differ()
    }

    /// The scope of the object inside the member, with this old struct.
    pub(super) fn object_scope(&self, old: Option<&Item>) -> MemberScope {
        let dot = if self.names.new.is_empty() { "" } else { "." };
        let scope = MemberScope {
            prefix: format!("{}{dot}", self.path()),
            is_request: false,
            is_renamed: self.is_renamed(),
            ..*self.scope
        };
        scope.made_as(old)
    }
}

impl<'a> Differ<'a, '_> {
    /// Compares two lists of members, in the order of the new one.
    pub(super) fn members(&mut self, members: Versions<Vec<Member<'a>>>, scope: &MemberScope) {
        let lists = Versions::new(members.old.as_slice(), members.new.as_slice());
        let matches = self.context.match_members(lists, scope.same_path_shape);
        for (new, old) in matches.new {
            match old {
                Some(old) => self.member(Versions::new(old, new), scope),
                None => self.added(new, scope),
            }
        }
        for member in matches.removed {
            self.removed(member, scope);
        }
    }

    fn added(&mut self, member: &Member<'_>, scope: &MemberScope) {
        let is_sent = scope.directions.sent;
        let has_new = scope.is_request || scope.has_new;
        let breaks_rust = scope.is_literal || has_new && member.is_argument();
        let breaks_wire = is_sent && !member.optional && member.part != MemberLocation::Path;
        let change = Change::new(ChangeKind::Added, breaks_rust, breaks_wire);
        let text = described(member, self.context.wire.apis.new);
        self.push(
            change
                .with_docs(Versions::new(None, Some(text)))
                .with_rust(Versions::new(None, member.value.rust)),
            scope.position(Versions::new(member, member)),
        );
    }

    fn removed(&mut self, member: &Member<'_>, scope: &MemberScope) {
        let is_sent = scope.directions.sent && member.part != MemberLocation::Path;
        let breaks_wire = is_sent || scope.directions.read && member.is_required();
        let breaks_rust = member.rust_name.is_some() && !member.keeps_field;
        let change = Change::new(ChangeKind::Removed, breaks_rust, breaks_wire);
        let text = described(member, self.context.wire.apis.old);
        self.push(
            change
                .with_docs(Versions::new(Some(text), None))
                .with_rust(Versions::new(member.value.rust, None)),
            scope.position(Versions::new(member, member)),
        );
    }

    /// Compares a member that is in both references.
    fn member(&mut self, members: Versions<&Member<'a>>, scope: &MemberScope) {
        let position = scope.position(members);
        let rust = RustDifference::new(members, position.is_renamed(), &self.context.paths);
        if position.names.differ() {
            let breaks_wire = members.new.part != MemberLocation::Path;
            let change = Change::new(ChangeKind::Renamed, rust.name, breaks_wire);
            self.push(
                change.with_texts(position.names.map(str::to_owned)),
                position,
            );
        }
        if position.parts.differ() {
            let change = Change::new(ChangeKind::Place, rust.name, true);
            let parts = position.parts.map(|part| part.to_string());
            self.push(change.with_texts(parts), position);
        }
        let type_is_reported = self.value(members, rust.ty, position);
        let type_change = if type_is_reported {
            self.changes.len().checked_sub(1)
        } else {
            None
        };
        self.presence(members, rust.wrapper, type_change, position);
        let presence = members.map(|member| (member.optional, member.value.nullable));
        let name_is_reported = position.names.differ() || position.parts.differ();
        let is_reported = (!rust.name || name_is_reported)
            && (!rust.ty || type_is_reported)
            && (!rust.wrapper || presence.differ());
        if !is_reported {
            self.field(members, rust.name, position);
        }
        self.methods(members, position);
        self.deprecation(members, position);
        let docs = members.map(|member| member.docs);
        if docs.differ() {
            self.push(Change::description(docs), position);
        }
    }

    /// Compares the fields of a member whose docs are the same.
    fn field(&mut self, members: Versions<&Member<'_>>, is_renamed: bool, position: Position<'_>) {
        let fields = members.map(|member| member.rust_name.zip(member.value.rust));
        let Some(fields) = fields.both() else {
            return;
        };
        let is_retyped = fields.map(|(_, ty)| ty).differ();
        let texts = fields.map(|(name, ty)| match (is_renamed, is_retyped) {
            (true, true) => format!("field {name}: {ty}"),
            (true, false) => format!("field {name}"),
            (false, _) => ty.to_string(),
        });
        self.push(Change::in_rust(texts), position);
    }

    fn deprecation(&mut self, members: Versions<&Member<'_>>, position: Position<'_>) {
        let deprecated = members.map(|member| member.deprecated);
        if deprecated.differ() {
            let texts = deprecated.map(|is| {
                if is {
                    Some("deprecated".to_owned())
                } else {
                    None
                }
            });
            let change = Change::new(ChangeKind::Deprecation, false, false);
            self.push(change.with_texts(texts), position);
        }
    }

    /// Compares the names of the methods that set and clear a field. They change if another member
    /// takes the name. A method that is removed with its field, or with a `Patch`, is not reported
    /// separately.
    fn methods(&mut self, members: Versions<&Member<'a>>, position: Position<'_>) {
        let names = members.map(|member| member.rust_name);
        let Some(methods) = members.map(|member| member.methods).both() else {
            return;
        };
        if names.differ() {
            return;
        }
        for pair in [
            methods.map(|it| it.setter.as_ref()),
            methods.map(|it| it.clear.as_ref()),
        ] {
            if let Some(pair) = pair.both()
                && pair.differ()
            {
                let change = Change::in_rust(pair.map(|name: &Ident| format!("{name}()")));
                self.push(change, position);
            }
        }
    }

    /// Compares the types of a member; returns `true` if they are of different kinds.
    fn value(
        &mut self,
        members: Versions<&Member<'a>>,
        rust_differs: bool,
        position: Position<'_>,
    ) -> bool {
        let values = members.map(|member| member.value);
        if self.contents(values, position) {
            return self.openness_of_number(members, rust_differs, position);
        }
        let directions = position.scope.directions;
        // A closed enum rejects every value of a different type.
        let was_closed = directions.read && members.old.closed && values.old.ty.values().is_some();
        let wire = self.context.wire;
        let breaks_wire = was_closed || wire.type_breaks(directions, values.map(|value| value.ty));
        let breaks_rust = rust_differs || self.is_other_item(values.map(|value| value.rust));
        let change = Change::new(ChangeKind::Type, breaks_rust, breaks_wire);
        let texts = self.notations(members);
        let types = if texts.differ() {
            TypeTexts::of_docs(texts)
        } else {
            self.context.notations(values)
        };
        let change = change.with_types(types);
        self.push(change.with_rust(values.map(|value| value.rust)), position);
        true
    }

    fn notations(&self, members: Versions<&Member<'_>>) -> Versions<String> {
        let members = members.zip(self.context.wire.apis);
        members.map(|(member, api)| member.notation(api))
    }

    /// Compares if the docs call an integer `number`; returns `true` if only one of the versions
    /// does.
    ///
    /// If the new version does, the server may send a fraction, which models with an integer
    /// reject.
    fn openness_of_number(
        &mut self,
        members: Versions<&Member<'a>>,
        breaks_rust: bool,
        position: Position<'_>,
    ) -> bool {
        // Changes in other views do not count, as long as the docs of the wire are the same.
        if !members.map(|member| member.written).differ() {
            return false;
        }
        let opens = members.new.opens(members.old);
        if !opens && !members.old.opens(members.new) {
            return false;
        }
        let old = members.old.value.rust;
        let breaks_wire = opens
            && position.scope.directions.read
            && !old.is_some_and(default_integer::is_retyped);
        let change = Change::new(ChangeKind::Type, breaks_rust, breaks_wire);
        let mut texts = self.notations(members);
        if !members.new.is_of_integers()
            && let Some(written) = members.map(|member| member.written).both()
        {
            texts = written.zip(members).map(|(written, member)| {
                // A correction or another key of the page may allow `null`.
                let is_shown = !member.value.nullable || written.contains("null");
                let null = if is_shown { "" } else { " | null" };
                format!("{}{null}", written.trim())
            });
        }
        let types = members.map(|member| member.value.rust);
        self.push(change.with_docs(texts).with_rust(types), position);
        true
    }

    /// Compares the optionality and nullability of a member. A change of its type also shows its
    /// nullability.
    fn presence(
        &mut self,
        members: Versions<&Member<'_>>,
        breaks_rust: bool,
        type_change: Option<usize>,
        position: Position<'_>,
    ) {
        let Directions { sent, read } = position.scope.directions;
        // For an `Option`, absent and `null` are the same. For any other type, both are errors.
        let reading_breaks = read && members.old.is_required() && !members.new.is_required();
        let breaks_wire =
            |allowed: Versions<bool>| sent && allowed.old && !allowed.new || reading_breaks;
        let optional = members.map(|member| member.optional);
        if optional.differ() {
            let change = Change::new(ChangeKind::Optionality, breaks_rust, breaks_wire(optional));
            let texts = optional.map(|is| if is { "optional" } else { "required" }.to_owned());
            self.push(change.with_texts(texts), position);
        }
        let nullable = members.map(|member| member.value.nullable);
        if !nullable.differ() {
            return;
        }
        if let Some(change) = type_change.and_then(|index| self.changes.get_mut(index)) {
            change.add_breaks(breaks_rust, breaks_wire(nullable));
            return;
        }
        let change = Change::new(ChangeKind::Nullability, breaks_rust, breaks_wire(nullable));
        let types = members.map(|member| member.value.rust);
        let change = change.with_docs(self.notations(members)).with_rust(types);
        self.push(change, position);
    }

    /// Adds a change of a member, or of a part of it.
    pub(super) fn push(&mut self, mut change: Change, position: Position<'_>) {
        change.part = Some(position.parts.new);
        if !position.names.new.is_empty() {
            change.member = Some(position.path());
        }
        self.changes.push(change);
    }
}

/// `string | null, optional`
fn described(member: &Member<'_>, api: &Api) -> String {
    let optional = if member.optional { ", optional" } else { "" };
    format!("{}{optional}", member.notation(api))
}
