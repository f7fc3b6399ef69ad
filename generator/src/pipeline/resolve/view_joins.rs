//! Joins the views of a resource or operation: finds the members that are the same, even under
//! other names (format, section 6).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::catalog::Catalog;
use super::entity_index::EntityRef;
use super::expanded::{ExpandedEntity, ExpandedMember, ListKind};
use super::unmatched_reason::{UnmatchedContext, mark_sdk_conventions};
use crate::base::view::View;
use crate::notation::docs_path::join;
use crate::notation::meaning::TypeExpr;
use crate::pipeline::api::{MemberList, ResourceId, UnmatchedMember};

/// The members of the lists that correspond to this list. Parameters may be in either of two lists.
pub(super) fn entries(
    list: MemberList,
    lists: &ExpandedEntity,
) -> impl Iterator<Item = &ExpandedMember> {
    let kinds: &[ListKind] = match list {
        MemberList::Properties => &[ListKind::Properties],
        MemberList::Parameters => &[ListKind::Parameters, ListKind::Properties],
        MemberList::Returns => &[ListKind::Returns],
    };
    kinds
        .iter()
        .flat_map(|list| unwrapped(lists.members(*list)))
}

/// A member as another view describes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OtherViewMember<'a> {
    /// The entity that lists the member. Its view determines the meaning of names.
    pub(super) from: EntityRef,
    pub(super) entry: &'a ExpandedMember,
}

impl<'a> OtherViewMember<'a> {
    /// The type in the other view.
    pub(super) fn ty(&self) -> Option<&'a TypeExpr> {
        self.entry.ty.as_ref()
    }

    /// The description in the other view.
    pub(super) fn docs(&self) -> Option<&'a str> {
        self.entry.declaration.docs.as_deref()
    }

    /// `true` if the member may be a text, as path parameters are.
    fn is_text(&self) -> bool {
        use TypeExpr::{Array, Boolean, List, Map, Object, Opaque, Record, Unit};
        !matches!(
            self.ty(),
            Some(Array | Boolean | List(_) | Map(_) | Object | Opaque | Record(_) | Unit)
        )
    }

    /// The nested members that the view describes in place.
    pub(super) fn nested(&self) -> &'a [ExpandedMember] {
        self.entry.nested.as_deref().unwrap_or_default()
    }
}

/// The joins of all entities of the view. Each is computed once.
pub(super) struct Joins<'a> {
    catalog: &'a Catalog<'a>,
    by_list: HashMap<(EntityRef, MemberList), ViewJoin<'a>>,
}

/// The counts of joined members.
#[derive(Debug, Default)]
pub(super) struct JoinCounts {
    pub(super) members: usize,
    pub(super) matched: usize,
    pub(super) unmatched: Vec<UnmatchedMember>,
}

impl<'a> Joins<'a> {
    pub(super) fn new(catalog: &'a Catalog<'a>) -> Self {
        Self {
            catalog,
            by_list: HashMap::new(),
        }
    }

