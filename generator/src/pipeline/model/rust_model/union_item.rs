//! Unions, with all that their emitters print.

use super::{Derives, ExtraAttributes, RustType, SerdeDirections};
use crate::names::Ident;

/// An enum of types, of which a value shows itself which one it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnionItem {
    pub(crate) name: Ident,
    pub(crate) docs: String,
    pub(crate) derives: Derives,
    /// The member whose text tells the types apart; `None` if the kind of JSON does.
    pub(crate) tag: Option<String>,
    /// The member that holds the types, if the tag is beside it: the union stands for both then.
    pub(crate) content: Option<String>,
    pub(crate) variants: Vec<UnionVariant>,
    /// The variant that keeps everything else.
    pub(crate) unknown: Ident,
    pub(crate) directions: SerdeDirections,
    pub(crate) extras: ExtraAttributes,
}

/// An alternative of a union.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnionVariant {
    pub(crate) name: Ident,
    pub(crate) docs: String,
    pub(crate) selector: Selector,
    pub(crate) ty: RustType,
    /// The feature without which the type is not there, so that the value stays JSON.
    pub(crate) feature: Option<String>,
}

/// The mark of a value that belongs to an alternative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Selector {
    /// The tag is one of these.
    Discriminators(Vec<String>),
    /// It is this variant of `serde_json::Value`.
    Json(&'static str),
}
