//! The report of `diff` on two references, and the compiler's agreement with it.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use reference_codegen::diff::{ChangeKind, Diff, Impact, ReferenceSource};
use reference_codegen::{Config, IdType};
use support::cargo::write;
use support::users::{Pair, Users};

/// Every pair, in the order of their names.
fn pairs() -> Vec<Pair> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/diff");
    let mut pairs: Vec<Pair> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| Pair::at(&entry.unwrap().path()))
        .collect();
    pairs.sort_by(|a, b| a.name.cmp(&b.name));
    pairs
}

fn pair(name: &str) -> Pair {
    let mut pairs = pairs().into_iter();
    pairs
        .find(|pair| pair.name == name)
        .unwrap_or_else(|| panic!("no pair `{name}`"))
}

fn diff(pair: &Pair) -> Diff {
    let side = |side: &str| ReferenceSource::Folder(pair.side(side));
    let config = match pair.corrections("new") {
        Some(file) => pair.config().corrections(file),
        None => pair.config(),
    };
    let config = match pair.corrections("old") {
        Some(file) => config.old_corrections(file),
        None => config,
    };
    config
        .diff(&side("old"), &side("new"))
        .unwrap_or_else(|failure| panic!("{failure}"))
}

fn breaks_rust(pair: &Pair) -> bool {
    let diff = diff(pair);
    let mut changes = diff.entities.iter().flat_map(|entity| &entity.changes);
    changes.any(|change| change.is(Impact::BreaksRust))
}

#[test]
fn changes() {
    insta::glob!("fixtures/diff/*", |folder| {
        insta::assert_snapshot!("diff", diff(&Pair::at(folder)).to_string());
    });
}

#[test]
fn nothing_changes_within_a_reference() {
    for pair in pairs() {
        let new = ReferenceSource::Folder(pair.side("new"));
        let diff = Config::new().diff(&new, &new).unwrap();
        assert_eq!(diff.entities, [], "{}", pair.name);
    }
}

#[test]
fn reports() {
    let diff = diff(&pair("fleet"));
    insta::assert_snapshot!("report.md", diff.markdown());
    insta::assert_snapshot!("changelog.md", diff.changelog());
    insta::assert_snapshot!("report.json", serde_json::to_string_pretty(&diff).unwrap());
}

/// Models keep an event that they do not know, so a new event breaks nothing.
#[test]
fn an_event_more_is_additive() {
    let folder = Path::new("tests/fixtures/ok/events");
    let old = folder.join("corrections.toml");
    let text = fs::read_to_string(&old).unwrap();
    let more = "\"boat.raised\" = \"boat\"\n\"note\" = \"string\"";
    let place = tempfile::tempdir().unwrap();
    let new = place.path().join("corrections.toml");
    fs::write(&new, text.replace("\"note\" = \"string\"", more)).unwrap();
    let pages = ReferenceSource::Folder(folder.join("reference"));
    let config = Config::new().corrections(new).old_corrections(old);
    let diff = config.diff(&pages, &pages);
    let diff = diff.unwrap_or_else(|failure| panic!("{failure}"));
    let shown = diff.to_string();
    assert!(
        shown.starts_with("Additive")
            && shown.contains("data: alternative boat.raised: boat added"),
        "{shown}"
    );
}

/// The words for those whom a change concerns are coloured, and nothing else is different.
#[test]
fn colours_are_those_of_the_classes() {
    let diff = diff(&pair("fleet"));
    let coloured = format!("{diff:#}");
    let words = coloured.split("\u{1b}[").skip(1);
    let words = words.filter_map(|part| part.split_once('m').filter(|(code, _)| *code != "0"));
    let words: BTreeSet<&str> = words.map(|(_, word)| word.trim_end()).collect();
    let titles = ["Breaking", "Breaking only because of a new module path"];
    let others = ["Additive", "Documentation", "Rust", "Rust, wire", "wire"];
    let titles = titles.into_iter().chain(["Removed paths"]);
    assert_eq!(words, titles.chain(others).collect());
    let mut plain = String::new();
    for (index, part) in coloured.split("\u{1b}[").enumerate() {
        let text = part.split_once('m').filter(|_| index > 0);
        plain.push_str(text.map_or(part, |(_, text)| text));
    }
    assert_eq!(plain, diff.to_string());
}

