//! Unions: what tells their alternatives apart.

use std::collections::BTreeSet;

use super::entries::ExpandedMember;
use super::index::EntityRef;
use super::types::{ListContext, TypeResolver};
use super::views::ListKind;
use crate::notation::meaning::TypeExpr;
use crate::pipeline::api::{Alternative, Dispatch, ResourceId, Type, Union};

impl TypeResolver<'_> {
    /// The type of `a | b`; none where nothing tells the alternatives apart.
    pub(super) fn union(&self, kinds: &[TypeExpr], at: EntityRef) -> Option<Type> {
        let kinds: Vec<Type> = kinds
            .iter()
            .map(|ty| self.alternative(ty, at))
            .collect::<Option<_>>()?;
        self.one_of(kinds)
    }

    /// One of these types; none where nothing tells them apart.
    pub(super) fn one_of(&self, kinds: Vec<Type>) -> Option<Type> {
        let resources: Option<Vec<ResourceId>> = kinds.iter().map(as_resource).collect();
        match resources {
            Some(resources) => self.union_of_resources(None, &resources),
            None => union_by_json(kinds),
        }
    }

    /// What the docs call by a name: a resource, or one of several.
    pub(super) fn called(&self, name: &str) -> Option<Type> {
        match self.catalog.resources_called(name).as_slice() {
            [] => None,
            [only] => Some(Type::Resource(*only)),
            several => self.union_of_resources(Some(name), several),
        }
    }

    /// In a union an untyped alternative still has its kind of JSON.
    pub(super) fn alternative(&self, ty: &TypeExpr, at: EntityRef) -> Option<Type> {
        match ty {
            TypeExpr::Object => Some(Type::Map(Box::new(Type::Any))),
            TypeExpr::Array => Some(Type::List(Box::new(Type::Any))),
            ty => self.resolve_exact(ty, at),
        }
    }

    /// Resources that are told apart by the first member that is another literal in each.
    fn union_of_resources(&self, name: Option<&str>, resources: &[ResourceId]) -> Option<Type> {
        let lists = resources.iter().map(|id| {
            let scope = ListContext::new(self.catalog.entity_of(*id)?, ListKind::Properties);
            let members = self.catalog.members_of(*id).iter();
            Some(
                members
                    .map(move |member| (scope.wire_name(member), member))
                    .collect(),
            )
        });
        let lists: Vec<Named<'_>> = lists.collect::<Option<_>>()?;
        let (tag, tags) = lists
            .first()?
            .iter()
            .find_map(|(name, _)| Some(((*name).to_owned(), disjoint_texts(name, &lists)?)))?;
        let alternatives = tags
            .into_iter()
            .zip(resources)
            .map(|(tags, id)| Alternative {
                tags,
                ty: Type::Resource(*id),
            });
        Some(Type::Union(Union {
            name: name.map(str::to_owned),
            dispatch: Dispatch::Discriminator(tag),
            alternatives: alternatives.collect(),
        }))
    }
}

fn as_resource(ty: &Type) -> Option<ResourceId> {
    match ty {
        Type::Resource(id) => Some(*id),
        _ => None,
    }
}

/// The members of a resource, by what they are called on the wire.
type Named<'a> = Vec<(&'a str, &'a ExpandedMember)>;

/// The literals that a required member has in each of the lists; none where two share one.
fn disjoint_texts(name: &str, lists: &[Named<'_>]) -> Option<Vec<Vec<String>>> {
    let mut seen = BTreeSet::new();
    let texts = lists.iter().map(|list| {
        let (_, member) = list.iter().find(|(known, _)| *known == name)?;
        let ty = member.ty.as_ref()?;
        let is_open = ty.alternatives().contains(&TypeExpr::String);
        let texts: Vec<String> = ty
            .values()
            .filter(|_| !is_open)?
            .into_iter()
            .map(str::to_owned)
            .collect();
        let is_new = texts.iter().all(|text| seen.insert(text.clone()));
        (is_new && !member.said.optional).then_some(texts)
    });
    texts.collect()
}

fn union_by_json(kinds: Vec<Type>) -> Option<Type> {
    let mut seen = BTreeSet::new();
    let are_distinct = kinds
        .iter()
        .all(|ty| ty.json_kind().is_some_and(|ty| seen.insert(ty)));
    let alternatives = kinds.into_iter().map(|ty| Alternative {
        tags: Vec::new(),
        ty,
    });
    are_distinct.then(|| {
        Type::Union(Union {
            name: None,
            dispatch: Dispatch::Json,
            alternatives: alternatives.collect(),
        })
    })
}
