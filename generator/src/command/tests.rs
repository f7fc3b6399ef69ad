use std::fs;
use std::io;
use std::path::Path;

use clap::CommandFactory;

use super::*;

/// What a run said and how it ended.
struct Ran {
    status: ExitCode,
    out: String,
    err: String,
}

fn run_with(arguments: &[&str]) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = ["reference-codegen"]
        .iter()
        .chain(arguments)
        .map(OsString::from);
    let status = run(arguments, &mut out, &mut err);
    Ran {
        status,
        out: String::from_utf8(out).unwrap(),
        err: String::from_utf8(err).unwrap(),
    }
}

/// A folder with one page, and the arguments that name a folder below it.
fn reference() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("pages")).unwrap();
    let page = "---\nreference:\n  curl:\n    - key: thing\n      id: thing\n      properties:\n        \
                - key: name\n          type: string\n---\n\n# Thing\n";
    fs::write(folder.path().join("pages/thing.mdx"), page).unwrap();
    folder
}

fn below(folder: &Path, name: &str) -> String {
    folder.join(name).display().to_string()
}

#[test]
fn help_teaches_and_fits_80_columns() {
    for arguments in [
        &["--help"][..],
        &["generate", "--help"],
        &["inspect", "--help"],
    ] {
        let ran = run_with(arguments);
        assert_eq!(ran.status, ExitCode::SUCCESS);
        assert!(
            ran.out.lines().all(|line| line.chars().count() <= 80),
            "{}",
            ran.out
        );
        insta::assert_snapshot!(format!("help of {}", arguments.join(" ")), ran.out);
    }
    Arguments::command().debug_assert();
}

#[test]
fn wrong_arguments_name_the_nearest_right_one() {
    let ran = run_with(&["generate", "--layout", "tre"]);
    assert_eq!(ran.status, ExitCode::from(2));
    assert!(ran.err.contains("did you mean `tree`?"), "{}", ran.err);
    let ran = run_with(&["generate", "--tiem", "jiff"]);
    assert_eq!(ran.status, ExitCode::from(2));
    assert!(ran.err.contains("'--time'"), "{}", ran.err);
}

#[test]
fn generate_writes_once_and_says_what_it_did() {
    let folder = reference();
    let (pages, out) = (below(folder.path(), "pages"), below(folder.path(), "out"));
    let first = run_with(&["generate", &pages, "--out", &out]);
    assert_eq!((first.status, first.err.as_str()), (ExitCode::SUCCESS, ""));
    assert!(
        first
            .out
            .starts_with("read: 1 pages, 1 entities, 1 resources"),
        "{}",
        first.out
    );
    assert!(
        first.out.contains(" 0 unchanged, 0 removed"),
        "{}",
        first.out
    );
    let second = run_with(&["generate", &pages, "--out", &out]);
    assert!(second.out.contains("files: 0 written"), "{}", second.out);
    assert_eq!(
        run_with(&["generate", &pages, "--out", &out, "--quiet"]).out,
        ""
    );
}

#[test]
fn problems_of_the_reference_end_with_1_and_write_nothing() {
    let folder = reference();
    fs::write(folder.path().join("pages/bad.mdx"), "---\n: [\n---\n").unwrap();
    let (pages, out) = (below(folder.path(), "pages"), below(folder.path(), "out"));
    let ran = run_with(&[
        "generate",
        &pages,
        "--out",
        &out,
        "--message-format",
        "json",
    ]);
    assert_eq!((ran.status, ran.out.as_str()), (ExitCode::from(1), ""));
    let problem: serde_json::Value = serde_json::from_str(ran.err.lines().next().unwrap()).unwrap();
    assert_eq!(problem["code"], "invalid-yaml");
    assert_eq!(problem["severity"], "error");
    assert!(
        problem["file"].as_str().unwrap().ends_with("bad.mdx"),
        "{problem}"
    );
    assert!(
        problem["line"].is_u64() && problem["column"].is_u64(),
        "{problem}"
    );
    assert!(!Path::new(&out).exists());
}

#[test]
fn problems_of_the_settings_end_with_2() {
    let folder = reference();
    let settings = below(folder.path(), "codegen.toml");
    fs::write(&settings, "reference = \"pages\"\nlayuot = \"file\"\n").unwrap();
    let ran = run_with(&["inspect", "--config", &settings]);
    assert_eq!(ran.status, ExitCode::from(2));
    assert!(
        ran.err
            .contains("codegen.toml:2:1: error[invalid-settings]"),
        "{}",
        ran.err
    );
}

#[test]
fn inspect_lists_what_the_settings_file_names() {
    let folder = reference();
    let settings = below(folder.path(), "codegen.toml");
    fs::write(&settings, "reference = \"pages\"\n").unwrap();
    let ran = run_with(&["inspect", "--config", &settings, "--format", "json"]);
    assert_eq!((ran.status, ran.err.as_str()), (ExitCode::SUCCESS, ""));
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!(json["counts"]["fields"], 1);
    let model = serde_json::json!({
        "id": "thing", "page": "thing.mdx", "role": "resource", "rust": "thing::Thing", "file": "thing.rs",
    });
    assert_eq!(json["models"], serde_json::json!([model]));
    assert!(
        run_with(&["inspect", "--config", &settings])
            .out
            .starts_with("resource thing::Thing ")
    );
}

/// A reader that has gone away, and one whose disk is full.
struct Refuses(io::ErrorKind);

impl Write for Refuses {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(self.0.into())
    }
}

#[test]
fn a_closed_pipe_is_no_error_and_a_full_disk_is() {
    let folder = reference();
    let pages = below(folder.path(), "pages");
    for (kind, expected) in [
        (io::ErrorKind::BrokenPipe, 0),
        (io::ErrorKind::StorageFull, 2),
    ] {
        let arguments = ["reference-codegen", "inspect", &pages].map(OsString::from);
        let status = run(arguments, &mut Refuses(kind), &mut Vec::new());
        assert_eq!(status, ExitCode::from(expected), "{kind}");
    }
}
