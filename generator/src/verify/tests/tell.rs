//! What a body is, and why nobody knows.

use super::*;

/// What one body with this name is, or why nobody knows.
fn told(file: &str, text: &str) -> String {
    told_of(PAGE, file, text)
}

fn told_of(page: &str, file: &str, text: &str) -> String {
    let verification = verify_page(page, &[(file, text)], &Config::new()).unwrap();
    match (&verification.bodies[..], &verification.untold[..]) {
        ([body], []) => format!("{} {}", body.role, body.id),
        ([], [untold]) => untold.message.clone(),
        both => panic!("{both:?}"),
    }
}

#[test]
fn a_body_without_an_index_is_told_by_its_name_its_object_and_its_folder() {
    for (file, text, expected) in [
        ("track-parcel.json", "{}", "response track_parcel"),
        ("track_parcel.response.json", "{}", "response track_parcel"),
        ("track-parcel-request.json", "{}", "request track_parcel"),
        ("parcel.json", "[]", "list parcel"),
        ("parcel.json", "{}", "resource parcel"),
        ("a.json", PARCEL, "resource parcel"),
        ("track_parcel/b.json", PARCEL, "resource parcel"),
        ("track_parcel/b.json", "{}", "response track_parcel"),
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
        assert_eq!(told(file, text), expected, "{file} {text}");
    }
    let unknown = "neither its name, its `object` nor its folder is an id of the reference; \
                   say what it is in index.tsv: its file, role and docs id";
    for text in [
        "{}",
        r#"{"object": "letter"}"#,
        r#"{"object": 7}"#,
        r#"{"object": "list", "data": []}"#,
    ] {
        assert_eq!(told("track.json", text), unknown, "{text}");
    }
}

#[test]
fn an_id_that_the_reference_does_not_have_is_told_with_the_nearest() {
    let index = ("index.tsv", "file\trole\tid\na.json\tresource\tparcels\n");
    let verification = verify(&[index, ("a.json", "{}")], &Config::new()).unwrap();
    let message = "the reference has no resource `parcels`; did you mean `parcel`? \
                   Correct its line in index.tsv";
    assert_eq!(verification.untold[0].message, message);
    let index = ("index.tsv", "a.json\tresource\tzebra\n");
    let verification = verify(&[index, ("a.json", "{}")], &Config::new()).unwrap();
    let message = "the reference has no resource `zebra`; \
                   correct its line in index.tsv, which may be of another release";
    assert_eq!(verification.untold[0].message, message);
}

/// Two things that call themselves a box, as each has a page of its own.
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
    let told = |text: &str| told_of(BOXES, "a.json", text);
    assert_eq!(
        told(r#"{"object": "box", "edge": 3}"#),
        "resource small_box"
    );
    let large = r#"{"object": "box", "pallet": "p"}"#;
    assert_eq!(told(large), "resource large_box");
    let next = "say what it is in index.tsv: its file, role and docs id";
    let both = r#"{"object": "box", "edge": 3, "pallet": "p"}"#;
    let message = "it may be the resource `large_box` or the resource `small_box`, \
                   and each of them reads it";
    assert_eq!(told(both), format!("{message}; {next}"));
    let message = "it may be the list `large_box` or the list `small_box`, \
                   but none of them reads it";
    let neither = r#"{"object": "list", "data": [{"object": "box"}]}"#;
    assert_eq!(told(neither), format!("{message}; {next}"));
}

#[test]
fn a_body_that_is_no_json_says_so_with_its_place() {
    let message = "not JSON: EOF while parsing an object at line 2 column 0; \
                   mend it, or say what it is in index.tsv: its file, role and docs id";
    assert_eq!(told("track.json", "{\n"), message);
}
