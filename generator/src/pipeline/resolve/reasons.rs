//! Why a member of another view joined to nothing, one function a reason.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::entries::{ExpandedEntity, ExpandedMember};
use super::index::EntityRef;
use super::renamed::{UnmatchedNames, split};
use super::resources::Catalog;
use super::views::{self, JoinScope, ListKind, OtherViewMember, ViewJoin};
use crate::base::text::singular::singular;
use crate::notation::meaning::TypeExpr;
use crate::notation::words::snake_case;
use crate::pipeline::api::{UnmatchedMember, UnmatchedReason};

/// What the SDKs have around a call (format, sections 3.1 and 6).
const AROUND_A_CALL: [&str; 4] = ["ctx", "err", "cancellation_token", "idempotency_key"];

/// What the SDKs call the parameters together, where they do not say which there are.
const ALL_PARAMETERS: [&str; 2] = ["options", "opts"];

/// In so many entities a view has a member of its own, and it is a habit.
const HABIT: usize = 3;

/// A part of an entity, and what the other views say of it.
pub(super) struct UnmatchedContext<'a, 'j> {
    catalog: &'a Catalog<'a>,
    at: EntityRef,
    part: JoinScope,
    join: &'j ViewJoin<'a>,
    /// The members that the view itself lists, by their paths.
    own: BTreeMap<String, &'a ExpandedMember>,
    /// Those of them that another view is silent about, once that is asked.
    silent: OnceCell<UnmatchedNames<'a>>,
}

impl<'a, 'j> UnmatchedContext<'a, 'j> {
    pub(super) fn new(
        catalog: &'a Catalog<'a>,
        at: EntityRef,
        part: JoinScope,
        join: &'j ViewJoin<'a>,
    ) -> Self {
        let mut own = BTreeMap::new();
        for entry in part.entries(catalog.lists(at)) {
            list(entry, "", &mut own);
        }
        Self {
            catalog,
            at,
            part,
            join,
            own,
            silent: OnceCell::new(),
        }
    }

    /// The first reason that fits.
    pub(super) fn reason(&self, path: &str, witness: OtherViewMember<'_>) -> UnmatchedReason {
        if self.is_of_an_sdk(path, witness) {
            UnmatchedReason::SdkOnly
        } else if self.part == JoinScope::Request && self.fills_path(path) {
            UnmatchedReason::PathParameterAlias
        } else if self.part == JoinScope::Response && self.is_response_alias(path, witness) {
            UnmatchedReason::ResponseAlias
        } else if self.is_in_a_resource(path) {
            UnmatchedReason::InResource
        } else if self.is_renamed(path, witness) {
            UnmatchedReason::Renamed
        } else {
            UnmatchedReason::Undocumented
        }
    }

    /// A function, a builder or what it builds, a method with its arguments, and what stands
    /// around a call.
    fn is_of_an_sdk(&self, path: &str, witness: OtherViewMember<'_>) -> bool {
        let entry = witness.entry;
        let is_builder = |ty: &Option<TypeExpr>| *ty == Some(TypeExpr::Opaque);
        let is_built = || {
            let answer = ListKind::Returns.members(self.catalog.lists(witness.from));
            self.part == JoinScope::Response && answer.iter().any(|entry| is_builder(&entry.ty))
        };
        let is_all = self.part == JoinScope::Request && entry.nested.is_none();
        is_builder(&entry.ty)
            || entry.key.contains('(')
            || AROUND_A_CALL.contains(&path)
            || is_all && ALL_PARAMETERS.contains(&path)
            || is_built()
    }

    /// Whether a member at the top is an SDK's name for all that comes back: of a type of its own,
    /// or as the wire has one member as well.
    fn is_response_alias(&self, path: &str, witness: OtherViewMember<'_>) -> bool {
        let is_alone = |at| {
            let answer = ListKind::Returns.members(self.catalog.lists(at));
            matches!(answer, [ExpandedMember { nested: None, .. }])
        };
        let is_bare = witness.entry.nested.is_none() && !path.contains('.');
        let ty = witness.entry.ty.as_ref();
        let is_own = ty.is_none_or(|ty| {
            matches!(
                ty,
                TypeExpr::Named(_) | TypeExpr::Wrapper(..) | TypeExpr::Unit | TypeExpr::Null
            )
        });
        is_bare && (is_own || is_alone(witness.from) && is_alone(self.at))
    }

