//! The reason why a member of another view matches no field, with a function for each reason.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::call;
use super::catalog::Catalog;
use super::entity_index::EntityRef;
use super::expanded::{ExpandedMember, ListKind};
use super::view_joins::{self, OtherViewMember, ViewJoin};
use crate::base::text::singular::singular;
use crate::base::view::View;
use crate::notation::docs_path;
use crate::notation::meaning::TypeExpr;
use crate::notation::words::snake_case;
use crate::pipeline::api::{MemberList, UnmatchedMember, UnmatchedReason};

/// The names of members that SDKs add to calls (format, sections 3.1 and 6).
pub(super) const AROUND_A_CALL: [&str; 4] = ["ctx", "err", "cancellation_token", "idempotency_key"];

/// The names of SDKs for all parameters together, if they are not listed.
const ALL_PARAMETERS: [&str; 2] = ["options", "opts"];

/// The minimum number of entities with the same extra member of one view, for it to be a convention
/// of its SDK.
const SDK_CONVENTION_MIN_ENTITIES: usize = 3;

/// A list of an entity, and the members that the other views describe.
pub(super) struct UnmatchedContext<'a, 'j> {
    catalog: &'a Catalog<'a>,
    at: EntityRef,
    list: MemberList,
    join: &'j ViewJoin<'a>,
    /// The members that the view itself lists, by their paths.
    own: BTreeMap<String, &'a ExpandedMember>,
    /// The members that another view does not mention; computed when first needed.
    unmentioned: OnceCell<UnmentionedNames<'a>>,
    /// The parameters in the path, made when first needed.
    in_path: OnceCell<Vec<PathParameterName>>,
    /// The views whose response has a builder, as far as they have been asked for.
    builders: RefCell<HashMap<EntityRef, bool>>,
}

/// The name of a parameter in a path, and the thing that it is the id of.
struct PathParameterName {
    name: String,
    thing: String,
}

impl<'a, 'j> UnmatchedContext<'a, 'j> {
    pub(super) fn new(
        catalog: &'a Catalog<'a>,
        at: EntityRef,
        list: MemberList,
        join: &'j ViewJoin<'a>,
    ) -> Self {
        let mut own = BTreeMap::new();
        for entry in view_joins::entries(list, catalog.lists(at)) {
            add_paths(entry, "", &mut own);
        }
        Self {
            catalog,
            at,
            list,
            join,
            own,
            unmentioned: OnceCell::new(),
            in_path: OnceCell::new(),
            builders: RefCell::default(),
        }
    }

    /// The first reason that applies.
    pub(super) fn reason(&self, path: &str, witness: OtherViewMember<'_>) -> UnmatchedReason {
        if self.is_sdk_only(path, witness) {
            UnmatchedReason::SdkOnly
        } else if self.list == MemberList::Parameters && self.is_path_parameter_alias(path) {
            UnmatchedReason::PathParameterAlias
        } else if self.list == MemberList::Returns && self.is_response_alias(path, witness) {
            UnmatchedReason::ResponseAlias
        } else if self.is_in_resource(path) {
            UnmatchedReason::InResource
        } else if self.is_renamed(path, witness) {
            UnmatchedReason::Renamed
        } else {
            UnmatchedReason::Undocumented
        }
    }

    /// `true` for a member that only exists in SDKs: a function, a builder and its result, a method
    /// with its arguments, and the general arguments of a call.
    fn is_sdk_only(&self, path: &str, witness: OtherViewMember<'_>) -> bool {
        let entry = witness.entry;
        let is_request = self.list == MemberList::Parameters;
        is_builder(entry)
            || entry.key.contains('(')
            || AROUND_A_CALL.contains(&path)
            || is_request && entry.nested.is_none() && ALL_PARAMETERS.contains(&path)
            || self.list == MemberList::Returns && self.is_built(witness.from)
    }

    /// `true` if a view describes a builder in place of the response.
    fn is_built(&self, from: EntityRef) -> bool {
        let mut builders = self.builders.borrow_mut();
        *builders.entry(from).or_insert_with(|| {
            let response = self.catalog.lists(from).members(ListKind::Returns);
            response.iter().any(is_builder)
        })
    }

    /// `true` for an SDK's name of a path parameter: the same name, a longer name (`user_id` for
    /// `{id}`), or the thing itself (`user` in `/users/{id}`, `group` in `/directory_groups/{id}`).
    fn is_path_parameter_alias(&self, path: &str) -> bool {
        let in_path = self.in_path.get_or_init(|| self.path_parameters());
        let mut in_path = in_path.iter();
        !path.contains('.') && in_path.any(|it| is_tail(&it.name, path) || is_tail(path, &it.thing))
    }

    fn path_parameters(&self) -> Vec<PathParameterName> {
        let operation = self.catalog.index.entity(self.at);
        let Ok(template) = call::path(operation, self.catalog.lists(self.at)) else {
            return Vec::new();
        };
        let parameters = template.parameters().map(|name| {
            let collection = template.segment_before(name);
            let collection = collection.map(ToString::to_string).unwrap_or_default();
            PathParameterName {
                name: snake_case(name),
                thing: singular(&snake_case(&collection)),
            }
        });
        parameters.collect()
    }

    /// `true` for a top-level member that is an SDK's name of the whole response: its type is
    /// missing or a type of the SDK, or it is the only member in both views.
    fn is_response_alias(&self, path: &str, witness: OtherViewMember<'_>) -> bool {
        let is_alone = |at| {
            let response = self.catalog.lists(at).members(ListKind::Returns);
            matches!(response, [ExpandedMember { nested: None, .. }])
        };
        let is_sdk_type = match witness.ty() {
            Some(ty) => matches!(
                ty,
                TypeExpr::Named(_) | TypeExpr::Wrapper(..) | TypeExpr::Unit | TypeExpr::Null
            ),
            None => true,
        };
        witness.entry.nested.is_none()
            && !path.contains('.')
            && (is_sdk_type || is_alone(witness.from) && is_alone(self.at))
    }

