//! The names of files in a revision, and files of other kinds.

use std::fs;

use crate::repository::{PAGE, Repository};

/// Pages whose names git quotes, and one whose name is not even text, have the same result as on
/// disk.
#[cfg(target_os = "linux")]
#[test]
fn any_name_is_read_as_on_disk() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let names: [&[u8]; 7] = [
        b"tram stop.mdx",
        b"\"tram\".mdx",
        b"tram\nstop.mdx",
        b"tram\tstop\\.mdx",
        b"-tram.mdx",
        "stra\u{df}enbahn.mdx".as_bytes(),
        b"tram\xff.mdx",
    ];
    for name in names {
        let repository = Repository::empty(&[]);
        let folder = repository
            .path()
            .join("docs")
            .join(OsStr::from_bytes(b"a b\"\n\xfe"));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(OsStr::from_bytes(name)), PAGE).unwrap();
        repository.commit("v1");
        repository.write("new/tram.mdx", &PAGE.replace("string", "integer"));
        let mut on_disk = repository.diff("docs", "new");
        let outcome = repository.diff("git:v1:docs", "new");
        on_disk.err = on_disk.err.replace("docs/", "git:v1:docs/");
        let name = String::from_utf8_lossy(name);
        assert_eq!(outcome, on_disk, "{name:?}");
        let is_read = outcome.out.contains("line: String") || outcome.err.contains("git:v1:docs/");
        assert!(is_read, "{name:?}: {outcome:?}");
    }
}

/// A submodule is another repository, and other files are no pages.
#[test]
fn submodules_and_other_files_are_passed_over() {
    let repository = Repository::new();
    let commit = repository.git(&["rev-parse", "HEAD"]);
    for name in ["docs/module", "docs/module.mdx"] {
        let entry = format!("160000,{commit},{name}");
        repository.git(&["update-index", "--add", "--cacheinfo", &entry]);
    }
    repository.git(&["commit", "--quiet", "--message=Module"]);
    repository
        .diff("git:main:docs", "docs")
        .assert_change("submodule");
    let outcome = repository.diff("git:main:docs/module", "docs");
    outcome.assert_failure(2, "`main` has no folder `docs/module`");
}

/// The faults of a page's file in a revision are reported as those of a file on disk.
#[test]
fn the_files_of_pages_have_the_same_limits() {
    let large = "x".repeat(17 << 20);
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:\
                   4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n";
    for (text, code) in [
        (large.as_str(), "page-too-large"),
        (pointer, "lfs-pointer"),
        ("---\nreference: 1\n---\n", "wrong-shape"),
    ] {
        let repository = Repository::new();
        repository.write("docs/reference/bus.mdx", text);
        repository.commit("v2");
        let on_disk = repository.diff("git:v1:docs", "docs");
        let outcome = repository.diff("git:v1:docs", "git:v2:docs");
        outcome.assert_failure(1, &format!("error[{code}]"));
        assert!(
            outcome.err.contains("git:v2:docs/reference/bus.mdx"),
            "{outcome:?}"
        );
        let name = |err: &str| err.replace("git:v2:", "");
        assert_eq!(name(&outcome.err), name(&on_disk.err));
    }
}

#[test]
fn a_folder_without_pages_is_told() {
    let repository = Repository::new();
    repository.write("empty/tram.txt", "");
    repository.commit("v2");
    let outcome = repository.diff("git:v2:empty", "docs");
    outcome.assert_failure(2, "git:v2:empty");
    assert!(outcome.err.contains("error[no-pages]"), "{outcome:?}");
}
