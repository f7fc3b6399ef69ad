//! Single stages for the fuzz targets and the benchmarks; not part of the interface.
//!
//! A function gives what a target can hold against what it knows: a text comes back as
//! text, a problem with its place. [`Run`] is the pipeline, a stage a call.

mod run;

pub use run::{Run, Stage};

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::notation::syntax;
use crate::pipeline::parse::{self, mdx};
use crate::pipeline::source::Source;
use crate::pipeline::source_map;

/// The problems of the page with this text.
pub fn page(text: &str) -> Vec<Diagnostic> {
    let source = Source {
        path: "page.mdx".to_owned(),
        file: "page.mdx".to_owned(),
        text: text.to_owned(),
        mark: 0,
    };
    let sources = [source];
    let mut diagnostics = Diagnostics::default();
    parse::parse(&sources, &mut diagnostics);
    source_map::locate(diagnostics, &sources)
}

/// The prose below a front matter, and where in the text something is not understood.
pub fn body(text: &str) -> (String, Vec<usize>) {
    let body = mdx::reduce(text);
    let offsets = body.diagnostics.iter().map(|found| found.offset);
    (body.prose, offsets.collect())
}

/// The one way to write a type, or where the text stops being one.
///
/// # Errors
///
/// The text is no type.
pub fn notation(text: &str) -> Result<String, usize> {
    syntax::parse(text)
        .map(|notation| notation.to_string())
        .map_err(|error| error.offset)
}

/// How many corrections a file with this text holds, and the problems of it.
pub fn corrections(text: &str) -> (usize, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::default();
    let corrections = crate::pipeline::correct::parse("corrections.toml", text, &mut diagnostics);
    (corrections.len(), source_map::locate(diagnostics, &[]))
}
