//! Enums of texts, and of types.

use super::{Derives, ExtraAttributes, RustType, SerdeDirections};
use crate::names::Ident;

/// An enum of texts; open, or with one known value a literal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EnumItem {
    pub(crate) name: Ident,
    pub(crate) docs: String,
    pub(crate) variants: Vec<Variant>,
    /// Whether the only known value is the default: a literal.
    pub(crate) default_first: bool,
    /// The variant that keeps unknown values; none where a setting closes the enum.
    pub(crate) unknown: Option<Ident>,
    pub(crate) extras: ExtraAttributes,
}

/// A known value of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Variant {
    pub(crate) name: Ident,
    /// The value on the wire.
    pub(crate) value: String,
    pub(crate) docs: String,
}

/// An enum of types, of which a value says itself which it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnionItem {
    pub(crate) name: Ident,
    pub(crate) docs: String,
    pub(crate) derives: Derives,
    /// The member whose text says it; without one the kind of JSON does.
    pub(crate) tag: Option<String>,
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
}

/// What a value must say of itself to be an alternative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Selector {
    /// The tag is one of these.
    Discriminators(Vec<String>),
    /// It is this variant of `serde_json::Value`.
    Json(&'static str),
}
