//! No page that is added, changed or removed takes a name from the types of another page.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use reference_codegen::{Config, Generated};
use support::cargo::write;
use support::fixtures;
use support::folders::read_tree;
use support::stable::{Names, module_of};

/// Statements on types of other pages, which go with the page: the member that needs an enum of
/// another page, and the members that a request lists for a resource.
const SAID_ELSEWHERE: [&str; 6] = [
    "heading_changed new: without parcels/index.mdx: order::Order is gone",
    "heading_changed old: without parcels/index.mdx: order::Order is gone",
    "shared_definitions: without north/trails.mdx: paging::Order is gone",
    "shared_definitions: without north/trails.mdx: paging::Speed is gone",
    "untyped: without post/send.mdx: post::parcel::ParcelSender is gone",
    "untyped: without post/send.mdx: post::parcel::ParcelStop is gone",
];

/// Every reference of the fixtures, by its pages; but for the one whose paths are no plain words.
fn references() -> BTreeMap<String, BTreeMap<String, String>> {
    let mut folders: Vec<_> = fixtures::ok()
        .iter()
        .filter(|case| case.name != "names")
        .map(|case| (case.name.clone(), case.reference()))
        .collect();
    for pair in fs::read_dir("tests/fixtures/diff").unwrap() {
        let pair = pair.unwrap();
        for side in ["old", "new"] {
            let name = format!("{} {side}", pair.file_name().display());
            folders.push((name, pair.path().join(side)));
        }
    }
    let references = folders.into_iter().map(|(name, folder)| {
        let mut pages = BTreeMap::new();
        read_tree(&folder, &folder, &mut pages);
        pages.retain(|path, _| path.ends_with(".mdx"));
        (name, pages)
    });
    references.collect()
}

/// The models of these pages; `None` if they have errors, as where a page is missing.
fn models(pages: &BTreeMap<String, String>) -> Option<Generated> {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in pages {
        write(&folder.path().join(path), text);
    }
    Config::new().generate(&[folder.path()]).ok()
}

/// The page with one type less in common with others: an integer is a truth, a text an integer.
fn changed(text: &str) -> Vec<String> {
    let changes = [
        ("type: integer", "type: boolean"),
        ("type: string", "type: integer"),
    ];
    let mut texts = Vec::new();
    for (from, to) in changes {
        for (at, _) in text.match_indices(from) {
            texts.push(format!("{}{to}{}", &text[..at], &text[at + from.len()..]));
        }
    }
    texts
}

/// The names that pages take from others, by what happens to the page.
fn taken(name: &str, pages: &BTreeMap<String, String>, cases: &mut usize) -> Vec<String> {
    let Some(before) = models(pages) else {
        return Vec::new();
    };
    let before = Names::of(&before);
    let mut taken = Vec::new();
    for (page, text) in pages {
        let mut others = vec![pages.clone()];
        others[0].remove(page);
        for text in changed(text) {
            let mut pages = pages.clone();
            pages.insert(page.clone(), text);
            others.push(pages);
        }
        for (index, pages) in others.iter().enumerate() {
            let Some(after) = models(pages).filter(|_| !pages.is_empty()) else {
                continue;
            };
            *cases += 1;
            let (after, module) = (Names::of(&after), module_of(page));
            let what = if index == 0 {
                "without"
            } else {
                "with another"
            };
            for missing in before.missing_in(&after, &module) {
                taken.push(format!("{name}: {what} {page}: {missing} is gone"));
            }
            for missing in after.missing_in(&before, &module) {
                taken.push(format!("{name}: {what} {page}: {missing} is new"));
            }
        }
    }
    taken
}

/// A type that stands for several pages is of none of them, and its name comes and goes with them;
/// the names that its pages have for it stay.
#[test]
fn a_page_takes_no_name_from_another() {
    let (mut cases, mut all) = (0, Vec::new());
    for (name, pages) in references() {
        all.extend(taken(&name, &pages, &mut cases));
    }
    assert!(cases > 300, "{cases} cases");
    all.sort();
    all.dedup();
    assert_eq!(all, SAID_ELSEWHERE);
}

#[test]
fn types_are_shared_unless_a_setting_says_otherwise() {
    let reference = Path::new("tests/fixtures/ok/shared_types/reference");
    let models = |share| {
        let config = Config::new().share_types(share);
        config.generate(&[reference]).unwrap()
    };
    let outline = |share| models(share).outline("BedKeeper").unwrap();
    assert_eq!(outline(false).lines().next(), Some("struct BedKeeper"));
    assert_eq!(
        outline(true).lines().next(),
        Some("type BedKeeper = garden::Keeper")
    );
    assert_eq!(Names::of(&models(false)).common(), 0);
}
