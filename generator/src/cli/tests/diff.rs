use std::fs;
use std::process::ExitCode;

use super::{below, reference, run_with};

/// A folder with the pages of [`reference`] and, beside them, pages without its member.
fn two_references() -> tempfile::TempDir {
    let folder = reference();
    fs::create_dir(folder.path().join("later")).unwrap();
    let page = fs::read_to_string(folder.path().join("pages/thing.mdx")).unwrap();
    let page = page.replace("key: name", "key: label");
    fs::write(folder.path().join("later/thing.mdx"), page).unwrap();
    folder
}

#[test]
fn diff_fails_only_where_it_is_told_to() {
    let folder = two_references();
    let (old, new) = (below(folder.path(), "pages"), below(folder.path(), "later"));
    let ran = run_with(&["diff", &old, &new]);
    assert_eq!((ran.status, ran.err.as_str()), (ExitCode::SUCCESS, ""));
    assert!(ran.out.contains("name: removed"), "{}", ran.out);
    let ran = run_with(&["diff", &old, &new, "--fail-on", "breaking", "--quiet"]);
    assert_eq!((ran.status, ran.out.as_str()), (ExitCode::from(1), ""));
    assert_eq!(ran.err, "error: breaking changes: 1\n");
    let ran = run_with(&[
        "diff",
        &old,
        &old,
        "--fail-on",
        "breaking",
        "--format",
        "json",
    ]);
    assert_eq!(ran.status, ExitCode::SUCCESS);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (&json["version"], &json["semver"]),
        (&1.into(), &"none".into())
    );
    let ran = run_with(&["diff", &old, &new, "--changelog"]);
    assert!(ran.out.starts_with("## [Unreleased]\n"), "{}", ran.out);
}

/// `--quiet` omits messages and text for people. JSON, Markdown and changelogs are still written.
#[test]
fn diff_writes_what_was_asked_for_when_quiet() {
    let folder = two_references();
    let (old, new) = (below(folder.path(), "pages"), below(folder.path(), "later"));
    for asked in [
        &["--format", "json"][..],
        &["--format", "markdown"],
        &["--changelog"],
    ] {
        let arguments = [&["diff", &old, &new][..], asked].concat();
        let loud = run_with(&arguments).out;
        let quiet = run_with(&[&arguments[..], &["-q"]].concat()).out;
        assert!(!quiet.is_empty() && quiet == loud, "{asked:?}: {quiet}");
    }
}

/// A comment on a pull request must not contain paths of the machine that wrote it.
#[test]
fn diff_shows_no_path_of_this_machine() {
    let folder = two_references();
    let (old, new) = (below(folder.path(), "pages"), below(folder.path(), "later"));
    let markdown = run_with(&["diff", &old, &new, "--format", "markdown"]).out;
    assert!(markdown.starts_with("## API reference: `pages` → `later`\n"));
    assert!(!markdown.contains(&below(folder.path(), "")), "{markdown}");
}

#[test]
fn diff_tells_in_every_format_how_many_break() {
    let folder = two_references();
    let (old, new) = (below(folder.path(), "pages"), below(folder.path(), "later"));
    let text = run_with(&["diff", &old, &new]).out;
    let summary = "changes: 1 breaking (1 breaks Rust, 1 breaks the wire), 1 additive, 0 documentation only\n";
    assert!(text.contains(summary), "{text}");
    let markdown = run_with(&["diff", &old, &new, "--format", "markdown"]).out;
    let summary = "1 change breaks (1 breaks Rust, 1 breaks the wire), 1 is additive, 0 are documentation only.";
    assert!(markdown.contains(summary), "{markdown}");
    let json = run_with(&["diff", &old, &new, "--format", "json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["counts"]["breaking"], 1);
    let markdown = run_with(&["diff", &old, &old, "--format", "markdown"]).out;
    assert!(markdown.ends_with("\n\nNothing changed.\n"), "{markdown}");
}

#[test]
fn diff_takes_no_revision_that_is_written_wrong() {
    let ran = run_with(&["diff", "git:main", "docs"]);
    assert_eq!(ran.status, ExitCode::from(2));
    assert!(ran.err.contains("git:REV:PATH"), "{}", ran.err);
}

/// The corrections of the settings apply to both sides. One that does not match is an error only
/// for the new side.
#[test]
fn diff_corrects_both_sides_as_far_as_they_fit() {
    let folder = two_references();
    let (old, new) = (below(folder.path(), "pages"), below(folder.path(), "later"));
    for (file, path, change) in [
        ("now", "label", "name = \"name\"\nwas = \"label\""),
        ("then", "name", "nullable = true\nwas = false"),
    ] {
        let text = format!("[[correct]]\npath = \"thing.{path}\"\n{change}\nreason = \"seen\"\n");
        fs::write(folder.path().join(format!("{file}.toml")), text).unwrap();
    }
    let settings = below(folder.path(), "codegen.toml");
    fs::write(&settings, "corrections = \"now.toml\"\n").unwrap();
    let ran = run_with(&["diff", &old, &new, "--config", &settings]);
    assert_eq!((ran.status, ran.err.as_str()), (ExitCode::SUCCESS, ""));
    assert_eq!(ran.out, "nothing changed\n");
    let named = [
        "diff",
        &old,
        &new,
        "--corrections",
        &below(folder.path(), "now.toml"),
    ];
    assert_eq!(run_with(&named).out, ran.out);

    let same = run_with(&["diff", &new, &new, "--config", &settings]);
    assert_eq!(same.out, "nothing changed\n");

    let then = below(folder.path(), "then.toml");
    let both = [&named[..], &["--old-corrections", &then]].concat();
    let ran = run_with(&both);
    let expected = "name: Option<String> → String\n";
    assert!(ran.out.contains(expected), "{}{}", ran.out, ran.err);

    let stale = run_with(&["diff", &new, &old, "--config", &settings]);
    assert_eq!(stale.status, ExitCode::from(1));
    assert!(stale.err.contains("now.toml:3:8"), "{}", stale.err);
}
