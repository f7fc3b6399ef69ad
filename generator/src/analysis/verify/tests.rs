//! Folders of bodies, their index, and the settings.

mod identify;
mod marked;
mod recordings;
mod suggest;

use std::fs;

use tempfile::TempDir;

use super::*;
use crate::config::TimeType;

const PAGE: &str = "\
---
reference:
  curl:
    - key: parcel
      id: parcel
      properties:
        - { key: object, type: '\"parcel\"' }
        - { key: weight, type: integer }
        - { key: sent_at, type: string, optional: true }
    - key: track_parcel
      id: track_parcel
      title: /parcels/:id
      type: POST
      parameters:
        - { key: phone, type: string }
      returns:
        - (parcel)
---

# Parcel
";

const PARCEL: &str = r#"{"object": "parcel", "weight": 3}"#;

/// A reference of one page in `pages` beside the bodies in `bodies`.
fn folder(page: &str, bodies: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = bodies
        .iter()
        .map(|(file, text)| (format!("bodies/{file}"), *text));
    for (file, text) in files.chain([("pages/page.mdx".to_owned(), page)]) {
        let file = folder.path().join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

fn verify(bodies: &[(&str, &str)], config: &Config) -> Result<Verification, Error> {
    verify_page(PAGE, bodies, config)
}

fn verify_page(
    page: &str,
    bodies: &[(&str, &str)],
    config: &Config,
) -> Result<Verification, Error> {
    let folder = folder(page, bodies);
    let (pages, bodies) = (folder.path().join("pages"), folder.path().join("bodies"));
    config.verify(&[pages], bodies)
}

#[test]
fn every_line_of_an_index_that_is_wrong_is_reported() {
    let index = "file\trole\tid\r\n\na.json\tanswer\tparcel\nb.json resource parcel\nc.json\tlist\tparcel\n";
    let failure = verify(&[("index.tsv", index)], &Config::new()).unwrap_err();
    let problems = failure.diagnostics().iter().map(|problem| {
        let line = problem.span.as_ref().unwrap().line;
        format!(
            "{line}: {}; {}",
            problem.message.split(": ").next().unwrap(),
            problem.help
        )
    });
    let expected = [
        "3: `answer` is not a role of a body; the roles are response, request, resource, list",
        "4: 1 column instead of 3; write a line as in `file role id`, separated by tabs",
        "5: `c.json` cannot be read; name a file below the folder of the index, or remove the line",
    ];
    assert_eq!(problems.collect::<Vec<_>>(), expected);
}

#[test]
fn a_folder_without_bodies_is_an_error() {
    let failure = verify(&[("notes.txt", "")], &Config::new()).unwrap_err();
    assert!(
        failure.to_string().contains("no body (*.json)"),
        "{failure}"
    );
}

#[test]
fn bytes_that_are_no_text_are_no_json() {
    let folder = folder(PAGE, &[]);
    fs::create_dir(folder.path().join("bodies")).unwrap();
    fs::write(
        folder.path().join("bodies/parcel.json"),
        b"{\"weight\": \"\xff\"}",
    )
    .unwrap();
    let roots = [folder.path().join("pages")];
    let verification = Config::new()
        .verify(&roots, folder.path().join("bodies"))
        .unwrap();
    assert_eq!(verification.bodies[0].reasons[0].message, "not UTF-8");
}

#[test]
fn a_timestamp_is_a_string_unless_a_setting_gives_it_a_type() {
    let body = |time: &str| format!(r#"{{"object": "parcel", "weight": 3, "sent_at": {time}}}"#);
    let (soon, now) = (body(r#""soon""#), body(r#""2026-01-02T03:04:05Z""#));
    for (time, text, verdict) in [
        (TimeType::String, &soon, Verdict::Accepted),
        (TimeType::Jiff, &soon, Verdict::Rejected),
        (TimeType::Jiff, &now, Verdict::Accepted),
        (TimeType::Time, &now, Verdict::Accepted),
        (TimeType::Time, &body("null"), Verdict::Accepted),
    ] {
        let config = Config::new().time(time);
        let verification = verify(&[("parcel.json", text)], &config).unwrap();
        assert_eq!(verification.bodies[0].verdict, verdict, "{text}");
    }
}

/// The crate `time` deserializes timestamps by an attribute of a field. Elsewhere they remain
/// texts.
#[test]
fn a_timestamp_outside_of_a_field_is_a_text_for_the_crate_time() {
    let page = PAGE
        .replace("type: integer }", "type: '(datetime | integer)[]' }")
        .replace("- (parcel)", "- { key: anonymous, type: 'datetime[]' }");
    for (file, text, verdicts) in [
        (
            "parcel.json",
            r#"{"object": "parcel", "weight": ["soon"]}"#,
            [true, false],
        ),
        ("track_parcel.json", r#"["soon"]"#, [true, false]),
        (
            "parcel.json",
            r#"{"object": "parcel", "weight": [], "sent_at": "soon"}"#,
            [false, false],
        ),
    ] {
        let verdicts_of = [TimeType::Time, TimeType::Jiff].map(|time| {
            let config = Config::new().time(time);
            let verification = verify_page(&page, &[(file, text)], &config).unwrap();
            verification.bodies[0].verdict == Verdict::Accepted
        });
        assert_eq!(verdicts_of, verdicts, "{text}");
    }
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let bodies = [
        ("parcel.json", format!("\u{feff}{PARCEL}")),
        ("a/parcel.json", format!("\u{feff}\u{feff}{PARCEL}")),
        ("b/untold.json", format!("\u{feff}{PARCEL}")),
        ("c/parcel.json", format!("{PARCEL}\u{feff}")),
    ];
    let bodies = bodies.each_ref().map(|(file, text)| (*file, text.as_str()));
    let verification = verify(&bodies, &Config::new()).unwrap();
    let accepted = verification
        .bodies
        .iter()
        .filter(|it| it.reasons.is_empty());
    let accepted: Vec<&str> = accepted.map(|body| body.file.as_str()).collect();
    assert_eq!(accepted, ["b/untold.json", "parcel.json"]);
}

#[test]
fn a_number_that_is_no_integer_says_why() {
    for (number, expected) in [
        (
            "18446744073709551615",
            "18446744073709551615 is too large: an integer is at most 9223372036854775807",
        ),
        (
            "9223372036854775808",
            "9223372036854775808 is too large: an integer is at most 9223372036854775807",
        ),
        (
            "-9223372036854775809",
            "-9223372036854775809 is too small: an integer is at least -9223372036854775808",
        ),
        (
            "1e30",
            "expected an integer, found 1e30, which has an exponent",
        ),
        (
            "1.0",
            "expected an integer, found 1.0, which has a fraction",
        ),
        (
            "1.5e3",
            "expected an integer, found 1.5e3, which has a fraction",
        ),
    ] {
        let body = format!(r#"{{"object": "parcel", "weight": {number}}}"#);
        let verification = verify(&[("parcel.json", &body)], &Config::new()).unwrap();
        assert_eq!(verification.bodies[0].reasons[0].message, expected);
        // No float is suggested for an integer that is too large, since it would lose digits.
        let suggestions = verification.suggestions.to_string();
        assert_eq!(
            suggestions.contains("float"),
            expected.starts_with("expected"),
            "{suggestions}"
        );
    }
}

#[test]
fn no_body_is_right_where_an_operation_answers_nothing() {
    let page = PAGE.replace("      returns:\n        - (parcel)\n", "");
    for (page, verdict) in [
        (page.as_str(), Verdict::Accepted),
        (PAGE, Verdict::Rejected),
    ] {
        let verification = verify_page(page, &[("track_parcel.json", "\n")], &Config::new());
        assert_eq!(verification.unwrap().bodies[0].verdict, verdict);
    }
}

#[test]
fn what_contradicts_a_correction_is_shown_with_its_line() {
    let folder = folder(
        PAGE,
        &[
            (
                "parcel.json",
                r#"{"object": "parcel", "weight": 3, "size": 1}"#,
            ),
            (
                "a/parcel.json",
                r#"{"object": "parcel", "weight": 3, "size": {}}"#,
            ),
            ("b/parcel.json", r#"{"object": "parcel"}"#),
        ],
    );
    let file = folder.path().join("corrections.toml");
    let correction = r#"
[[correct]]
path = "parcel"
add = { name = "size", fields = [{ name = "width", type = "integer" }], optional = true }
was = "absent"
reason = "measured"

[[correct]]
path = "parcel.weight"
type = "float"
was = "integer"
reason = "weighed"
"#;
    fs::write(&file, correction).unwrap();
    let roots = [folder.path().join("pages")];
    let config = Config::new().corrections(file);
    let verification = config.verify(&roots, folder.path().join("bodies")).unwrap();
    let reasons = verification.bodies.iter().flat_map(|body| &body.reasons);
    let places = reasons.map(|reason| {
        let docs = reason.docs.rsplit(['/', '\\']).next().unwrap();
        format!("{}: {docs}", reason.message)
    });
    let expected = [
        "required member `width` is missing: corrections.toml:3",
        // The correction changes its type, but not its optionality, so the place is the page.
        "required member `weight` is missing: page.mdx:8",
        "expected an object, found a number: corrections.toml:3",
    ];
    assert_eq!(places.collect::<Vec<_>>(), expected);
}

#[test]
fn of_very_many_undocumented_members_the_first_are_listed_and_all_are_counted() {
    let members: String = (0..5000).map(|key| format!(", \"k{key}\": 1")).collect();
    let body = format!("{{\"object\": \"parcel\", \"weight\": 3{members}}}");
    let verification = verify(&[("parcel.json", &body)], &Config::new()).unwrap();
    let body = &verification.bodies[0];
    assert_eq!(
        (body.undocumented.len(), body.more_undocumented),
        (1000, 4000)
    );
    assert_eq!(verification.models[0].undocumented, 5000);
}

#[test]
fn a_pointer_escapes_what_separates() {
    let body = r#"{"object": "parcel", "weight": 3, "a/b~c": null}"#;
    let verification = verify(&[("parcel.json", body)], &Config::new()).unwrap();
    let undocumented = &verification.bodies[0].undocumented[0];
    assert_eq!(
        (undocumented.pointer.as_str(), undocumented.kind),
        ("/a~1b~0c", "null")
    );
}

#[test]
fn the_result_is_the_same_whatever_the_machine() {
    let bodies: Vec<(String, &str)> = (0..500)
        .map(|index| {
            (
                format!("{index:03}.json"),
                [PARCEL, r#"{"object": "parcel"}"#][index % 2],
            )
        })
        .collect();
    let bodies: Vec<(&str, &str)> = bodies
        .iter()
        .map(|(file, text)| (file.as_str(), *text))
        .collect();
    let verification = verify(&bodies, &Config::new()).unwrap();
    assert!(verification.bodies.is_sorted_by_key(|body| &body.file));
    let [model] = &verification.models[..] else {
        panic!("{:?}", verification.models);
    };
    assert_eq!(
        (model.bodies, model.accepted, model.rejected),
        (500, 250, 250)
    );
    let suggestions = verification.suggestions.to_string();
    assert!(
        suggestions.contains("absent in 001.json, 003.json, 005.json and 247 more"),
        "{suggestions}"
    );
}
