//! What the reference says about the API: free of YAML, and free of Rust.
//!
//! Everything that compares, checks or explains reads this model.

mod equivalence;
mod members;
mod notation;
mod provenance;
mod union;
mod untyped;

use crate::base::diagnostic::Span;
use crate::base::node_path::{NodeRef, PageId};
use crate::base::text::singular::singular;
use crate::base::view::View;

pub(crate) use equivalence::ByShape;
pub(crate) use members::{Member, MemberRef};
pub(crate) use provenance::{
    CorrectedParts, Decision, EntityOrigin, Provenance, UnmatchedMember, UnmatchedReason,
    UntypedField, ViewDeclaration,
};
pub(crate) use union::{Alternative, Dispatch, JsonKind, Union};

/// The whole reference, understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Api {
    /// Every page, by its id.
    pub(crate) pages: Vec<PageInfo>,
    /// Resources in page order; a [`ResourceId`] is a position here.
    pub(crate) resources: Vec<Resource>,
    /// What members of lists are like, by first use; a [`SharedEnumId`] is a position here.
    pub(crate) shared_enums: Vec<SharedEnum>,
    /// Operations in page order.
    pub(crate) operations: Vec<Operation>,
    /// Members of other views that stand for no field, in page order.
    pub(crate) unjoined: Vec<UnmatchedMember>,
    /// Members of which nothing says what is inside.
    pub(crate) untyped: Vec<UntypedField>,
    /// The addresses that entities of every view give for themselves, in page order.
    pub(crate) addresses: Vec<EntityUrl>,
    /// Descriptions that lead to a group of texts which has none of its own.
    pub(crate) groups: Vec<NodeRef>,
    /// What was counted on the way.
    pub(crate) counts: Counts,
    /// What the pages say, where corrections have changed it.
    pub(crate) uncorrected: Option<Box<Self>>,
}

/// The address that an entity gives for itself, which is stale too often to be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EntityUrl {
    pub(crate) url: String,
    pub(crate) place: NodeRef,
}

/// A page, as far as the output shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PageInfo {
    /// `authkit/api-keys/index.mdx`
    pub(crate) path: String,
    /// `/reference/authkit/api-keys`
    pub(crate) url: String,
    /// The file as it is shown to people.
    pub(crate) file: String,
    /// The first heading.
    pub(crate) title: Option<String>,
    /// The prose, as Markdown.
    pub(crate) prose: String,
}

/// Position of a resource in [`Api::resources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ResourceId(pub(crate) usize);

/// A thing that the API hands out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Resource {
    pub(crate) id: String,
    pub(crate) page: PageId,
    pub(crate) view: View,
    pub(crate) place: NodeRef,
    /// The entity's own description, as Markdown.
    pub(crate) docs: Option<String>,
    pub(crate) fields: Vec<Field>,
    pub(crate) origin: EntityOrigin,
    /// Corrections of the resource as a whole.
    pub(crate) corrections: Vec<AppliedCorrection>,
}

/// Position of a shared definition in [`Api::shared_enums`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SharedEnumId(pub(crate) usize);

/// A member that is described once, for many lists to refer to: `(order)`.
///
/// Only those whose values are known are kept: the type of any other has a name already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SharedEnum {
    pub(crate) key: String,
    pub(crate) page: PageId,
    pub(crate) place: NodeRef,
    /// The description, as Markdown.
    pub(crate) docs: Option<String>,
    /// An enum, or a list or map of one. Each member that is like the shared definition has it as well.
    pub(crate) ty: Type,
}

/// A call that the API answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) page: PageId,
    pub(crate) view: View,
    pub(crate) place: NodeRef,
    /// `GET`, `POST`, ...
    pub(crate) method: String,
    /// `/api_keys/:id`
    pub(crate) path: String,
    pub(crate) docs: Option<String>,
    /// One for each `:name` of the path, in its order.
    pub(crate) path_parameters: Vec<PathParameter>,
    pub(crate) query: Vec<Field>,
    pub(crate) body: Vec<Field>,
    /// Query parameters that the docs may mean for the body: they do not say.
    pub(crate) ambiguous_location: Vec<String>,
    pub(crate) response: Response,
    pub(crate) origin: EntityOrigin,
    /// All that the lists of the page say, to be held against what is made of it.
    pub(crate) documented: Vec<DocumentedMember>,
    /// Corrections of the operation as a whole.
    pub(crate) corrections: Vec<AppliedCorrection>,
}

impl Operation {
    /// What tells a part of the path from the other parameters. Where one of those has its name,
    /// it is called after the segment before it: `:slug` of `/roles/:slug` is `role_slug`.
    pub(crate) fn parameter_name(&self, parameter: &PathParameter) -> String {
        let mut others = self.query.iter().chain(&self.body);
        if !others.any(|field| field.name == parameter.name) {
            return parameter.name.clone();
        }
        let segments = self.path.split('/').rev();
        let mut from = segments.skip_while(|it| it.strip_prefix(':') != Some(&parameter.name));
        let before = from.nth(1).unwrap_or("path");
        format!("{}_{}", singular(before), parameter.name)
    }
}

/// A member that an operation documents, and whose key is on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DocumentedMember {
    /// The way to it: `returns.data.id`.
    pub(crate) path: String,
    pub(crate) place: NodeRef,
}

