//! A third, unpublished release: a line in each of the two tables makes the tests include it.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::copy_backwards;
use crate::releases::ELSEWHERE;

const VERSION: &str = "3.0.0";

/// Without its counts the release fails, with the missing line in the message; with them it passes
/// all tests for any release.
pub(crate) fn is_known_by_its_lines() {
    let folder = with_a_third_release();
    let counts = fs::read_to_string("tests/reference/counts.tsv").unwrap();
    let run = |line: &str, arguments: &[&str]| {
        fs::write(folder.path().join("counts.tsv"), counts.clone() + line).unwrap();
        tests(folder.path(), arguments)
    };
    let ran = run("", &["3.0.0::counts"]);
    assert!(ran.contains(" 0 passed; 1 failed"), "{ran}");
    let line = ran
        .lines()
        .find(|line| line.starts_with("3.0.0\t"))
        .unwrap();
    assert_eq!(line.split('\t').count(), 10, "{line}");

    let ran = run(line, &["3.0.0::", "--skip", "_and_"]);
    assert!(ran.contains("test result: ok. 5 passed; 0 failed"), "{ran}");
    let mut wrong: Vec<&str> = line.split('\t').collect();
    wrong[3] = "172";
    let ran = run(&wrong.join("\t"), &["3.0.0::counts"]);
    assert!(ran.contains(&format!("is to be:\n{line}")), "{ran}");

    let listed = run(line, &["--list"]);
    for test in [
        "0.1.0_and_0.2.0_and_3.0.0::compiles",
        "0.2.0_and_3.0.0::report",
    ] {
        assert!(listed.contains(test), "{listed}");
    }
}

/// A folder with our tables and a line more in each, and with the pages of the added release alone.
fn with_a_third_release() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let pins = fs::read_to_string("schema/releases.tsv").unwrap();
    let pins = format!("{pins}{VERSION}\t{}\n", "0".repeat(128));
    fs::write(folder.path().join("releases.tsv"), pins).unwrap();
    let pages = folder
        .path()
        .join("upstream")
        .join(VERSION)
        .join("reference");
    copy_backwards(Path::new("tests/fixtures/ok/operations/reference"), &pages);
    folder
}

/// The output of the tests of those releases. Their snapshots are not compared, so they all pass.
fn tests(folder: &Path, arguments: &[&str]) -> String {
    let mut tests = Command::new(std::env::current_exe().unwrap());
    tests.args(arguments).env(ELSEWHERE, folder);
    tests.envs([("INSTA_UPDATE", "no"), ("INSTA_FORCE_PASS", "1")]);
    let output = tests.output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}
