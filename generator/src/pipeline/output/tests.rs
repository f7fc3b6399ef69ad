use std::fs;

use tempfile::TempDir;

use super::*;
use crate::base::diagnostic::Code;
use crate::pipeline::header::{self, MARKER, ROOT_MARK};

mod locks;
mod nested;

/// Writes the files as a run for pages in the folder `pages`.
fn write(files: &BTreeMap<String, String>, dir: &Path) -> Result<WriteSummary, Error> {
    super::write(files, dir, "pages")
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// Generated files with these paths and texts.
fn files(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let marked = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), marked(text)));
    marked.collect()
}

fn marked(text: &str) -> String {
    format!("// {MARKER} 0.0.0\n{text}\n")
}

/// Generated files with a root file.
fn output(root: &str, others: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut output = files(others);
    output.insert(root.to_owned(), root_text(root));
    output
}

fn root_text(path: &str) -> String {
    header::comment_line(path, &format!("{MARKER} 0.0.0.{ROOT_MARK}")) + "\n"
}

/// Every file and folder below `dir`, sorted.
fn listing(dir: &Path) -> Vec<String> {
    let entries = walkdir::WalkDir::new(dir).min_depth(1).sort_by_file_name();
    let paths = entries.into_iter().map(|entry| entry.unwrap().into_path());
    paths
        .map(|path| path.strip_prefix(dir).unwrap().display().to_string())
        .collect()
}

fn message(failure: &Error) -> String {
    failure.to_string()
}

#[test]
fn only_what_differs_is_written_and_what_is_gone_is_removed() {
    let dir = folder();
    let first = files(&[("lib.rs", "a"), ("a.rs", "b"), ("a/b/c.rs", "c")]);
    assert_eq!(
        write(&first, dir.path()).unwrap().written,
        ["a.rs", "a/b/c.rs", "lib.rs"]
    );

    let second = files(&[("lib.rs", "a"), ("a.rs", "new")]);
    let differences = compare(&second, dir.path()).unwrap();
    assert_eq!(differences.changed, ["a.rs"]);
    assert_eq!(differences.orphaned, ["a/b/c.rs"]);
    let untouched = fs::metadata(dir.path().join("lib.rs"))
        .unwrap()
        .modified()
        .unwrap();
    let summary = write(&second, dir.path()).unwrap();
    let expected = WriteSummary {
        written: vec!["a.rs".to_owned()],
        unchanged: 1,
        removed: vec!["a/b/c.rs".to_owned()],
    };
    assert_eq!(summary, expected);
    assert_eq!(listing(dir.path()), ["a.rs", "lib.rs"]);
    assert_eq!(
        fs::read_to_string(dir.path().join("a.rs")).unwrap(),
        marked("new")
    );
    assert_eq!(
        fs::metadata(dir.path().join("lib.rs"))
            .unwrap()
            .modified()
            .unwrap(),
        untouched
    );
    assert_eq!(
        compare(&second, dir.path()).unwrap(),
        Differences::default()
    );
}

/// No modification time of a file or folder changes, so that no build runs again.
#[test]
fn a_run_that_is_up_to_date_leaves_every_modification_time() {
    let dir = folder();
    let files = files(&[("lib.rs", "a"), ("a/b/c.rs", "c")]);
    write(&files, dir.path()).unwrap();
    let times = || {
        let entries = walkdir::WalkDir::new(dir.path()).sort_by_file_name();
        let entries = entries.into_iter().map(|entry| entry.unwrap());
        let times = entries.map(|entry| entry.metadata().unwrap().modified().unwrap());
        times.collect::<Vec<_>>()
    };
    let before = times();
    assert_eq!(write(&files, dir.path()).unwrap().unchanged, 2);
    add(&files, dir.path()).unwrap();
    assert_eq!((before.len(), times()), (5, before));
}

#[test]
fn a_foreign_file_stops_everything() {
    let dir = folder();
    fs::write(dir.path().join("z.rs"), "fn mine() {}").unwrap();
    let failure = write(&files(&[("a.rs", "a"), ("z.rs", "b")]), dir.path()).unwrap_err();
    assert!(message(&failure).contains("a file that is not generated is in its place"));
    assert_eq!(listing(dir.path()), ["z.rs"]);
}

