//! Decides the type of every member.
//!
//! The view's own word counts. Where that is untyped, these speak, the first that can
//! decides: more than half of the other views; the members that other views list; the
//! description; a member beside it that is one of its items; the request that makes
//! the resource; what the other views lean to. What stays open is any value.

use super::entries::ExpandedMember;
use super::index::{EntityRef, Index};
use super::joins::Joins;
use super::nested;
use super::resources::Catalog;
use super::shared_enums::SharedEnums;
use super::views::{self, ListKind, OtherViewMember};
use super::votes::Verdict;
use super::words::{fraction, holds_resource, is_enum, is_untyped, loosest_type, moment, untyped};
use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::node_path::NodeRef;
use crate::base::view::View;
use crate::notation::meaning::TypeExpr;
use crate::pipeline::api::{
    Counts, Decision, Field, Provenance, SharedEnum, SharedEnumId, Type, UnmatchedMember,
    UntypedField,
};

/// Decides types, and counts what was untyped.
pub(super) struct TypeResolver<'a> {
    pub(super) index: &'a Index<'a>,
    pub(super) catalog: &'a Catalog<'a>,
    pub(super) joins: Joins<'a>,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) counts: Counts,
    shared_enums: SharedEnums,
    /// Members that stayed untyped.
    untyped: Vec<UntypedField>,
}

/// What was counted and met while types were decided.
pub(super) struct TypeOutcome {
    pub(super) counts: Counts,
    pub(super) unjoined: Vec<UnmatchedMember>,
    pub(super) shared_enums: Vec<SharedEnum>,
    pub(super) untyped: Vec<UntypedField>,
}

/// The list whose members are decided.
#[derive(Debug, Clone, Copy)]
pub(super) struct ListContext {
    pub(super) at: EntityRef,
    pub(super) list: ListKind,
    /// In resources and responses the wire is in snake case even where the page
    /// is not; parameters are sent as they are written.
    snake: bool,
}

impl ListContext {
    pub(super) fn new(at: EntityRef, list: ListKind) -> Self {
        Self {
            at,
            list,
            snake: at.view == View::Curl && list != ListKind::Parameters,
        }
    }

    /// What a member of the list is called on the wire.
    pub(super) fn wire_name(self, entry: &ExpandedMember) -> &str {
        match self.snake {
            true => &entry.name,
            false => &entry.key,
        }
    }
}

/// A member whose type is to be decided.
pub(super) struct MemberContext<'a, 'm> {
    pub(super) entry: &'a ExpandedMember,
    /// The type that the view gives, `null` left aside.
    pub(super) ty: Option<&'a TypeExpr>,
    pub(super) scope: ListContext,
    /// The keys that lead to it.
    pub(super) path: &'m str,
    /// The members of the same list, itself among them.
    pub(super) siblings: &'a [ExpandedMember],
    pub(super) witnesses: &'m [OtherViewMember<'a>],
}

impl<'a> TypeResolver<'a> {
    pub(super) fn new(
        index: &'a Index<'a>,
        catalog: &'a Catalog<'a>,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self {
            index,
            catalog,
            joins: Joins::new(catalog),
            diagnostics,
            counts: Counts::default(),
            shared_enums: SharedEnums::default(),
            untyped: Vec::new(),
        }
    }

    /// What was counted and met on the way.
    pub(super) fn finish(self) -> TypeOutcome {
        let counted = self.joins.count();
        TypeOutcome {
            counts: Counts {
                other_members: counted.members,
                joined: counted.joined,
                ..self.counts
            },
            unjoined: counted.unjoined,
            shared_enums: self.shared_enums.into_vec(),
            untyped: self.untyped,
        }
    }

    /// The fields of a resource.
    pub(super) fn properties(&mut self, at: EntityRef) -> Vec<Field> {
        self.fields(at, ListKind::Properties)
    }

    /// The fields of one list of an entity, wrappers taken away.
    pub(super) fn fields(&mut self, at: EntityRef, list: ListKind) -> Vec<Field> {
        let entries = views::unwrapped(list.members(self.catalog.lists(at)));
        let scope = ListContext::new(at, list);
        // What an operation calls properties are more of its parameters.
        let is_sent = list == ListKind::Properties && self.catalog.is_operation(at);
        let snake = scope.snake && !is_sent;
        self.members(entries, ListContext { snake, ..scope }, "")
    }

