//! A page that is added, changed or removed takes no name from the types of another page.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "stable_names/effects.rs"]
mod effects;
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use reference_codegen::{Config, Generated, IdType, Layout};
use support::folders::read_tree;
use support::stable::{Names, module_of};
use support::{fixtures, pages};

/// Expected losses: types of one page that are described on another page, and disappear with it.
/// That page has the member that needs an enum of the first one, or the request that lists the
/// members of a resource.
const SAID_ELSEWHERE: [&str; 6] = [
    "heading_changed new: without parcels/index.mdx: order::Order is gone",
    "heading_changed old: without parcels/index.mdx: order::Order is gone",
    "shared_definitions: without north/trails.mdx: paging::Order is gone",
    "shared_definitions: without north/trails.mdx: paging::Speed is gone",
    "untyped: without post/send.mdx: post::parcel::ParcelSender is gone",
    "untyped: without post/send.mdx: post::parcel::ParcelStop is gone",
];

/// Every reference of the fixtures, by its pages, except the one whose paths are no plain words.
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

/// The models of these pages; `None` if they have errors, for example because a page is missing.
fn models(pages: &BTreeMap<String, String>) -> Option<Generated> {
    pages::generate(&Config::new(), pages).ok()
}

/// Variants of a page in each of which one type is another: an integer becomes a boolean, a text an
/// integer.
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

/// The names that pages take from others, with the change of the page.
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

/// A common type of several pages belongs to none of them, and its name may appear or vanish with
/// them; the aliases that the pages have for it stay.
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

/// A page of an operation that is sent to `/tickets`, with a literal of its own.
fn ticket(id: &str) -> String {
    format!(
        "---\nreference:\n  curl:\n    - key: {id}\n      id: {id}\n      type: POST\n      \
         title: /tickets\n      parameters:\n        - key: by\n          type: '\"{id}\"'\n      \
         returns:\n        - key: number\n          type: string\n        - key: {id}_code\n          \
         type: string\n---\n"
    )
}

/// A page of a resource with these members.
fn resource(id: &str, members: &[&str]) -> String {
    let members = members.iter().map(|it| format!("        - {{ {it} }}\n"));
    format!(
        "---\nreference:\n  curl:\n    - key: {id}\n      id: {id}\n      properties:\n{}---\n",
        members.collect::<String>()
    )
}

/// Neither a resource of the same name, nor one whose name gives the same id type, renames an id
/// type.
#[test]
fn the_types_of_ids_keep_their_names() {
    let id = "key: id, type: string";
    let different: &[&str] = &[id, "key: fee, type: integer"];
    for (page, other, members) in [
        ("bridge/toll.mdx", "toll", different),
        ("bridge/toll.mdx", "bridge_toll", different),
        ("bridge/toll.mdx", "ferry_toll", different),
        ("bridge/toll.mdx", "ferry_toll", &[id]),
        ("ferry/toll.mdx", "toll", different),
    ] {
        let before = stay(&[
            ("ferry/index.mdx", resource("ferry_toll", &[id])),
            (page, resource(other, members)),
        ]);
        assert!(before.contains(&"::TollId".to_owned()), "{before:?}");
    }
}

/// The paths of all types of some pages, with the id types.
fn paths(pages: &[(&str, String)]) -> Vec<String> {
    let config = Config::new().ids(IdType::Typed);
    let pages = pages.iter().map(|(path, text)| (path, text));
    let models = pages::generate(&config, pages).unwrap();
    let mut paths = Vec::new();
    for (module, outline) in models.outlines() {
        let types = outline.lines().filter(|line| !line.starts_with([' ', 'u']));
        let names = types.filter_map(|line| line.split([' ', ',']).nth(1));
        paths.extend(names.map(|name| format!("{module}::{name}")));
    }
    paths
}

/// The paths of the pages without the last one are among those of all of them.
#[track_caller]
fn stay(pages: &[(&str, String)]) -> Vec<String> {
    let (before, after) = (paths(&pages[..pages.len() - 1]), paths(pages));
    for path in &before {
        assert!(after.contains(path), "{path} is gone: {after:?}");
    }
    before
}

#[test]
fn what_operations_have_in_common_is_in_their_folder_at_the_top() {
    let voucher = ticket("voucher");
    let pages = |joining, text: &str| {
        [
            ("ferry/desk/by-card.mdx", ticket("card")),
            ("ferry/desk/by-cash.mdx", ticket("cash")),
            (joining, text.to_owned()),
        ]
    };
    let stay_in_ferry = |pages: &[(&str, String)]| {
        let paths = stay(pages);
        for name in ["TicketsRequest", "TicketsResponse"] {
            assert!(paths.contains(&format!("ferry::{name}")), "{paths:?}");
        }
    };
    for joining in [
        "ferry/desk/by-voucher.mdx",
        "ferry/by-voucher.mdx",
        "ferry/a/by-voucher.mdx",
        "bridge/by-voucher.mdx",
        "by-voucher.mdx",
        "z/by-voucher.mdx",
    ] {
        stay_in_ferry(&pages(joining, &voucher));
    }
    // In other folders, not even an operation without a literal of its own has any effect.
    let like_card = voucher.replace("'\"voucher\"'", "'\"card\"'");
    for joining in [
        "bridge/by-voucher.mdx",
        "by-voucher.mdx",
        "z/by-voucher.mdx",
    ] {
        stay_in_ferry(&pages(joining, &like_card));
    }
    // Pages that are in no folder have their enum in the root.
    let pages = ["by-card.mdx", "by-cash.mdx", "by-voucher.mdx"];
    let pages = pages.map(|page| (page, ticket(&page[3..page.len() - 4])));
    assert!(stay(&pages).contains(&"::TicketsRequest".to_owned()));
}

