use std::fs;

use tempfile::TempDir;

use super::*;

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
    format!("// {MARK} 0.0.0\n{text}\n")
}

/// Every file and folder below `dir`, sorted.
fn listing(dir: &Path) -> Vec<String> {
    let entries = walkdir::WalkDir::new(dir).min_depth(1).sort_by_file_name();
    let paths = entries.into_iter().map(|entry| entry.unwrap().into_path());
    paths
        .map(|path| path.strip_prefix(dir).unwrap().display().to_string())
        .collect()
}

fn message(failure: &Failure) -> String {
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
    let expected = Summary {
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
