//! Entities and members with every reference followed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::entity_index::EntityRef;
use crate::base::node_path::NodeRef;
use crate::notation::meaning::TypeExpr;
use crate::pipeline::api::ViewDeclaration;
use crate::pipeline::parse::{Entity, Item};

/// A member with its references followed, its type parsed and its description found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ExpandedMember {
    /// The key, without the markers for optional and deprecated.
    pub(super) key: String,
    /// The key in `snake_case`.
    pub(super) name: String,
    pub(super) ty: Option<TypeExpr>,
    /// `true` if the key is not on the wire, and the nested members replace the member.
    pub(super) unwrap: bool,
    pub(super) nested: Option<Vec<ExpandedMember>>,
    /// The member as written on the page.
    pub(super) declaration: Arc<ViewDeclaration>,
    /// The location in the list, or in another entity if the member comes from there.
    pub(super) place: NodeRef,
    /// The resource that is the target of a bare reference in `returns`.
    pub(super) entity: Option<EntityRef>,
    /// The shared definition that is the target of a bare reference.
    pub(super) shared_enum: Option<EntityRef>,
}

impl ExpandedMember {
    /// The name by which the views are joined. The Java view calls `object` `obj`, since `Object`
    /// is a type in Java.
    pub(super) fn join_key(&self) -> &str {
        match self.name.as_str() {
            "obj" => "object",
            name => name,
        }
    }
}

/// The lists that an entity may have, in the order in which they are searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ListKind {
    /// The members of a resource, or further parameters of an operation.
    Properties,
    /// The parameters of an operation.
    Parameters,
    /// The response of an operation.
    Returns,
}

impl ListKind {
    pub(super) const ALL: [Self; 3] = [Self::Properties, Self::Parameters, Self::Returns];

    /// The key of the list.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Properties => "properties",
            Self::Parameters => "parameters",
            Self::Returns => "returns",
        }
    }

    /// The items of this list on the page; empty if the entity has no such list.
    pub(super) fn items(self, entity: &Entity) -> &[Item] {
        let list = match self {
            Self::Properties => &entity.properties,
            Self::Parameters => &entity.parameters,
            Self::Returns => &entity.returns,
        };
        list.as_deref().unwrap_or_default()
    }
}

/// The lists of an entity, with every reference followed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ExpandedEntity {
    pub(super) docs: Option<String>,
    pub(super) lists: [Vec<ExpandedMember>; 3],
}

impl ExpandedEntity {
    /// The members of a list; empty if the entity has no such list.
    pub(super) fn members(&self, list: ListKind) -> &[ExpandedMember] {
        &self.lists[list as usize]
    }
}

/// The lists of every entity.
pub(super) type Entities = BTreeMap<EntityRef, ExpandedEntity>;
