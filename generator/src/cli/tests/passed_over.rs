//! Files that every command skips because of their names.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use super::{Ran, below, reference, run_with};

/// A page that no command may read: it has an error.
const WRONG: &str = "---\nreference: 1\n---\n";

fn write(folder: &Path, name: &str, text: &str) {
    let file = folder.join(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// The page of `reference`, and beside it four files of editors and package managers.
fn littered() -> tempfile::TempDir {
    let folder = reference();
    for name in [
        "pages/._thing.mdx",
        "pages/.history/thing_2.mdx",
        "pages/node_modules/kit/README.mdx",
        "pages/sub/.thing.mdx",
    ] {
        write(folder.path(), name, WRONG);
    }
    // A lock file of Emacs is a symbolic link without a target.
    #[cfg(unix)]
    let lock = std::os::unix::fs::symlink("me@here.1", folder.path().join("pages/.#thing.mdx"));
    #[cfg(not(unix))]
    let lock = fs::write(folder.path().join("pages/.#thing.mdx"), WRONG);
    lock.unwrap();
    folder
}

#[test]
fn no_command_reads_what_is_no_page() {
    let folder = littered();
    let path = |name: &str| below(folder.path(), name);
    write(folder.path(), "bodies/thing.json", r#"{"name":"a"}"#);
    write(folder.path(), "bodies/._thing.json", "\0");
    write(folder.path(), "bodies/.cache/thing.json", "\0");
    let (pages, out, bodies) = (path("pages"), path("out"), path("bodies"));
    let report = path("report.html");
    for arguments in [
        &["generate", &pages, "--out", &out][..],
        &["check", &pages, "--out", &out],
        &["inspect", &pages],
        &["explain", "Thing", &pages],
        &["lint", &pages],
        &["diff", &pages, &pages],
        &["verify", &pages, "--payloads", &bodies],
        &["report", &pages, "--payloads", &bodies, "--out", &report],
    ] {
        let ran = run_with(arguments);
        assert_eq!(
            (ran.status, ran.err.as_str()),
            (ExitCode::SUCCESS, ""),
            "{arguments:?}"
        );
        let counts = "read: 1 page, 1 entity, ";
        if ran.out.contains(counts) {
            assert!(ran.out.contains("\nskipped: 5 pages\n"), "{}", ran.out);
        }
    }
    let inspected = run_with(&["inspect", &pages, "--format", "json"]).out;
    assert!(inspected.contains("\"passed_over\": 5"), "{inspected}");
}

#[test]
fn the_folder_that_is_named_is_read_whatever_its_name() {
    let folder = reference();
    let (from, to) = (folder.path().join("pages"), folder.path().join(".docs"));
    fs::rename(from, to).unwrap();
    for pages in [".docs", ".docs/thing.mdx"] {
        let ran = run_with(&["inspect", &below(folder.path(), pages)]);
        assert_eq!(ran.status, ExitCode::SUCCESS, "{}", ran.err);
        assert!(!ran.out.contains("passed over"), "{}", ran.out);
    }
    let ran = run_with(&["inspect", &below(folder.path(), "")]);
    assert_eq!(ran.status, ExitCode::from(2));
    assert!(
        ran.err.contains("; 1 is skipped") && ran.err.contains("name the skipped folder itself"),
        "{}",
        ran.err
    );
}

/// The result of `inspect` with these settings for four pages, of which two are skipped.
fn inspect(settings: &str) -> Ran {
    let folder = reference();
    let page = fs::read_to_string(folder.path().join("pages/thing.mdx")).unwrap();
    let kite = page.replace("thing", "kite");
    write(folder.path(), "pages/.well-known/kite.mdx", &kite);
    write(folder.path(), "pages/.well-known/.#kite.mdx", WRONG);
    write(folder.path(), "pages/drafts/kite.mdx", WRONG);
    write(folder.path(), "codegen.toml", settings);
    let (pages, settings) = ("pages", "codegen.toml");
    let [pages, settings] = [pages, settings].map(|name| below(folder.path(), name));
    let options = ["--config", &settings, "--message-format", "short"];
    run_with(&[&["inspect", &pages], &options[..]].concat())
}

#[test]
fn globs_bring_back_and_exclude() {
    let ran = inspect("include = [\".well-known/**\"]\nexclude = [\"drafts\"]\n");
    assert_eq!((ran.status, ran.err.as_str()), (ExitCode::SUCCESS, ""));
    assert!(ran.out.contains("read: 2 pages"), "{}", ran.out);
    assert!(ran.out.contains("\nskipped: 2 pages"), "{}", ran.out);
}

#[test]
fn a_glob_without_effect_is_a_warning() {
    let ran = inspect("include = [\"**/*.mdx\"]\nexclude = [\"drafts/\", \"old\"]\n");
    assert_eq!(ran.status, ExitCode::SUCCESS);
    for (place, glob) in [("1:12", "**/*.mdx"), ("2:23", "old")] {
        let line = ran.err.lines().find(|line| line.contains(glob));
        let expected = format!("codegen.toml:{place}: warning[unused-glob]");
        assert!(line.unwrap().contains(&expected), "{}", ran.err);
    }
    assert_eq!(ran.err.matches("[unused-glob]").count(), 2, "{}", ran.err);
}

#[test]
fn a_run_without_pages_tells_that_all_are_excluded() {
    let ran = inspect("exclude = [\"**\"]\n");
    assert_eq!(ran.status, ExitCode::from(2));
    assert!(ran.err.contains("; 4 are skipped"), "{}", ran.err);
    let help = "make the setting `exclude` match fewer pages";
    assert!(ran.err.contains(help), "{}", ran.err);
}
