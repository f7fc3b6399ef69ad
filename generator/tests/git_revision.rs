//! A reference as it is in a git revision, through the command.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "git_revision/files.rs"]
mod files;
#[cfg(unix)]
#[path = "git_revision/hostile.rs"]
mod hostile;
#[cfg(unix)]
#[path = "git_revision/links.rs"]
mod links;
#[path = "git_revision/objects.rs"]
mod objects;
#[path = "git_revision/repository.rs"]
mod repository;

use std::fs;
use std::path::Path;

use repository::{Outcome, PAGE, Repository, command_in, diff_command, diff_in};

#[test]
fn a_revision_is_read_and_nothing_is_touched() {
    let repository = Repository::new();
    repository.git(&["add", "."]);
    let index = repository.path().join(".git/index");
    let before = fs::read(&index).unwrap();
    let root = repository.path();
    let below = root.join("docs");
    let pages = below.join("reference");
    for (from, old, new) in [
        (&root, "git:v1:docs/reference", "docs/reference"),
        (&root, "git:main:docs/reference/", "docs/reference"),
        (&root, "git:main:", "docs"),
        (&below, "git:HEAD:./reference", "reference"),
        (&pages, "git:HEAD:.", "."),
        (&pages, "git:HEAD:./", "."),
        (&pages, "git:HEAD:..", ".."),
        (&pages, "git:HEAD:../reference", "."),
        (&root, "git:HEAD:.", "docs"),
    ] {
        diff_in(from, old, new).assert_change(old);
    }
    let same = repository.diff("git:v1:docs/reference", "git:main:docs/reference");
    assert_eq!(same.out, "nothing changed\n");
    assert_eq!(fs::read(index).unwrap(), before);
}

#[test]
fn a_report_compares_with_a_revision() {
    let repository = Repository::new();
    let arguments = ["report", "git:v1:docs", "docs", "--out", "report.html"];
    let outcome = Outcome::of(&mut command_in(&repository.path(), &arguments));
    assert_eq!(outcome.status, Some(0), "{outcome:?}");
    let report = fs::read_to_string(repository.path().join("report.html")).unwrap();
    let change = "<code>String</code> → <code>i64</code>";
    assert!(report.contains(change), "{report}");
}

#[test]
fn what_is_no_page_is_passed_over_in_a_revision_as_well() {
    let repository = Repository::new();
    let wrong = "---\nreference: 1\n---\n";
    for name in [".history/tram.mdx", "._tram.mdx", "node_modules/a.mdx"] {
        repository.write(Path::new("docs/reference").join(name), wrong);
    }
    // A lock of Emacs leads nowhere.
    #[cfg(unix)]
    let lock = repository.path().join("docs/reference/.#tram.mdx");
    #[cfg(unix)]
    std::os::unix::fs::symlink("me@here.1", lock).unwrap();
    repository.commit("v2");
    let outcome = repository.diff("git:v1:docs", "git:v2:docs");
    outcome.assert_change("v2");
    let hidden = repository.diff("git:v1:docs", "git:v2:docs/reference/.history");
    hidden.assert_failure(1, "error[wrong-shape]");
    fs::remove_file(repository.path().join("docs/reference/tram.mdx")).unwrap();
    repository.commit("v3");
    let none = repository.diff("git:v1:docs", "git:v3:docs");
    let count = if cfg!(unix) { 4 } else { 3 };
    none.assert_failure(2, &format!("{count} are skipped"));
}

#[test]
fn what_is_wrong_with_a_revision_is_told() {
    let repository = Repository::new();
    let root = repository.path();
    let elsewhere = repository.beside("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    for (from, old, expected) in [
        (
            &root,
            "git:v11:docs",
            "unknown git revision `v11`\n  help: did you mean `v1`?",
        ),
        (&root, "git:^v1:docs", "unknown git revision `^v1`"),
        (
            &root,
            "git:v1..main:docs",
            "unknown git revision `v1..main`",
        ),
        (&root, "git:v1:doc", "`v1` has no folder `doc`"),
        (
            &root,
            "git:v1:docs/reference/tram.mdx",
            "`v1` has no folder",
        ),
        (&root, "git:v1:../docs", "it leads out of the revision"),
        (&elsewhere, "git:v1:docs", "this is not a git repository"),
    ] {
        diff_in(from, old, "docs").assert_failure(2, expected);
    }
    let none = repository.diff("git:v1:docs", "git:main:docs");
    assert_eq!(none.status, Some(0));
}

#[test]
fn problems_name_the_revision() {
    let repository = Repository::new();
    repository.write(
        "docs/reference/tram.mdx",
        &PAGE.replace("type: string", "type: trolley"),
    );
    repository.commit("v2");
    for (new, file) in [
        ("git:v2:docs/reference", "git:v2:docs/reference/tram.mdx"),
        ("git:main:", "git:main:docs/reference/tram.mdx"),
        ("git:v2:./docs", "git:v2:./docs/reference/tram.mdx"),
    ] {
        let outcome = repository.diff("git:v1:docs", new);
        outcome.assert_failure(1, "error[unknown-type]");
        assert!(outcome.err.contains(&format!("{file}:7:30")), "{outcome:?}");
    }
}

/// The pages of a revision are kept in memory, so a killed run can leave no file behind.
#[test]
fn no_temporary_folder_is_needed() {
    let repository = Repository::new();
    let mut command = diff_command(&repository.path(), "git:v1:docs", "docs");
    for variable in ["TMPDIR", "TMP", "TEMP"] {
        command.env(variable, repository.beside("gone"));
    }
    Outcome::of(&mut command).assert_change("without TMPDIR");
}

#[test]
fn a_machine_without_git_is_told() {
    let repository = Repository::new();
    let mut command = diff_command(&repository.path(), "git:v1:docs", "docs");
    let outcome = Outcome::of(command.env("PATH", repository.beside("gone")));
    outcome.assert_failure(2, "check that `git` is installed");
}
