//! The report as plain data: the content of the page, without its layout.

use serde::Serialize;

use super::source_url::SourceUrl;
use super::{Changes, Markdown, RuleFindings};
use crate::analysis::explain::{self, Correction, Definition, EntityKind, Unmatched, ViewPlace};
use crate::analysis::inspect::Counts;
use crate::analysis::lint::Finding;
use crate::analysis::verify::Verification;
use crate::base::diagnostic::Diagnostic;

/// The content of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// The folders of the reference, as the caller named them. An absolute path is shortened to the
    /// last parts that distinguish it from the other reference of a comparison.
    pub reference: Vec<String>,
    /// The number of each kind of thing.
    pub counts: Counts,
    /// Resources, then operations, in page order.
    pub entities: Vec<Entity>,
    /// The findings by rule, the most serious first.
    pub findings: Vec<RuleFindings>,
    /// The changes since another reference.
    pub changes: Option<Changes>,
    /// The bodies checked against the models.
    pub bodies: Option<Verification>,
    #[serde(skip)]
    pub(super) diagnostics: Vec<Diagnostic>,
    #[serde(skip)]
    pub(super) source_url: Option<SourceUrl>,
}

impl Report {
    /// The warnings of reading the reference.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}

/// A link within the page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct Link {
    /// The text of the link.
    pub text: String,
    /// The anchor, which exists in the page.
    pub anchor: String,
}

/// A resource or an operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Entity {
    /// The anchor within the page.
    pub anchor: String,
    /// A resource or an operation.
    pub kind: EntityKind,
    /// The id in the docs.
    pub id: String,
    /// The page: `authkit/api-keys/index.mdx`.
    pub page: String,
    /// `true` if another entity of its kind has the same id, so that only the page distinguishes
    /// them.
    pub is_twin: bool,
    /// The first folder of the page.
    pub section: String,
    /// `GET /api_keys/{id}` of an operation, the title of a resource.
    pub title: Option<String>,
    /// The Rust types generated for it.
    pub rust: Vec<String>,
    /// The Rust type of the response of an operation.
    pub response: Option<String>,
    /// The enums of requests that contain the request of an operation.
    pub request_enums: Vec<String>,
    /// The description of the entity.
    pub docs: Option<Markdown>,
    /// Every view that describes it, and its location there.
    pub views: Vec<ViewPlace>,
    /// The members, by the list that contains them.
    pub groups: Vec<Group>,
    /// The resources in the response of an operation.
    pub response_resources: Vec<Link>,
    /// The fields and operations that have a resource as their type.
    pub used_by: Vec<Link>,
    /// Its definition in the corrections file, if no page describes it.
    pub definition: Option<Definition>,
    /// The corrections of the entity as a whole.
    pub corrections: Vec<Correction>,
    /// The members of other views that match no field.
    pub unmatched: Vec<Unmatched>,
    /// The findings about it that concern none of its fields.
    pub findings: Vec<Finding>,
    /// The most urgent class of its changes since another reference: `breaking`, `moved`,
    /// `additive` or `docs`.
    pub changed: Option<&'static str>,
    /// The number of its bodies; `None` if there are none.
    pub bodies: Option<Tally>,
}

impl Entity {
    /// All fields of all groups.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.groups.iter().flat_map(|group| &group.fields)
    }

    /// The number of findings, including those of fields.
    pub fn finding_count(&self) -> usize {
        let fields = self.fields().map(|field| field.findings.len());
        self.findings.len() + fields.sum::<usize>()
    }

    /// The number of untyped fields.
    pub fn untyped(&self) -> usize {
        self.fields().filter(|field| field.is_untyped()).count()
    }

    /// The number of corrections, including those of fields.
    pub fn corrected(&self) -> usize {
        let fields = self.fields().map(|field| field.evidence.corrections.len());
        self.corrections.len() + fields.sum::<usize>()
    }
}

/// The number of bodies of an entity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Tally {
    /// The number of all bodies.
    pub all: usize,
    /// The number of bodies that its model rejects.
    pub rejected: usize,
}

/// The members of one list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Group {
    /// `fields`, `path`, `query`, `body` or `response`.
    pub name: &'static str,
    /// The fields, each before the fields inside it.
    pub fields: Vec<Field>,
}

/// A member and its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Field {
    /// The anchor: the docs path, or a similar text if it is taken.
    pub anchor: String,
    /// The path within its list: `owner.id`.
    pub path: String,
    /// The evidence.
    #[serde(flatten)]
    pub evidence: explain::Field,
    /// The resources in its type.
    pub links: Vec<Link>,
    /// `true` if it is deprecated.
    pub deprecated: bool,
    /// The description of the field.
    pub docs: Option<Markdown>,
    /// The views that describe the entity but not this field.
    pub silent: Vec<&'static str>,
    /// The findings about it.
    pub findings: Vec<Finding>,
}

impl Field {
    /// `true` if its type is not documented.
    pub fn is_untyped(&self) -> bool {
        self.evidence.decision.rule == "untyped"
    }
}
