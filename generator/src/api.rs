//! What the reference says about the API: free of YAML, and free of Rust.
//!
//! Everything that compares, checks or explains reads this model.

use crate::parse::View;
use crate::place::{PageId, Place};

/// The whole reference, understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Api {
    /// Every page, by its id.
    pub(crate) pages: Vec<PageInfo>,
    /// Resources in page order; a [`ResourceId`] is a position here.
    pub(crate) resources: Vec<Resource>,
    /// Operations in page order.
    pub(crate) operations: Vec<Operation>,
    /// What was counted on the way.
    pub(crate) counts: Counts,
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
    pub(crate) place: Place,
    /// The entity's own description, as Markdown.
    pub(crate) docs: Option<String>,
    pub(crate) fields: Vec<Field>,
}

/// A call that the API answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) page: PageId,
    pub(crate) view: View,
    pub(crate) place: Place,
    /// `GET`, `POST`, ...
    pub(crate) method: String,
    /// `/api_keys/:id`
    pub(crate) path: String,
    pub(crate) docs: Option<String>,
    /// One for each `:name` of the path, in its order.
    pub(crate) path_parameters: Vec<PathParameter>,
    pub(crate) query: Vec<Field>,
    pub(crate) body: Vec<Field>,
    pub(crate) response: Response,
}

/// A part of a path that the caller fills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PathParameter {
    /// The name in the path, without the colon.
    pub(crate) name: String,
    pub(crate) docs: Option<String>,
    pub(crate) place: Place,
}

/// What an operation answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Response {
    /// No body.
    Nothing,
    /// Nothing over the wire: the request itself is an address to open.
    Url,
    /// A JSON body.
    Body(Type),
}

/// A member of a resource, a request or a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// The key on the wire.
    pub(crate) name: String,
    pub(crate) kind: Type,
    /// May be absent.
    pub(crate) optional: bool,
    /// May be `null`.
    pub(crate) nullable: bool,
    pub(crate) deprecated: bool,
    /// The description, as Markdown.
    pub(crate) docs: Option<String>,
    pub(crate) place: Place,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Type {
    String,
    Integer,
    Boolean,
    /// A moment, written as RFC 3339.
    Timestamp,
    /// Anything; the reference does not say what.
    Any,
    /// An object with any keys.
    Map(Box<Type>),
    List(Box<Type>),
    /// An object that is described in place.
    Object(Vec<Field>),
    /// One of these texts, or one that the reference does not know yet.
    Enum(Vec<EnumValue>),
    Resource(ResourceId),
}

/// A text that an enum is known to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EnumValue {
    pub(crate) value: String,
    pub(crate) docs: Option<String>,
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
    pub(crate) vague: usize,
    /// Those that no other view, description or name settled.
    pub(crate) still_vague: usize,
}
