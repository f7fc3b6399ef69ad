//! The model of the API as the reference describes it, without YAML and without Rust.
//!
//! All comparisons, checks and explanations read this model.

mod documented_error;
mod enum_values;
mod equivalence;
mod id_owner;
#[cfg_attr(
    not(feature = "analysis"),
    expect(unreachable_pub, reason = "`analysis` shows the kinds to others")
)]
mod keep;
mod notation;
mod operation;
mod provenance;
mod shared_call;
mod types;
mod untyped;

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use crate::base::diagnostic::Span;
use crate::base::node_path::{NodeRef, PageId};
use crate::base::page_path;
use crate::base::view::View;

#[cfg(feature = "analysis")]
pub(crate) use documented_error::TELLING;
pub(crate) use documented_error::telling_member;
pub(crate) use enum_values::{EnumValue, EnumValues};
pub(crate) use equivalence::ByShape;
pub(crate) use id_owner::{IdOwner, IdRule};
#[cfg(not(feature = "analysis"))]
pub(crate) use keep::DisagreementKind;
#[cfg(feature = "analysis")]
pub use keep::DisagreementKind;
pub(crate) use keep::Keep;
pub(crate) use operation::{
    API, CallFault, Credential, DocumentedMember, Encoding, Operation, PathParameter, Response,
};
pub(crate) use provenance::{
    CorrectedParts, Decision, DefinedAs, EntityOrigin, MemberList, Provenance, UnmatchedMember,
    UnmatchedReason, UntypedField, ViewDeclaration,
};
pub(crate) use shared_call::{GroupMember, RequestGroup, SharedCall};
pub(crate) use types::{Alternative, Dispatch, JsonKind, MAX_TYPE_DEPTH, Type, Union};

/// The API that the whole reference describes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Api {
    /// All pages, indexed by page id.
    pub(crate) pages: Vec<PageInfo>,
    /// The resources of the pages in page order, then the defined resources. A [`ResourceId`] is a
    /// position in this list.
    pub(crate) resources: Vec<Resource>,
    /// The enums to which several lists refer, in the order of their first use. A [`SharedEnumId`]
    /// is a position in this list.
    pub(crate) shared_enums: Vec<SharedEnum>,
    /// Error codes that pages without entities list, in page order.
    pub(crate) error_codes: Vec<SharedEnum>,
    /// Operations in page order.
    pub(crate) operations: Vec<Operation>,
    /// The operations that share a method and a path, after all corrections.
    pub(crate) shared_calls: Vec<SharedCall>,
    /// The ids of the operations of the pages, if the settings omit them.
    pub(crate) omitted_operations: BTreeSet<String>,
    /// Members of other views that match no field, in page order.
    pub(crate) unmatched: Vec<UnmatchedMember>,
    /// Members without a known type: those of resources, those of operations, and those with
    /// contradictory types, each in page order.
    pub(crate) untyped: Vec<UntypedField>,
    /// The `url` keys of the entities of all views, in page order.
    pub(crate) addresses: Vec<EntityUrl>,
    /// Descriptions that refer to a group of texts without its own text.
    pub(crate) groups: Vec<NodeRef>,
    /// Disagreements with an OpenAPI description in which the docs are right.
    pub(crate) keeps: Vec<Keep>,
    /// Numbers for the summary.
    pub(crate) counts: Counts,
    /// The API of the pages alone, if corrections have changed it.
    pub(crate) uncorrected: Option<Box<Self>>,
}

impl Api {
    /// The shared definition whose enum the field uses, unless a correction has made the two
    /// different.
    pub(crate) fn shared_enum(&self, field: &Field) -> Option<&SharedEnum> {
        let shared_enum = &self.shared_enums[field.shared_enum?.0];
        if shared_enum.ty == field.ty && !field.closed {
            Some(shared_enum)
        } else {
            None
        }
    }

    /// For each resource, the first resource of its section with the same id and structure, if that
    /// is another one: pages of a section that define the same resource share one type. Another
    /// section has its own type, so that neither needs the other. All sections share an error: each
    /// of them finds it by the only variant of its code.
    pub(crate) fn first_twins(&self) -> Vec<Option<ResourceId>> {
        let mut known = HashMap::with_capacity(self.resources.len());
        let resources = self.resources.iter().enumerate();
        let first = resources.map(|(position, resource)| {
            let section = if telling_member(resource).is_some() {
                None
            } else {
                Some(self.pages[resource.page.index()].section())
            };
            let key = (section, resource.id.as_str(), ByShape(&resource.fields));
            match known.entry(key) {
                Entry::Occupied(first) => Some(*first.get()),
                Entry::Vacant(first) => {
                    first.insert(ResourceId(position));
                    None
                }
            }
        });
        first.collect()
    }

    /// The enums that belong to no single member: the shared enums, then the error codes.
    pub(crate) fn page_enums(&self) -> impl Iterator<Item = &SharedEnum> {
        self.shared_enums.iter().chain(&self.error_codes)
    }
}

/// The `url` of an entity. It is not used for links, because it is often out of date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EntityUrl {
    pub(crate) url: String,
    pub(crate) place: NodeRef,
}

