//! The sources for a type that the view itself does not determine. [`TypeResolver::infer`] has
//! their order.

use std::collections::{BTreeSet, HashSet};

use super::entity_index::EntityRef;
use super::exact_type::{exact_type, named_type};
use super::expanded::{ExpandedMember, ListKind};
use super::list_context::ListContext;
use super::type_hints::{TypeHint, type_hint};
use super::types::{TypeResolver, untyped};
use super::view_joins::{self, OtherViewMember};
use super::votes::{Consensus, Votes};
use crate::base::node_path::NodeRef;
use crate::base::text::singular::singular;
use crate::base::view::View;
use crate::notation::docs_path;
use crate::notation::meaning::TypeExpr;
use crate::pipeline::api::{Decision, EnumValue, Field, JsonKind, Provenance, Type};

/// A member whose type is being decided.
#[derive(Clone, Copy)]
pub(super) struct OpenMember<'a, 'm> {
    /// The key in `snake_case`.
    pub(super) name: &'m str,
    /// The type without `null` in the view that supplies the field names; `None` if that view does
    /// not list the member.
    pub(super) own: Option<&'a TypeExpr>,
    /// The type in that view, or an untyped notation of another view.
    pub(super) ty: Option<&'a TypeExpr>,
    pub(super) docs: Option<&'m str>,
    pub(super) place: &'m NodeRef,
    pub(super) list: ListContext,
    /// The keys that lead to the member.
    pub(super) path: &'m str,
    /// The members of the same list, including this one.
    pub(super) siblings: &'a [ExpandedMember],
    /// The same member in the other views.
    pub(super) witnesses: &'m [OtherViewMember<'a>],
}

impl<'a, 'm> OpenMember<'a, 'm> {
    /// A member that only other views list. Its place is the one in the first of them.
    fn of_other_views(
        first: &'m OtherViewMember<'a>,
        list: ListContext,
        (name, path): (&'m str, &'m str),
        witnesses: &'m [OtherViewMember<'a>],
    ) -> Self {
        Self {
            name,
            own: None,
            ty: witnesses.iter().find_map(OtherViewMember::ty),
            docs: witnesses.iter().find_map(OtherViewMember::docs),
            place: &first.entry.place,
            list,
            path,
            siblings: &[],
            witnesses,
        }
    }
}

impl<'a> TypeResolver<'a> {
    /// The type from the first source that has one. If none has, the part of the type that the
    /// notation gives.
    pub(super) fn infer(&mut self, member: &OpenMember<'a, '_>) -> (Type, Decision) {
        self.untyped_count += 1;
        let consensus = self.consensus(member);
        consensus
            .majority()
            .or_else(|| self.members_of_other_views(member))
            .or_else(|| self.description(member, &consensus))
            .or_else(|| self.sibling_item(member))
            .or_else(|| self.members_of_request(member))
            .or_else(|| consensus.leaning())
            .unwrap_or_else(|| self.record_untyped(untyped(member.ty), member))
    }

    /// The consensus of the other views with an exact type. The view that supplies the field names
    /// also votes if it explicitly declares any value.
    fn consensus(&self, member: &OpenMember<'a, '_>) -> Consensus {
        let mut votes = Votes::default();
        for witness in member.witnesses {
            let Some(ty) = witness.ty().filter(|ty| !abstains(ty)) else {
                continue;
            };
            let exact = exact_type(&ty.without_null(), witness.from, self.catalog);
            match exact.map(|exact| any_of_kind(member.ty, exact)) {
                Some(exact) if is_compatible(member.ty, &exact) => votes.vote(exact, ty),
                Some(_) => {}
                None => votes.vote_unknown(ty),
            }
        }
        let own = member
            .own
            .filter(|ty| *ty.innermost_item() == TypeExpr::Any);
        if let Some(own) = own.filter(|_| !votes.is_empty())
            && let Some(exact) = exact_type(own, member.list.at, self.catalog)
        {
            votes.vote(exact, own);
        }
        votes.consensus()
    }