#[test]
fn requests_to_paths_that_end_alike_have_names_of_their_own() {
    let change = |id: &str, path: &str| ticket(id).replace("/tickets", path);
    stay(&[
        ("ferry/a.mdx", change("card", "/desk/tickets/change")),
        ("ferry/b.mdx", change("cash", "/desk/tickets/change")),
        ("ferry/c.mdx", change("deck", "/desk/change")),
        ("ferry/d.mdx", change("lane", "/desk/change")),
    ]);
    let paths = paths(&[
        ("ferry/c.mdx", change("card", "/desk/tickets/change")),
        ("ferry/d.mdx", change("cash", "/desk/tickets/change")),
        ("ferry/a.mdx", change("deck", "/desk/change")),
        ("ferry/b.mdx", change("lane", "/desk/change")),
    ]);
    for name in ["TicketsChangeRequest", "ChangeRequest"] {
        assert!(paths.contains(&format!("ferry::{name}")), "{paths:?}");
    }
}

/// A type inside a shared type keeps its name if another page makes it a shared type itself.
#[test]
fn the_parts_of_a_common_type_stay() {
    let by = "key: changed_by, type: object, properties: [{ key: name, type: string }]";
    let record = format!("key: record, type: object, properties: [{{ {by} }}]");
    let pages = [
        ("ferry/barge.mdx", resource("barge", &[&record])),
        ("ferry/canoe.mdx", resource("canoe", &[&record])),
        ("ferry/dinghy.mdx", resource("dinghy", &[by])),
    ];
    let before = stay(&pages);
    for name in ["ferry::Record", "ferry::RecordChangedBy"] {
        assert!(before.contains(&name.to_owned()), "{before:?}");
    }
    let common = "ferry::ChangedBy".to_owned();
    assert!(!before.contains(&common), "{before:?}");
    assert!(paths(&pages).contains(&common));
}

/// A section has its own type for a resource that another section describes as well, so that no
/// section needs the other, and so that neither section changes the types of the other.
#[test]
fn sections_with_equal_resources_need_nothing_of_each_other() {
    let sailor = resource(
        "sailor",
        &["key: id, type: string", "key: age, type: integer"],
    );
    let ship = resource("ship", &["key: captain, type: (sailor)"]);
    let pages = [
        ("club/sailor.mdx", sailor.clone()),
        ("crew/sailor.mdx", sailor),
        ("crew/ship.mdx", ship),
    ];
    let config = Config::new().layout(Layout::Crate);
    let generated = |pages: &[(&str, String)]| {
        let pages = pages.iter().map(|(path, text)| (path, text));
        pages::generate(&config, pages).unwrap()
    };
    let both = generated(&pages);
    let manifest = &both.files()["Cargo.toml"];
    assert!(manifest.contains("\nclub = []\ncrew = []\n"), "{manifest}");
    for (section, alone) in [("club", &pages[..1]), ("crew", &pages[1..])] {
        let alone = generated(alone);
        let own = format!("src/{section}");
        let files = alone.files().iter();
        for (path, text) in files.filter(|(path, _)| path.starts_with(&own)) {
            assert_eq!(both.files().get(path), Some(text), "{path}");
        }
    }
}

/// All sections share the type of an error that several of them describe, since its code has one
/// variant: a section that is compiled alone has that variant as well.
#[test]
fn a_section_alone_has_the_errors_that_it_describes() {
    let full = resource(
        "full_error",
        &["key: code, type: '\"full\"'", "key: message, type: string"],
    );
    let pages = [("club/full.mdx", full.clone()), ("crew/full.mdx", full)];
    let config = Config::new().layout(Layout::Crate);
    let pages = pages.iter().map(|(path, text)| (path, text));
    let generated = pages::generate(&config, pages).unwrap();
    let manifest = &generated.files()["Cargo.toml"];
    assert!(
        manifest.contains("\nclub = []\ncrew = [\"club\"]\n"),
        "{manifest}"
    );
    let runtime = &generated.files()["src/runtime.rs"];
    assert_eq!(
        runtime
            .matches("Full(Box<super::club::full::FullError>)")
            .count(),
        1
    );
}

/// The ids of resources of one name have one type, whichever of these there are.
#[test]
fn no_page_takes_the_type_of_an_id() {
    let [id, sailor, age] = [
        "key: id, type: string",
        "key: sailor_id, type: string",
        "key: age, type: integer",
    ];
    let paths = stay(&[
        ("crew/sailor.mdx", resource("sailor", &[id])),
        ("port/berth.mdx", resource("berth", &[id, sailor])),
        ("club/sailor.mdx", resource("sailor", &[id, age])),
    ]);
    assert!(paths.contains(&"::SailorId".to_owned()), "{paths:?}");
}
