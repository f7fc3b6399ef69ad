//! The types of ids, and the reasons why a member has one or has none.

use std::fs;

use reference_codegen::{Config, IdType};

use super::case;

const PAGE: &str = "\
---
reference:
  curl:
    - { key: key, id: key, properties: [{ key: id, type: string }] }
    - { key: door_key, id: door_key, properties: [{ key: id, type: string }] }
    - key: lock
      id: lock
      properties:
        - { key: id, type: string }
        - { key: spare_key_id, type: string }
        - { key: lost_door_key_ids, type: 'string[]' }
        - { key: newkey_id, type: string }
        - { key: last_key_id, type: integer }
        - { key: old_key_id, type: string }
        - { key: next_key_id, type: string }
        - { key: rusty_key_id, type: string }
---
";

/// The reason in the explanation of a member of the lock. The text has it as well.
fn reason(config: &Config, member: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("doors.mdx"), PAGE).unwrap();
    let found = config.explain(&[folder.path()], &format!("lock.{member}"));
    let found = found.unwrap_or_else(|failure| panic!("{failure}"));
    let text = found.to_string();
    let line = text.lines().find_map(|line| line.strip_prefix("  id "));
    let id = found.fields[0].id.clone();
    assert_eq!(line.map(str::trim), id.as_deref(), "{text}");
    id
}

/// The reason names the resource with the longest name at the end of the member's name.
#[test]
fn longer_names_need_a_setting() {
    let config = Config::new().ids(IdType::Typed);
    let longer = |resource: &str| {
        Some(format!(
            "not typed: its name says more than the name of the resource `{resource}`; \
             `id_types` can type it"
        ))
    };
    for (member, expected) in [
        ("spare_key_id", longer("key")),
        ("lost_door_key_ids", longer("door_key")),
        ("newkey_id", None),
        ("last_key_id", None),
    ] {
        assert_eq!(reason(&config, member), expected, "{member}");
    }
}

/// A setting for the member, or for all ids, is the reason instead.
#[test]
fn settings_are_the_reason() {
    let typed = Config::new()
        .ids(IdType::Typed)
        .id_types("Lock.old_key_id", "string")
        .id_types("Lock.next_key_id", "key")
        .types("Lock.rusty_key_id", "u128");
    let strings = Config::new().id_types("Lock.next_key_id", "key");
    for (config, member, expected) in [
        (&typed, "old_key_id", "not typed: a setting says so"),
        (&typed, "next_key_id", "chosen by a setting"),
        (&typed, "rusty_key_id", "not typed: a setting says so"),
        (&strings, "spare_key_id", "not typed: a setting says so"),
        (&strings, "next_key_id", "chosen by a setting"),
    ] {
        assert_eq!(
            reason(config, member).as_deref(),
            Some(expected),
            "{member}"
        );
    }
}

/// The explanation of a type of ids has its resources, and the fields that hold it.
#[test]
fn types_of_ids() {
    let case = case("ids");
    let settings = case.reference().with_file_name("codegen.toml");
    let shown = ["SailorId", "SailId", "hoistid"].map(|what| {
        let config = Config::new().config_file(&settings);
        let found = config.explain(&[case.reference()], what);
        let text = found.map_or_else(|failure| failure.to_string(), |found| found.to_string());
        format!("==> {what} <==\n{text}\n")
    });
    insta::assert_snapshot!(shown.concat());
}

/// A member with a type of ids is explained by the rule that gave the type, and a text with such a
/// name by the reason why it has none.
#[test]
fn members_with_ids() {
    let case = case("ids");
    let settings = case.reference().with_file_name("codegen.toml");
    let shown = [
        "Sailor.id",
        "Sailor.boat_id",
        "GetSailorRequest.id",
        "GetVesselRequest.id",
        "CutMastRequest.id",
        "raise_mast.returns.id",
        "Boat.owner",
        "Boat.sail_id",
        "Voyage.sailor_id",
        "LeavePierRequest.id",
        "SoundHornRequest.id",
        "TurnCraneRequest.id",
        "Sailor.sail_ids",
        "RigSailRequest.sail_id",
        "SinkBargeRequest.id",
        "VoyageMainMast.id",
        "VoyageSailor.id",
        "HireSailorResponse.id",
        "ScrapBoatResponse.id",
        "GetBerthOfResponse.id",
    ]
    .map(|what| {
        let config = Config::new().config_file(&settings);
        let found = config.explain(&[case.reference()], what);
        let found = found.unwrap_or_else(|failure| panic!("{failure}"));
        let lines = found.to_string();
        let id = lines
            .lines()
            .find(|line| line.trim_start().starts_with("id "));
        format!(
            "{}\n{}\n",
            lines.lines().next().unwrap_or_default(),
            id.unwrap_or("  -")
        )
    });
    insta::assert_snapshot!(shown.concat());
}