/// The parts of a page that the output shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PageInfo {
    /// `authkit/api-keys/index.mdx`
    pub(crate) path: String,
    /// `/reference/authkit/api-keys`
    pub(crate) url: String,
    /// The file, as messages show it.
    pub(crate) file: String,
    /// The first heading.
    pub(crate) title: Option<String>,
    /// The prose, as Markdown.
    pub(crate) prose: String,
}

impl PageInfo {
    /// The top-level folder of the page, or the page itself; `None` for the index at the top.
    pub(crate) fn section(&self) -> Option<&str> {
        page_path::section(&self.path)
    }
}

/// Position of a resource in [`Api::resources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ResourceId(pub(crate) usize);

/// An object that the API returns.
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

impl Resource {
    /// Takes the content out of the resource. The rest suffices for references to it.
    pub(crate) fn take(&mut self) -> Self {
        Self {
            id: self.id.clone(),
            page: self.page,
            view: self.view,
            place: self.place.clone(),
            docs: self.docs.take(),
            fields: std::mem::take(&mut self.fields),
            origin: std::mem::take(&mut self.origin),
            corrections: std::mem::take(&mut self.corrections),
        }
    }
}

/// Position of a shared definition in [`Api::shared_enums`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SharedEnumId(pub(crate) usize);

/// A member that is described once, and to which many lists refer: `(order)`.
///
/// Only definitions with known values are kept: no other definition needs a new type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SharedEnum {
    pub(crate) key: String,
    pub(crate) page: PageId,
    pub(crate) place: NodeRef,
    /// The description, as Markdown.
    pub(crate) docs: Option<String>,
    /// An enum, or a list or map of enums. Each member that refers to the definition has the same
    /// type.
    pub(crate) ty: Type,
}

/// A member of a resource, a request or a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// The key on the wire.
    pub(crate) name: String,
    pub(crate) ty: Type,
    /// The shared definition from which the type comes, if it comes from one.
    pub(crate) shared_enum: Option<SharedEnumId>,
    /// `true` if the member may be absent.
    pub(crate) optional: bool,
    /// `true` if the value may be `null`.
    pub(crate) nullable: bool,
    pub(crate) deprecated: bool,
    /// `true` if its enum has only the known values.
    pub(crate) closed: bool,
    /// The statement of a correction: `true` if `null` clears the value of what the request updates.
    pub(crate) patch: Option<bool>,
    /// `true` if its key is not on the wire when it is the only member of a body.
    pub(crate) unnamed: bool,
    /// The description, as Markdown.
    pub(crate) docs: Option<String>,
    pub(crate) place: NodeRef,
    /// The sources of the field. They are boxed because few users of a field need them.
    pub(crate) origin: Box<Provenance>,
    pub(crate) corrections: Vec<AppliedCorrection>,
}

impl Field {
    /// The page of its description.
    pub(crate) fn docs_page(&self) -> PageId {
        self.origin.docs_page.unwrap_or(self.place.page)
    }

    /// The type of a body with this field's type: nullable if the field is.
    pub(crate) fn as_body(&self) -> Type {
        let ty = self.ty.clone();
        if self.nullable { ty.or_null() } else { ty }
    }

    /// The definition in the corrections file of which the field is a member, if there is one.
    pub(crate) fn definition(&self) -> Option<&AppliedCorrection> {
        self.corrections.first().filter(|first| first.defines)
    }

    /// A required member that is never `null` and has no description.
    pub(crate) fn new(name: &str, ty: Type, place: NodeRef) -> Self {
        Self {
            name: name.to_owned(),
            ty,
            shared_enum: None,
            optional: false,
            nullable: false,
            deprecated: false,
            closed: false,
            patch: None,
            unnamed: false,
            docs: None,
            place,
            origin: Box::default(),
            corrections: Vec::new(),
        }
    }
}

/// An applied correction of an error in the docs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AppliedCorrection {
    /// The docs path in the correction.
    pub(crate) path: String,
    /// The change, such as "type `integer` (was `string`)", or the kind of a definition.
    pub(crate) what: String,
    /// The reason, on one line.
    pub(crate) reason: String,
    /// The location of the correction.
    pub(crate) place: Span,
    /// `true` for a definition, which no page describes.
    pub(crate) defines: bool,
    /// The parts of a field that it changed.
    pub(crate) parts: CorrectedParts,
}

/// Numbers for the summary of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Pages read.
    pub(crate) pages: usize,
    /// Pages skipped because of their names or by `exclude`.
    pub(crate) passed_over: usize,
    /// Entities of all views.
    pub(crate) entities: usize,
    /// Operations of the wire.
    pub(crate) operations: usize,
    /// Resources of the view.
    pub(crate) resources: usize,
    /// Resources that only the view `json` describes.
    pub(crate) json_resources: usize,
    /// Wire members whose type their own view does not determine.
    pub(crate) untyped: usize,
    /// Members in the other views of the entities that the view describes.
    pub(crate) other_members: usize,
    /// Members in the other views that match a field of the view.
    pub(crate) matched: usize,
    /// Definitions of types that no page describes.
    pub(crate) definitions: usize,
    /// Corrections applied.
    pub(crate) corrections: usize,
}
