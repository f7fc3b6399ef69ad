//! Where a fact comes from: each view's own words, and the rule that decided.

use std::sync::Arc;

use crate::base::node_path::{NodeRef, PageId};
use crate::base::view::View;

/// How a field came about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Provenance {
    /// What each view says of the field; the view that names it comes first.
    pub(crate) declarations: Vec<Arc<ViewDeclaration>>,
    pub(crate) decision: Decision,
    pub(crate) corrected: CorrectedParts,
}

/// What of a field is as a correction says, and not as the docs do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct CorrectedParts {
    /// Its type.
    pub(crate) ty: bool,
    /// Whether it may be absent or `null`.
    pub(crate) presence: bool,
}

/// What one view says of a member, as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ViewDeclaration {
    pub(crate) view: View,
    /// Where the member is described; its page may be another than the entity's.
    pub(crate) place: NodeRef,
    /// The key with all its marks: `returnUrl?`.
    pub(crate) key: String,
    /// The notation of the type.
    pub(crate) ty: Option<String>,
    /// The keys of the members that are described in place.
    pub(crate) members: Vec<String>,
    /// Marked as optional, behind the key or by `optional: true`.
    pub(crate) optional: bool,
    pub(crate) deprecated: bool,
    /// The description, looked up where it is a reference.
    pub(crate) docs: Option<String>,
}

/// The rule that decided the type of a field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Decision {
    /// The view's own word is exact, or its members stand in place.
    #[default]
    Declared,
    /// The view's own word is untyped, and more than half of the other views that are exact agree.
    Majority {
        /// Views that say so.
        votes: usize,
        /// Views that are exact and say something else.
        against: usize,
    },
    /// Nothing else decides, and more of the other views say so than anything else, but not more
    /// than half of them.
    Plurality {
        /// Views that say so.
        votes: usize,
        /// Views that are exact and say something else.
        against: usize,
    },
    /// Nothing else decides, and of what as many views say it takes in the rest.
    WidestOfTie {
        /// Views that say so.
        votes: usize,
        /// Views that say something which it takes in.
        narrower: usize,
    },
    /// The description lists the values as bullets.
    DescriptionBullets,
    /// The description links to the page of the items.
    DescriptionLink,
    /// The description says it in words: `list of ... strings`, `ISO 8601`.
    DescriptionWords,
    /// The name says it, such as `..._at`.
    Name,
    /// Other views list the members.
    OtherViewsMembers {
        /// Views that list any.
        views: usize,
    },
    /// The request that makes the resource lists the members.
    MembersOfRequest,
    /// A member beside it is one of its items, as `role` is of `roles`.
    SiblingItem,
    /// Nothing says what is inside.
    Untyped,
}

/// What the docs call a resource or an operation, beyond its id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct EntityOrigin {
    /// The address that the entity gives for itself, which is stale too often to be
    /// used; it stands at the entity's place, under `url`.
    pub(crate) url: Option<String>,
    pub(crate) title: Option<String>,
    /// Every view that describes it, and where; its own comes first.
    pub(crate) views: Vec<(View, NodeRef)>,
}

/// A member of another view that no field of the view stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnmatchedMember {
    pub(crate) view: View,
    /// The id of the resource or operation.
    pub(crate) entity: String,
    /// The page of the resource or operation.
    pub(crate) page: PageId,
    /// The keys that lead to it, in the spelling that all views share.
    pub(crate) path: String,
    pub(crate) place: NodeRef,
    pub(crate) reason: UnmatchedReason,
}

/// Why a member of another view joined to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum UnmatchedReason {
    /// It fills a part of the path.
    PathParameterAlias,
    /// Only an SDK has such a thing: a function, a builder, a method, what stands around a call.
    SdkOnly,
    /// It stands for all that comes back.
    ResponseAlias,
    /// The view refers to a resource there, which has members of its own.
    InResource,
    /// The view has it under another name.
    Renamed,
    /// The view does not document it.
    Undocumented,
}

/// A member of which nothing says what is inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UntypedField {
    /// The page of the resource or operation.
    pub(crate) page: PageId,
    /// The docs path: `session.impersonator`, `list_events.returns.data`.
    pub(crate) docs: String,
    pub(crate) place: NodeRef,
}