    /// `true` if the path is inside a resource of the view, whose members are described elsewhere.
    fn is_in_resource(&self, path: &str) -> bool {
        let mut above = split(path).0;
        while !above.is_empty() {
            if let Some(own) = self.own.get(above)
                && own.nested.is_none()
                && self.catalog.resolve_resource(own, self.at).is_some()
            {
                return true;
            }
            above = split(above).0;
        }
        false
    }

    /// `true` if the view has a member in the same object that the other view does not mention, and
    /// that has the same description, or a name that differs by a word.
    fn is_renamed(&self, path: &str, witness: OtherViewMember<'_>) -> bool {
        let unmentioned = self
            .unmentioned
            .get_or_init(|| UnmentionedNames::new(&self.own, self.join));
        let docs = witness.entry.declaration.docs.as_deref();
        unmentioned.has_similar(path, witness.from.view, docs)
    }
}

fn is_builder(entry: &ExpandedMember) -> bool {
    entry.ty == Some(TypeExpr::Opaque)
}

fn add_paths<'a>(
    entry: &'a ExpandedMember,
    above: &str,
    all: &mut BTreeMap<String, &'a ExpandedMember>,
) {
    let path = docs_path::join(above, entry.join_key());
    for inner in entry.nested.iter().flatten() {
        add_paths(inner, &path, all);
    }
    all.insert(path, entry);
}

/// `true` if a name ends with another, at a word boundary.
fn is_tail(tail: &str, name: &str) -> bool {
    let before = name.strip_suffix(tail);
    before.is_some_and(|before| before.is_empty() || before.ends_with('_'))
}

/// The path of the object around a member, and the name of the member.
fn split(path: &str) -> (&str, &str) {
    docs_path::split_last(path).unwrap_or(("", path))
}

/// The members that another view does not mention, by that view and the path of the object around
/// them.
#[derive(Debug)]
struct UnmentionedNames<'a> {
    lists: HashMap<View, HashMap<String, Names<'a>>>,
}

/// The members of one object, indexed for quick look-ups.
#[derive(Debug, Default)]
struct Names<'a> {
    docs: HashSet<&'a str>,
    names: HashSet<String>,
    /// The suffixes of the names, from each word on.
    tails: HashSet<String>,
}

impl<'a> UnmentionedNames<'a> {
    /// Collects the names; `own` are the members of the view by their paths.
    fn new(own: &BTreeMap<String, &'a ExpandedMember>, join: &ViewJoin<'_>) -> Self {
        let mut lists: HashMap<View, HashMap<String, Names<'a>>> = HashMap::new();
        for (path, entry) in own {
            let (above, name) = split(path);
            for &view in View::ALL {
                if join.mentions(path, view) {
                    continue;
                }
                let lists = lists.entry(view).or_default();
                let list = lists.entry(above.to_owned()).or_default();
                list.docs.extend(entry.declaration.docs.as_deref());
                list.names.insert(name.to_owned());
                list.tails.extend(tails(name).map(str::to_owned));
            }
        }
        Self { lists }
    }

    /// `true` if a member of the same object has the same description, or a name that differs by a
    /// word: `type` and `connection_type`, `organization` and `organization_id`.
    fn has_similar(&self, path: &str, view: View, docs: Option<&str>) -> bool {
        let (above, name) = split(path);
        let Some(list) = self.lists.get(&view).and_then(|lists| lists.get(above)) else {
            return false;
        };
        docs.is_some_and(|docs| list.docs.contains(docs))
            || name
                .strip_suffix("_id")
                .is_some_and(|name| list.names.contains(name))
            || list.names.contains(&format!("{name}_id"))
            // `id` is left out, since too many names end with it.
            || tails(name).any(|tail| tail != "id" && list.names.contains(tail))
            || name != "id" && list.tails.contains(name)
    }
}

/// The name, the name without its first word, without its first two words, and so on.
fn tails(name: &str) -> impl Iterator<Item = &str> {
    let words = name.match_indices('_').map(|(end, _)| &name[end + 1..]);
    [name].into_iter().chain(words)
}

/// Marks members as a convention of an SDK, if its view has them in many entities, and the wire in
/// none.
pub(super) fn mark_sdk_conventions(catalog: &Catalog<'_>, unmatched: &mut [UnmatchedMember]) {
    let mut wire_keys = BTreeSet::new();
    for lists in catalog.wire_lists() {
        for list in ListKind::ALL {
            add_keys(lists.members(list), &mut wire_keys);
        }
    }
    let mut counts: HashMap<(View, String), usize> = HashMap::new();
    let undocumented = |member: &UnmatchedMember| member.reason == UnmatchedReason::Undocumented;
    for member in unmatched.iter().filter(|member| undocumented(member)) {
        *counts
            .entry((member.view, member.path.clone()))
            .or_default() += 1;
    }
    for member in unmatched.iter_mut().filter(|member| undocumented(member)) {
        let count = counts.get(&(member.view, member.path.clone()));
        let is_frequent = count.is_some_and(|count| *count >= SDK_CONVENTION_MIN_ENTITIES);
        if is_frequent && !wire_keys.contains(split(&member.path).1) {
            member.reason = UnmatchedReason::SdkOnly;
        }
    }
}

fn add_keys<'a>(entries: &'a [ExpandedMember], keys: &mut BTreeSet<&'a str>) {
    for entry in entries {
        keys.insert(&entry.name);
        add_keys(entry.nested.as_deref().unwrap_or_default(), keys);
    }
}