    /// The witnesses of a member. Marks the member as having a field.
    pub(super) fn take(
        &mut self,
        at: EntityRef,
        list: ListKind,
        path: &str,
    ) -> Vec<OtherViewMember<'a>> {
        let list = match list {
            ListKind::Returns => MemberList::Returns,
            ListKind::Properties if !self.catalog.is_operation(at) => MemberList::Properties,
            ListKind::Properties | ListKind::Parameters => MemberList::Parameters,
        };
        self.join(at, list).take(path)
    }

    /// The views that list the parameter of an operation at this path.
    pub(super) fn views(&mut self, at: EntityRef, path: &str) -> BTreeSet<View> {
        let member = self.join(at, MemberList::Parameters).by_path.get(path);
        let witnesses = member.into_iter().flat_map(|member| &member.witnesses);
        witnesses.map(|witness| witness.from.view).collect()
    }

    /// The descriptions of the parameter of an operation at this path, in the order of the views.
    pub(super) fn docs(&mut self, at: EntityRef, path: &str) -> Vec<&'a str> {
        let member = self.join(at, MemberList::Parameters).by_path.get(path);
        let witnesses = member.into_iter().flat_map(|member| &member.witnesses);
        witnesses.filter_map(OtherViewMember::docs).collect()
    }

    /// The names in snake case of the parameters of an operation that only other views list, in the
    /// order of the views. Only texts outside of nested objects are included.
    pub(super) fn unlisted(&mut self, at: EntityRef) -> Vec<String> {
        let join = self.join(at, MemberList::Parameters);
        let by_path = join.by_path.iter();
        let unlisted = by_path.filter(|(path, member)| {
            let is_text = |it: &OtherViewMember<'_>| it.nested().is_empty() && it.is_text();
            !member.is_joined && !path.contains('.') && member.witnesses.iter().all(is_text)
        });
        let mut unlisted: Vec<(&OtherViewMember<'_>, &String)> = unlisted
            .filter_map(|(path, member)| Some((member.witnesses.first()?, path)))
            .collect();
        unlisted.sort_by_key(|(first, path)| (first.from, &first.entry.place, *path));
        unlisted.into_iter().map(|(_, path)| path.clone()).collect()
    }

    fn join(&mut self, at: EntityRef, list: MemberList) -> &mut ViewJoin<'a> {
        self.by_list
            .entry((at, list))
            .or_insert_with(|| ViewJoin::new(self.catalog, at, list))
    }

    /// Counts the members of the other views for all entities of the view.
    pub(super) fn count(mut self) -> JoinCounts {
        let catalog = self.catalog;
        let mut counts = JoinCounts::default();
        let mut entities = catalog.resources.clone();
        entities.extend(&catalog.operations);
        entities.sort_unstable();
        for at in entities {
            if catalog.is_operation(at) {
                self.count_list(at, MemberList::Parameters, &mut counts);
                self.count_list(at, MemberList::Returns, &mut counts);
            } else {
                self.count_list(at, MemberList::Properties, &mut counts);
            }
        }
        mark_sdk_conventions(catalog, &mut counts.unmatched);
        counts
    }

    fn count_list(&mut self, at: EntityRef, list: MemberList, counts: &mut JoinCounts) {
        let catalog = self.catalog;
        // The member for a resource in a response is the same even if a view gives it another name.
        let own = entries(list, catalog.lists(at));
        let own: BTreeSet<ResourceId> = own
            .filter_map(|own| catalog.resolve_resource(own, at))
            .collect();
        let is_own_resource = |witness: OtherViewMember<'_>| {
            let resource = catalog.resolve_resource(witness.entry, witness.from);
            resource.is_some_and(|it| own.contains(&it))
        };
        let join = self.join(at, list);
        let context = UnmatchedContext::new(catalog, at, list, join);
        for (path, member) in &join.by_path {
            for witness in &member.witnesses {
                let OtherViewMember { from, entry } = *witness;
                // A shared definition that only exists in one SDK, such as a context or an error,
                // is not a member of the API.
                let known = catalog.index.by_key(at.view, &entry.name, from.page);
                if entry.shared_enum.is_some() && known.is_none() {
                    continue;
                }
                counts.members += 1;
                if member.is_joined || is_own_resource(*witness) {
                    counts.matched += 1;
                    continue;
                }
                counts.unmatched.push(UnmatchedMember {
                    view: from.view,
                    entity: catalog.id(at).to_owned(),
                    page: at.page,
                    list,
                    path: path.clone(),
                    place: entry.place.clone(),
                    reason: context.reason(path, *witness),
                });
            }
        }
    }
}

/// The witnesses of each member, by the path of its snake-cased keys.
#[derive(Debug, Default)]
pub(super) struct ViewJoin<'a> {
    by_path: BTreeMap<String, JoinedMember<'a>>,
}