/// A path is lost only with a change that breaks Rust.
#[test]
fn the_changes_say_why_a_path_is_lost() {
    for pair in pairs() {
        let lost = diff(&pair).removed_paths;
        assert!(
            lost.is_empty() || breaks_rust(&pair),
            "{}: {lost:?}",
            pair.name
        );
    }
}

/// Code that compiles with the old models fails with the new ones exactly where `diff` reports that
/// Rust breaks, with the errors that the code lists.
#[test]
fn the_compiler_agrees() {
    let users = Users::new("diff");
    let (breaking, kept): (Vec<Pair>, Vec<Pair>) = pairs().into_iter().partition(breaks_rust);
    users.add("before", "old", &pairs());
    users.add("kept", "new", &kept);
    for pair in &breaking {
        users.add(&pair.name, "new", std::slice::from_ref(pair));
    }
    let expected: BTreeMap<_, _> = breaking
        .iter()
        .map(|pair| (format!("users_{}", pair.name), pair.errors()))
        .collect();
    assert!(kept.iter().all(|pair| pair.errors().is_empty()), "{kept:?}");
    assert_eq!(users.errors(), expected);
}

/// Outlines change with everything that may break the code of a dependent, and never with the prose
/// alone.
#[test]
fn outlines_change_where_rust_breaks_and_not_with_the_docs() {
    for pair in pairs() {
        let is_same = pair.models("old").outlines() == pair.models("new").outlines();
        let diff = diff(&pair);
        let mut changes = diff.entities.iter().flat_map(|entity| &entity.changes);
        let is_docs_alone = changes.all(|change| change.is(Impact::Docs));
        assert!(!(is_same && breaks_rust(&pair)), "{}", pair.name);
        assert!(is_same || !is_docs_alone, "{}", pair.name);
    }
}

/// A new page can give the members of other pages a type of ids: code has to change, bodies stay
/// the same.
#[test]
fn a_text_that_becomes_an_id_breaks_rust_alone() {
    let folder = tempfile::tempdir().unwrap();
    let page = |id: &str, members: &str| {
        format!(
            "---\nreference:\n  curl:\n    - key: {id}\n      id: {id}\n      properties:\n{members}---\n\n# {id}\n"
        )
    };
    let boat = page("boat", "        - { key: sailor_id, type: string }\n");
    let sailor = page("sailor", "        - { key: id, type: string }\n");
    for side in ["old", "new"] {
        fs::create_dir(folder.path().join(side)).unwrap();
        fs::write(folder.path().join(side).join("boat.mdx"), &boat).unwrap();
    }
    fs::write(folder.path().join("new/sailor.mdx"), sailor).unwrap();
    let [old, new] = ["old", "new"].map(|side| ReferenceSource::Folder(folder.path().join(side)));
    for (ids, expected) in [(IdType::Typed, 1), (IdType::String, 0)] {
        let diff = Config::new().ids(ids).diff(&old, &new).unwrap();
        let mut changes = diff.entities.iter().filter(|it| it.id == "boat");
        let changes = changes.next().map_or(&[][..], |entity| &entity.changes);
        assert_eq!(changes.len(), expected, "{diff}");
        for change in changes {
            assert!(change.is(Impact::BreaksRust), "{diff}");
            assert!(!change.is(Impact::BreaksWire), "{diff}");
            assert_eq!(change.member.as_deref(), Some("sailor_id"), "{diff}");
        }
    }
}

