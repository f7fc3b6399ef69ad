//! Single stages for the fuzz targets and the benchmarks; not part of the interface.
//!
//! A function returns values that a target can check: a text comes back as text, a diagnostic
//! with its place. [`Run`] is the pipeline, one call for each stage.

mod run;

pub use run::{Run, Stage};

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::notation::syntax;
use crate::pipeline::parse::{self, mdx};
use crate::pipeline::source::Source;
use crate::pipeline::{correct, source_map};

/// The diagnostics of the page with this text.
pub fn page(text: &str) -> Vec<Diagnostic> {
    let sources = [Source::new(
        "page.mdx".to_owned(),
        "page.mdx".to_owned(),
        text.to_owned(),
    )];
    let mut diagnostics = Diagnostics::default();
    parse::parse(&sources, &mut diagnostics);
    source_map::locate(diagnostics, &sources)
}

/// The prose of the MDX below a front matter, and the offsets of its errors.
pub fn body(text: &str) -> (String, Vec<usize>) {
    let body = mdx::reduce(text);
    let offsets = body.diagnostics.iter().map(|found| found.offset);
    (body.prose, offsets.collect())
}

/// The canonical form of a type, or the offset of its error.
///
/// # Errors
///
/// The byte offset of the first error, if the text is not a valid type.
pub fn notation(text: &str) -> Result<String, usize> {
    syntax::parse(text)
        .map(|notation| notation.to_string())
        .map_err(|error| error.offset)
}

/// The number of corrections in a file with this text, and its diagnostics.
pub fn corrections(text: &str) -> (usize, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::default();
    let corrections = correct::parse("corrections.toml", text, &mut diagnostics);
    (corrections.len(), source_map::locate(diagnostics, &[]))
}
