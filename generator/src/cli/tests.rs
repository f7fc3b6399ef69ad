mod accept;
mod arguments;
mod check;
mod counts;
mod diff;
mod explain;
mod init;
mod only;
mod operations;
mod passed_over;
mod picture;
mod report;
mod shell;
mod shown;
mod verify;

use std::fs;
use std::io;
use std::path::Path;

use clap::CommandFactory;

use super::*;

/// The output and the exit status of a run.
pub(super) struct Ran {
    pub(super) status: ExitCode,
    pub(super) out: String,
    pub(super) err: String,
}

pub(super) fn run_with(arguments: &[&str]) -> Ran {
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

/// No subcommand, then every subcommand.
fn subcommands() -> Vec<Vec<String>> {
    let command = Arguments::command();
    let names = command.get_subcommands();
    let names = names.map(|command| vec![command.get_name().to_owned()]);
    std::iter::once(Vec::new()).chain(names).collect()
}

/// The help for these arguments, compared with a snapshot.
fn help(mut arguments: Vec<String>, flag: &str) -> String {
    arguments.push(flag.to_owned());
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let ran = run_with(&words);
    assert_eq!((ran.status, ran.err.as_str()), (ExitCode::SUCCESS, ""));
    let too_wide = ran.out.lines().find(|line| line.chars().count() > 80);
    assert_eq!(too_wide, None, "{words:?}");
    insta::assert_snapshot!(format!("help of {}", arguments.join(" ")), ran.out);
    ran.out
}

#[test]
fn help_teaches_by_examples() {
    for arguments in subcommands() {
        let text = help(arguments, "--help");
        assert!(text.contains("\nExamples:\n  reference-codegen"), "{text}");
    }
    Arguments::command().debug_assert();
}

#[test]
fn short_help_is_the_options_on_one_screen() {
    for arguments in subcommands() {
        let text = help(arguments, "-h");
        assert!(text.lines().count() <= 24, "{text}");
        assert!(!text.contains("Examples:"), "{text}");
    }
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
            .starts_with("read: 1 page, 1 entity, 1 resource, "),
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
            .contains("codegen.toml:2:1]\n 1 │ reference = \"pages\"\n 2 │ layuot = "),
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
    assert_eq!(json["version"], 2);
    assert_eq!(json["counts"]["fields"], 1);
    let model = serde_json::json!({
        "id": "thing", "page": "thing.mdx", "role": "resource", "rust": "thing::Thing", "file": "thing.rs",
        "fields": json["models"][0]["fields"],
    });
    assert_eq!(json["models"], serde_json::json!([model]));
    assert_eq!(model["fields"][0]["rust"], "thing::Thing.name");
    assert_eq!(json["untyped"], serde_json::json!([]));
    assert!(
        run_with(&["inspect", "--config", &settings])
            .out
            .starts_with("resource thing::Thing ")
    );
}

#[test]
fn corrections_are_counted_and_listed_with_what_they_correct() {
    let folder = reference();
    let corrections = below(folder.path(), "corrections.toml");
    let text =
        "[[correct]]\npath = \"thing.name\"\noptional = true\nwas = false\nreason = \"seen so\"\n";
    fs::write(&corrections, text).unwrap();
    let settings = below(folder.path(), "codegen.toml");
    fs::write(
        &settings,
        "reference = \"pages\"\ncorrections = \"corrections.toml\"\n",
    )
    .unwrap();
    let ran = run_with(&["inspect", "--config", &settings, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let expected = serde_json::json!([{
        "path": "thing.name", "what": "optional", "reason": "seen so", "file": corrections, "line": 2,
    }]);
    assert_eq!(json["models"][0]["corrections"], expected);
    let ran = run_with(&[
        "explain",
        "thing.name",
        "--config",
        &settings,
        "--format",
        "json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["fields"][0]["corrections"], expected);
    assert_eq!(json["fields"][0]["decision"]["rule"], "declared");
    assert_eq!(
        json["fields"][0]["presence"]["because"],
        "stated by a correction"
    );
    let pages = below(folder.path(), "pages");
    let ran = run_with(&["inspect", &pages, "--corrections", &corrections]);
    assert!(
        ran.out.contains("in thing.rs, 1 correction)"),
        "{}",
        ran.out
    );
    assert!(ran.out.ends_with("corrections applied: 1\n"), "{}", ran.out);
}

#[test]
fn a_correction_that_does_not_fit_ends_with_1_and_a_missing_file_with_2() {
    let folder = reference();
    let corrections = below(folder.path(), "corrections.toml");
    let pages = below(folder.path(), "pages");
    let arguments = ["inspect", &pages, "--corrections", &corrections];
    let ran = run_with(&arguments);
    assert_eq!(ran.status, ExitCode::from(2), "{}", ran.err);
    let text =
        "[[correct]]\npath = \"thing.name\"\noptional = false\nwas = true\nreason = \"seen so\"\n";
    fs::write(&corrections, text).unwrap();
    let ran = run_with(&arguments);
    assert_eq!(ran.status, ExitCode::from(1));
    assert!(
        ran.err.contains("error[stale-correction]") && ran.err.contains("corrections.toml:3:12"),
        "{}",
        ran.err
    );
}

/// An output that refuses to be written: a closed pipe or a full disk.
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
    let out = below(folder.path(), "out");
    let commands: [&[&str]; 13] = [
        &["--version"],
        &["--help"],
        &["-h"],
        &["diff", "--help"],
        &["help"],
        &["man", "diff"],
        &["completions", "zsh"],
        &["inspect", &pages],
        &["explain", "thing", &pages, "--format", "json"],
        &["lint", "--list-rules"],
        &["diff", &pages, &pages],
        &["check", &pages, "--out", &out],
        &["generate", &pages, "--out", &out],
    ];
    for arguments in commands {
        for (ty, expected) in [
            (io::ErrorKind::BrokenPipe, 0),
            (io::ErrorKind::StorageFull, 2),
        ] {
            let words = [&["reference-codegen"], arguments].concat();
            let words = words.into_iter().map(OsString::from);
            let mut err = Vec::new();
            let status = run(words, &mut Refuses(ty), &mut err);
            assert_eq!(status, ExitCode::from(expected), "{arguments:?}: {ty}");
            let said = String::from_utf8(err).unwrap();
            assert_eq!(
                said.contains("error: cannot write: "),
                expected == 2,
                "{said}"
            );
        }
    }
}

/// Errors in a reference give 1. A reference that does not exist or has no pages gives 2.
#[test]
fn exit_codes_mean_the_same_for_every_command() {
    let folder = reference();
    let page = |name: &str| below(folder.path(), name);
    let (good, bad, nowhere) = (page("pages"), page("bad"), page("nowhere"));
    fs::create_dir(&bad).unwrap();
    fs::write(folder.path().join("bad/bad.mdx"), "---\n: [\n---\n").unwrap();
    fs::create_dir(page("empty")).unwrap();
    let (out, html, bodies) = (page("out"), page("a.html"), page("bodies"));
    fs::create_dir(&bodies).unwrap();
    fs::write(folder.path().join("bodies/thing.json"), "{}").unwrap();
    for (of, expected) in [(&bad, 1), (&nowhere, 2), (&page("empty"), 2)] {
        for arguments in [
            vec!["generate", of, "--out", &out],
            vec!["check", of, "--out", &out],
            vec!["inspect", of],
            vec!["explain", "thing", of],
            vec!["lint", of],
            vec!["diff", &good, of],
            vec!["verify", of, "--payloads", &bodies],
            vec!["report", of, "--out", &html],
        ] {
            let ran = run_with(&arguments);
            assert_eq!(
                ran.status,
                ExitCode::from(expected),
                "{arguments:?}: {}",
                ran.err
            );
        }
    }
}

#[test]
fn nothing_is_written_among_the_pages() {
    let folder = reference();
    let pages = below(folder.path(), "pages");
    let ran = run_with(&["generate", &pages, "--out", &format!("{pages}/")]);
    assert_eq!(ran.status, ExitCode::from(2));
    assert!(
        ran.err.contains("cannot be the output folder"),
        "{}",
        ran.err
    );
    assert_eq!(fs::read_dir(&pages).unwrap().count(), 1);
}

/// Parts that a view omits are named. They are not an error.
#[test]
fn the_summary_says_what_the_view_omits() {
    let folder = reference();
    fs::write(folder.path().join("fixes.toml"), "").unwrap();
    let settings = below(folder.path(), "codegen.toml");
    fs::write(
        &settings,
        "reference = 'pages'\nout = 'out'\ncorrections = 'fixes.toml'\n",
    )
    .unwrap();
    let ran = run_with(&["generate", "--config", &settings, "--view", "json"]);
    assert!(ran.out.contains("\ncorrected: no, "), "{}", ran.out);
    assert!(ran.out.contains("\nrequests: none, "), "{}", ran.out);
    let ran = run_with(&["generate", "--config", &settings]);
    assert!(!ran.out.contains("corrected: no"), "{}", ran.out);
    let fixes = below(folder.path(), "fixes.toml");
    let ran = run_with(&[
        "inspect",
        "--config",
        &settings,
        "--view",
        "js",
        "--corrections",
        &fixes,
    ]);
    assert_eq!(ran.status, ExitCode::from(2));
}