/// A response that is no longer equal to the resource of its section has a type of its own, also if
/// one of its members breaks Rust by itself.
#[test]
fn a_response_with_a_type_of_its_own_is_a_change_beside_its_members() {
    const MEMBERS: &str =
        "        - { key: id, type: string }\n        - { key: size, type: integer }\n";
    let folder = tempfile::tempdir().unwrap();
    let throw = format!(
        "---\nreference:\n  curl:\n    - key: throw_ball\n      id: throw_ball\n      \
         title: /throw\n      type: POST\n      returns:\n{MEMBERS}---\n"
    );
    for (side, more) in [
        ("old", ""),
        ("new", "        - { key: weight, type: integer }\n"),
    ] {
        let pages = folder.path().join(side).join("sports/ball");
        fs::create_dir_all(&pages).unwrap();
        let ball = format!(
            "---\nreference:\n  curl:\n    - key: ball\n      id: ball\n      \
             properties:\n{MEMBERS}{more}---\n"
        );
        fs::write(pages.join("index.mdx"), ball).unwrap();
        fs::write(pages.join("throw.mdx"), &throw).unwrap();
    }
    let [old, new] = ["old", "new"].map(|side| ReferenceSource::Folder(folder.path().join(side)));
    for ids in [IdType::Typed, IdType::String] {
        let shown = Config::new().ids(ids).diff(&old, &new).unwrap().to_string();
        let expected = "response: sports::ball::Ball → sports::ball::throw::BallResponse\n";
        assert!(shown.contains(expected), "{shown}");
    }
}

/// The type and its lost traits are separate members, so a reader has to parse neither from a text.
#[test]
fn lost_traits_are_a_list() {
    let diff = diff_of_types("integer", "float");
    let mut changes = diff.entities.iter().flat_map(|entity| &entity.changes);
    let change = changes.find(|change| change.kind == ChangeKind::Traits);
    let change = change.unwrap();
    assert_eq!(change.old.as_deref(), Some("Boat"));
    assert_eq!(change.traits, ["Eq", "Hash"]);
    assert_eq!(change.new, None);
    let shown = diff.to_string();
    assert!(
        shown.contains("Boat no longer implements Eq, Hash\n"),
        "{shown}"
    );
}

/// The changes of a resource whose member has another type.
fn diff_of_types(old: &str, new: &str) -> Diff {
    let folder = tempfile::tempdir().unwrap();
    for (side, ty) in [("old", old), ("new", new)] {
        let page = format!(
            "---\nreference:\n  curl:\n    - key: boat\n      id: boat\n      \
             properties:\n        - {{ key: load, type: '{ty}' }}\n---\n\n# Boats\n"
        );
        fs::create_dir(folder.path().join(side)).unwrap();
        fs::write(folder.path().join(side).join("boats.mdx"), page).unwrap();
    }
    let [old, new] = ["old", "new"].map(|side| ReferenceSource::Folder(folder.path().join(side)));
    Config::new().diff(&old, &new).unwrap()
}

/// A new type that may be `null` is one change. The types are those of the field if it breaks Rust.
#[test]
fn a_type_that_becomes_nullable_is_one_change() {
    let diff = diff_of_types("integer", "string | null");
    let shown = diff.to_string();
    let expected = "    Rust, wire  load: i64 → Option<String>\n";
    assert!(shown.contains(expected), "{shown}");
    assert_eq!(shown.matches("load").count(), 1, "{shown}");
    // The other change is a trait of the struct.
    assert_eq!(diff.breaking(), 2);
    let json = serde_json::to_value(&diff).unwrap();
    let change = &json["entities"][0]["changes"][1];
    assert_eq!(
        (&change["old"], &change["new"]),
        (&"integer".into(), &"string | null".into())
    );
    let nullable = diff_of_types("number[]", "number[] | null").to_string();
    let expected = "    Rust, wire  load: Vec<i64> → Option<Vec<i64>>\n";
    assert!(nullable.contains(expected), "{nullable}");
}

