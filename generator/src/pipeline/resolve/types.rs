//! Decides the type of every member.
//!
//! The view's own word counts. Where that is vague, these speak, the first that can
//! decides: more than half of the other views; the members that other views list; the
//! description; a member beside it that is one of its items; the request that makes
//! the resource; what the other views lean to. What stays open is any value.

use super::atoms::Atoms;
use super::entries::Entry;
use super::index::{EntityRef, Index};
use super::joins::Joins;
use super::nested;
use super::resources::Catalog;
use super::views::{self, List, Witness};
use super::votes::Verdict;
use super::words::{fraction, holds_resource, is_enum, is_vague, moment, open_kind, vague};
use crate::base::diagnostic::{At, Code, Report};
use crate::base::place::Place;
use crate::base::view::View;
use crate::notation::meaning::Kind;
use crate::pipeline::api::{Atom, AtomId, Counts, Decision, Field, Origin, Type, Unjoined, Vague};

/// Decides types, and counts what was vague.
pub(super) struct Types<'a> {
    pub(super) index: &'a Index<'a>,
    pub(super) catalog: &'a Catalog<'a>,
    pub(super) joins: Joins<'a>,
    pub(super) report: &'a mut Report,
    pub(super) counts: Counts,
    atoms: Atoms,
    /// Members that stayed vague.
    vague: Vec<Vague>,
}

/// What was counted and met while types were decided.
pub(super) struct Finished {
    pub(super) counts: Counts,
    pub(super) unjoined: Vec<Unjoined>,
    pub(super) atoms: Vec<Atom>,
    pub(super) vague: Vec<Vague>,
}

/// The list whose members are decided.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scope {
    pub(super) at: EntityRef,
    pub(super) list: List,
    /// In resources and responses the wire is in snake case even where the page
    /// is not; parameters are sent as they are written.
    snake: bool,
}

impl Scope {
    pub(super) fn new(at: EntityRef, list: List) -> Self {
        Self {
            at,
            list,
            snake: at.view == View::Curl && list != List::Parameters,
        }
    }

    /// What a member of the list is called on the wire.
    pub(super) fn wire_name(self, entry: &Entry) -> &str {
        match self.snake {
            true => &entry.name,
            false => &entry.key,
        }
    }
}

/// A member whose type is to be decided.
pub(super) struct Subject<'a, 'm> {
    pub(super) entry: &'a Entry,
    /// The type that the view gives, `null` left aside.
    pub(super) kind: Option<&'a Kind>,
    pub(super) scope: Scope,
    /// The keys that lead to it.
    pub(super) path: &'m str,
    /// The members of the same list, itself among them.
    pub(super) siblings: &'a [Entry],
    pub(super) witnesses: &'m [Witness<'a>],
}

impl<'a> Types<'a> {
    pub(super) fn new(
        index: &'a Index<'a>,
        catalog: &'a Catalog<'a>,
        report: &'a mut Report,
    ) -> Self {
        Self {
            index,
            catalog,
            joins: Joins::new(catalog),
            report,
            counts: Counts::default(),
            atoms: Atoms::default(),
            vague: Vec::new(),
        }
    }

    /// What was counted and met on the way.
    pub(super) fn finish(self) -> Finished {
        let counted = self.joins.count();
        Finished {
            counts: Counts {
                other_members: counted.members,
                joined: counted.joined,
                ..self.counts
            },
            unjoined: counted.unjoined,
            atoms: self.atoms.into_vec(),
            vague: self.vague,
        }
    }

    /// The fields of a resource.
    pub(super) fn properties(&mut self, at: EntityRef) -> Vec<Field> {
        self.fields(at, List::Properties)
    }

    /// The fields of one list of an entity, wrappers taken away.
    pub(super) fn fields(&mut self, at: EntityRef, list: List) -> Vec<Field> {
        let entries = views::unwrapped(list.of(self.catalog.lists(at)));
        let scope = Scope::new(at, list);
        // What an operation calls properties are more of its parameters.
        let is_sent = list == List::Properties && self.catalog.is_operation(at);
        let snake = scope.snake && !is_sent;
        self.members(entries, Scope { snake, ..scope }, "")
    }