    /// An object of the members that other views list for the member.
    ///
    /// A nested member is included if at least half of the views with nested members list it. The
    /// wire does not mention it, so it is required only if all these views list it and none calls
    /// it optional.
    fn members_of_other_views(&mut self, member: &OpenMember<'a, '_>) -> Option<(Type, Decision)> {
        let list = member.list;
        let listing = || {
            let witnesses = member.witnesses.iter();
            witnesses.filter(|witness| !witness.nested().is_empty())
        };
        let first = listing().next()?;
        // Keys of other views can only become names if the names are in snake case.
        if !list.at.view.is_wire() {
            return None;
        }
        let views = listing().count();
        let mut seen = HashSet::new();
        let mut fields = Vec::new();
        for nested in listing().flat_map(|witness| witness.nested()) {
            let name = nested.join_key();
            if !seen.insert(name) {
                continue;
            }
            let path = docs_path::join(member.path, name);
            let witnesses = self.joins.take(list.at, list.list, &path);
            let Some(first) = witnesses.first().filter(|_| witnesses.len() * 2 >= views) else {
                continue;
            };
            let member = OpenMember::of_other_views(first, list, (name, &path), &witnesses);
            fields.push(self.field_of_other_views(&member, views));
        }
        let ty = match member.ty {
            Some(TypeExpr::Array | TypeExpr::Object | TypeExpr::List(_)) => member.ty,
            _ => first.ty(),
        };
        let ty = as_list(ty, Type::Object(fields));
        Some((ty, Decision::OtherViewsMembers { views }))
    }

    /// The parameter of an operation with this name in snake case, which the wire does not list. At
    /// least half of the SDKs that document the operation must list it.
    pub(super) fn parameter_of_other_views(&mut self, at: EntityRef, name: &str) -> Option<Field> {
        let catalog = self.catalog;
        let is_sdk = |view: &View| !view.is_wire();
        let sdks: BTreeSet<View> = catalog
            .other_views(at)
            .map(|it| it.view)
            .filter(is_sdk)
            .collect();
        let listing = self.joins.views(at, name);
        if listing.iter().filter(|view| is_sdk(view)).count() * 2 < sdks.len().max(1) {
            return None;
        }
        let list = ListContext::new(at, ListKind::Parameters);
        let witnesses = self.joins.take(at, list.list, name);
        let first = witnesses.first()?;
        let member = OpenMember::of_other_views(first, list, (name, name), &witnesses);
        let mut field = self.field_of_other_views(&member, sdks.len());
        field.optional |= witnesses.iter().any(|it| catalog.is_in_optional(*it));
        Some(field)
    }

    /// The names in snake case of the parameters of an operation that only other views list, with
    /// their descriptions there.
    pub(super) fn described_parameters_of_other_views(
        &mut self,
        at: EntityRef,
    ) -> Vec<(String, Vec<&'a str>)> {
        let unlisted = self.joins.unlisted(at).into_iter();
        let described = unlisted.map(|name| {
            let docs = self.joins.docs(at, &name);
            (name, docs)
        });
        described.collect()
    }

    /// A field that the wire does not mention; `views` list the members of its object.
    fn field_of_other_views(&mut self, member: &OpenMember<'a, '_>, views: usize) -> Field {
        let (ty, decision) = self.infer(member);
        let is_null = |ty: &TypeExpr| matches!(ty, TypeExpr::Nullable(_));
        let mut types = member.witnesses.iter().filter_map(OtherViewMember::ty);
        let declarations = || {
            member
                .witnesses
                .iter()
                .map(|witness| &witness.entry.declaration)
        };
        Field {
            optional: member.witnesses.len() < views
                || declarations().any(|declaration| declaration.optional),
            nullable: types.any(is_null),
            deprecated: declarations().any(|declaration| declaration.deprecated),
            docs: member.docs.map(str::to_owned),
            origin: Box::new(Provenance {
                declarations: declarations().cloned().collect(),
                decision,
                ..Provenance::default()
            }),
            ..Field::new(member.name, ty, member.place.clone())
        }
    }

    /// The type that the description states. A resource is rejected if most views give an
    /// undescribed type.
    fn description(
        &mut self,
        member: &OpenMember<'a, '_>,
        consensus: &Consensus,
    ) -> Option<(Type, Decision)> {
        self.described_type(member).filter(|(ty, _)| {
            let is_resource = matches!(ty.innermost(), Type::Resource(_) | Type::Union(_));
            *consensus != Consensus::Unknown || !is_resource
        })
    }

    /// The type that the description states.
    pub(super) fn described_type(&self, member: &OpenMember<'a, '_>) -> Option<(Type, Decision)> {
        let (item, decision) = match type_hint(member.docs?, member.ty?)? {
            TypeHint::Values(values) => {
                let values = values
                    .into_iter()
                    .map(|(value, docs)| EnumValue { value, docs });
                (Type::Enum(values.collect()), Decision::DescriptionBullets)
            }
            TypeHint::Strings => (Type::String, Decision::DescriptionWords),
            TypeHint::Link(url) => {
                let resource = self.catalog.resource_at(&url)?;
                (Type::Resource(resource), Decision::DescriptionLink)
            }
            TypeHint::Named(name) => (
                named_type(&name, member.list.at, self.catalog)?,
                Decision::DescriptionWords,
            ),
            TypeHint::AnyKeys => (Type::Map(Box::new(Type::Any)), Decision::DescriptionWords),
        };
        Some((as_list(member.ty, item), decision))
    }