    /// The fields for the members of a list.
    pub(super) fn members(
        &mut self,
        entries: &'a [ExpandedMember],
        scope: ListContext,
        prefix: &str,
    ) -> Vec<Field> {
        let fields = entries
            .iter()
            .map(|entry| self.field(entry, entries, scope, prefix));
        fields.collect()
    }

    /// Where an entity stands.
    pub(super) fn place(&self, at: EntityRef) -> NodeRef {
        self.index.place(at)
    }

    /// What a bare reference stands for, if it is a resource.
    pub(super) fn resource(&self, entry: &ExpandedMember) -> Option<Type> {
        Some(Type::Resource(self.catalog.resource_of(entry.entity?)?))
    }

    fn field(
        &mut self,
        entry: &'a ExpandedMember,
        siblings: &'a [ExpandedMember],
        scope: ListContext,
        prefix: &str,
    ) -> Field {
        let path = views::join(prefix, entry.join_key());
        let (ty, nullable) = match &entry.ty {
            Some(TypeExpr::Nullable(ty)) => (Some(ty.as_ref()), true),
            ty => (ty.as_ref(), false),
        };
        let witnesses = self.joins.take(scope.at, scope.list, &path);
        let resource = self.resource(entry);
        let shared_enum = entry
            .shared_enum
            .and_then(|at| self.shared_enum(at, entry, ty));
        let (ty, decision) = match (resource, shared_enum) {
            (Some(resource), _) => (resource, Decision::Declared),
            (None, Some(shared_enum)) => {
                self.counts.untyped += usize::from(ty.is_some_and(is_untyped));
                (self.shared_enums.ty(shared_enum), Decision::Declared)
            }
            (None, None) => self.infer_type(&MemberContext {
                entry,
                ty,
                scope,
                path: &path,
                siblings,
                witnesses: &witnesses,
            }),
        };
        let others = witnesses.iter().map(|witness| &witness.entry.said);
        Field {
            name: scope.wire_name(entry).to_owned(),
            ty,
            shared_enum,
            optional: entry.said.optional,
            nullable,
            deprecated: entry.said.deprecated,
            closed: false,
            docs: entry.said.docs.clone(),
            place: entry.place.clone(),
            origin: Box::new(Provenance {
                declarations: [&entry.said].into_iter().chain(others).cloned().collect(),
                decision,
                ..Provenance::default()
            }),
            corrections: Vec::new(),
        }
    }

    /// The shared definition that a bare reference leads to, if its own words say which values it has.
    fn shared_enum(
        &mut self,
        at: EntityRef,
        entry: &ExpandedMember,
        ty: Option<&TypeExpr>,
    ) -> Option<SharedEnumId> {
        if let Some(known) = self.shared_enums.get(at) {
            return known;
        }
        let decided = self
            .resolve_exact(ty?, at)
            .or_else(|| Some(self.described(ty, entry.said.docs.as_deref())?.0))
            .filter(|ty| ty.values().is_some());
        let shared_enum = decided.map(|ty| SharedEnum {
            key: entry.key.clone(),
            page: at.page,
            place: self.index.place(at),
            docs: entry.said.docs.clone(),
            ty,
        });
        self.shared_enums.insert(at, shared_enum)
    }

    fn infer_type(&mut self, subject: &MemberContext<'a, '_>) -> (Type, Decision) {
        let MemberContext {
            entry,
            ty,
            scope,
            path,
            ..
        } = *subject;
        if let Some(nested) = &entry.nested {
            return self.inline_object(nested, subject);
        }
        match ty.and_then(|ty| self.declared_type(entry, ty, scope.at)) {
            Some(Type::String) => return self.string_or_timestamp(subject),
            Some(Type::Integer) if ty == Some(&TypeExpr::Number) => return number(subject),
            Some(own) if ty.is_some_and(|ty| self.is_map_of_unknown(ty, scope.at)) => {
                return self.record_untyped(own, scope, path, &entry.place);
            }
            Some(own) => return (own, Decision::Declared),
            None => {}
        }
        self.counts.untyped += 1;
        let own = ty;
        let ty = loosest_type(ty, subject.witnesses);
        let docs = entry.said.docs.as_deref();
        let verdict = self.verdict(ty, subject.witnesses);
        let decided = self
            .infer_from_views(&verdict, ty, scope, path, subject.witnesses, docs)
            .or_else(|| self.item_beside(subject))
            .or_else(|| self.members_of_request(subject))
            .or_else(|| verdict.leaning());
        if decided.is_none() && own.is_some_and(is_enum) {
            self.warn_of_enum(entry);
        }
        self.or_untyped(ty, decided, scope, path, &entry.place)
    }