/// The witnesses of one member.
#[derive(Debug, Default)]
struct JoinedMember<'a> {
    witnesses: Vec<OtherViewMember<'a>>,
    /// `true` if the member has a field.
    is_joined: bool,
}

impl<'a> ViewJoin<'a> {
    /// Collects the members in the other views of an entity.
    fn new(catalog: &Catalog<'a>, at: EntityRef, list: MemberList) -> Self {
        let mut join = Self::default();
        let own: Vec<&ExpandedMember> = entries(list, catalog.lists(at)).collect();
        let keys: BTreeSet<&str> = own.iter().map(|entry| entry.join_key()).collect();
        for other in catalog.other_views(at) {
            let entries: Vec<&ExpandedMember> = entries(list, catalog.lists(other))
                .flat_map(|entry| match &entry.nested {
                    // An SDK may pass members in a wrapper (`options`, `opts`) that is not on the
                    // wire.
                    Some(nested) if !keys.contains(entry.join_key()) => nested,
                    _ => std::slice::from_ref(entry),
                })
                .collect();
            let parents = flattened_parents(&own, &keys, &entries);
            for entry in entries {
                let parent = parents.get(entry.join_key()).copied();
                join.add(entry, other, parent.unwrap_or_default());
            }
        }
        join
    }

    fn add(&mut self, entry: &'a ExpandedMember, from: EntityRef, prefix: &str) {
        let path = join(prefix, entry.join_key());
        for nested in entry.nested.iter().flatten() {
            self.add(nested, from, &path);
        }
        let member = self.by_path.entry(path).or_default();
        member.witnesses.push(OtherViewMember { from, entry });
    }

    /// `true` if a view describes the member at this path.
    pub(super) fn mentions(&self, path: &str, view: View) -> bool {
        let member = self.by_path.get(path);
        member.is_some_and(|member| {
            member
                .witnesses
                .iter()
                .any(|witness| witness.from.view == view)
        })
    }

    /// The witnesses of the member at this path, which from now on has a field.
    fn take(&mut self, path: &str) -> Vec<OtherViewMember<'a>> {
        let Some(member) = self.by_path.get_mut(path) else {
            return Vec::new();
        };
        member.is_joined = true;
        member.witnesses.clone()
    }
}

/// The members on the wire: a wrapper is replaced by its members.
///
/// A wrapper is the only member of its list. If there are others, a member with `unwrap` is on the
/// wire as well: the docs only display its members in its place.
pub(super) fn unwrapped(entries: &[ExpandedMember]) -> &[ExpandedMember] {
    match entries {
        [entry] if is_wrapper(entry, entries) => entry.nested.as_deref().unwrap_or(entries),
        entries => entries,
    }
}

/// `true` for a member of this list whose key is not on the wire.
pub(super) fn is_wrapper(entry: &ExpandedMember, list: &[ExpandedMember]) -> bool {
    entry.unwrap && list.len() == 1
}

/// For each member that a view lists without the object around it, the key of that object.
///
/// The view must list at least half of the object's members, and none of them may also be a sibling
/// of the object.
fn flattened_parents<'a>(
    own: &[&'a ExpandedMember],
    keys: &BTreeSet<&str>,
    entries: &[&'a ExpandedMember],
) -> HashMap<&'a str, &'a str> {
    let listed: BTreeSet<&str> = entries.iter().map(|entry| entry.join_key()).collect();
    let mut parents = HashMap::new();
    for object in own {
        let key = object.join_key();
        let inner = object.nested.iter().flatten();
        let inner: BTreeSet<&str> = inner.map(ExpandedMember::join_key).collect();
        let there: Vec<&str> = inner.intersection(&listed).copied().collect();
        let is_there = !there.is_empty() && there.len() * 2 >= inner.len();
        if is_there && !listed.contains(key) && inner.is_disjoint(keys) {
            parents.extend(there.into_iter().map(|inner| (inner, key)));
        }
    }
    parents
}