    /// Whether a member at the top is the SDK's name of a path parameter: the same, or with
    /// more before it (`user_id` for `:id`), or the thing itself (`user` in `/users/:id`, `group`
    /// in `/directory_groups/:id`).
    fn fills_path(&self, path: &str) -> bool {
        let mut parameters = self.catalog.path_parameters(self.at);
        parameters.any(|(collection, name)| {
            let (name, thing) = (snake_case(name), singular(&snake_case(collection)));
            !path.contains('.') && (is_tail(&name, path) || is_tail(path, &thing))
        })
    }

    /// Whether the view has a resource there, whose members stand where that is described.
    fn is_in_a_resource(&self, path: &str) -> bool {
        let above =
            std::iter::successors(path.rsplit_once('.'), |(above, _)| above.rsplit_once('.'));
        let mut above = above.filter_map(|(above, _)| self.own.get(above));
        above.any(|own| {
            own.nested.is_none() && self.catalog.resolve_resource(own, self.at).is_some()
        })
    }

    /// Whether the view has a member beside it that the other view says nothing of, and that is
    /// described in the same words or has the same name but for a word.
    fn is_renamed(&self, path: &str, witness: OtherViewMember<'_>) -> bool {
        let silent = self
            .silent
            .get_or_init(|| UnmatchedNames::new(&self.own, self.join));
        let docs = witness.entry.said.docs.as_deref();
        silent.has_like(path, witness.from.view, docs)
    }
}

fn list<'a>(
    entry: &'a ExpandedMember,
    above: &str,
    all: &mut BTreeMap<String, &'a ExpandedMember>,
) {
    let path = views::join(above, entry.join_key());
    for inner in entry.nested.iter().flatten() {
        list(inner, &path, all);
    }
    all.insert(path, entry);
}

/// Whether a name ends in another, at the boundary of a word.
fn is_tail(tail: &str, name: &str) -> bool {
    let before = name.strip_suffix(tail);
    before.is_some_and(|before| before.is_empty() || before.ends_with('_'))
}

/// What a view has in many entities, and no wire view has in any, is a habit of its SDK.
pub(super) fn mark_sdk_conventions(catalog: &Catalog<'_>, unjoined: &mut [UnmatchedMember]) {
    let wire = keys_of_the_wire(catalog);
    let mut counts = BTreeMap::new();
    for gap in unjoined
        .iter()
        .filter(|gap| gap.reason == UnmatchedReason::Undocumented)
    {
        *counts.entry((gap.view, gap.path.clone())).or_insert(0) += 1;
    }
    for gap in unjoined
        .iter_mut()
        .filter(|gap| gap.reason == UnmatchedReason::Undocumented)
    {
        let count = counts.get(&(gap.view, gap.path.clone()));
        let is_habit = count.is_some_and(|count| *count >= HABIT);
        if is_habit && !wire.contains(split(&gap.path).1) {
            gap.reason = UnmatchedReason::SdkOnly;
        }
    }
}

/// Every key of every wire view.
fn keys_of_the_wire<'a>(catalog: &Catalog<'a>) -> BTreeSet<&'a str> {
    let mut keys = BTreeSet::new();
    for lists in catalog.lists_of_the_wire() {
        let ExpandedEntity {
            properties,
            parameters,
            returns,
            ..
        } = lists;
        for entry in [properties, parameters, returns]
            .into_iter()
            .flatten()
            .flatten()
        {
            add_keys(entry, &mut keys);
        }
    }
    keys
}

fn add_keys<'a>(entry: &'a ExpandedMember, keys: &mut BTreeSet<&'a str>) {
    keys.insert(entry.name.as_str());
    for inner in entry.nested.iter().flatten() {
        add_keys(inner, keys);
    }
}
