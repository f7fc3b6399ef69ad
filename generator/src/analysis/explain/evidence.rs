//! The evidence as plain data.

use super::Correction;

/// A line of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[non_exhaustive]
pub struct Location {
    /// The file, as the caller named it or its folder.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum EntityKind {
    /// A thing that the API hands out.
    Resource,
    /// A call that the API answers.
    Operation,
}

/// A resource or an operation, as the docs know it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// The id in the docs: `api_key`.
    pub id: String,
    /// The page: `authkit/api-keys/index.mdx`.
    pub page: String,
    /// Method and path of an operation: `GET /organizations/:id`.
    #[serde(skip)]
    pub(super) endpoint: Option<String>,
    /// Its title: free text of a resource, the path of an operation.
    pub title: Option<String>,
    /// The address that it gives for itself, which may be stale.
    pub url: Option<String>,
    /// The Rust types that were made for it.
    pub rust: Vec<String>,
    /// What was corrected in it as a whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// Every view that describes it; the one that names the fields comes first.
    pub views: Vec<ViewPlace>,
    /// Its members, those inside others included.
    pub fields: Vec<Field>,
}

/// Where a view describes an entity.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct ViewPlace {
    /// The view: `curl`.
    pub view: &'static str,
    /// Where the entity starts.
    pub at: Location,
}

/// How a field came about.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Field {
    /// The docs path: `api_key.permissions`, `list_users.parameters.limit`.
    pub docs: String,
    /// The page of the resource or operation.
    pub page: String,
    /// The docs path with the keys as the page spells them, where that is another one.
    #[serde(skip)]
    pub(super) spelled: Option<String>,
    /// The enum or union that its type holds.
    #[serde(skip)]
    pub(super) holds: Option<String>,
    /// The Rust path: `authkit::api_keys::ApiKey.permissions`.
    pub rust: Option<String>,
    /// The Rust type: `Vec<String>`.
    #[serde(rename = "type")]
    pub ty: Option<String>,
    /// The key on the wire.
    pub wire: String,
    /// Whether it may be absent or `null`, and why.
    pub presence: Presence,
    /// What decided the type.
    pub decision: Decision,
    /// What was corrected, in the order of the corrections.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// What each view says; the one that names the field comes first.
    pub views: Vec<ViewDeclaration>,
}

/// Whether a field may be absent or `null`.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Presence {
    /// May be absent.
    pub optional: bool,
    /// May be `null`.
    pub nullable: bool,
    /// Why it is so.
    pub because: String,
    /// The line that says so; none where no line does.
    pub at: Option<Location>,
}

/// The rule that decided the type of a field.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Decision {
    /// The stable name of the rule: `own-word`, `majority`, `still-untyped`, ...
    pub rule: &'static str,
    /// What the rule says.
    pub because: String,
}

/// What one view says of a member, as it is written.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct ViewDeclaration {
    /// The view: `js`.
    pub view: &'static str,
    /// Where the member is described.
    pub at: Location,
    /// The key with all its marks.
    pub key: String,
    /// The notation of the type.
    #[serde(rename = "type")]
    pub ty: Option<String>,
    /// The keys of the members inside it.
    pub members: Vec<String>,
    /// Marked as optional.
    pub optional: bool,
    /// Marked as deprecated.
    pub deprecated: bool,
    /// The description.
    pub docs: Option<String>,
}

/// An enum or union of the output.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct EnumType {
    /// The Rust path: `authkit::api_keys::ApiKeyOwnerType`.
    pub rust: String,
    /// The known values; those of a union each with its type.
    pub values: Vec<String>,
    /// Method and path of the operations whose requests it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// The requests that it holds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<RequestVariant>,
    /// The fields that hold it, in page order.
    pub fields: Vec<Usage>,
}

/// One of the requests that share a method and a path.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct RequestVariant {
    /// The Rust path: `workos_connect::token::AuthorizationCodeRequest`.
    pub rust: String,
    /// The id of the operation.
    pub id: String,
    /// Its page.
    pub page: String,
    /// The literal that tells it from the others, where one does: `grant_type = "password"`.
    pub literal: Option<String>,
}

/// A field, by what it is called.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Usage {
    /// The docs path: `api_key.owner.type`.
    pub docs: String,
    /// The page of the resource or operation.
    pub page: String,
    /// The Rust type, if it is in a struct.
    #[serde(rename = "type")]
    pub ty: Option<String>,
}

impl Usage {
    pub(super) fn from_field(field: &Field) -> Self {
        Self {
            docs: field.docs.clone(),
            page: field.page.clone(),
            ty: field.ty.clone(),
        }
    }
}

/// A member of another view that no field stands for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Unjoined {
    /// The view: `js`.
    pub view: &'static str,
    /// The id of the resource or operation, and the keys that lead to the member.
    pub docs: String,
    /// Where the member stands.
    pub at: Location,
    /// Why: it is the name of a path parameter (`path-handle`) or of all that comes back
    /// (`response-handle`), no member of the API (`sdk-only`), one of a resource that stands there
    /// (`in-resource`), the same under another name (`renamed`), or not documented (`gap`).
    pub reason: &'static str,
}

/// A member of which nothing says what is inside.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Untyped {
    /// The docs path: `session.impersonator`.
    pub docs: String,
    /// Where the member stands.
    pub at: Location,
}

/// All that is known of a reference, and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Evidence {
    /// Resources, then operations, in page order.
    pub(crate) entities: Vec<Entity>,
    pub(crate) enums: Vec<EnumType>,
    pub(crate) unjoined: Vec<Unjoined>,
    pub(crate) untyped: Vec<Untyped>,
}
