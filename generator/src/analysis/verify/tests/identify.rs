//! The identification of bodies.

use super::*;

/// The role and id of one body with this name, or the reason why it has none.
fn identified(file: &str, text: &str) -> String {
    identified_in(PAGE, file, text)
}

fn identified_in(page: &str, file: &str, text: &str) -> String {
    let verification = verify_page(page, &[(file, text)], &Config::new()).unwrap();
    match (&verification.bodies[..], &verification.unidentified[..]) {
        ([body], []) => format!("{} {}", body.role, body.id),
        ([], [unidentified]) => unidentified.message.clone(),
        both => panic!("{both:?}"),
    }
}

#[test]
fn a_body_without_an_index_is_identified_by_its_name_its_object_and_its_folder() {
    for (file, text, expected) in [
        ("track-parcel.json", "{}", "response track_parcel"),
        ("track_parcel.response.json", "{}", "response track_parcel"),
        ("track-parcel-request.json", "{}", "request track_parcel"),
        ("parcel.json", "[]", "list parcel"),
        ("parcel.json", "{}", "resource parcel"),
        ("a.json", PARCEL, "resource parcel"),
        ("track_parcel/b.json", PARCEL, "response track_parcel"),
        ("parcel/b.json", PARCEL, "resource parcel"),
        ("track-parcel/b_request.json", "{}", "request track_parcel"),
        ("parcel/b.json", "{", "resource parcel"),
        (
            "c.json",
            r#"{"object": "list", "data": [{"object": "parcel"}]}"#,
            "list parcel",
        ),
        (
            "c.json",
            r#"{"data": [{"object": "parcel"}], "list_metadata": {}}"#,
            "list parcel",
        ),
        ("c.json", r#"[{"object": "parcel"}]"#, "list parcel"),
    ] {
        assert_eq!(identified(file, text), expected, "{file} {text}");
    }
    let unknown = "neither its name nor its folder is an id of the reference, and no resource \
                   has its `object`; add a line to index.tsv with its file, role and docs id";
    for text in [
        "{}",
        r#"{"object": "letter"}"#,
        r#"{"object": 7}"#,
        r#"{"object": "list", "data": []}"#,
    ] {
        assert_eq!(identified("track.json", text), unknown, "{text}");
    }
}

#[test]
fn every_id_and_file_that_an_index_gets_wrong_is_an_error_with_its_place() {
    let lines = [
        "\u{feff}file\trole\tid",
        "a.json\tresource\tparcels",
        "a.json\trequest\tzebra",
        "gone.json\tresource\tparcel",
    ];
    let index = ("index.tsv", &*lines.join("\n"));
    let failure = verify(&[index, ("a.json", "{}")], &Config::new()).unwrap_err();
    let problems = failure.diagnostics().iter().map(|problem| {
        let span = problem.span.as_ref().unwrap();
        let message = problem.message.split(": ").next().unwrap();
        let help = &problem.help;
        format!("{}:{}: {message}; {help}", span.line, span.column)
    });
    let mut problems: Vec<String> = problems.collect();
    problems.sort();
    let expected = [
        "2:17: the reference has no resource `parcels`; did you mean `parcel`?",
        "3:16: the reference has no operation `zebra`; correct the line, which may be of another \
         release, or remove it",
        "4:1: `gone.json` cannot be read; name a file below the folder of the index, or remove \
         the line",
    ];
    assert_eq!(problems, expected);
}

/// A resource whose `object` has two values is identified by either value.
#[test]
fn any_known_value_of_an_object_identifies() {
    let page = PAGE.replace("'\"parcel\"'", "'\"parcel\" | \"letter\"'");
    for object in ["parcel", "letter"] {
        let body = format!(r#"{{"object": "{object}", "weight": 3}}"#);
        assert_eq!(identified_in(&page, "a.json", &body), "resource parcel");
    }
}

/// Two resources with the same `object`.
const BOXES: &str = "\
---
reference:
  curl:
    - key: small_box
      id: small_box
      properties:
        - { key: object, type: '\"box\"' }
        - { key: edge, type: integer }
    - key: large_box
      id: large_box
      properties:
        - { key: object, type: '\"box\"' }
        - { key: edge, type: integer, optional: true }
        - { key: pallet, type: string }
---

# Boxes
";

#[test]
fn of_things_with_the_same_object_a_body_is_the_only_one_that_reads_it() {
    let identified = |text: &str| identified_in(BOXES, "a.json", text);
    assert_eq!(
        identified(r#"{"object": "box", "edge": 3}"#),
        "resource small_box"
    );
    let large = r#"{"object": "box", "pallet": "p"}"#;
    assert_eq!(identified(large), "resource large_box");
    let next = "add a line to index.tsv with its file, role and docs id";
    let both = r#"{"object": "box", "edge": 3, "pallet": "p"}"#;
    let message = "it may be the resource `large_box` or the resource `small_box`, \
                   and each of them accepts it";
    assert_eq!(identified(both), format!("{message}; {next}"));
    let message = "it may be the list `large_box` or the list `small_box`, \
                   but none of them accepts it";
    let neither = r#"{"object": "list", "data": [{"object": "box"}]}"#;
    assert_eq!(identified(neither), format!("{message}; {next}"));
}

#[test]
fn a_body_that_is_no_json_says_so_with_its_place() {
    let message = "not JSON: EOF while parsing an object at line 2 column 0; \
                   fix or remove it";
    assert_eq!(identified("track.json", "{\n"), message);
    let verification = verify(&[("track.json", "{\n")], &Config::new()).unwrap();
    assert!(verification.has_broken());
    let totals = verification.to_string();
    assert!(totals.contains("1 unidentified (1 unreadable)"), "{totals}");
}