#[test]
fn foreign_files_are_never_removed() {
    let dir = folder();
    fs::create_dir(dir.path().join("a")).unwrap();
    fs::write(dir.path().join("a/mine.rs"), "").unwrap();
    fs::write(dir.path().join("a/old.rs"), marked("")).unwrap();
    fs::write(dir.path().join("a/notes.txt"), marked("")).unwrap();
    write(&files(&[("lib.rs", "")]), dir.path()).unwrap();
    assert_eq!(
        listing(dir.path()),
        ["a", "a/mine.rs", "a/notes.txt", "lib.rs"]
    );
}

#[test]
fn what_a_killed_run_has_left_is_removed() {
    let dir = folder();
    fs::create_dir(dir.path().join("a")).unwrap();
    let names = [
        "a/.reference-codegen-17-3.tmp",
        ".reference-codegen-4000000000-0.tmp",
        ".reference-codegen-mine.tmp",
        ".reference-codegen-1-2-3.tmp",
        "reference-codegen-1-2.tmp",
    ];
    for name in names {
        fs::write(dir.path().join(name), "half a fi").unwrap();
    }
    let files = files(&[("lib.rs", "")]);
    add(&files, dir.path()).unwrap();
    let mine = &names[2..];
    assert_eq!(
        listing(dir.path()),
        [&[mine[1], mine[0], "a", names[0], "lib.rs", mine[2]][..]].concat()
    );
    write(&files, dir.path()).unwrap();
    assert_eq!(
        listing(dir.path()),
        [mine[1], mine[0], "a", "lib.rs", mine[2]]
    );
}

#[test]
fn a_file_may_become_a_folder_only_where_none_is_in_the_way() {
    let dir = folder();
    fs::write(dir.path().join("a"), "").unwrap();
    let failure = write(&files(&[("a/b.rs", ""), ("lib.rs", "")]), dir.path()).unwrap_err();
    assert!(message(&failure).contains("is not a folder"));
    assert_eq!(listing(dir.path()), ["a"]);
}

