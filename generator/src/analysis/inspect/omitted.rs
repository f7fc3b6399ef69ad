//! What the docs say and the output does not, as plain data.

use std::fmt;

use crate::base::diagnostic::{Escaped, Span};
use crate::pipeline::model::rust_model;
use crate::pipeline::source_map::SourceMap;

/// A member that an operation documents and no field stands for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Omitted {
    /// The id of the operation in the docs.
    pub id: String,
    /// The page of the operation.
    pub page: String,
    /// The way to the member: `returns.data.items`.
    pub member: String,
    /// The file that describes the member.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Omitted {
    pub(super) fn new(omitted: &rust_model::OmittedMember, places: &mut SourceMap<'_>) -> Self {
        let span = places
            .value(&omitted.place)
            .unwrap_or_else(|| Span::file(""));
        Self {
            id: omitted.id.clone(),
            page: omitted.page.clone(),
            member: omitted.member.clone(),
            file: span.file,
            line: span.line,
            column: span.column,
        }
    }
}

/// One line. Nothing from a page can control the terminal.
impl fmt::Display for Omitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            id,
            page,
            member,
            file,
            line,
            column,
        } = self;
        write!(
            f,
            "omitted {}  ({} of {}, at {}:{line}:{column})",
            Escaped(member),
            Escaped(id),
            Escaped(page),
            Escaped(file)
        )
    }
}
