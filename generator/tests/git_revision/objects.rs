//! The objects of a repository: of another hash, damaged, replaced, missing or in excess.

use std::fs;

use crate::repository::{Outcome, PAGE, Repository, changed_page, diff_command, diff_in, git};

#[test]
fn other_kinds_of_repositories_are_read() {
    let repository = Repository::empty(&["--object-format=sha256"]);
    repository.write("docs/sub/tram.mdx", PAGE);
    repository.commit("v1");
    repository.write("docs/sub/tram.mdx", &changed_page());
    repository.commit("v2");
    repository
        .diff("git:v1:docs", "git:v2:docs")
        .assert_change("sha256");

    let bare = repository.beside("bare.git");
    let (from, to) = (repository.path(), bare.to_str().unwrap());
    repository.git(&["clone", "--quiet", "--bare", from.to_str().unwrap(), to]);
    diff_in(&bare, "git:v1:docs", "git:v2:docs").assert_change("bare");
    // If git is configured not to find bare repositories, the command finds none either.
    let mut command = diff_command(&bare, "git:v1:docs", "git:v2:docs");
    command
        .env("GIT_CONFIG_COUNT", "1")
        .env("GIT_CONFIG_KEY_0", "safe.bareRepository")
        .env("GIT_CONFIG_VALUE_0", "explicit");
    Outcome::of(&mut command).assert_failure(2, "safe.bareRepository is 'explicit'");

    let tree = repository.beside("tree");
    repository.git(&["worktree", "add", "--quiet", tree.to_str().unwrap(), "v2"]);
    diff_in(&tree, "git:v1:docs", "docs").assert_change("a worktree");
}

/// A commit has the content of its id, and the parent that it names, whatever replaces them.
#[test]
fn replacements_and_grafts_do_not_count() {
    let repository = Repository::new();
    repository.commit("v2");
    let other = changed_page().replace("line", "route");
    repository.write("docs/reference/tram.mdx", &other);
    repository.commit("v3");
    let page = |tag: &str| format!("{tag}:docs/reference/tram.mdx");
    repository.git(&["replace", &page("v1"), &page("v3")]);
    let v3 = repository.git(&["rev-parse", "v3"]);
    let v2 = repository.git(&["rev-parse", "v2"]);
    repository.write(".git/info/grafts", &format!("{v2} {v3}\n"));
    // Git by itself follows both.
    assert!(repository.git(&["show", &page("v1")]).contains("route"));
    assert_eq!(repository.git(&["rev-parse", "v2~1"]), v3);
    for old in ["git:v1:docs", "git:v2~1:docs"] {
        repository.diff(old, "git:v2:docs").assert_change(old);
    }
}

/// The commands in the help of the error repair the clone.
#[test]
fn what_a_partial_clone_lacks_is_told() {
    let repository = Repository::new();
    repository.write("docs/reference/bus.mdx", &PAGE.replace("tram", "bus"));
    repository.commit("v2");
    repository.git(&["config", "uploadpack.allowFilter", "true"]);
    repository.git(&["config", "uploadpack.allowAnySHA1InWant", "true"]);
    let url = format!("file://{}", repository.path().display());
    for filter in ["--filter=blob:none", "--filter=tree:0"] {
        let clone = repository.beside(filter);
        let to = clone.to_str().unwrap();
        repository.git(&["clone", "--quiet", "--no-checkout", filter, &url, to]);
        let outcome = diff_in(&clone, "git:v1:docs", "git:v2:docs");
        outcome.assert_failure(2, "its object is not in the repository");
        if filter.contains("blob") {
            assert!(
                outcome.err.contains("git:v1:docs/reference/tram.mdx"),
                "{outcome:?}"
            );
        }
        let fetch = ["fetch", "--refetch", "--no-filter"];
        assert!(outcome.err.contains(&format!("`git {}`", fetch.join(" "))));
        assert!(git(&clone, &fetch).output().unwrap().status.success());
        diff_in(&clone, "git:v1:docs", "git:v2:docs").assert_change(filter);
    }
}

/// One run reports every page whose object is missing.
#[test]
fn lost_objects_are_told_with_their_pages() {
    let repository = Repository::new();
    repository.write("docs/reference/bus.mdx", &PAGE.replace("tram", "bus"));
    repository.commit("v2");
    for name in ["tram", "bus"] {
        let id = repository.git(&["rev-parse", &format!("v2:docs/reference/{name}.mdx")]);
        let object = format!(".git/objects/{}/{}", &id[..2], &id[2..]);
        fs::remove_file(repository.path().join(object)).unwrap();
    }
    let outcome = repository.diff("git:v2:docs", "git:v1:docs");
    outcome.assert_failure(2, "`git fsck`");
    for name in ["tram", "bus"] {
        let place = format!("[git:v2:docs/reference/{name}.mdx]");
        assert!(outcome.err.contains(&place), "{outcome:?}");
    }
}

/// A few kilobytes of nested trees with ten million paths, and a path that no system would accept.
#[test]
fn trees_have_limits() {
    let repository = Repository::new();
    let page = repository.git(&["rev-parse", "v1:docs/reference/tram.mdx"]);
    let one = |tree: &str, name: &str| format!("040000 tree {tree}\t{name}\n");
    let leaf = repository.git_with(&["mktree"], format!("100644 blob {page}\tx\n").as_bytes());
    let mut tree = leaf.clone();
    for _ in 0..7 {
        let entries: String = (0..10).map(|name| one(&tree, &name.to_string())).collect();
        tree = repository.git_with(&["mktree"], entries.as_bytes());
    }
    repository.commit_tree(&tree, "bomb");
    let outcome = repository.diff("git:bomb:", "docs");
    outcome.assert_failure(2, "has more than 100000 files and folders");

    tree = leaf;
    for _ in 0..17 {
        tree = repository.git_with(&["mktree"], one(&tree, &"d".repeat(250)).as_bytes());
    }
    repository.commit_tree(&tree, "deep");
    let outcome = repository.diff("git:deep:", "docs");
    outcome.assert_failure(2, "its path is too long");
}

/// Trees with names that are paths to other folders, and trees that end too early.
#[test]
fn damaged_trees_are_told() {
    let repository = Repository::new();
    let names: [&[u8]; 5] = [b"..", b".", b"", b"a/../../b.mdx", b"/etc"];
    let mut trees: Vec<Vec<u8>> = names
        .iter()
        .map(|name| [b"100644 ", *name, &[0; 21]].concat())
        .collect();
    trees.push(b"100644 tram.mdx\0short".to_vec());
    trees.push(b"100644".to_vec());
    for (number, content) in trees.iter().enumerate() {
        let write = ["hash-object", "-t", "tree", "-w", "--stdin", "--literally"];
        let tree = repository.git_with(&write, content);
        let tag = format!("t{number}");
        repository.commit_tree(&tree, &tag);
        let outcome = repository.diff(&format!("git:{tag}:"), "docs");
        outcome.assert_failure(2, "its object is damaged");
    }
}
