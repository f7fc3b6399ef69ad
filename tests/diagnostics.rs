//! Every problem has a fixture, and its place is that of the value at fault.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use reference_codegen::Layout;
use reference_codegen::diagnostic::{Code, Diagnostic};
use support::fixtures;
use support::marked::{Fault, Marked, Variant};

/// The codes that no fixture raises, and the reasons.
const WITHOUT_FIXTURE: [(Code, &str); 9] = [
    (Code::UnreadableRevision, "it takes a repository"),
    (Code::NothingModelled, "it takes models that hold nothing"),
    (Code::PageTooLarge, "nobody wants a file of 16 MiB here"),
    (Code::UnusedGlob, "it takes settings"),
    (Code::DuplicatePage, "it takes two folders"),
    (Code::OutputFailed, "it takes a disk that refuses"),
    (Code::OutdatedOutput, "it takes files of an earlier run"),
    (Code::InvalidDescription, "it takes an OpenAPI description"),
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

/// The lines around the front matter are forgotten, so the generated code is empty.
#[test]
fn pages_that_give_nothing_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let codes = |page: &str| {
        std::fs::write(folder.path().join("bike.mdx"), page).unwrap();
        let problems = problems(folder.path());
        problems.iter().map(|one| one.code).collect::<Vec<Code>>()
    };
    let bike = "reference: { curl: [{ key: bike, properties: [] }] }";
    let forgotten = codes(bike);
    assert_eq!(forgotten, [Code::NothingModelled, Code::NoFrontMatter]);
    assert_eq!(codes(&format!("---\n{bike}\n---\n")), []);
    let other_view = format!("---\n{}\n---\n", bike.replace("curl", "js"));
    assert_eq!(codes(&other_view), [Code::NothingModelled]);
    // After an error there is no such warning.
    assert_eq!(codes("---\nreference: 1\n---\n"), [Code::WrongShape]);
}

/// Each page marks its own mistakes; exactly these are found, each in its place.
#[test]
fn places_are_those_of_the_values_at_fault() {
    let cases = Marked::all();
    for case in &cases {
        for variant in [
            Variant::AsIs,
            Variant::CarriageReturns,
            Variant::CarriageReturnsAlone,
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

/// The diagnostics of the pages below a folder.
fn problems(reference: &Path) -> Vec<Diagnostic> {
    match fixtures::generate(reference, Layout::Tree) {
        Ok(generated) => generated.diagnostics().to_vec(),
        Err(failure) => failure.diagnostics().to_vec(),
    }
}