/// A part of a path that the caller fills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PathParameter {
    /// The name in the path, without the colon.
    pub(crate) name: String,
    /// The parameter that describes it, if one does; its name may be another.
    pub(crate) described: Option<Field>,
    /// The path that it is in.
    pub(crate) place: NodeRef,
    pub(crate) corrections: Vec<AppliedCorrection>,
}

impl PathParameter {
    /// The description, as Markdown.
    pub(crate) fn docs(&self) -> Option<&str> {
        self.described.as_ref()?.docs.as_deref()
    }
}

/// What an operation answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Response {
    /// No body.
    Nothing,
    /// Nothing over the wire: the request itself is an address to open.
    BrowserUrl,
    /// A JSON body.
    Body(Type),
}

/// A member of a resource, a request or a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// The key on the wire.
    pub(crate) name: String,
    pub(crate) ty: Type,
    /// The shared definition that this member is just like, if its type comes from one.
    pub(crate) shared_enum: Option<SharedEnumId>,
    /// May be absent.
    pub(crate) optional: bool,
    /// May be `null`.
    pub(crate) nullable: bool,
    pub(crate) deprecated: bool,
    /// Whether its enum has no values but the known ones.
    pub(crate) closed: bool,
    /// The description, as Markdown.
    pub(crate) docs: Option<String>,
    pub(crate) place: NodeRef,
    /// How it came about. Boxed, as most who hold a field never ask.
    pub(crate) origin: Box<Provenance>,
    pub(crate) corrections: Vec<AppliedCorrection>,
}

impl Field {
    /// A member of which nothing but this is known: required, never `null`.
    pub(crate) fn new(name: &str, ty: Type, place: NodeRef) -> Self {
        Self {
            name: name.to_owned(),
            ty,
            shared_enum: None,
            optional: false,
            nullable: false,
            deprecated: false,
            closed: false,
            docs: None,
            place,
            origin: Box::default(),
            corrections: Vec::new(),
        }
    }
}

/// A correction that stands behind a fact: the docs say something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AppliedCorrection {
    /// The docs path, as the correction names it.
    pub(crate) path: String,
    /// What the correction makes of it: "type `integer` (was `string`)".
    pub(crate) what: String,
    /// Why, on one line.
    pub(crate) reason: String,
    /// Where the correction stands.
    pub(crate) place: Span,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Type {
    String,
    Integer,
    /// A number that may have a fraction; only a correction says so.
    Float,
    Boolean,
    /// A moment, written as RFC 3339.
    Timestamp,
    /// Anything; the reference does not say what.
    Any,
    /// An object with any keys.
    Map(Box<Type>),
    List(Box<Type>),
    /// What a list or a map holds, or `null` in its place; stands only there.
    Nullable(Box<Type>),
    /// An object that is described in place.
    Object(Vec<Field>),
    /// One of these texts, or one that the reference does not know yet.
    Enum(Vec<EnumValue>),
    Resource(ResourceId),
    /// One of several types.
    Union(Union),
}

impl Type {
    /// The type inside all lists, maps and nullable types.
    pub(crate) fn innermost(&self) -> &Self {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.innermost(),
            _ => self,
        }
    }

    /// The same, to change it.
    pub(crate) fn innermost_mut(&mut self) -> &mut Self {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.innermost_mut(),
            _ => self,
        }
    }

    /// The types directly inside: of items, members or alternatives.
    pub(crate) fn children(&self) -> Vec<&Self> {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => vec![inner],
            Self::Object(fields) => fields.iter().map(|field| &field.ty).collect(),
            Self::Union(union) => union.alternatives.iter().map(|one| &one.ty).collect(),
            _ => Vec::new(),
        }
    }

    /// Visits the type and then all types inside it, but not those of other resources.
    pub(crate) fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        for child in self.children() {
            child.walk(visit);
        }
    }

    /// The members of the object that is the innermost type; none for another type.
    pub(crate) fn members(&self) -> &[Field] {
        match self.innermost() {
            Self::Object(fields) => fields,
            _ => &[],
        }
    }

    /// The values of the enum that is the innermost type; `None` for another type.
    pub(crate) fn values(&self) -> Option<&[EnumValue]> {
        match self.innermost() {
            Self::Enum(values) => Some(values),
            _ => None,
        }
    }
}

/// A text that an enum is known to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EnumValue {
    pub(crate) value: String,
    pub(crate) docs: Option<String>,
}

impl EnumValue {
    /// A value that nothing describes.
    pub(crate) fn new(value: &str) -> Self {
        Self {
            value: value.to_owned(),
            docs: None,
        }
    }
}

/// What was counted while the reference was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Pages read.
    pub(crate) pages: usize,
    /// Entities of all views.
    pub(crate) entities: usize,
    /// Operations of the wire.
    pub(crate) operations: usize,
    /// Resources of the view.
    pub(crate) resources: usize,
    /// Resources that are met as JSON only.
    pub(crate) json_resources: usize,
    /// Wire members whose own view leaves the type open.
    pub(crate) untyped: usize,
    /// Members of other views of what the view describes.
    pub(crate) other_members: usize,
    /// Those that stand for a field of the view.
    pub(crate) joined: usize,
    /// Corrections applied.
    pub(crate) corrections: usize,
}
