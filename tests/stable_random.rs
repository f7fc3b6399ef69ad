//! Random references with names that are alike: no page takes a name from another.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use reference_codegen::Config;
use support::pages;
use support::shapes::shapes;

/// Pages whose modules have the names of sections, types or keywords.
const PAGES: [&str; 8] = [
    "kite.mdx",
    "kite/kites.mdx",
    "kite/create/kite.mdx",
    "kite/type.mdx",
    "kites/index.mdx",
    "kites/kite.mdx",
    "type/kite.mdx",
    "tail.mdx",
];

/// Ids whose words are those of a section, of another id with a member, or a word of Rust.
const IDS: [&str; 12] = [
    "kite",
    "kites",
    "Kite",
    "kite_tail",
    "kite_tails",
    "kite_kite",
    "kites_kite",
    "create_kite",
    "kite_request",
    "create_kite_response",
    "type",
    "self",
];

/// Members with the same words, or with the same type. Several pages have each of them.
const MEMBERS: [&str; 13] = [
    r#"key: tail, type: object, properties: [{ key: length, type: integer }]"#,
    r#"key: tails, type: array, properties: [{ key: length, type: integer }]"#,
    r#"key: tail_, type: '"long" | "LONG"'"#,
    r#"key: kite_tail, type: object, properties: [{ key: tail, type: '"long" | "short"' }]"#,
    r#"key: type, type: '"long" | "short"'"#,
    r#"key: _type, type: '"long" | "LONG"'"#,
    r#"key: types, type: array, properties: [{ key: type, type: '"long" | "short"' }]"#,
    r#"key: kite, type: object, properties: [{ key: id, type: string }]"#,
    r#"key: kites, type: array, properties: [{ key: id, type: integer }]"#,
    r#"key: request, type: object, properties: [{ key: self, type: '"undocumented"' }]"#,
    r#"key: response, type: object, properties: [{ key: self, type: '"undocumented"' }]"#,
    r#"key: tail_tail, type: '"long" | "LONG"'"#,
    r#"key: tail_length, type: '"long" | "short"'"#,
];

/// A page by its path, with a resource or an operation.
fn page(path: &'static str) -> impl Strategy<Value = (String, String)> {
    let members = || subsequence(MEMBERS.to_vec(), 0..5);
    (select(IDS.to_vec()), members(), members(), any::<bool>()).prop_map(
        move |(id, members, returns, is_resource)| {
            let list = |members: Vec<&str>| {
                let members = members.iter().map(|it| format!("        - {{ {it} }}\n"));
                members.collect::<String>()
            };
            let [members, returns] = [members, returns].map(list);
            let lists = if is_resource {
                format!("      properties:\n{members}        - {{ key: name, type: string }}\n")
            } else {
                // Each operation has its own URL, so that no operations are joined.
                let url = path.strip_suffix(".mdx").unwrap();
                format!(
                    "      type: POST\n      title: /{url}\n      parameters:\n{members}      \
                     returns:\n{returns}        - {{ key: name, type: string }}\n"
                )
            };
            let text =
                format!("---\nreference:\n  curl:\n    - key: {id}\n      id: {id}\n{lists}---\n");
            (path.to_owned(), text)
        },
    )
}

/// Two to six pages.
fn references() -> impl Strategy<Value = BTreeMap<String, String>> {
    let paths = subsequence(PAGES.to_vec(), 2..7);
    paths.prop_flat_map(|paths| {
        let pages = paths.into_iter().map(page).collect::<Vec<_>>();
        pages.prop_map(BTreeMap::from_iter)
    })
}

/// The shapes of the types by their paths, for these pages.
fn types<'p>(
    pages: impl IntoIterator<Item = (&'p String, &'p String)>,
    share: bool,
) -> BTreeMap<String, String> {
    let config = Config::new().share_types(share);
    shapes(&pages::generate(&config, pages).unwrap())
}

/// Each page has the names that it has alone, with the same shapes, and no others. Besides these
/// there are only the shared types of the sections, and adding a page gives none of these another
/// shape, unless the page itself has the name.
#[test]
fn names_depend_on_their_own_page_alone() {
    let mut runner = TestRunner::deterministic();
    let mut shared = 0;
    for _ in 0..60 {
        let pages = references().new_tree(&mut runner).unwrap().current();
        let all = types(&pages, true);
        let mut own = BTreeMap::new();
        for page in &pages {
            let alone = types([page], false);
            for (path, shape) in &alone {
                assert_eq!(all.get(path), Some(shape), "{path} in {pages:#?}");
            }
            let others = pages.iter().filter(|other| *other != page);
            for (path, shape) in types(others, true) {
                let now = all.get(&path).filter(|_| !alone.contains_key(&path));
                assert!(now.is_none_or(|now| *now == shape), "{path} in {pages:#?}");
            }
            own.extend(alone);
        }
        let further = all.keys().filter(|path| !own.contains_key(*path));
        for path in further {
            assert_eq!(path.matches("::").count(), 1, "{path} in {pages:#?}");
            shared += 1;
        }
    }
    assert!(shared > 20, "{shared} shared types");
}