#[test]
fn no_path_leaves_the_folder() {
    let dir = folder();
    for path in [
        "../a.rs",
        "a/../../b.rs",
        "/tmp/a.rs",
        "",
        "a//b.rs",
        "./a.rs",
        "c:a.rs",
        "a\\b.rs",
    ] {
        assert!(
            write(&files(&[(path, "")]), dir.path()).is_err(),
            "{path:?}"
        );
    }
    assert!(listing(dir.path()).is_empty());
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_not_followed() {
    use std::os::unix::fs::symlink;

    let (dir, outside) = (folder(), folder());
    let old = outside.path().join("old.rs");
    fs::write(&old, marked("")).unwrap();
    symlink(outside.path(), dir.path().join("a")).unwrap();
    symlink(&old, dir.path().join("old.rs")).unwrap();

    assert!(write(&files(&[("a/b.rs", "")]), dir.path()).is_err());
    assert!(write(&files(&[("old.rs", "new")]), dir.path()).is_err());
    write(&files(&[("lib.rs", "")]), dir.path()).unwrap();
    assert_eq!(listing(outside.path()), ["old.rs"]);
    assert_eq!(fs::read_to_string(&old).unwrap(), marked(""));
}

/// A package with all three kinds of files, each with the marker as a comment of its language.
fn package() -> BTreeMap<String, String> {
    let paths = ["Cargo.toml", "README.md", "src/lib.rs"];
    let texts = paths.map(|path| {
        format!(
            "{}\n",
            header::comment_line(path, &format!("{MARKER} 0.0.0"))
        )
    });
    paths.map(str::to_owned).into_iter().zip(texts).collect()
}

#[test]
fn every_kind_of_file_is_known_again_by_its_mark() {
    let dir = folder();
    write(&package(), dir.path()).unwrap();
    assert_eq!(write(&package(), dir.path()).unwrap().unchanged, 3);
    let mut changed = package();
    let manifest = changed.get_mut("Cargo.toml").unwrap();
    manifest.push_str("[package]\n");
    changed.remove("README.md");
    let summary = write(&changed, dir.path()).unwrap();
    assert_eq!(
        (summary.written, summary.removed),
        (vec!["Cargo.toml".to_owned()], vec!["README.md".to_owned()])
    );
}

#[test]
fn a_manifest_written_by_hand_stops_everything() {
    let dir = folder();
    let manifest = dir.path().join("Cargo.toml");
    for text in ["[package]\n".to_owned(), format!("[package] # {MARKER}\n")] {
        fs::write(&manifest, &text).unwrap();
        let failure = write(&package(), dir.path()).unwrap_err();
        assert_eq!(failure.diagnostics()[0].code, Code::OutputFailed);
        let expected = "Cargo.toml: error[output-failed]: cannot be written: \
                        a file that is not generated is in its place";
        assert!(message(&failure).contains(expected), "{failure}");
        assert_eq!(listing(dir.path()), ["Cargo.toml"]);
        assert_eq!(fs::read_to_string(&manifest).unwrap(), text);
    }
}

/// The target folder of a generated crate may contain generated files of build scripts.
#[test]
fn a_cache_is_not_searched() {
    let dir = folder();
    let target = dir.path().join("target");
    fs::create_dir(&target).unwrap();
    fs::write(target.join("CACHEDIR.TAG"), "").unwrap();
    fs::write(target.join("reference.rs"), marked("")).unwrap();
    assert!(write(&package(), dir.path()).unwrap().removed.is_empty());
    assert!(target.join("reference.rs").exists());
}

/// A link appears in the folder between the check and the write.
#[cfg(unix)]
#[test]
fn a_link_that_appears_after_the_check_is_not_followed() {
    use std::os::unix::fs::symlink;

    let old = files(&[("a/b.rs", ""), ("a/old.rs", ""), ("a/c/d.rs", "")]);
    for (link, target) in [
        ("a", ""),
        ("a/c", ""),
        ("a/b.rs", "b.rs"),
        ("a/old.rs", "old.rs"),
    ] {
        let (dir, outside) = (folder(), folder());
        write(&old, dir.path()).unwrap();
        for name in ["b.rs", "old.rs", "d.rs"] {
            fs::write(outside.path().join(name), marked("mine")).unwrap();
        }
        let new = files(&[("a/b.rs", "new"), ("a/c/d.rs", "new"), ("a/e.rs", "")]);
        let root = Folder::create(dir.path()).unwrap();
        let plan = Plan::new(&new, dir.path()).unwrap();
        plan.refuse_foreign().unwrap();
        fs::rename(dir.path().join(link), dir.path().join("moved")).unwrap();
        symlink(outside.path().join(target), dir.path().join(link)).unwrap();
        let result = plan.carry_out(&root);
        // The link itself may be replaced or removed, like the file in its place.
        assert_eq!(result.is_ok(), !target.is_empty(), "{link}");
        assert_eq!(
            listing(outside.path()),
            ["b.rs", "d.rs", "old.rs"],
            "{link}"
        );
        for name in ["b.rs", "old.rs", "d.rs"] {
            let text = fs::read_to_string(outside.path().join(name)).unwrap();
            assert_eq!(text, marked("mine"), "{link}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_mode() {
    use std::os::unix::fs::PermissionsExt;

    let dir = folder();
    let file = dir.path().join("a/b.rs");
    let mode = || fs::metadata(&file).unwrap().permissions().mode() & 0o7777;
    write(&files(&[("a/b.rs", "0")]), dir.path()).unwrap();
    for (number, kept) in [0o600, 0o640, 0o444, 0o664, 0o755].into_iter().enumerate() {
        fs::set_permissions(&file, fs::Permissions::from_mode(kept)).unwrap();
        let text = format!("{number} and more");
        write(&files(&[("a/b.rs", &text)]), dir.path()).unwrap();
        assert_eq!(mode(), kept, "{kept:o}");
        add(&files(&[("a/b.rs", &format!("{text} still"))]), dir.path()).unwrap();
        assert_eq!(mode(), kept, "{kept:o}");
    }
}
