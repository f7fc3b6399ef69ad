//! The result of a run as plain data: the interface for other tools.
//!
//! The JSON of `reference-codegen inspect --format json` is [`Inspection`]
//! through serde. [`VERSION`] increases when a field changes its meaning or is
//! removed, but not when a field is added.

mod collect;
mod text;

use serde::Serialize;

use crate::analysis::explain::{self, Correction, Definition};

pub use crate::base::role::Role;

/// The version of the interface.
pub const VERSION: u32 = 2;

/// The input and output of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Inspection {
    /// [`VERSION`]
    pub version: u32,
    /// The number of each kind of thing.
    pub counts: Counts,
    /// Every model generated for an entity of the reference, in page order.
    pub models: Vec<Model>,
    /// Every operation, in page order.
    pub operations: Vec<OperationInfo>,
    /// Every enum of requests that share a method and a path.
    pub request_enums: Vec<RequestEnum>,
    /// Every documented member of an operation that has no field.
    pub omitted: Vec<Omitted>,
    /// The fields that `Debug` redacts, and those that the lint rule `possible-secret` reports.
    pub secrets: Vec<Secret>,
    /// Every member whose type is not documented.
    pub untyped: Vec<explain::Untyped>,
    /// Every member of another view that matches no field.
    pub unmatched: Vec<explain::Unmatched>,
}

/// The number of things read and generated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Counts {
    /// Pages read.
    pub pages: usize,
    /// Pages skipped because of their names: hidden, in `node_modules`, or excluded.
    pub passed_over: usize,
    /// Entities of all views.
    pub entities: usize,
    /// Resources of the view.
    pub resources: usize,
    /// Resources that occur as JSON only, such as errors and claims.
    pub json_resources: usize,
    /// Operations of the wire.
    pub operations: usize,
    /// Structs generated.
    pub structs: usize,
    /// Enums generated, including literals and unions.
    pub enums: usize,
    /// Fields of all structs.
    pub fields: usize,
    /// Fields whose type is not documented.
    pub untyped: usize,
    /// Documented members of operations that have no field.
    pub omitted: usize,
    /// Definitions, in the corrections file, of types that no page describes.
    pub definitions: usize,
    /// Corrections applied.
    pub corrections: usize,
    /// Members of other views, in entities that the view describes.
    pub other_members: usize,
    /// The number of these members that match a field.
    pub matched: usize,
}

/// A model and its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Model {
    /// The id in the docs: `api_key`.
    pub id: String,
    /// The page: `authkit/api-keys/index.mdx`.
    pub page: String,
    /// The role in the API.
    pub role: Role,
    /// The Rust path below the root of the output: `authkit::api_keys::ApiKey`.
    pub rust: String,
    /// The file that contains it, below the folder of the output.
    pub file: String,
    /// Its definition in the corrections file, if no page describes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<Definition>,
    /// The corrections of the model and its fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// The evidence for each of its fields.
    pub fields: Vec<explain::Field>,
}

/// An operation and its types.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OperationInfo {
    /// The id in the docs: `list_organizations`.
    pub id: String,
    /// The page.
    pub page: String,
    /// `GET`, `POST`, ...
    pub method: String,
    /// `/organizations/{id}`
    pub path: String,
    /// The name of the server.
    pub server: String,
    /// The credential: `api_key`, `none` or `access_token`.
    pub credential: String,
    /// The encoding of the body: `json` or `form`; `None` without a body.
    pub encoding: Option<String>,
    /// The names of the headers that are parameters.
    pub headers: Vec<String>,
    /// The Rust path of the endpoint, if there is one.
    pub endpoint: Option<String>,
    /// The Rust path of the request, if there is one.
    pub request: Option<String>,
    /// The Rust type of the response, if there is one.
    pub response: Option<String>,
    /// The corrections of the operation as a whole. Its request and response have the other
    /// corrections.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// The evidence for the members of its response, if the response has no model, such as a list.
    pub fields: Vec<explain::Field>,
}

/// The enum of the requests that share a method and a path. It belongs to no page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RequestEnum {
    /// `GET`, `POST`, ...
    pub method: String,
    /// `/oauth2/token`
    pub path: String,
    /// The role in the API: a request.
    pub role: Role,
    /// The Rust path below the root of the output: `workos_connect::TokenRequest`.
    pub rust: String,
    /// The file that contains it, below the folder of the output.
    pub file: String,
    /// The ids of the operations whose requests it contains, in page order.
    pub operations: Vec<String>,
}

/// A member that an operation documents and that has no field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Omitted {
    /// The id of the operation in the docs.
    pub id: String,
    /// The page of the operation.
    pub page: String,
    /// The path of the member: `returns.data.items`.
    pub member: String,
    /// The file that describes the member.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// A field that `Debug` redacts, or that may be a secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Secret {
    /// `authkit::authentication::password::AuthenticateRequest.password`
    pub rust: String,
    /// `true` if a pattern of the setting `secrets` matches it.
    pub redacted: bool,
}

#[cfg(test)]
mod tests;