    /// The fields for the members of a list.
    pub(super) fn members(
        &mut self,
        entries: &'a [Entry],
        scope: Scope,
        prefix: &str,
    ) -> Vec<Field> {
        let fields = entries
            .iter()
            .map(|entry| self.field(entry, entries, scope, prefix));
        fields.collect()
    }

    /// Where an entity stands.
    pub(super) fn place(&self, at: EntityRef) -> Place {
        self.index.place(at)
    }

    /// What a bare reference stands for, if it is a resource.
    pub(super) fn resource(&self, entry: &Entry) -> Option<Type> {
        Some(Type::Resource(self.catalog.resource_of(entry.entity?)?))
    }

    fn field(
        &mut self,
        entry: &'a Entry,
        siblings: &'a [Entry],
        scope: Scope,
        prefix: &str,
    ) -> Field {
        let path = views::join(prefix, entry.joined_name());
        let (kind, nullable) = match &entry.kind {
            Some(Kind::Nullable(kind)) => (Some(kind.as_ref()), true),
            kind => (kind.as_ref(), false),
        };
        let witnesses = self.joins.take(scope.at, scope.list, &path);
        let resource = self.resource(entry);
        let atom = entry.atom.and_then(|at| self.atom(at, entry, kind));
        let (kind, decision) = match (resource, atom) {
            (Some(resource), _) => (resource, Decision::OwnWord),
            (None, Some(atom)) => {
                self.counts.vague += usize::from(kind.is_some_and(is_vague));
                (self.atoms.kind(atom), Decision::OwnWord)
            }
            (None, None) => self.decide(&Subject {
                entry,
                kind,
                scope,
                path: &path,
                siblings,
                witnesses: &witnesses,
            }),
        };
        let others = witnesses.iter().map(|witness| &witness.entry.said);
        Field {
            name: scope.wire_name(entry).to_owned(),
            kind,
            atom,
            optional: entry.said.optional,
            nullable,
            deprecated: entry.said.deprecated,
            closed: false,
            docs: entry.said.docs.clone(),
            place: entry.place.clone(),
            origin: Box::new(Origin {
                words: [&entry.said].into_iter().chain(others).cloned().collect(),
                decision,
                ..Origin::default()
            }),
            corrections: Vec::new(),
        }
    }

    /// The atom that a bare reference leads to, if its own words say which values it has.
    fn atom(&mut self, at: EntityRef, entry: &Entry, kind: Option<&Kind>) -> Option<AtomId> {
        if let Some(known) = self.atoms.known(at) {
            return known;
        }
        let decided = self
            .exact(kind?, at)
            .or_else(|| Some(self.described(kind, entry.said.docs.as_deref())?.0))
            .filter(|kind| kind.values().is_some());
        let atom = decided.map(|kind| Atom {
            key: entry.key.clone(),
            page: at.page,
            place: self.index.place(at),
            docs: entry.said.docs.clone(),
            kind,
        });
        self.atoms.learn(at, atom)
    }

    fn decide(&mut self, subject: &Subject<'a, '_>) -> (Type, Decision) {
        let Subject {
            entry,
            kind,
            scope,
            path,
            ..
        } = *subject;
        if let Some(nested) = &entry.nested {
            return self.described_in_place(nested, subject);
        }
        match kind.and_then(|kind| self.own_word(entry, kind, scope.at)) {
            Some(Type::String) => return self.text(subject),
            Some(Type::Integer) if kind == Some(&Kind::Number) => return number(subject),
            Some(own) if kind.is_some_and(|kind| self.is_map_of_unknown(kind, scope.at)) => {
                return self.stays(own, scope, path, &entry.place);
            }
            Some(own) => return (own, Decision::OwnWord),
            None => {}
        }
        self.counts.vague += 1;
        let own = kind;
        let kind = open_kind(kind, subject.witnesses);
        let docs = entry.said.docs.as_deref();
        let verdict = self.verdict(kind, subject.witnesses);
        let decided = self
            .said_by_others(&verdict, kind, scope, path, subject.witnesses, docs)
            .or_else(|| self.item_beside(subject))
            .or_else(|| self.members_of_request(subject))
            .or_else(|| verdict.leaning());
        if decided.is_none() && own.is_some_and(is_enum) {
            self.warn_of_enum(entry);
        }
        self.decided(kind, decided, scope, path, &entry.place)
    }