/// A type with another precision shows that `null` is allowed now, also if only a correction says
/// so.
#[test]
fn a_number_that_becomes_nullable_shows_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for (side, ty) in [("old", "integer"), ("new", "number")] {
        let page = format!(
            "---\nreference:\n  curl:\n    - key: boat\n      id: boat\n      \
             properties:\n        - {{ key: load, type: {ty}, optional: true }}\n---\n"
        );
        write(&path(&format!("{side}/boats.mdx")), &page);
    }
    let (corrections, none) = (path("corrections.toml"), path("none.toml"));
    write(
        &corrections,
        "[[correct]]\npath = \"boat.load\"\nnullable = true\nwas = false\nreason = \"Seen.\"\n",
    );
    write(&none, "");
    let [old, new] = ["old", "new"].map(|side| ReferenceSource::Folder(path(side)));
    let config = Config::new().corrections(corrections).old_corrections(none);
    let shown = config.diff(&old, &new).unwrap().to_string();
    assert!(shown.contains("load: integer → number | null\n"), "{shown}");
}

/// Models with a type of the settings may read a fraction, so the docs' `number` breaks no wire.
#[test]
fn a_type_of_the_settings_reads_every_number() {
    let pair = pair("number_may_have_a_fraction");
    let [old, new] = ["old", "new"].map(|side| ReferenceSource::Folder(pair.side(side)));
    let config = Config::new().types("Bike.weight", "crate::Decimal");
    let shown = config.diff(&old, &new).unwrap().to_string();
    assert!(
        shown.contains("\n    weight: integer → number\n"),
        "{shown}"
    );
    assert!(
        shown.contains("    wire        rides: integer[] → number[]\n"),
        "{shown}"
    );
}

/// Calls of `new` still compile after arguments that accept the same values change places, so the
/// server gets one value in the place of the other. A text converts into an enum, an id and any
/// JSON.
#[test]
fn arguments_that_change_places_break_the_wire() {
    let boats = r#""boat" | "bike""#;
    let cases = [
        ("string", "string", "to: String, from: String", true),
        ("string", boats, "to: boats::MoveBoatTo, from: String", true),
        (
            boats,
            "any",
            "to: serde_json::Value, from: boats::MoveBoatFrom",
            true,
        ),
        (
            "string[]",
            "any[]",
            "to: Vec<serde_json::Value>, from: Vec<String>",
            true,
        ),
        ("integer", "any", "to: serde_json::Value, from: i64", true),
        ("string", "integer", "to: i64, from: String", false),
        ("string", "string[]", "to: Vec<String>, from: String", false),
        (
            boats,
            "any[]",
            "to: Vec<serde_json::Value>, from: boats::MoveBoatFrom",
            false,
        ),
    ];
    for (from, to, new, is_silent) in cases {
        let diff = diff_of_arguments([("from", from), ("to", to)]);
        let shown = diff.to_string();
        let impact = if is_silent { "Rust, wire " } else { "Rust " };
        let lines: Vec<&str> = shown.lines().filter(|it| it.contains("::new(")).collect();
        assert_eq!(lines.len(), 1, "{shown}");
        let new = format!("MoveBoatRequest::new({new})");
        assert!(lines[0].ends_with(&new), "{shown}");
        assert!(lines[0].trim().starts_with(impact), "{shown}");
        assert_eq!(diff.entities[0].changes.len(), 1, "{shown}");
    }
}

/// The changes of a request whose two members change places.
fn diff_of_arguments(members: [(&str, &str); 2]) -> Diff {
    let folder = tempfile::tempdir().unwrap();
    let member = |(key, ty)| format!("        - {{ key: {key}, type: '{ty}' }}\n");
    let [first, second] = members.map(member);
    for (side, parameters) in [("old", [&first, &second]), ("new", [&second, &first])] {
        let page = format!(
            "---\nreference:\n  curl:\n    - key: move_boat\n      id: move_boat\n      \
             title: /boats\n      type: POST\n      parameters:\n{}{}---\n\n# Boats\n",
            parameters[0], parameters[1]
        );
        fs::create_dir(folder.path().join(side)).unwrap();
        fs::write(folder.path().join(side).join("boats.mdx"), page).unwrap();
    }
    let [old, new] = ["old", "new"].map(|side| ReferenceSource::Folder(folder.path().join(side)));
    Config::new().diff(&old, &new).unwrap()
}