    /// A list whose items have the type of another member of the object: `roles` beside `role`.
    fn sibling_item(&mut self, member: &OpenMember<'a, '_>) -> Option<(Type, Decision)> {
        if member.ty != Some(&TypeExpr::Array) {
            return None;
        }
        let name = singular(member.name);
        let item = member.siblings.iter().find(|entry| entry.name == name)?;
        let ty = exact_type(item.ty.as_ref()?, member.list.at, self.catalog)?;
        Some((Type::List(Box::new(ty)), Decision::SiblingItem))
    }

    /// An object with the members that a request lists for the same member, if the request creates
    /// or changes the resource.
    fn members_of_request(&mut self, member: &OpenMember<'a, '_>) -> Option<(Type, Decision)> {
        let catalog = self.catalog;
        let resource = catalog.resource_of(member.list.at)?;
        if member.path.contains('.') {
            return None;
        }
        let fits = |ty: &TypeExpr| match member.ty {
            Some(TypeExpr::Array) => matches!(ty, TypeExpr::Array | TypeExpr::List(_)),
            Some(TypeExpr::Object) => *ty == TypeExpr::Object,
            _ => false,
        };
        let mut operations = catalog.mutating_operations(resource).iter();
        let (request, nested) = operations.find_map(|at| {
            let request = ListContext::new(*at, ListKind::Parameters);
            let mut parameters = view_joins::unwrapped(request.members(catalog)).iter();
            let same = parameters.find(|same| same.name == member.name)?;
            let nested = same.nested.as_deref()?;
            if same.ty.as_ref().is_some_and(fits) {
                Some((request, nested))
            } else {
                None
            }
        })?;
        let object = Type::Object(self.members(nested, request, member.path));
        Some((as_list(member.ty, object), Decision::MembersOfRequest))
    }
}

/// The decision for the `wanted` type, if it has more votes than all other types that count. `null`
/// makes no difference, and a view without a type does not count.
pub(super) fn majority_of(
    wanted: &TypeExpr,
    witnesses: &[OtherViewMember<'_>],
    counts: impl Fn(&TypeExpr) -> bool,
) -> Option<Decision> {
    let (mut votes, mut against) = (0, 0);
    for ty in witnesses.iter().filter_map(OtherViewMember::ty) {
        let ty = match ty {
            TypeExpr::Nullable(inner) => inner,
            ty => ty,
        };
        if ty == wanted {
            votes += 1;
        } else if counts(ty) {
            against += 1;
        }
    }
    if votes > against {
        Some(Decision::Majority { votes, against })
    } else {
        None
    }
}

/// The item type inside the lists of the notation.
fn as_list(ty: Option<&TypeExpr>, item: Type) -> Type {
    match ty {
        Some(TypeExpr::Array) => Type::List(Box::new(item)),
        Some(TypeExpr::List(inner)) => Type::List(Box::new(as_list(Some(inner), item))),
        _ => item,
    }
}

/// `true` if a notation does not determine its type, or the types inside it.
pub(super) fn is_untyped(ty: &TypeExpr) -> bool {
    abstains(ty) || *ty.innermost_item() == TypeExpr::Any
}

/// `true` if a notation does not count as a vote: words such as `any`, which authors write without
/// checking.
fn abstains(ty: &TypeExpr) -> bool {
    use TypeExpr::{Array, Enum, Object, Unit, Unspecified};
    matches!(
        ty.innermost_item(),
        Array | Object | Enum | Unspecified | Unit
    )
}

/// Any value, limited to the JSON type of the untyped notation. Another type is returned unchanged.
fn any_of_kind(notation: Option<&TypeExpr>, exact: Type) -> Type {
    match (notation, exact) {
        (Some(TypeExpr::Object | TypeExpr::Array), Type::Any) => untyped(notation),
        (_, exact) => exact,
    }
}

/// `true` if an untyped notation is compatible with an exact type.
fn is_compatible(untyped: Option<&TypeExpr>, exact: &Type) -> bool {
    match untyped {
        Some(TypeExpr::Array | TypeExpr::List(_)) => matches!(exact, Type::List(_)),
        Some(TypeExpr::Object) => exact.json_kind() == Some(JsonKind::Object),
        Some(TypeExpr::Enum) => matches!(exact, Type::Enum(_)),
        _ => true,
    }
}
