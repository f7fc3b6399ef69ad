//! Verification and serde have the same verdict on every body.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "verify/cassettes.rs"]
mod cassettes;
#[path = "verify/encodings.rs"]
mod encodings;
#[path = "verify/ids.rs"]
mod ids;
#[path = "verify/openapi.rs"]
mod openapi;
#[path = "verify/openapi_broken.rs"]
mod openapi_broken;
#[path = "verify/openapi_requests.rs"]
mod openapi_requests;
#[path = "verify/openapi_schemas.rs"]
mod openapi_schemas;
#[path = "verify/recordings.rs"]
mod recordings;
#[path = "verify/secrets.rs"]
mod secrets;
#[path = "verify/serde_verdicts.rs"]
mod serde_verdicts;
#[path = "verify/suggestions.rs"]
mod suggestions;
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use reference_codegen::Config;
use reference_codegen::verify::Verification;
use support::cargo::{self, write};

/// A body, its role and id, and the expected verdict.
struct Case {
    verdict: String,
    role: String,
    id: String,
    body: String,
}

impl Case {
    /// The file that holds the body.
    fn file(index: usize) -> String {
        format!("{index:03}.json")
    }

    fn shown(&self) -> String {
        let body: String = self.body.chars().take(200).collect();
        format!("{} {}: {body}", self.role, self.id)
    }
}

/// The cases of the table, and bodies that are too deep for a table.
fn cases() -> Vec<Case> {
    let table = fs::read_to_string(fixture("cases.tsv")).unwrap();
    let lines = table.lines().filter(|line| !line.starts_with("# "));
    let written = lines.map(|line| {
        let mut columns = line.splitn(4, '\t').map(str::to_owned);
        let mut next = || columns.next().unwrap();
        case(&next(), &next(), &next(), next())
    });
    written.chain(deep()).collect()
}

fn case(verdict: &str, role: &str, id: &str, body: String) -> Case {
    Case {
        verdict: verdict.to_owned(),
        role: role.to_owned(),
        id: id.to_owned(),
        body,
    }
}

