//! The role of a model in the API.

use std::fmt;

/// What a model is to the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "analysis", derive(serde::Serialize))]
#[cfg_attr(feature = "analysis", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Role {
    /// A thing that the API hands out.
    Resource,
    /// What a call sends.
    Request,
    /// What a call brings back.
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
