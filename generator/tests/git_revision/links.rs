//! Links of a revision, which are followed within the revision like links on disk.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::repository::{PAGE, Repository, diff_in};

fn link(repository: &Repository, target: &str, name: &str) {
    let link = repository.path().join(name);
    fs::create_dir_all(link.parent().unwrap()).unwrap();
    symlink(target, link).unwrap();
}

/// A page with a resource of this name.
fn page(name: &str) -> String {
    PAGE.replace("tram", name)
}

/// Links lead to as many pages in a revision as on disk.
#[test]
fn links_within_a_revision_are_followed() {
    let repository = Repository::empty(&[]);
    repository.write("docs/stops/bus.mdx", &page("bus"));
    repository.write("common/deep/ferry.mdx", &page("ferry"));
    repository.write("common/text", &page("barge"));
    link(&repository, "../common/deep", "docs/water");
    link(&repository, "../common/text", "docs/barge.mdx");
    link(&repository, "water/../deep/../text", "docs/chain");
    link(&repository, "chain", "docs/chain.mdx.txt");
    link(&repository, "docs", "current");
    repository.commit("v1");
    for (old, new) in [("git:v1:docs", "docs"), ("git:v1:current", "current")] {
        let same = repository.diff(old, new);
        assert_eq!(same.out, "nothing changed\n", "{same:?}");
    }
    // The revision has all three resources.
    fs::create_dir(repository.path().join("none")).unwrap();
    fs::write(repository.path().join("none/page.mdx"), "---\n---\n").unwrap();
    let outcome = repository.diff("git:v1:docs/", "none");
    for name in ["bus", "ferry", "barge"] {
        assert!(
            outcome.out.contains(&format!("resource {name} ")),
            "{name}: {outcome:?}"
        );
    }
}

/// A link that cannot be followed is reported under the same name as on disk.
#[test]
fn links_to_nothing_and_loops_are_told() {
    let links = [
        ("gone.mdx", "here.mdx", "its target does not exist"),
        ("tram.mdx/below", "file.mdx", "its target does not exist"),
        ("self.mdx", "self.mdx", "leads back to itself"),
        ("..", "up", "leads back to itself"),
        (".", "same", "leads back to itself"),
    ];
    for (target, name, reason) in links {
        let repository = Repository::empty(&[]);
        repository.write("docs/sub/tram.mdx", PAGE);
        link(&repository, target, &format!("docs/sub/{name}"));
        repository.commit("v1");
        let on_disk = repository.diff("docs", "docs");
        on_disk.assert_failure(2, &format!("docs/sub/{name}"));
        let outcome = repository.diff("git:v1:docs", "docs");
        outcome.assert_failure(2, reason);
        let place = format!("git:v1:docs/sub/{name}");
        assert!(outcome.err.contains(&place), "{outcome:?}");
    }
}

/// No file outside the revision is read: not beside the folder, not above it, and none that is not
/// committed.
#[test]
fn links_out_of_a_revision_are_not_followed() {
    let repository = Repository::empty(&[]);
    repository.write("docs/tram.mdx", PAGE);
    repository.commit("v1");
    let outside = repository.beside("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("secret.mdx"), page("secret")).unwrap();
    let absolute = outside.to_str().unwrap().to_owned();
    let secret = format!("{absolute}/secret.mdx");
    for (number, (target, name)) in [
        (absolute.as_str(), "folder"),
        (&secret, "page.mdx"),
        ("../../outside", "folder"),
        ("../../outside/secret.mdx", "page.mdx"),
        ("../../../../../../../../etc", "folder"),
        ("../../repository/docs/tram.mdx", "page.mdx"),
    ]
    .into_iter()
    .enumerate()
    {
        let tag = format!("t{number}");
        link(&repository, target, &format!("docs/{name}"));
        repository.commit(&tag);
        let outcome = repository.diff(&format!("git:{tag}:docs"), "git:v1:docs");
        outcome.assert_failure(2, &format!("git:{tag}:docs/{name}"));
        assert!(
            outcome.err.contains("leads out of the revision"),
            "{target}"
        );
        assert!(!outcome.err.contains("secret"), "{target}: {outcome:?}");
        fs::remove_file(repository.path().join("docs").join(name)).unwrap();
    }
    repository.write("untracked/extra.mdx", &page("extra"));
    link(&repository, "../untracked", "docs/more");
    repository.git(&["add", "docs"]);
    repository.git(&["commit", "--quiet", "--message=More"]);
    let outcome = repository.diff("git:main:docs", "git:v1:docs");
    outcome.assert_failure(2, "its target does not exist in the revision");
}

/// A folder outside is not reached by the path of the command either.
#[test]
fn a_path_through_a_link_stays_in_the_revision() {
    let repository = Repository::empty(&[]);
    repository.write("docs/tram.mdx", PAGE);
    link(&repository, "..", "out");
    repository.commit("v1");
    let outcome = repository.diff("git:v1:out/repository/docs", "docs");
    outcome.assert_failure(2, "leads out of the revision");
    let from = repository.path().join("docs");
    let outcome = diff_in(&from, "git:v1:../../docs", ".");
    outcome.assert_failure(2, "leads out of the revision");
    assert!(Path::new(&from).exists());
}
