//! The members that the settings mark: ids are counted by their prefixes, and values of secrets are
//! not shown.

use super::*;

const HOUSE: &str = "\
---
reference:
  curl:
    - key: house
      id: house
      properties:
        - { key: object, type: '\"house\"' }
        - { key: pins, type: 'map[string]integer' }
        - key: doors
          type: 'map[string]object[]'
          properties:
            - { key: pin, type: integer }
            - { key: keeper_id, type: string, optional: true }
    - key: keeper
      id: keeper
      properties:
        - { key: id, type: string }
    - key: lock_doors
      id: lock_doors
      title: /doors
      type: PUT
      parameters:
        - key: anonymous
          type: 'object[]'
          properties:
            - { key: pin, type: integer }
            - { key: keeper_id, type: string }
---

# House
";

/// The messages of the rejections of one body.
fn messages(page: &str, file: &str, text: &str, config: &Config) -> Vec<String> {
    let verification = verify_page(page, &[(file, text)], config).unwrap();
    let reasons = verification.bodies.into_iter().flat_map(|it| it.reasons);
    reasons.map(|it| it.message).collect()
}

#[test]
fn secrets_below_maps_and_in_whole_bodies_are_not_shown() {
    let redacted = "expected an integer, found [redacted], which has a fraction";
    let in_maps = r#"{"object": "house", "pins": {"a": 7.25}, 
        "doors": {"a": [{"pin": 7.25}]}}"#;
    let config = Config::new().secrets("House.pins").secrets("**.pin");
    let found = messages(HOUSE, "house.json", in_maps, &config);
    assert_eq!(found, [redacted; 2]);
    // Everything inside a secret is secret.
    let config = Config::new().secrets("House.pins").secrets("House.doors");
    let found = messages(HOUSE, "house.json", in_maps, &config);
    assert_eq!(found, [redacted; 2]);
    let whole = r#"[{"pin": 7.25, "keeper_id": "keeper_1"}]"#;
    let config = Config::new().secrets("**.pin");
    let found = messages(HOUSE, "lock_doors.request.json", whole, &config);
    assert_eq!(found, [redacted]);
    let found = messages(HOUSE, "house.json", in_maps, &Config::new());
    assert!(found.iter().all(|it| it.contains("7.25")), "{found:?}");
}

#[test]
fn ids_in_maps_and_in_whole_bodies_are_seen() {
    let bodies = [
        (
            "house.json",
            r#"{"object": "house", "pins": {}, "doors": {"a": [{"pin": 1, "keeper_id": "porter_1"}]}}"#,
        ),
        (
            "lock_doors.request.json",
            r#"[{"pin": 1, "keeper_id": "keeper_1"}]"#,
        ),
    ];
    let config = Config::new().ids(IdType::Typed);
    let verification = verify_page(HOUSE, &bodies, &config).unwrap();
    let prefixes = verification.id_types[0].prefixes.iter();
    let seen: Vec<(&str, Vec<&str>)> = prefixes
        .map(|it| {
            let members = it.members.iter().map(String::as_str);
            (it.prefix.as_str(), members.collect())
        })
        .collect();
    let expected = [
        ("keeper", vec!["lock_doors.parameters.anonymous.keeper_id"]),
        ("porter", vec!["house.doors.keeper_id"]),
    ];
    assert_eq!(seen, expected);
}

/// If two pages have equal resources, one resource is an alias of the other.
#[test]
fn secrets_of_an_alias_are_not_shown() {
    let seat = "    - key: seat\n      id: seat\n      properties:\n        \
                - { key: object, type: '\"seat\"' }\n        - { key: row, type: integer }\n";
    let row = |name: &str| {
        format!(
            "    - key: {name}\n      id: {name}\n      properties:\n        \
             - {{ key: object, type: '\"{name}\"' }}\n        - {{ key: seats, type: 'seat[]' }}\n"
        )
    };
    let page = |name: &str| {
        format!(
            "---\nreference:\n  curl:\n{seat}{}---\n\n# Seats\n",
            row(name)
        )
    };
    let names = ["opera", "cinema"];
    let bodies = names.map(|name| {
        format!(r#"{{"object": "{name}", "seats": [{{"object": "seat", "row": 7.25}}]}}"#)
    });
    let folder = folder(
        &page("opera"),
        &[("opera.json", &bodies[0]), ("cinema.json", &bodies[1])],
    );
    let pages = folder.path().join("pages");
    fs::create_dir(pages.join("cinema")).unwrap();
    fs::write(pages.join("cinema/page.mdx"), page("cinema")).unwrap();
    let config = Config::new().secrets("**.row");
    let verification = config
        .verify(&[pages], folder.path().join("bodies"))
        .unwrap();
    assert_eq!(verification.bodies.len(), 2);
    for body in &verification.bodies {
        let message = "expected an integer, found [redacted], which has a fraction";
        assert_eq!(body.reasons[0].message, message, "{}", body.id);
    }
}
