//! The whole published reference, where `schema/fetch` has brought it; and what is committed.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use libtest_mimic::{Arguments, Failed, Trial};
use reference_codegen::{Generated, Layout};
use support::fixtures;
use support::folders::{copy_backwards, read_tree};
use support::models::Models;
use support::outline;
use support::scratch::{CRATES, Scratch};

/// Makes this program print the models of a folder instead of testing.
const PRINT: &str = "REFERENCE_TO_PRINT";

/// What is known of a release.
#[derive(Debug, Clone, Copy)]
struct Release {
    version: &'static str,
    pages: usize,
    entities: usize,
    operations: usize,
    resources: usize,
}

const RELEASES: [Release; 2] = [
    Release {
        version: "0.1.0",
        pages: 220,
        entities: 906,
        operations: 131,
        resources: 29,
    },
    Release {
        version: "0.2.0",
        pages: 282,
        entities: 999,
        operations: 172,
        resources: 41,
    },
];

/// Resources that have no `curl` view: errors and the claims of tokens.
const JSON_ONLY: usize = 11;

fn main() -> ExitCode {
    if let Some(folder) = env::var_os(PRINT) {
        return print(&folder);
    }
    let mut trials = vec![
        Trial::test("committed::models_are_up_to_date", || {
            checked(models_are_up_to_date)
        }),
        Trial::test("committed::same_bytes", || {
            checked(|| same_bytes(&committed()))
        }),
    ];
    for release in RELEASES {
        trials.push(trial(&[release], "counts", move || counts(release)));
        trials.push(trial(&[release], "outline", move || outlines(release)));
        trials.push(trial(&[release], "same_bytes", move || {
            same_bytes(&release.folder())
        }));
    }
    trials.push(trial(&RELEASES, "compiles", compiles));
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// A test that is ignored, and says why, where a release that it needs is missing.
fn trial(needs: &[Release], name: &str, test: impl FnOnce() + Send + 'static) -> Trial {
    let versions: Vec<&str> = needs.iter().map(|release| release.version).collect();
    let missing = needs.iter().find(|release| !release.folder().is_dir());
    let reason =
        missing.map(|release| format!("no schema/upstream/{}: run schema/fetch", release.version));
    Trial::test(format!("{}::{name}", versions.join("_and_")), move || {
        checked(test)
    })
    .with_ignored_flag(reason.is_some())
    .with_kind(reason.unwrap_or_default())
}

/// A panic is caught by the harness, with the name of the test.
fn checked(test: impl FnOnce()) -> Result<(), Failed> {
    test();
    Ok(())
}

impl Release {
    /// Relative to the package, so that no message depends on where that is.
    fn folder(&self) -> PathBuf {
        Path::new("schema/upstream")
            .join(self.version)
            .join("reference")
    }
}

fn generate(reference: &Path, layout: Layout) -> Generated {
    fixtures::generate(reference, layout).unwrap_or_else(|failure| panic!("{failure}"))
}

fn counts(release: Release) {
    let counts = generate(&release.folder(), Layout::Tree)
        .inspection()
        .counts;
    let found = [
        counts.pages,
        counts.entities,
        counts.operations,
        counts.resources,
        counts.json_resources,
    ];
    assert_eq!(
        found,
        [
            release.pages,
            release.entities,
            release.operations,
            release.resources,
            JSON_ONLY,
        ]
    );
}

/// Names and types of everything, one snapshot a section of the docs.
fn outlines(release: Release) {
    let sections = outline::sections(&generate(&release.folder(), Layout::Tree));
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (section, outline) in sections {
            insta::assert_snapshot!(format!("outline__{}__{section}", release.version), outline);
        }
    });
}

fn compiles() {
    let models = RELEASES.map(|release| Models {
        name: format!("v{}", release.version.replace('.', "_")),
        reference: release.folder(),
        accepted: Vec::new(),
        rejected: Vec::new(),
    });
    let scratch = Scratch::new("reference", &models);
    scratch.clippy();
    scratch.doc(&CRATES);
    scratch.doc_tests(&CRATES);
    scratch.rustfmt();
}

/// Another working directory, another path, and files made in another order change nothing.
fn same_bytes(reference: &Path) {
    let elsewhere = tempfile::tempdir().unwrap();
    copy_backwards(reference, &elsewhere.path().join("copy"));
    let program = env::current_exe().unwrap();
    let printed = |folder: &Path, reference: &Path| {
        let output = Command::new(&program)
            .current_dir(folder)
            .env(PRINT, reference)
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    };
    let here = printed(Path::new("."), reference);
    assert!(here.len() > 1000, "{here}");
    assert!(
        here == printed(elsewhere.path(), Path::new("copy")),
        "the copy of {} differs",
        reference.display()
    );
}

/// The models of a folder in both layouts, on standard output.
fn print(folder: &OsString) -> ExitCode {
    let folder = Path::new(folder);
    let mut out = io::stdout();
    for layout in [Layout::Tree, Layout::File] {
        for (path, text) in generate(folder, layout).files() {
            writeln!(out, "==> {path} <==\n{text}").unwrap();
        }
    }
    ExitCode::SUCCESS
}

fn committed() -> PathBuf {
    PathBuf::from("schema/reference")
}

/// `cargo run -- generate` would change nothing.
fn models_are_up_to_date() {
    let fresh = generate(&committed(), Layout::Tree);
    let mut there = BTreeMap::new();
    read_tree(Path::new("generated"), Path::new("generated"), &mut there);
    let paths: Vec<&String> = there.keys().collect();
    assert_eq!(
        paths,
        fresh.files().keys().collect::<Vec<_>>(),
        "run `cargo run -- generate`"
    );
    for (path, text) in fresh.files() {
        assert!(
            there[path] == *text,
            "generated/{path} is stale; run `cargo run -- generate`"
        );
    }
}
