//! The evidence as plain data.

use serde::Serialize;

use super::enums::EnumType;
use super::ids::TypedId;
use crate::pipeline::api::AppliedCorrection;

/// A line of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct Location {
    /// The path of the file. It is relative if the caller gave a relative path.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// The kind of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum EntityKind {
    /// An object that the API returns.
    Resource,
    /// A call of the API.
    Operation,
}

/// A resource or an operation of the docs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Entity {
    /// The kind.
    pub kind: EntityKind,
    /// The id in the docs: `api_key`.
    pub id: String,
    /// The page: `authkit/api-keys/index.mdx`.
    pub page: String,
    /// Method and path of an operation: `GET /organizations/{id}`.
    #[serde(skip)]
    pub(crate) endpoint: Option<String>,
    /// The server, credential and encoding of an operation that differ from the defaults (the
    /// server `api`, the API key, JSON): `server auth, credential none`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent: Option<String>,
    /// The title: free text of a resource, the path of an operation.
    pub title: Option<String>,
    /// The `url` of the entity, which may be out of date.
    pub url: Option<String>,
    /// The Rust types generated for it.
    pub rust: Vec<String>,
    /// Its definition in the corrections file, if no page describes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<Definition>,
    /// The corrections of the entity as a whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// Every view that describes it, beginning with the one that supplies the field names.
    pub views: Vec<ViewPlace>,
    /// Its members, including nested members.
    pub fields: Vec<Field>,
}

/// The location of an entity in a view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ViewPlace {
    /// The view: `curl`.
    pub view: &'static str,
    /// The first line of the entity.
    pub at: Location,
}

/// The evidence for a field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Field {
    /// The docs path: `api_key.permissions`, `list_users.parameters.limit`.
    pub docs_path: String,
    /// The page of the resource or operation.
    pub page: String,
    /// The docs path with the keys as on the page, if it differs.
    #[serde(skip)]
    pub(super) declared_path: Option<String>,
    /// The Rust paths with the aliases of the struct on the page.
    #[serde(skip)]
    pub(super) other_paths: Vec<String>,
    /// The enum or union that its type contains.
    #[serde(skip)]
    pub(super) holds: Option<String>,
    /// The id type that its type contains.
    #[serde(skip)]
    pub(super) id_type: Option<String>,
    /// The Rust path: `authkit::api_keys::ApiKey.permissions`.
    pub rust: Option<String>,
    /// The Rust type: `Vec<String>`.
    #[serde(rename = "type")]
    pub ty: Option<String>,
    /// The key on the wire; empty for a parameter that is the whole body.
    pub wire: String,
    /// The presence on the wire, and the reason for it.
    pub presence: Presence,
    /// The other operations that share this response type and do not document the field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub absent_in: Vec<String>,
    /// The other operations that share this response type and document the field as optional.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub optional_in: Vec<String>,
    /// The other operations that share this response type and document that the value may be
    /// `null`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nullable_in: Vec<String>,
    /// The reason why `null` clears the value of what a request updates, or clears none. It is
    /// `None` for a member that is no part of an update, or may not be absent and `null`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patch: Option<String>,
    /// The rule that decided the type.
    pub decision: Decision,
    /// The reason why the field has an id type, or has none despite its name. It is `None` if the
    /// settings do not enable id types.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The definition of which it is a part, if no page describes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<Definition>,
    /// The corrections of the field, in the order of the file.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// The declaration of each view. The view that supplies the name comes first.
    pub views: Vec<ViewDeclaration>,
}

/// The presence of a field on the wire.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Presence {
    /// `true` if the field may be absent.
    pub optional: bool,
    /// `true` if the value may be `null`.
    pub nullable: bool,
    /// The reason.
    pub because: String,
    /// The line that states it, if there is one.
    pub at: Option<Location>,
    /// The part that a correction or definition states, if the docs state the other part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrected: Option<CorrectedPresence>,
}

/// The optionality or the nullability, as a correction or definition states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CorrectedPresence {
    /// The part, and its source: "`nullable`: stated by a correction".
    pub because: String,
    /// The line of the correction.
    pub at: Location,
}

impl Presence {
    /// The presence in words: `may be absent`.
    pub(crate) fn words(&self) -> &'static str {
        match (self.optional, self.nullable) {
            (false, false) => "required",
            (true, false) => "may be absent",
            (false, true) => "may be null",
            (true, true) => "may be absent or null",
        }
    }
}

/// The rule that decided the type of a field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Decision {
    /// The stable name of the rule: `declared`, `majority`, `untyped`, ...
    pub rule: &'static str,
    /// The rule in words.
    pub because: String,
}

