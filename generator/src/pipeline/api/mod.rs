//! What the reference says about the API: free of YAML, and free of Rust.
//!
//! Everything that compares, checks or explains reads this model.

mod like;
mod members;
mod notation;
mod origin;
mod union;
mod vague;

use crate::base::diagnostic::Span;
use crate::base::place::{PageId, Place};
use crate::base::text::singular::singular;
use crate::base::view::View;

pub(crate) use like::Alike;
pub(crate) use members::{Member, Said};
pub(crate) use origin::{
    Corrected, Decision, EntityOrigin, Origin, Reason, Testimony, Unjoined, Vague,
};
pub(crate) use union::{Alternative, Dispatch, JsonKind, Union};

/// The whole reference, understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Api {
    /// Every page, by its id.
    pub(crate) pages: Vec<PageInfo>,
    /// Resources in page order; a [`ResourceId`] is a position here.
    pub(crate) resources: Vec<Resource>,
    /// What members of lists are like, by first use; an [`AtomId`] is a position here.
    pub(crate) atoms: Vec<Atom>,
    /// Operations in page order.
    pub(crate) operations: Vec<Operation>,
    /// Members of other views that stand for no field, in page order.
    pub(crate) unjoined: Vec<Unjoined>,
    /// Members of which nothing says what is inside.
    pub(crate) vague: Vec<Vague>,
    /// The addresses that entities of every view give for themselves, in page order.
    pub(crate) addresses: Vec<Address>,
    /// Descriptions that lead to a group of texts which has none of its own.
    pub(crate) groups: Vec<Place>,
    /// What was counted on the way.
    pub(crate) counts: Counts,
    /// What the pages say, where corrections have changed it.
    pub(crate) written: Option<Box<Self>>,
}

/// The address that an entity gives for itself, which is stale too often to be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) url: String,
    pub(crate) place: Place,
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
    pub(crate) origin: EntityOrigin,
    /// Corrections of the resource as a whole.
    pub(crate) corrections: Vec<Applied>,
}

/// Position of an atom in [`Api::atoms`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct AtomId(pub(crate) usize);

/// A member that is described once, for many lists to refer to: `(order)`.
///
/// Only those whose values are known are kept: the type of any other has a name already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Atom {
    pub(crate) key: String,
    pub(crate) page: PageId,
    pub(crate) place: Place,
    /// The description, as Markdown.
    pub(crate) docs: Option<String>,
    /// An enum, or a list or map of one. Each member that is like the atom has it as well.
    pub(crate) kind: Type,
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
    /// Query parameters that the docs may mean for the body: they do not say.
    pub(crate) undecided: Vec<String>,
    pub(crate) response: Response,
    pub(crate) origin: EntityOrigin,
    /// All that the lists of the page say, to be held against what is made of it.
    pub(crate) documented: Vec<Documented>,
    /// Corrections of the operation as a whole.
    pub(crate) corrections: Vec<Applied>,
}

impl Operation {
    /// What tells a part of the path from the other parameters. Where one of those has its name,
    /// it is called after the segment before it: `:slug` of `/roles/:slug` is `role_slug`.
    pub(crate) fn name_of(&self, parameter: &PathParameter) -> String {
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
pub(crate) struct Documented {
    /// The way to it: `returns.data.id`.
    pub(crate) path: String,
    pub(crate) place: Place,
}

/// A part of a path that the caller fills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PathParameter {
    /// The name in the path, without the colon.
    pub(crate) name: String,
    /// The parameter that describes it, if one does; its name may be another.
    pub(crate) described: Option<Field>,
    /// The path that it is in.
    pub(crate) place: Place,
    pub(crate) corrections: Vec<Applied>,
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
    /// The atom that this member is just like, if its type comes from one.
    pub(crate) atom: Option<AtomId>,
    /// May be absent.
    pub(crate) optional: bool,
    /// May be `null`.
    pub(crate) nullable: bool,
    pub(crate) deprecated: bool,
    /// Whether its enum has no values but the known ones.
    pub(crate) closed: bool,
    /// The description, as Markdown.
    pub(crate) docs: Option<String>,
    pub(crate) place: Place,
    /// How it came about. Boxed, as most who hold a field never ask.
    pub(crate) origin: Box<Origin>,
    pub(crate) corrections: Vec<Applied>,
}

impl Field {
    /// A member of which nothing but this is known: required, never `null`.
    pub(crate) fn new(name: &str, kind: Type, place: Place) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            atom: None,
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
pub(crate) struct Applied {
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
    /// The members that are described in place, of an object or of what a list or map holds.
    pub(crate) fn members(&self) -> &[Field] {
        match self {
            Self::Object(fields) => fields,
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.members(),
            _ => &[],
        }
    }

    /// The values of an enum, or of a list or map of one.
    pub(crate) fn values(&self) -> Option<&[EnumValue]> {
        match self {
            Self::Enum(values) => Some(values),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.values(),
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
    /// Members of other views of what the view describes.
    pub(crate) other_members: usize,
    /// Those that stand for a field of the view.
    pub(crate) joined: usize,
    /// Corrections applied.
    pub(crate) corrections: usize,
}
