//! Every problem has a fixture, and its place is that of the value at fault.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use reference_codegen::Layout;
use reference_codegen::diagnostic::{Code, Diagnostic};
use support::fixtures;
use support::marked::{Fault, Marked, Variant};

/// What no fixture raises, and why.
const WITHOUT_FIXTURE: [(Code, &str); 8] = [
    (Code::UnknownName, "it takes a question"),
    (Code::UnreadableRevision, "it takes a repository"),
    (Code::PageTooLarge, "nobody wants a file of 16 MiB here"),
    (Code::DuplicatePage, "it takes two folders"),
    (Code::InvalidSettings, "it takes settings"),
    (Code::OutputFailed, "it takes a disk that refuses"),
    (Code::OutdatedOutput, "it takes files of an earlier run"),
    (Code::InternalError, "it takes a defect of the generator"),
];

#[test]
fn every_code_has_a_fixture() {
    let raised: BTreeSet<Code> = fixtures::ok()
        .iter()
        .chain(&fixtures::err())
        .flat_map(|case| problems(&case.reference()))
        .map(|problem| problem.code)
        .collect();
    let exceptions = WITHOUT_FIXTURE.map(|(code, _)| code);
    for code in Code::ALL {
        let is_exception = exceptions.contains(code);
        assert_eq!(raised.contains(code), !is_exception, "{code}");
    }
}

/// Each page marks what is wrong in it; all of it is found, there, and nothing else.
#[test]
fn places_are_those_of_the_values_at_fault() {
    let cases = Marked::all();
    for case in &cases {
        for variant in [
            Variant::AsIs,
            Variant::CarriageReturns,
            Variant::ByteOrderMark,
        ] {
            let folder = tempfile::tempdir().unwrap();
            let expected = case.write(variant, folder.path());
            let found: BTreeSet<Fault> = problems(folder.path())
                .iter()
                .map(|problem| Fault::of(problem, folder.path()))
                .collect();
            assert_eq!(found, expected, "{} {variant:?}", case.name);
        }
    }
    let codes: BTreeSet<&str> = cases.iter().flat_map(Marked::codes).collect();
    assert!(cases.len() >= 40 && codes.len() >= 20, "{codes:?}");
}

/// What is wrong with the pages below a folder.
fn problems(reference: &Path) -> Vec<Diagnostic> {
    match fixtures::generate(reference, Layout::Tree) {
        Ok(generated) => generated.diagnostics().to_vec(),
        Err(failure) => failure.diagnostics().to_vec(),
    }
}
