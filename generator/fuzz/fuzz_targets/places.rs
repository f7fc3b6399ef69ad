//! The places of diagnostics.

use reference_codegen::diagnostic::Diagnostic;

/// Fails if the diagnostic has no place in the text.
pub fn assert_placed(problem: &Diagnostic, text: &str) {
    let span = problem.span.as_ref().expect("a diagnostic has a place");
    let place = text.get(span.offset..span.offset + span.length);
    assert!(place.is_some(), "{problem}");
}
