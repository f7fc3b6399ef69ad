//! Tests of the whole published reference, if `schema/fetch` has brought it, and of the committed
//! models.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "reference/compiles.rs"]
mod compiles;
#[path = "reference/described.rs"]
mod described;
#[path = "reference/events.rs"]
mod events;
#[path = "reference/made_up.rs"]
mod made_up;
#[path = "reference/openapi.rs"]
mod openapi;
#[path = "reference/patches.rs"]
mod patches;
#[path = "reference/releases.rs"]
mod releases;
#[path = "reference/schema_bodies.rs"]
mod schema_bodies;
#[path = "reference/sent.rs"]
mod sent;
#[path = "reference/stable.rs"]
mod stable;
mod support;
#[path = "reference/valid_bodies.rs"]
mod valid_bodies;
#[path = "reference/valid_errors.rs"]
mod valid_errors;

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use libtest_mimic::{Arguments, Failed, Trial};
use reference_codegen::diff::ReferenceSource;
use reference_codegen::lint::{Level, LintLevels, Rule};
use reference_codegen::report::ReportOptions;
use reference_codegen::{Config, Generated, Inspection, Layout};
use releases::{ELSEWHERE, Release};
use support::changes;
use support::fixtures;
use support::folders::{copy_backwards, read_tree};
use support::outline;

