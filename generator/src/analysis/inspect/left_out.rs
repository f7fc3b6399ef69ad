//! What the docs say and the output does not, as plain data.

use std::fmt;

use crate::base::diagnostic::{Printable, Span};
use crate::pipeline::model::rust_model;
use crate::pipeline::source_map::Places;

/// A member that an operation documents and no field stands for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct LeftOut {
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

impl LeftOut {
    pub(super) fn of(left_out: &rust_model::LeftOut, places: &mut Places<'_>) -> Self {
        let span = places
            .value(&left_out.place)
            .unwrap_or_else(|| Span::file(""));
        Self {
            id: left_out.id.clone(),
            page: left_out.page.clone(),
            member: left_out.member.clone(),
            file: span.file,
            line: span.line,
            column: span.column,
        }
    }
}

/// One line. Nothing from a page can control the terminal.
impl fmt::Display for LeftOut {
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
            "left out {}  ({} of {}, at {}:{line}:{column})",
            Printable(member),
            Printable(id),
            Printable(page),
            Printable(file)
        )
    }
}
