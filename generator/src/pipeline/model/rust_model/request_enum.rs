//! Requests that share a method and a path, as one request.

use super::{Derives, ExtraAttributes, ItemPath, ParameterLocation, ResponseType, RustType};
use crate::names::Ident;

/// `pub enum Name { Variant(Request), ... }`, and what makes it a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RequestEnumItem {
    pub(crate) name: Ident,
    pub(crate) docs: String,
    pub(crate) derives: Derives,
    pub(crate) method: String,
    /// The path as the docs write it.
    pub(crate) template: String,
    pub(crate) sends: ParameterLocation,
    /// Whether there is something to fill into the path.
    pub(crate) fills_path: bool,
    /// Whether any of the requests has a query beside its body.
    pub(crate) has_query: bool,
    pub(crate) response: ResponseType,
    pub(crate) variants: Vec<RequestVariant>,
    pub(crate) extras: ExtraAttributes,
}

/// One of the requests that share a method and a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RequestVariant {
    pub(crate) name: Ident,
    pub(crate) docs: String,
    pub(crate) request: RustType,
}

/// An enum of requests that share a method and a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ListedRequestEnum {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) item: ItemPath,
    /// The ids of the operations whose requests it holds.
    pub(crate) operations: Vec<String>,
}
