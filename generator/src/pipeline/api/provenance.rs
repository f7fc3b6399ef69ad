//! The sources of a field: its declarations in the views, and the rule that determined its type.

use std::sync::Arc;

use super::IdOwner;
use crate::base::node_path::{NodeRef, PageId};
use crate::base::view::View;

/// The sources of a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Provenance {
    /// The declarations in the views. The view that supplies the name comes first.
    pub(crate) declarations: Vec<Arc<ViewDeclaration>>,
    pub(crate) decision: Decision,
    pub(crate) corrected: CorrectedParts,
    /// The resource whose id the field contains, if its name refers to one.
    pub(crate) id: Option<IdOwner>,
    /// The page of its description, if it differs from the page of the field.
    pub(crate) docs_page: Option<PageId>,
}

/// The parts of a field that a correction has changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct CorrectedParts {
    /// The type.
    pub(crate) ty: bool,
    /// The optionality.
    pub(crate) optional: bool,
    /// The nullability.
    pub(crate) nullable: bool,
}

impl CorrectedParts {
    /// Adds the parts that another correction has changed.
    pub(crate) fn add(&mut self, other: Self) {
        self.ty |= other.ty;
        self.optional |= other.optional;
        self.nullable |= other.nullable;
    }

    /// `true` if the optionality or nullability is corrected.
    #[cfg(feature = "analysis")]
    pub(crate) fn presence(self) -> bool {
        self.optional || self.nullable
    }
}

/// A member as written in one view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ViewDeclaration {
    pub(crate) view: View,
    /// The location of the member, possibly on another page than the entity.
    pub(crate) place: NodeRef,
    /// The key with its markers: `returnUrl?`.
    pub(crate) key: String,
    /// The notation of the type.
    pub(crate) ty: Option<String>,
    /// The keys of the members that are described in place.
    pub(crate) members: Vec<String>,
    /// `true` if it is marked as optional, by a marker after the key or by `optional: true`.
    pub(crate) optional: bool,
    pub(crate) deprecated: bool,
    /// The description. A reference to a description is resolved.
    pub(crate) docs: Option<String>,
}

/// The rule that decided the type of a field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Decision {
    /// The view's own type is exact, or its members are described in place.
    #[default]
    Declared,
    /// The view's own type is not exact, and more than half of the other views with an exact type
    /// agree.
    Majority {
        /// Views with this type.
        votes: usize,
        /// Views with another exact type.
        against: usize,
    },
    /// This is the most common type in the other views, but not in more than half of them, and no
    /// other source decides.
    Plurality {
        /// Views with this type.
        votes: usize,
        /// Views with another exact type.
        against: usize,
    },
    /// Several types are equally common. This type includes the others, and no other source
    /// decides.
    WidestOfTie {
        /// Views with this type.
        votes: usize,
        /// Views with a type that it includes.
        narrower: usize,
    },
    /// A view explicitly declares any value, and too few views agree on a narrower type.
    AnyValue {
        /// Views with any value.
        votes: usize,
        /// Views with a type that it includes.
        narrower: usize,
    },
    /// The description lists the values as bullets.
    DescriptionBullets,
    /// The description links to the page of the items.
    DescriptionLink,
    /// The words of the description: `list of ... strings`, `ISO 8601`.
    DescriptionWords,
    /// The name, such as `..._at`.
    Name,
    /// Other views list the members.
    OtherViewsMembers {
        /// Views that list any.
        views: usize,
    },
    /// The request that creates or changes the resource lists the members.
    MembersOfRequest,
    /// Another member of the object has the type of the items, such as `role` for `roles`.
    SiblingItem,
    /// The member is part of a definition in the corrections file.
    Defined,
    /// No source determines the type.
    Untyped,
}

/// The names of a resource or an operation in the docs, beyond its id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct EntityOrigin {
    /// The URL that the entity gives for itself, which is stale too often to be used.
    pub(crate) url: Option<String>,
    pub(crate) title: Option<String>,
    /// Every view that describes it, with the location. The view of the entity itself comes first.
    pub(crate) views: Vec<(View, NodeRef)>,
    /// The kind of its definition in the corrections file, if no page describes it.
    pub(crate) defined: Option<DefinedAs>,
}

/// The kind of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DefinedAs {
    Resource,
    /// The body of an error. Its `code` or `error` identifies it.
    Error,
    /// An object in which one member determines the type of another member.
    Union,
}

/// A member of another view that matches no field of the view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnmatchedMember {
    pub(crate) view: View,
    /// The id of the resource or operation.
    pub(crate) entity: String,
    /// The page of the resource or operation.
    pub(crate) page: PageId,
    pub(crate) list: MemberList,
    /// The keys that lead to the member, in snake case.
    pub(crate) path: String,
    pub(crate) place: NodeRef,
    pub(crate) reason: UnmatchedReason,
}

/// A list of members of a resource or an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum MemberList {
    /// The members of a resource.
    Properties,
    /// The parameters of an operation.
    Parameters,
    /// The members of a response.
    Returns,
}

/// The reason why a member of another view matches no field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum UnmatchedReason {
    /// It is another name of a path parameter.
    PathParameterAlias,
    /// It only exists in an SDK: a function, a builder, a method, or a general argument of a call.
    SdkOnly,
    /// It is a name of the whole response.
    ResponseAlias,
    /// It is inside a resource to which the view refers, and which is described elsewhere.
    InResource,
    /// The view has it under another name.
    Renamed,
    /// The view does not document it.
    Undocumented,
}

/// A member without a known type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UntypedField {
    /// The page of the resource or operation.
    pub(crate) page: PageId,
    /// The docs path: `session.impersonator`, `list_events.returns.data`.
    pub(crate) docs_path: String,
    pub(crate) place: NodeRef,
    /// `true` if operations that share a response document incompatible types.
    pub(crate) contradictory: bool,
}