/// The 128th nested container is an error if it is read, and accepted in a part that is skipped.
fn deep() -> Vec<Case> {
    let arrays = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let bike = |member: String| {
        format!(r#"{{"object":"bike","id":"b","gears":3,"electric":true,"colour":"red",{member}}}"#)
    };
    let depots = |depth| {
        let open = r#"{"object":"depot","name":"d","above":"#;
        format!("{}null{}", open.repeat(depth), "}".repeat(depth))
    };
    let map = |depth| bike(format!(r#""metadata":{{"a":{}}}"#, arrays(depth)));
    let unknown = bike(format!(r#""bell":{}"#, arrays(500)));
    vec![
        case("accepted", "resource", "depot", depots(127)),
        case("rejected", "resource", "depot", depots(128)),
        case("accepted", "resource", "bike", map(125)),
        case("rejected", "resource", "bike", map(126)),
        case("accepted", "resource", "bike", unknown),
        case("unchecked", "response", "drop_bike", arrays(500)),
    ]
}

/// The settings with the corrections of the reference.
fn config() -> Config {
    Config::new().corrections(fixture("corrections.toml"))
}

fn fixture(name: &str) -> PathBuf {
    Path::new("tests/fixtures/verify").join(name)
}

#[test]
fn serde_agrees_on_every_body() {
    let cases = cases();
    let place = cargo::place("verify");
    let payloads = place.join("payloads");
    let _ = fs::remove_dir_all(&payloads);
    let mut index = String::new();
    for (position, case) in cases.iter().enumerate() {
        let file = Case::file(position);
        write(&payloads.join(&file), &case.body);
        index.push_str(&format!("{file}\t{}\t{}\n", case.role, case.id));
    }
    write(&payloads.join("index.tsv"), &index);
    let verification = config()
        .verify(&[fixture("reference")], &payloads)
        .unwrap_or_else(|failure| panic!("{failure}"));
    let of_serde = serde_verdicts::verdicts(&place, &cases);
    let wrong: Vec<String> = cases
        .iter()
        .zip(verdicts(&verification))
        .zip(of_serde)
        .filter(|((case, verdict), is_read)| {
            let serde_differs = *is_read == Some(case.verdict == "rejected");
            case.verdict != *verdict || serde_differs
        })
        .map(|((case, verdict), is_read)| {
            format!(
                "{}\n  verify: {verdict}, serde reads it: {is_read:?}",
                case.shown()
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(verification.bodies.len(), cases.len());
}

/// The results for the folder of bodies, for people, for tools and for the corrections.
#[test]
fn a_folder_of_bodies() {
    let verification = config()
        .verify(&[fixture("reference")], fixture("payloads"))
        .unwrap_or_else(|failure| panic!("{failure}"));
    insta::assert_snapshot!("text", verification.to_string());
    insta::assert_snapshot!("suggestions", verification.suggestions.to_string());
    let json = serde_json::to_string_pretty(&verification).unwrap();
    insta::assert_snapshot!("json", json);
}

/// The suggestions can be pasted below the existing corrections, after which most bodies match.
#[test]
fn suggestions_help() {
    let verify = |config: Config| {
        let verification = config.verify(&[fixture("reference")], fixture("payloads"));
        verification.unwrap_or_else(|failure| panic!("{failure}"))
    };
    let corrections = fs::read_to_string(fixture("corrections.toml")).unwrap();
    let suggestions = verify(config()).suggestions;
    let file = cargo::place("suggested").join("corrections.toml");
    write(&file, &format!("{corrections}\n{suggestions}"));
    let verification = verify(Config::new().corrections(&file));
    let reasons = verification.bodies.iter().flat_map(|body| &body.reasons);
    let left: Vec<&str> = reasons.map(|reason| reason.pointer.as_str()).collect();
    assert_eq!(left, [""], "what is no JSON");
    assert!(verification.unknown_values.is_empty());
}

/// A suggestion never makes an accepted body rejected: neither the suggestions for the bodies of
/// each model, nor those for all bodies at once.
#[test]
fn suggestions_reject_nothing_that_was_accepted() {
    let mut groups: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for Case { role, id, body, .. } in cases() {
        // Serde reads a struct from the values of its members as well, which no API sends.
        if body.starts_with('[') || body.contains("[56,") || body.contains("[[900") {
            continue;
        }
        groups.entry((role, id)).or_default().push(body);
    }
    let varied: Vec<Vec<String>> = LISTS
        .iter()
        .flat_map(|id| {
            let pages = PAGES.iter().map(|page| (*page).to_owned());
            let pages: Vec<String> = pages.collect();
            let odd = ODD_PAGES.iter();
            let lists = odd.map(move |odd| [pages.clone(), vec![(*odd).to_owned()]].concat());
            lists.map(move |bodies| (*id, bodies))
        })
        .map(|(id, bodies)| still_accepted(&[("response".to_owned(), id.to_owned(), bodies)]))
        .collect();
    let alone = groups
        .iter()
        .map(|((role, id), bodies)| still_accepted(&[(role.clone(), id.clone(), bodies.clone())]));
    let lost: Vec<String> = alone.chain(varied).chain(nulls()).flatten().collect();
    assert!(lost.is_empty(), "{}", lost.join("\n"));
    let all: Vec<_> = groups
        .into_iter()
        .map(|((role, id), bodies)| (role, id, bodies))
        .collect();
    let lost = still_accepted(&all);
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

/// Lists: with cursors, with members of their own, and without metadata.
const LISTS: [&str; 5] = [
    "list_bikes",
    "list_racks",
    "list_sheds",
    "list_depots",
    "list_models",
];

/// Bodies that most lists accept.
const PAGES: [&str; 5] = [
    r#"{"data":[]}"#,
    r#"{"data":[],"list_metadata":null}"#,
    r#"{"data":[],"list_metadata":{}}"#,
    r#"{"data":[],"list_metadata":{"after":null,"before":"b"}}"#,
    r#"{"object":"list","data":[],"list_metadata":{"after":"a"}}"#,
];

/// Bodies that differ from their description on the page.
const ODD_PAGES: [&str; 12] = [
    r#"{"data":[],"list_metadata":{},"total":3}"#,
    r#"{"data":[],"total":null}"#,
    r#"{"data":[],"list_metadata":{"total":3}}"#,
    r#"{"data":[],"list_metadata":{"after":5}}"#,
    r#"{"data":[],"list_metadata":{"after":{"id":"a"},"before":null}}"#,
    r#"{"data":[],"list_metadata":"a"}"#,
    r#"{"data":[],"list_metadata":[]}"#,
    r#"{"data":null}"#,
    r#"{"list_metadata":{"after":"a"}}"#,
    r#"{"data":{},"list_metadata":{}}"#,
    r#"{"data":[null],"object":"page"}"#,
    r#"{"data":[],"object":7}"#,
];

/// Values with `null` inside lists, for documented members and for an undocumented one.
fn nulls() -> Vec<Vec<String>> {
    let bike = |member: &str| {
        format!(r#"{{"object":"bike","id":"b","gears":3,"electric":true,"colour":"red",{member}}}"#)
    };
    let fits = r#""tags":["a"],"rides":[{"metres":9}],"frame":{"size":5},"metadata":{"a":"b"}"#;
    let members = ["bell", "tags", "rides", "frame", "note", "metadata"];
    let groups = members.iter().flat_map(|member| {
        NULLS.iter().map(move |value| {
            let with = bike(&format!(r#""{member}":{value}"#));
            vec![bike(fits), with.clone(), with]
        })
    });
    groups
        .map(|bodies| still_accepted(&[("resource".to_owned(), "bike".to_owned(), bodies)]))
        .collect()
}

const NULLS: [&str; 9] = [
    "[null]",
    r#"[null,"a"]"#,
    r#"["2026-01-02T03:04:05Z",null]"#,
    r#"[null,{"a":"x"}]"#,
    r#"[{"a":[null,true]},{"a":[]}]"#,
    "[[null,1],null]",
    "[[null],[1.5],[]]",
    r#"{"a":[null,1],"b":null}"#,
    r#"[null,{"object":"bike","id":"b","gears":3,"electric":true,"colour":"red"}]"#,
];

/// Verifies bodies, each by its role and id, again with the suggestions for them; returns the
/// bodies that are no longer accepted.
fn still_accepted(groups: &[(String, String, Vec<String>)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let mut index = String::new();
    let mut bodies = Vec::new();
    for (role, id, texts) in groups {
        for text in texts {
            let file = Case::file(bodies.len());
            write(&folder.path().join("payloads").join(&file), text);
            index.push_str(&format!("{file}\t{role}\t{id}\n"));
            bodies.push(format!("{role} {id}: {text}"));
        }
    }
    write(&folder.path().join("payloads/index.tsv"), &index);
    let verify = |config: Config| {
        let verified = config.verify(&[fixture("reference")], folder.path().join("payloads"));
        verified.unwrap_or_else(|failure| panic!("{}\n{failure}", bodies.join("\n")))
    };
    let before = verify(config());
    let corrections = fs::read_to_string(fixture("corrections.toml")).unwrap();
    let file = folder.path().join("corrections.toml");
    write(&file, &format!("{corrections}\n{}", before.suggestions));
    let after = verify(Config::new().corrections(&file));
    let verdicts = verdicts(&before).zip(verdicts(&after)).zip(bodies);
    let lost = verdicts.filter(|((before, after), _)| before != "rejected" && after == "rejected");
    lost.map(|(_, body)| format!("{body}\nwith\n{}", before.suggestions))
        .collect()
}

/// The verdicts, and a reason for every rejection.
fn verdicts(verification: &Verification) -> impl Iterator<Item = String> {
    verification.bodies.iter().map(|body| {
        let is_rejected = body.verdict == reference_codegen::verify::Verdict::Rejected;
        assert_eq!(is_rejected, !body.reasons.is_empty(), "{body:?}");
        body.verdict.to_string()
    })
}
