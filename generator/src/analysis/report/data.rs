//! The report as plain data: what the page shows, and nothing about how.

use serde::Serialize;

use super::files::Files;
use super::{Bodies, Changes, Correction, Drift, Finding, Markdown};
use crate::analysis::explain::{Decision, EntityKind, Unjoined};
use crate::analysis::inspect::Counts;
use crate::base::diagnostic::Diagnostic;

/// All that the page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// The folders of the reference, as they were named; of an absolute path the last parts, as
    /// many as it takes to tell it from the one that it is compared with.
    pub reference: Vec<String>,
    /// How much there is of each.
    pub counts: Counts,
    /// Resources, then operations, in page order.
    pub entities: Vec<Entity>,
    /// Where the docs drift, the most serious first.
    pub drift: Vec<Drift>,
    /// What was corrected, in the order of what it is in.
    pub corrections: Vec<Correction>,
    /// What changed since another reference.
    pub changes: Option<Changes>,
    /// Which bodies fit.
    pub bodies: Option<Bodies>,
    #[serde(skip)]
    pub(super) diagnostics: Vec<Diagnostic>,
    #[serde(skip)]
    pub(super) files: Files,
}

impl Report {
    /// The warnings of reading the reference.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}

/// A place in the page to go to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct Link {
    /// What is there.
    pub text: String,
    /// The anchor, which is there.
    pub anchor: String,
}

/// A resource or an operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Entity {
    /// Its own anchor.
    pub anchor: String,
    /// What it is.
    pub kind: EntityKind,
    /// The id in the docs.
    pub id: String,
    /// The page: `authkit/api-keys/index.mdx`.
    pub page: String,
    /// Whether the page alone tells which it is, as another one of its kind has the same id.
    pub is_twin: bool,
    /// The first folder of the page.
    pub section: String,
    /// `GET /api_keys/:id` of an operation, the title of a resource.
    pub title: Option<String>,
    /// The Rust types that were made for it.
    pub rust: Vec<String>,
    /// The Rust type of what an operation brings back.
    pub response: Option<String>,
    /// The enums of requests that hold the request of an operation.
    pub request_enums: Vec<String>,
    /// What it is, in the words of the docs.
    pub docs: Option<Markdown>,
    /// Every view that describes it, and in which line.
    pub views: Vec<(&'static str, String)>,
    /// Its members.
    pub groups: Vec<Group>,
    /// The resources that an operation answers with.
    pub answers: Vec<Link>,
    /// The fields and operations that a resource is the type of.
    pub used_by: Vec<Link>,
    /// What was corrected in it as a whole.
    pub corrections: Vec<Correction>,
    /// Members of other views that no field stands for.
    pub unjoined: Vec<Unjoined>,
    /// What drifts in it, fields left aside.
    pub drift: Vec<Finding>,
    /// What became of it since another reference: `breaking`, `moved`, `additive` or
    /// `docs`.
    pub changed: Option<&'static str>,
    /// How its bodies fared; none where there are no bodies of it.
    pub bodies: Option<Tally>,
}

impl Entity {
    /// Every field, whatever list it is in.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.groups.iter().flat_map(|group| &group.fields)
    }

    /// How many findings there are in it, fields included.
    pub fn drifts(&self) -> usize {
        let fields = self.fields().map(|field| field.drift.len());
        self.drift.len() + fields.sum::<usize>()
    }

    /// How many of its fields are untyped.
    pub fn untyped(&self) -> usize {
        self.fields().filter(|field| field.is_untyped()).count()
    }

    /// How many corrections there are in it, fields included.
    pub fn corrected(&self) -> usize {
        let fields = self.fields().map(|field| field.corrections.len());
        self.corrections.len() + fields.sum::<usize>()
    }
}

/// How the bodies of an entity fared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Tally {
    /// How many there are.
    pub all: usize,
    /// How many of them its model does not read.
    pub rejected: usize,
}

/// The members of one list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Group {
    /// `fields`, `path`, `query`, `body` or `answer`.
    pub name: &'static str,
    /// Each before those inside it.
    pub fields: Vec<Field>,
}

/// A member, and how it came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Field {
    /// Its own anchor, which is its docs path unless that is taken.
    pub anchor: String,
    /// The docs path: `api_key.owner.id`.
    pub docs_path: String,
    /// The way to it in its list: `owner.id`.
    pub path: String,
    /// The key on the wire.
    pub wire: String,
    /// The Rust path.
    pub rust: Option<String>,
    /// The Rust type.
    #[serde(rename = "type")]
    pub ty: Option<String>,
    /// The resources that are in its type.
    pub links: Vec<Link>,
    /// Whether it may be absent or `null`, in words.
    pub presence: &'static str,
    /// Why that is so, and the line that says so.
    pub because: (String, Option<String>),
    /// What decided the type.
    pub decision: Decision,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// What it is, in the words of the docs.
    pub docs: Option<Markdown>,
    /// What each view says; the one that names the field comes first.
    pub views: Vec<Saying>,
    /// Views that describe the entity, and not this.
    pub silent: Vec<&'static str>,
    /// What drifts in it.
    pub drift: Vec<Finding>,
    /// What was corrected in it.
    pub corrections: Vec<Correction>,
}

impl Field {
    /// Whether nothing settles what is inside.
    pub fn is_untyped(&self) -> bool {
        self.decision.rule == "still-untyped"
    }
}

/// What one view says of a member, as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Saying {
    /// The view.
    pub view: &'static str,
    /// The key with all its marks.
    pub key: String,
    /// The notation of the type, and the members inside it.
    #[serde(rename = "type")]
    pub ty: String,
    /// `optional`, `deprecated`, both or nothing.
    pub marks: String,
    /// The description; none where it is that of an earlier view, or where there is none.
    pub docs: Option<String>,
    /// The earlier view with the same description.
    pub docs_of: Option<&'static str>,
    /// The line, with its page where that is another one than the entity's.
    pub at: String,
}