    /// The members that the view lists itself, in what its type puts around them.
    fn inline_object(
        &mut self,
        nested: &'a [ExpandedMember],
        subject: &MemberContext<'a, '_>,
    ) -> (Type, Decision) {
        let MemberContext {
            entry,
            ty,
            scope,
            path,
            ..
        } = *subject;
        let fields = self.members(nested, scope, path);
        if !nested::has_members(ty) {
            self.warn_of_members(entry);
        }
        match self.wrap_object(ty, fields, scope.at) {
            Some(object) => (object, Decision::Declared),
            None => {
                if let Some(ty) = ty {
                    self.refuse_strangers(entry, ty, scope.at);
                }
                self.or_untyped(ty, None, scope, path, &entry.place)
            }
        }
    }

    /// What the other views say, or else the description; that must not contradict
    /// views which mean something else.
    pub(super) fn infer_from_views(
        &mut self,
        verdict: &Verdict,
        ty: Option<&TypeExpr>,
        scope: ListContext,
        path: &str,
        witnesses: &[OtherViewMember<'a>],
        docs: Option<&str>,
    ) -> Option<(Type, Decision)> {
        if let Verdict::Majority(ty, decision) = verdict {
            return Some((ty.clone(), *decision));
        }
        self.members_of_others(ty, scope, path, witnesses)
            .or_else(|| {
                self.described(ty, docs)
                    .filter(|(ty, _)| *verdict != Verdict::Unknown || !holds_resource(ty))
            })
    }

    /// The decision, or as much of the untyped type as it does say.
    pub(super) fn or_untyped(
        &mut self,
        ty: Option<&TypeExpr>,
        or_untyped: Option<(Type, Decision)>,
        scope: ListContext,
        path: &str,
        place: &NodeRef,
    ) -> (Type, Decision) {
        or_untyped.unwrap_or_else(|| self.record_untyped(untyped(ty), scope, path, place))
    }

    /// A type of which something is left open, which is noted.
    fn record_untyped(
        &mut self,
        ty: Type,
        scope: ListContext,
        path: &str,
        place: &NodeRef,
    ) -> (Type, Decision) {
        self.untyped.push(UntypedField {
            page: scope.at.page,
            docs: format!("{}.{path}", self.catalog.docs_path(scope.at, scope.list)),
            place: place.clone(),
        });
        (ty, Decision::Untyped)
    }

    /// The type that the view itself gives, if it is exact; a name that leads nowhere is
    /// an error on the wire.
    fn declared_type(
        &mut self,
        entry: &ExpandedMember,
        ty: &TypeExpr,
        at: EntityRef,
    ) -> Option<Type> {
        if is_untyped(ty) {
            return None;
        }
        self.refuse_strangers(entry, ty, at);
        self.resolve_exact(ty, at)
    }

    /// A text or a number has no members; they are kept, as somebody wrote them down.
    fn warn_of_members(&mut self, entry: &ExpandedMember) {
        let ty = entry.said.ty.as_deref().unwrap_or_default().trim();
        let message = format!("`{ty}` has no members, but `{}` lists some", entry.key);
        let help = "write the type as `object` or `object[]`, or remove the `properties`";
        let at = Location::Value(entry.place.key("type"));
        self.diagnostics
            .report(Code::ContradictoryType, message, help, at);
    }

    /// An enum of which nothing lists the values is any text.
    fn warn_of_enum(&mut self, entry: &ExpandedMember) {
        let message = format!("nothing lists the values of `{}`", entry.key);
        let help = "list them in its description, each as a bullet in code: - `small`";
        let at = Location::Value(entry.place.key("type"));
        self.diagnostics
            .report(Code::EnumWithoutValues, message, help, at);
    }

    /// A text, unless most of the other views, the name or the description say that
    /// it is a moment. A moment is as untyped as an array until then.
    fn string_or_timestamp(&mut self, subject: &MemberContext<'a, '_>) -> (Type, Decision) {
        let decision = moment(subject.entry, subject.witnesses);
        self.counts.untyped += usize::from(decision.is_some());
        match decision {
            Some(decision) => (Type::Timestamp, decision),
            None => (Type::String, Decision::Declared),
        }
    }
}

/// `number` is integral, unless views that tell the two apart say otherwise.
fn number(subject: &MemberContext<'_, '_>) -> (Type, Decision) {
    match fraction(subject.witnesses) {
        Some(decision) => (Type::Float, decision),
        None => (Type::Integer, Decision::Declared),
    }
}
