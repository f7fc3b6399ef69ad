//! What each fixture gives: files, or problems.
#![allow(clippy::panic, reason = "a test fails by panicking")]

mod support;

use reference_codegen::diagnostic::{Code, Diagnostic, Severity};
use reference_codegen::{Config, Generated, Layout, Time};
use support::fixtures::{self, Case};
use support::outline;

/// The support module is the same everywhere and has a snapshot of its own.
const RUNTIME: &str = "runtime.rs";

#[test]
fn ok() {
    insta::glob!("fixtures/ok/*", |folder| {
        let case = Case::at(folder);
        let generated = fixtures::generate(&case.reference(), Layout::Tree)
            .unwrap_or_else(|failure| panic!("{failure}"));
        insta::assert_snapshot!("ok", shown(&case, &generated));
    });
}

#[test]
fn err() {
    insta::glob!("fixtures/err/*", |folder| {
        let case = Case::at(folder);
        let Err(failure) = fixtures::generate(&case.reference(), Layout::Tree) else {
            panic!("{} generates", case.name);
        };
        for diagnostic in failure.diagnostics() {
            assert_is_placed_and_helpful(diagnostic);
        }
        insta::assert_snapshot!("err", relative(&failure.to_string(), &case));
    });
}

#[test]
fn runtime() {
    let cases = fixtures::ok();
    let enums = cases
        .iter()
        .find(|case| case.name == "enums")
        .unwrap_or_else(|| panic!("no case `enums`"));
    let generated = fixtures::generate(&enums.reference(), Layout::Tree)
        .unwrap_or_else(|failure| panic!("{failure}"));
    insta::assert_snapshot!(generated.files()[RUNTIME]);
}

/// What other views and names say is a moment has the type that the setting gives.
#[test]
fn times() {
    let config = Config::new().time(Time::Jiff);
    let cases = fixtures::ok()
        .into_iter()
        .filter(|case| ["times", "majority", "json_view"].contains(&case.name.as_str()));
    let outlines = cases.flat_map(|case| {
        let generated = config
            .generate(&[case.reference()])
            .unwrap_or_else(|failure| panic!("{failure}"));
        outline::sections(&generated).into_values()
    });
    insta::assert_snapshot!(outlines.collect::<String>());
}

/// Warnings, then every file below its path.
fn shown(case: &Case, generated: &Generated) -> String {
    let warnings = generated
        .diagnostics()
        .iter()
        .map(|warning| format!("{}\n", relative(&warning.to_string(), case)));
    let files = generated
        .files()
        .iter()
        .filter(|(path, _)| *path != RUNTIME);
    let files = files.map(|(path, text)| format!("==> {path} <==\n{text}\n"));
    warnings.chain(files).collect()
}

/// A text with the paths of pages relative to the folder of the case.
fn relative(text: &str, case: &Case) -> String {
    let reference = case.reference();
    let folder = format!("{}/", reference.parent().unwrap_or(&reference).display());
    text.replace(&folder, "")
}

/// Whoever gets a problem learns where it is and what to do.
fn assert_is_placed_and_helpful(diagnostic: &Diagnostic) {
    assert!(!diagnostic.help.is_empty(), "no help: {diagnostic}");
    let is_placed = diagnostic
        .span
        .as_ref()
        .is_some_and(|span| span.line > 0 && span.column > 0);
    let has_no_text = matches!(diagnostic.code, Code::NoPages | Code::UnreadableFile);
    assert!(
        is_placed || has_no_text || diagnostic.severity() == Severity::Warning,
        "no line: {diagnostic}"
    );
}
