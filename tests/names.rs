//! No page renames the types of another one.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use reference_codegen::Config;
use support::fixtures;
use support::folders::{copy_backwards, read_tree};

/// A copy of a reference in a temporary folder.
struct Scene {
    folder: tempfile::TempDir,
    /// The pages whose module follows from their path.
    pages: BTreeMap<String, String>,
}

impl Scene {
    fn of(reference: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy_backwards(reference, folder.path());
        let mut pages = BTreeMap::new();
        read_tree(folder.path(), folder.path(), &mut pages);
        pages.retain(|page, _| {
            let begins_plainly = |name: &str| name.starts_with(|c: char| c.is_ascii_lowercase());
            page.ends_with(".mdx") && page.split('/').all(begins_plainly)
        });
        Self { folder, pages }
    }

    fn path(&self, page: &str) -> PathBuf {
        self.folder.path().join(page)
    }

    /// The types of all modules except the modules of the pages `but`; `None` if the reference has
    /// errors.
    fn types(&self, but: &[&str]) -> Option<Types> {
        // Types with equal shapes would become one type that belongs to no page.
        let config = Config::new().share_types(false);
        let generated = config.generate(&[self.folder.path()]).ok()?;
        let but: BTreeSet<String> = but.iter().map(|page| module(page)).collect();
        let mut types = generated.outlines();
        // A keyword has an underscore after it.
        types.retain(|module, _| {
            let module = module.replace("_::", "::");
            !but.contains(module.trim_end_matches('_'))
        });
        Some(Types::new(&types))
    }
}

/// The paths of types.
#[derive(Debug, Default)]
struct Types {
    all: BTreeSet<String>,
    /// The aliases of types of other pages.
    aliases: Vec<String>,
}

impl Types {
    fn new(outlines: &BTreeMap<String, String>) -> Self {
        let mut types = Self::default();
        for (module, outline) in outlines {
            // The target of a re-export depends on which page is first, so lines with `use` do not
            // count.
            let is_type = |line: &&str| !line.starts_with(' ') && !line.starts_with("use ");
            for line in outline.lines().filter(is_type) {
                let mut words = line.split([' ', ',']);
                let kind = words.next().unwrap();
                let path = format!("{module}::{}", words.next().unwrap());
                if kind == "type" {
                    types.aliases.push(path.clone());
                }
                types.all.insert(path);
            }
        }
        types
    }

    /// Asserts that every type has the name that it had before. If the page of the original is
    /// gone, an alias becomes a type, with types for its members. A type that several operations of
    /// the page `from` share is in the top folder of that page, and moves with the text to another
    /// page.
    fn check(&self, before: &Self, from: &str, what: &str) {
        let folder = module(from.split('/').next().unwrap());
        let was_elsewhere = |path: &str| match path.split("::").collect::<Vec<_>>()[..] {
            [_, name] => before.all.contains(&format!("{folder}::{name}")),
            _ => false,
        };
        let is_known = |path: &&String| {
            before.all.contains(*path)
                || before.aliases.iter().any(|it| path.starts_with(it))
                || was_elsewhere(path)
        };
        let renamed: Vec<&String> = self.all.iter().filter(|it| !is_known(it)).collect();
        assert!(renamed.is_empty(), "{what}: {renamed:?}");
    }
}

/// The module of a page, for paths without keywords.
fn module(page: &str) -> String {
    let page = page.trim_end_matches(".mdx").trim_end_matches("index");
    page.trim_end_matches('/')
        .replace('-', "_")
        .replace('/', "::")
}

/// Each page of each fixture is copied beside itself, gets the text of each other page, and is
/// removed.
#[test]
fn a_page_leaves_the_names_of_the_others_alone() {
    let mut counts = [0; 3];
    for case in fixtures::ok() {
        let scene = Scene::of(&case.reference());
        for (page, text) in &scene.pages {
            let Some(all) = scene.types(&[page]) else {
                continue;
            };
            let mut check = |change: usize, from: &str, but: &[&str]| {
                let what = format!("{}/{page}, change {change}", case.name);
                if let Some(types) = scene.types(but) {
                    counts[change] += 1;
                    types.check(&all, from, &what);
                }
            };
            let copy = page.replace(".mdx", "-copy.mdx");
            fs::write(scene.path(&copy), text).unwrap();
            check(0, page, &[page, &copy]);
            fs::remove_file(scene.path(&copy)).unwrap();
            for (other, text) in scene.pages.iter().filter(|(other, _)| *other != page) {
                fs::write(scene.path(page), text).unwrap();
                check(1, other, &[page, other]);
            }
            fs::remove_file(scene.path(page)).unwrap();
            check(2, page, &[page]);
            fs::write(scene.path(page), text).unwrap();
        }
    }
    // Most pages can be removed: only those to which others refer cannot.
    assert!(counts.iter().all(|count| *count > 30), "{counts:?}");
}