/// The variable that makes this program print the models of a folder instead of testing.
const PRINT: &str = "REFERENCE_TO_PRINT";

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
    let releases = releases::all();
    for &release in &releases {
        trials.push(trial(&[release], "counts", move || counts(release)));
        trials.push(trial(&[release], "drift", move || drift(release)));
        trials.push(trial(&[release], "views", move || views(release)));
        trials.push(trial(&[release], "outline", move || outlines(release)));
        trials.push(trial(&[release], "same_bytes", move || {
            same_bytes(&release.folder())
        }));
    }
    trials.extend(of_all(&releases));
    // These tests have expectations for the releases of `schema`, and for no others.
    if env::var_os(ELSEWHERE).is_none() {
        trials.push(Trial::test("made_up::is_known_by_its_lines", || {
            checked(made_up::is_known_by_its_lines)
        }));
        let compared = ["0.1.0", "0.2.0"].map(|version| Release { version });
        trials.push(trial(&compared, "diff", move || {
            changes::between(compared.map(Release::folder));
        }));
        trials.extend(of_published(releases::published()));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// The tests that compile all releases, and the page about the last two.
fn of_all(releases: &[Release]) -> Vec<Trial> {
    let all = releases.to_vec();
    let compiles = trial(releases, "compiles", move || compiles::compiles(&all));
    let all = releases.to_vec();
    let views = trial(releases, "every_view_compiles", move || {
        compiles::every_view_compiles(&all);
    });
    let mut trials = vec![compiles, views];
    if let [.., old, new] = *releases {
        trials.push(trial(&[old, new], "report", move || report(old, new)));
    }
    trials
}

/// The tests of the release that has corrections and settings.
fn of_published(release: Release) -> Vec<Trial> {
    let named = |name, test: fn(Release)| trial(&[release], name, move || test(release));
    vec![
        named("corrected", corrected),
        named("secrets", |_| secrets()),
        named("patches", |release| {
            let name = format!("patches__{}", release.version);
            insta::assert_snapshot!(name, patches::verdicts());
        }),
        named("events", events::both_states_are_read),
        with_openapi(release, "agrees_with_openapi", described::agrees),
        with_openapi(release, "valid_bodies", valid_bodies::are_accepted),
        named("sent", sent),
        with_openapi(release, "openapi", openapi::suggestions_settle),
        named("names_stay", stable::names_stay),
        named("each_section_alone", compiles::each_section_alone),
    ]
}

/// A test of a release that needs the OpenAPI description as well.
fn with_openapi(release: Release, name: &str, test: fn(Release)) -> Trial {
    let trial = trial(&[release], name, move || test(release));
    if releases::description().is_file() {
        return trial;
    }
    let reason = "no schema/upstream/openapi: run schema/fetch";
    trial.with_ignored_flag(true).with_kind(reason)
}

/// A test that is ignored, with the reason, if a release that it needs is missing.
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

fn generate(reference: &Path, layout: Layout) -> Generated {
    fixtures::generate(reference, layout).unwrap_or_else(|failure| panic!("{failure}"))
}

/// A report with everything is small enough to be sent around, and complete.
fn report(old: Release, new: Release) {
    let inputs = ReportOptions::default().old(ReferenceSource::Folder(old.folder()));
    let report = Config::new().report(&[new.folder()], &inputs).unwrap();
    let counts = generate(&new.folder(), Layout::Tree).inspection().counts;
    let entities = counts.resources + counts.json_resources + counts.operations;
    assert_eq!(report.entities.len(), entities);
    let page = report.html();
    assert_eq!(page.matches("<details class=\"entity\"").count(), entities);
    assert!(page.len() < 3_000_000, "{} bytes", page.len());
}

/// The number of findings of each rule, all rules enabled.
fn drift(release: Release) {
    let rules = Rule::ALL.iter();
    let levels = rules.fold(LintLevels::default(), |levels, rule| {
        levels.set(*rule, Level::Warn)
    });
    let lint = Config::new().lint(&[release.folder()], &levels).unwrap();
    let counts = Rule::ALL.iter().map(|rule| {
        let findings = lint.findings().iter();
        let count = findings.filter(|finding| finding.rule == *rule).count();
        format!("{rule}: {count}\n")
    });
    insta::assert_snapshot!(
        format!("drift__{}", release.version),
        counts.collect::<String>()
    );
}

/// Every correction differs from the docs, and decides a question that they leave open.
fn corrected(release: Release) {
    let config = Config::new().corrections(release.corrections());
    let generated = config.generate(&[release.folder()]);
    let generated = generated.unwrap_or_else(|failure| panic!("{failure}"));
    let warnings = generated.diagnostics().iter();
    let warnings: Vec<&str> = warnings.map(|one| one.message.as_str()).collect();
    assert_eq!(
        warnings.len(),
        1,
        "only the unknown key is left: {warnings:?}"
    );
    let inspection = generated.inspection();
    assert_eq!(
        (inspection.counts.omitted, inspection.omitted.len()),
        (0, 0)
    );
    let untyped = inspection
        .untyped
        .iter()
        .map(|untyped| format!("untyped {}\n", untyped.docs_path));
    let of_models = inspection
        .models
        .iter()
        .flat_map(|model| &model.corrections);
    let of_operations = inspection
        .operations
        .iter()
        .flat_map(|one| &one.corrections);
    let corrections = of_models.chain(of_operations);
    let ids: BTreeSet<&str> = inspection.operations.iter().map(|one| &*one.id).collect();
    for one in corrections.clone() {
        let unknown = described(&one.reason).find(|id| !ids.contains(id));
        assert_eq!(unknown, None, "{}: {}", one.path, one.reason);
    }
    let corrections: BTreeSet<String> = corrections
        .map(|one| format!("{}: {}\n", one.path, one.what))
        .collect();
    let lines: String = corrections.into_iter().chain(untyped).collect();
    insta::assert_snapshot!(format!("corrected__{}", release.version), lines);
    let lint = config
        .lint(&[release.folder()], &LintLevels::default())
        .unwrap();
    let mut findings = lint.findings().iter();
    assert!(findings.all(|finding| finding.rule != Rule::AmbiguousDeleteParameter));
}

/// The server, credential and encoding of each request.
fn sent(release: Release) {
    let name = format!("sent__{}", release.version);
    insta::assert_snapshot!(name, sent::lines(release));
}

/// The published settings decide on every field that may be a secret.
fn secrets() {
    let settings = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/published.toml");
    let config = Config::new().config_file(settings);
    let none: [&Path; 0] = [];
    let lint = config.lint(&none, &LintLevels::default()).unwrap();
    let findings = lint.findings().iter();
    let mut undecided = findings.filter(|finding| finding.rule == Rule::PossibleSecret);
    assert_eq!(undecided.next(), None);
    assert!(lint.errors().is_empty());
}

/// The operations by which a reason can be found in the API's own description.
fn described(reason: &str) -> impl Iterator<Item = &str> {
    let list = reason.split_once("OpenAPI description (");
    let list = list.and_then(|(_, rest)| rest.split_once(')'));
    let ids = list.map_or("", |(list, _)| list).split(", ");
    ids.map(|id| id.trim_matches('`'))
        .filter(|id| !id.is_empty())
}

fn counts(release: Release) {
    let counted = release.counted();
    let known = release.counts();
    assert_eq!(
        known.as_deref(),
        Some(&*counted),
        "the line of release {} in tests/reference/counts.tsv is to be:\n{counted}",
        release.version
    );
}

/// The matches of the nine views; every gap has its line and reason.
fn views(release: Release) {
    let generated = Config::new()
        .generate(&[release.folder()])
        .unwrap_or_else(|failure| panic!("{failure}"));
    let inspection = generated.inspection();
    let counts = inspection.counts;
    assert!(
        counts.matched * 10 >= counts.other_members * 9,
        "under 90 % match"
    );
    assert_eq!(
        inspection.unmatched.len(),
        counts.other_members - counts.matched
    );
    assert_eq!(inspection.untyped.len(), counts.untyped);
    let facts = inspection
        .untyped
        .iter()
        .map(|untyped| format!("untyped {}\n", untyped.docs_path))
        .chain(reasons(&inspection));
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::assert_snapshot!(
            format!("views__{}", release.version),
            facts.collect::<String>()
        );
    });
}

/// The number of members of each view that match no field, by reason.
fn reasons(inspection: &Inspection) -> impl Iterator<Item = String> {
    let mut reasons: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for unmatched in &inspection.unmatched {
        assert!(unmatched.at.line > 1, "{unmatched:?}");
        *reasons
            .entry((unmatched.reason, unmatched.view))
            .or_default() += 1;
    }
    let lines = reasons.into_iter();
    lines.map(|((reason, view), count)| format!("unmatched {reason} {view} {count}\n"))
}

/// Names and types of everything, in one snapshot for each section of the docs.
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

/// Another working directory, another path and another order of making the files change nothing.
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

/// The models of a folder in every layout, on standard output.
fn print(folder: &OsString) -> ExitCode {
    let folder = Path::new(folder);
    let mut out = io::stdout();
    for layout in [Layout::Tree, Layout::File, Layout::Crate] {
        for (path, text) in generate(folder, layout).files() {
            writeln!(out, "==> {path} <==\n{text}").unwrap();
        }
    }
    ExitCode::SUCCESS
}

fn committed() -> PathBuf {
    PathBuf::from("schema/reference")
}

/// The committed models are those that `cargo run -- generate` would write.
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