    /// The members that the view lists itself, in what its type puts around them.
    fn described_in_place(
        &mut self,
        nested: &'a [Entry],
        subject: &Subject<'a, '_>,
    ) -> (Type, Decision) {
        let Subject {
            entry,
            kind,
            scope,
            path,
            ..
        } = *subject;
        let fields = self.members(nested, scope, path);
        if !nested::has_members(kind) {
            self.warn_of_members(entry);
        }
        match self.around(kind, fields, scope.at) {
            Some(object) => (object, Decision::OwnWord),
            None => {
                if let Some(kind) = kind {
                    self.refuse_strangers(entry, kind, scope.at);
                }
                self.decided(kind, None, scope, path, &entry.place)
            }
        }
    }

    /// What the other views say, or else the description; that must not contradict
    /// views which mean something else.
    pub(super) fn said_by_others(
        &mut self,
        verdict: &Verdict,
        kind: Option<&Kind>,
        scope: Scope,
        path: &str,
        witnesses: &[Witness<'a>],
        docs: Option<&str>,
    ) -> Option<(Type, Decision)> {
        if let Verdict::Majority(kind, decision) = verdict {
            return Some((kind.clone(), *decision));
        }
        self.members_of_others(kind, scope, path, witnesses)
            .or_else(|| {
                self.described(kind, docs)
                    .filter(|(kind, _)| *verdict != Verdict::Unknown || !holds_resource(kind))
            })
    }

    /// The decision, or as much of the vague type as it does say.
    pub(super) fn decided(
        &mut self,
        kind: Option<&Kind>,
        decided: Option<(Type, Decision)>,
        scope: Scope,
        path: &str,
        place: &Place,
    ) -> (Type, Decision) {
        decided.unwrap_or_else(|| self.stays(vague(kind), scope, path, place))
    }

    /// A type of which something is left open, which is noted.
    fn stays(&mut self, kind: Type, scope: Scope, path: &str, place: &Place) -> (Type, Decision) {
        self.vague.push(Vague {
            page: scope.at.page,
            docs: format!("{}.{path}", self.catalog.docs_path(scope.at, scope.list)),
            place: place.clone(),
        });
        (kind, Decision::StillVague)
    }

    /// The type that the view itself gives, if it is exact; a name that leads nowhere is
    /// an error on the wire.
    fn own_word(&mut self, entry: &Entry, kind: &Kind, at: EntityRef) -> Option<Type> {
        if is_vague(kind) {
            return None;
        }
        self.refuse_strangers(entry, kind, at);
        self.exact(kind, at)
    }

    /// A text or a number has no members; they are kept, as somebody wrote them down.
    fn warn_of_members(&mut self, entry: &Entry) {
        let kind = entry.said.kind.as_deref().unwrap_or_default().trim();
        let message = format!("`{kind}` has no members, but `{}` lists some", entry.key);
        let help = "write the type as `object` or `object[]`, or remove the `properties`";
        let at = At::Value(entry.place.key("type"));
        self.report
            .raise(Code::ContradictoryType, message, help, at);
    }

    /// An enum of which nothing lists the values is any text.
    fn warn_of_enum(&mut self, entry: &Entry) {
        let message = format!("nothing lists the values of `{}`", entry.key);
        let help = "list them in its description, each as a bullet in code: - `small`";
        let at = At::Value(entry.place.key("type"));
        self.report
            .raise(Code::EnumWithoutValues, message, help, at);
    }

    /// A text, unless most of the other views, the name or the description say that
    /// it is a moment. A moment is as vague as an array until then.
    fn text(&mut self, subject: &Subject<'a, '_>) -> (Type, Decision) {
        let decision = moment(subject.entry, subject.witnesses);
        self.counts.vague += usize::from(decision.is_some());
        match decision {
            Some(decision) => (Type::Timestamp, decision),
            None => (Type::String, Decision::OwnWord),
        }
    }
}

/// `number` is integral, unless views that tell the two apart say otherwise.
fn number(subject: &Subject<'_, '_>) -> (Type, Decision) {
    match fraction(subject.witnesses) {
        Some(decision) => (Type::Float, decision),
        None => (Type::Integer, Decision::OwnWord),
    }
}
