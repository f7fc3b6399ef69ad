//! The roles of models.

#![cfg_attr(
    not(feature = "analysis"),
    allow(unreachable_pub, reason = "`inspect` makes it public")
)]

use std::fmt;

/// The role of a model in the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "analysis", derive(serde::Serialize))]
#[cfg_attr(feature = "analysis", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Role {
    /// A resource of the API.
    Resource,
    /// The body or query of an operation.
    Request,
    /// The response of an operation.
    Response,
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Resource => "resource",
            Self::Request => "request",
            Self::Response => "response",
        })
    }
}
