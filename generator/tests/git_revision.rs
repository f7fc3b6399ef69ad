//! A reference as it is in a git revision, through the command.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const PAGE: &str = "---\nreference:\n  curl:\n    - key: tram\n      id: tram\n      properties:\n        \
                    - { key: line, type: string }\n---\n";

/// Runs git with settings and a home of its own.
fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.com"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
}

/// A repository with a page, committed as `v1`, and changed since.
fn repository() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("docs/reference");
    fs::create_dir_all(&pages).unwrap();
    fs::write(pages.join("tram.mdx"), PAGE).unwrap();
    git(folder.path(), &["init", "--quiet", "--initial-branch=main"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--message=One"]);
    git(folder.path(), &["tag", "v1"]);
    fs::write(
        pages.join("tram.mdx"),
        PAGE.replace("type: string", "type: integer"),
    )
    .unwrap();
    folder
}

fn diff(folder: &Path, old: &str, new: &str) -> (Option<i32>, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_reference-codegen"))
        .args(["diff", old, new])
        .current_dir(folder)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

#[test]
fn a_revision_is_read_and_nothing_is_touched() {
    let repository = repository();
    git(repository.path(), &["add", "."]);
    let index = fs::read(repository.path().join(".git/index")).unwrap();
    let below = repository.path().join("docs");
    let pages = below.join("reference");
    for (from, old, new) in [
        (repository.path(), "git:v1:docs/reference", "docs/reference"),
        (
            repository.path(),
            "git:main:docs/reference/",
            "docs/reference",
        ),
        (&below, "git:HEAD:./reference", "reference"),
        (&pages, "git:HEAD:.", "."),
        (&pages, "git:HEAD:./", "."),
        (repository.path(), "git:HEAD:.", "docs"),
    ] {
        let (status, out, err) = diff(from, old, new);
        assert_eq!((status, err.as_str()), (Some(0), ""), "{old}");
        assert!(out.contains("line: string → integer"), "{old}: {out}");
    }
    let (_, out, _) = diff(
        repository.path(),
        "git:v1:docs/reference",
        "git:main:docs/reference",
    );
    assert_eq!(out, "nothing changed\n");
    assert_eq!(
        fs::read(repository.path().join(".git/index")).unwrap(),
        index
    );
}

#[test]
fn what_is_wrong_with_a_revision_is_told() {
    let repository = repository();
    let elsewhere = tempfile::tempdir().unwrap();
    for (from, old, expected) in [
        (
            repository.path(),
            "git:v11:docs",
            "git knows no `v11`\n  help: did you mean `v1`?",
        ),
        (repository.path(), "git:v1:doc", "`v1` has no folder `doc`"),
        (
            repository.path(),
            "git:v1:docs/reference/tram.mdx",
            "`v1` has no folder",
        ),
        (elsewhere.path(), "git:v1:docs", "this is no git repository"),
    ] {
        let (status, out, err) = diff(from, old, "docs");
        assert_eq!((status, out.as_str()), (Some(2), ""), "{old}: {err}");
        assert!(err.contains(expected), "{old}: {err}");
    }
}

#[test]
fn problems_name_the_revision() {
    let repository = repository();
    let page = repository.path().join("docs/reference/tram.mdx");
    fs::write(page, PAGE.replace("type: string", "type: trolley")).unwrap();
    git(
        repository.path(),
        &["commit", "--quiet", "--all", "--message=Two"],
    );
    let (status, _, err) = diff(repository.path(), "git:v1:docs", "git:main:docs/reference");
    assert_eq!(status, Some(1));
    assert!(
        err.starts_with("error[unknown-type]")
            && err.contains("git:main:docs/reference/tram.mdx:7:30"),
        "{err}"
    );
}