/// The declaration of a member as written in one view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ViewDeclaration {
    /// The view: `js`.
    pub view: &'static str,
    /// The location of the declaration.
    pub at: Location,
    /// The key with all its markers.
    pub key: String,
    /// The notation of the type.
    #[serde(rename = "type")]
    pub ty: Option<String>,
    /// The keys of the members inside it.
    pub members: Vec<String>,
    /// `true` if it is marked as optional.
    pub optional: bool,
    /// `true` if it is marked as deprecated.
    pub deprecated: bool,
    /// The description.
    pub docs: Option<String>,
}

impl ViewDeclaration {
    /// The type, or `untyped` if there is none, with the members inside it: `object of id, name`.
    pub(crate) fn notation(&self, untyped: &str) -> String {
        let mut notation = self.ty.as_deref().unwrap_or(untyped).to_owned();
        if !self.members.is_empty() {
            let of = if notation.is_empty() { "of" } else { " of" };
            notation += &format!("{of} {}", self.members.join(", "));
        }
        notation
    }

    /// `optional`, `deprecated`, both or nothing.
    pub(crate) fn markers(&self) -> Vec<&'static str> {
        let markers = [("optional", self.optional), ("deprecated", self.deprecated)];
        let set = markers.into_iter().filter(|(_, is_set)| *is_set);
        set.map(|(marker, _)| marker).collect()
    }
}

/// An applied correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Correction {
    /// The docs path: `api_key.last_used_at`.
    pub path: String,
    /// The change: "type `integer` (was `string`)".
    pub what: String,
    /// The reason that the correction gives.
    pub reason: String,
    /// The file of the correction.
    pub file: String,
    /// The line in that file.
    pub line: usize,
}

impl Correction {
    /// The applied corrections as plain data.
    pub(crate) fn from_applied(applied: &[AppliedCorrection]) -> Vec<Self> {
        let corrections = applied.iter().filter(|applied| !applied.defines);
        let corrections = corrections.map(|applied| Self {
            path: applied.path.clone(),
            what: applied.what.clone(),
            reason: applied.reason.clone(),
            file: applied.place.file.clone(),
            line: applied.place.line,
        });
        corrections.collect()
    }
}

/// The definition, in the corrections file, of a resource or error that no page describes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Definition {
    /// The kind: `resource` or `error`.
    pub kind: String,
    /// The reason that the definition gives.
    pub reason: String,
    /// The corrections file.
    pub file: String,
    /// The line in that file.
    pub line: usize,
}

impl Definition {
    /// The first definition in the records of an entity or field, as plain data.
    pub(crate) fn from_applied(applied: &[AppliedCorrection]) -> Option<Self> {
        let definition = applied.first().filter(|first| first.defines)?;
        Some(Self {
            kind: definition.what.clone(),
            reason: definition.reason.clone(),
            file: definition.place.file.clone(),
            line: definition.place.line,
        })
    }
}

/// The names of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Usage {
    /// The docs path: `api_key.owner.type`.
    pub docs_path: String,
    /// The page of the resource or operation.
    pub page: String,
    /// The Rust type, if the field is in a struct.
    #[serde(rename = "type")]
    pub ty: Option<String>,
}

impl Usage {
    pub(super) fn from_field(field: &Field) -> Self {
        Self {
            docs_path: field.docs_path.clone(),
            page: field.page.clone(),
            ty: field.ty.clone(),
        }
    }
}

/// A member of another view that matches no field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Unmatched {
    /// The view: `js`.
    pub view: &'static str,
    /// The docs path: the id of the resource or operation, then the keys of the members.
    pub docs_path: String,
    /// The location of the member.
    pub at: Location,
    /// The reason why it matches no field. It is another name of a path parameter
    /// (`path-parameter-alias`) or of the whole response (`response-alias`), it exists only in SDKs
    /// (`sdk-only`), it is a member of a resource to which the view refers (`in-resource`), it is a
    /// field under another name (`renamed`), or the view that supplies the field names does not
    /// document it (`undocumented`).
    pub reason: &'static str,
}

/// A member whose type is not documented.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Untyped {
    /// The docs path: `session.impersonator`.
    pub docs_path: String,
    /// The location of the member.
    pub at: Location,
}

/// The evidence for all entities and members of a reference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Evidence {
    /// Resources, then operations, in page order.
    pub(crate) entities: Vec<Entity>,
    pub(crate) enums: Vec<EnumType>,
    pub(crate) ids: Vec<TypedId>,
    pub(crate) unmatched: Vec<Unmatched>,
    pub(crate) untyped: Vec<Untyped>,
}
