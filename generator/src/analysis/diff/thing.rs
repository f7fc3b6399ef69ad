//! What can change: the kinds of entities.

use std::fmt;

use serde::Serialize;

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SubjectKind {
    /// A thing that the API hands out.
    Resource,
    /// A call that the API answers.
    Operation,
    /// A page that describes any of these.
    Page,
}

impl fmt::Display for SubjectKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Resource => "resource",
            Self::Operation => "operation",
            Self::Page => "page",
        })
    }
}
