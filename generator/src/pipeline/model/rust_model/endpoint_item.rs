//! Operations and their requests, with everything that their emitters print.

use super::{Derives, ExtraAttributes, ItemPath, RustType};
use crate::names::Ident;

/// `impl Request for ... { ... }` and `impl Endpoint for ... { ... }`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EndpointItem {
    /// The struct that holds the parameters.
    pub(crate) request: Ident,
    /// The id of the operation in the docs.
    pub(crate) operation: String,
    /// The name of the server.
    pub(crate) server: String,
    pub(crate) credential: CredentialItem,
    pub(crate) method: String,
    /// The path as the docs write it.
    pub(crate) template: String,
    /// The fields that fill the path, in its order.
    pub(crate) path_fields: Vec<Ident>,
    pub(crate) sends: ParameterLocation,
    /// The fields that are sent in the query of a request with a body, each with its name there.
    pub(crate) query: Vec<(String, Ident)>,
    /// The fields that are sent as headers, each with the name of the header.
    pub(crate) headers: Vec<(String, Ident)>,
    /// The field that is the whole body, if it may be absent.
    pub(crate) optional_body: Option<Ident>,
    pub(crate) response: ResponseType,
    /// The cursors to request the next page of a list, if the operation has any.
    pub(crate) cursors: Option<Cursors>,
    /// The page, if the response is a list with further members. It is boxed because few responses
    /// have one.
    pub(crate) page: Option<Box<PageItem>>,
}

/// `impl Page for Response { ... }`, for a struct that is a page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PageItem {
    pub(crate) response: ItemPath,
    /// The type of the items.
    pub(crate) item: RustType,
    /// The field with the items.
    pub(crate) data: Ident,
    /// `true` if the items may be absent.
    pub(crate) is_optional: bool,
    /// The field with the cursors; `metadata_path` is its struct.
    pub(crate) metadata: Ident,
    pub(crate) metadata_path: ItemPath,
    /// The field of the metadata with the cursor for the next page.
    pub(crate) after: Ident,
}

/// The fields of a request that determine where a page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cursors {
    pub(crate) after: Ident,
    pub(crate) before: Option<Ident>,
    /// The fields that, according to the docs, cannot be combined with a cursor.
    pub(crate) excluded: Vec<Ident>,
}

/// The location of the parameters that are neither in the path nor in a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ParameterLocation {
    Nothing,
    Query,
    Body,
    /// The body, as a form.
    Form,
}

/// The credential of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CredentialItem {
    None,
    ApiKey,
    /// The field that is the access token of a user.
    AccessToken {
        field: Ident,
        is_optional: bool,
    },
}

/// The response of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ResponseType {
    Nothing,
    /// No response: the request is a URL to open.
    Url,
    Body(RustType),
}

impl ResponseType {
    /// `true` if the response is a page of a list.
    pub(crate) fn is_list(&self) -> bool {
        matches!(self, Self::Body(RustType::List(_)))
    }

    /// The type of the body, if there is one.
    pub(crate) fn body(&self) -> Option<&RustType> {
        match self {
            Self::Body(ty) => Some(ty),
            Self::Nothing | Self::Url => None,
        }
    }
}

/// `pub enum Name { Variant(Request), ... }`, and its implementations of `Request` and `Endpoint`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RequestEnumItem {
    pub(crate) name: Ident,
    pub(crate) docs: String,
    pub(crate) derives: Derives,
    pub(crate) method: String,
    /// The path as the docs write it.
    pub(crate) template: String,
    /// The name of the server.
    pub(crate) server: String,
    pub(crate) sends: ParameterLocation,
    /// `true` if the path has parameters.
    pub(crate) fills_path: bool,
    /// The methods that are delegated to the request.
    pub(crate) delegates: Delegates,
    pub(crate) response: ResponseType,
    pub(crate) variants: Vec<RequestVariant>,
    pub(crate) extras: ExtraAttributes,
}

/// The methods of an enum of requests that are delegated to the contained request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Delegates {
    /// `true` if any of the requests uses a credential other than the API key.
    pub(crate) credential: bool,
    /// `true` if any of the requests has both a query and a body.
    pub(crate) query: bool,
    /// `true` if any of the requests has a header.
    pub(crate) headers: bool,
}

/// One of the requests that share a method and a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RequestVariant {
    pub(crate) name: Ident,
    pub(crate) docs: String,
    pub(crate) request: RustType,
}
