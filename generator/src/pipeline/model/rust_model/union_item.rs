//! Unions, with everything that their emitters print.

use super::{Derives, ExtraAttributes, RustType, SerdeDirections};
use crate::names::Ident;

/// An enum of types that the value distinguishes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnionItem {
    pub(crate) name: Ident,
    pub(crate) docs: String,
    pub(crate) derives: Derives,
    /// The member whose value distinguishes the types; `None` if the JSON type of the value
    /// distinguishes them.
    pub(crate) tag: Option<String>,
    /// The member with the content, if the tag is beside it. The union then represents both
    /// members.
    pub(crate) content: Option<String>,
    pub(crate) variants: Vec<UnionVariant>,
    /// The variant that keeps everything else.
    pub(crate) unknown: Ident,
    pub(crate) directions: SerdeDirections,
    /// The methods that return members that all alternatives have.
    pub(crate) accessors: Vec<Accessor>,
    pub(crate) extras: ExtraAttributes,
}

/// An alternative of a union.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnionVariant {
    pub(crate) name: Ident,
    pub(crate) docs: String,
    pub(crate) selector: Selector,
    pub(crate) ty: RustType,
    /// The feature of the type. Without it, the value stays JSON.
    pub(crate) feature: Option<String>,
}

/// The condition for a value to belong to an alternative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Selector {
    /// The tag is one of these texts.
    Discriminators(Vec<String>),
    /// The value is this variant of `serde_json::Value`.
    Json(&'static str),
}

/// A method that reads a member of all alternatives of a union.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Accessor {
    pub(crate) name: Ident,
    /// The key of the member on the wire.
    pub(crate) key: String,
    pub(crate) ty: AccessorType,
    /// The field of each alternative, in their order.
    pub(crate) fields: Vec<AccessedField>,
    /// `#[deprecated(note = ...)]`
    pub(crate) deprecated: Option<String>,
}

/// The type that an accessor returns, in an `Option`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AccessorType {
    /// `&str`
    Text,
    /// The value itself, which is `Copy`.
    Value(RustType),
    /// A reference to the value.
    Reference(RustType),
}

/// A field that an accessor reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AccessedField {
    pub(crate) name: Ident,
    pub(crate) ty: RustType,
}
