//! Enums of requests, as plain data.

use std::collections::BTreeMap;
use std::fmt;

use super::{Role, file_of};
use crate::base::diagnostic::Escaped;
use crate::pipeline::model::rust_model::ListedRequestEnum;

/// The requests that share a method and a path, as one request. It is of no page in particular.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct RequestEnum {
    /// `GET`, `POST`, ...
    pub method: String,
    /// `/oauth2/token`
    pub path: String,
    /// What it is to the API: a request.
    pub role: Role,
    /// The Rust path below the root of the output: `workos_connect::TokenRequest`.
    pub rust: String,
    /// The file that holds it, below the folder of the output.
    pub file: String,
    /// The ids of the operations whose requests it holds, in page order.
    pub operations: Vec<String>,
}

impl RequestEnum {
    pub(super) fn new(listed: &ListedRequestEnum, files: &BTreeMap<String, String>) -> Self {
        let rust = listed.item.to_string();
        Self {
            method: listed.method.clone(),
            path: listed.path.clone(),
            role: Role::Request,
            file: file_of(&rust, files),
            rust,
            operations: listed.operations.clone(),
        }
    }
}

/// One line. Nothing from a page can control the terminal.
impl fmt::Display for RequestEnum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            method,
            path,
            role,
            rust,
            file,
            operations,
        } = self;
        write!(
            f,
            "{role:<8} {rust}  ({}: one of {}, in {file})",
            Escaped(&format!("{method} {path}")),
            Escaped(&operations.join(", "))
        )
    }
}
