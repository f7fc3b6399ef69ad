//! Ids in bodies: the types whose values begin with more than one prefix.

use std::fs;
use std::path::Path;

use reference_codegen::Config;
use reference_codegen::verify::Verification;

const BOAT: &str = r#"{"id":"boat_1","owner":"sailor_1","main_mast_id":"main_mast_1"}"#;

/// Verifies a body of a boat and a body of a sailor, against a reference with typed ids for both.
fn verify(config: Config, boat: &str, sailor: &str) -> Verification {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("boat.json"), boat).unwrap();
    fs::write(folder.path().join("sailor.json"), sailor).unwrap();
    let reference = Path::new("tests/fixtures/ok/ids/reference");
    config.verify(&[reference], folder.path()).unwrap()
}

fn typed() -> Config {
    Config::new().config_file("tests/fixtures/ok/ids/codegen.toml")
}

fn sailor(boat_id: &str, boat_ids: &str) -> String {
    let papers = format!(r#"{{"id":"p","sailor_id":"sailor_2","boat_ids":{boat_ids}}}"#);
    format!(
        r#"{{"id":"sailor_2","boat_id":{boat_id},"sail_ids":["x_1"],"berth_id":1,"papers":{papers}}}"#
    )
}

#[test]
fn a_type_with_one_prefix_is_of_one_kind() {
    let verification = verify(typed(), BOAT, &sailor("null", r#"["boat_2","boat_3"]"#));
    let seen = verification.id_types.iter().map(|it| it.rust.as_str());
    assert_eq!(
        seen.collect::<Vec<_>>(),
        ["BoatId", "MainMastId", "SailorId"]
    );
    let text = verification.to_string();
    assert!(
        text.ends_with("3 id types seen, 0 with several prefixes\n"),
        "{text}"
    );
    assert!(!text.contains("ids of several kinds"), "{text}");
}

#[test]
fn several_prefixes_are_listed_with_their_members() {
    let verification = verify(typed(), BOAT, &sailor(r#""ship_1""#, r#"["boat_2","7"]"#));
    let text = verification.to_string();
    let listed: Vec<&str> = text
        .lines()
        .skip_while(|line| !line.starts_with("ids with"))
        .take(4)
        .collect();
    let expected = [
        "ids with several prefixes in BoatId",
        "  no prefix: sailor.papers.boat_ids",
        "  `boat_`: boat.id, sailor.papers.boat_ids",
        "  `ship_`: sailor.boat_id",
    ];
    assert_eq!(listed, expected, "{text}");
    assert!(
        text.ends_with("3 id types seen, 1 with several prefixes\n"),
        "{text}"
    );
}

/// Without the setting there is nothing about ids in the result.
#[test]
fn texts_have_no_kind() {
    let verification = verify(Config::new(), BOAT, &sailor(r#""ship_1""#, "[]"));
    assert!(verification.id_types.is_empty());
    assert!(!verification.to_string().contains("ids"));
}
