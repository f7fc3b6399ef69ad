//! Nested outputs and their roots.

use super::*;

/// An output in a subfolder of another output, for each layout.
#[test]
fn an_output_below_is_left_alone() {
    for root in ["lib.rs", "Cargo.toml", "reference.rs"] {
        let dir = folder();
        let inner = dir.path().join("b/c");
        write(&output("lib.rs", &[("a.rs", "")]), dir.path()).unwrap();
        let below = output(root, &[("src/d.rs", ""), ("e.rs", "")]);
        assert_eq!(write(&below, &inner).unwrap().removed, [""; 0]);

        let outer = output("lib.rs", &[("z.rs", "")]);
        assert_eq!(compare(&outer, dir.path()).unwrap().orphaned, ["a.rs"]);
        assert_eq!(write(&outer, dir.path()).unwrap().removed, ["a.rs"]);
        assert_eq!(compare(&below, &inner).unwrap(), Differences::default());
        // A generated file without its own root belongs to the output above.
        fs::write(dir.path().join("b/old.rs"), marked("")).unwrap();
        fs::remove_file(inner.join(root)).unwrap();
        let removed = write(&outer, dir.path()).unwrap().removed;
        assert_eq!(removed, ["b/c/e.rs", "b/c/src/d.rs", "b/old.rs"]);
    }
}

#[test]
fn no_file_is_written_into_an_output_below() {
    let dir = folder();
    write(&output("lib.rs", &[("a.rs", "")]), &dir.path().join("b")).unwrap();
    let outer = output(
        "lib.rs",
        &[("b/a.rs", "new"), ("b/c/d.rs", ""), ("bc.rs", "")],
    );
    let failure = write(&outer, dir.path()).unwrap_err();
    assert_eq!(failure.diagnostics().len(), 2, "{failure}");
    assert!(
        message(&failure).contains("lib.rs is another output's root"),
        "{failure}"
    );
    assert_eq!(listing(dir.path()), ["b", "b/a.rs", "b/lib.rs"]);
}

#[test]
fn the_files_of_an_output_above_are_not_taken() {
    let dir = folder();
    let outer = output("Cargo.toml", &[("src/lib.rs", ""), ("src/a/b.rs", "")]);
    write(&outer, dir.path()).unwrap();
    for part in ["src", "src/a"] {
        let part = dir.path().join(part);
        let failure = write(&output("lib.rs", &[]), &part).unwrap_err();
        let expected = "Cargo.toml";
        assert!(
            message(&failure).contains("the files here belong to the output of "),
            "{failure}"
        );
        assert!(message(&failure).contains(expected), "{failure}");
        assert_eq!(compare(&outer, dir.path()).unwrap(), Differences::default());
    }
    // A subfolder without files of the output is free.
    write(&output("lib.rs", &[]), &dir.path().join("src/free")).unwrap();
    assert_eq!(compare(&outer, dir.path()).unwrap(), Differences::default());
}

/// Outputs of versions without the mark of a root.
#[test]
fn an_output_without_a_root_is_written_again() {
    let dir = folder();
    write(&files(&[("lib.rs", ""), ("a.rs", "")]), dir.path()).unwrap();
    let new = output("lib.rs", &[("b.rs", "")]);
    let differences = compare(&new, dir.path()).unwrap();
    assert_eq!(differences.changed, ["lib.rs"]);
    assert_eq!(write(&new, dir.path()).unwrap().removed, ["a.rs"]);
    assert_eq!(listing(dir.path()), ["b.rs", "lib.rs"]);
}

/// A run that writes to a parent folder may read this folder at any time.
#[test]
fn the_root_is_written_first() {
    let dir = folder();
    let files = output("z.rs", &[("a.rs", ""), ("b/c.rs", "")]);
    let root = Folder::create(dir.path()).unwrap();
    let plan = Plan::new(&files, dir.path()).unwrap();
    // A folder at the path of the next file makes the write fail.
    fs::create_dir(dir.path().join("a.rs")).unwrap();
    assert!(plan.carry_out(&root).is_err());
    assert_eq!(listing(dir.path()), ["a.rs", "z.rs"]);
}
