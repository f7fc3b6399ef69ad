//! The suggestions for random bodies load unchanged, and reject no body.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use reference_codegen::Config;
use reference_codegen::verify::{Verdict, Verification};
use serde_json::{Map, Value};

/// Every kind of type, and keys and values with the signs of notations and paths.
const PAGE: &str = r#"---
reference:
  curl:
    - key: kettle
      id: kettle
      title: kettle
      properties:
        - { key: object, type: '"kettle"' }
        - { key: lid_id, type: string }
        - { key: a, type: integer, optional: true }
        - { key: x.y, type: boolean, optional: true }
        - { key: 'tags[]', type: 'string[]', optional: true }
        - key: state
          type: enum
          optional: true
          description: |
            - `it is "hot"`
            - `it's cold`
        - key: mood
          type: enum
          optional: true
          description: |
            - `"it's"`
        - { key: modes, type: 'List<"slow" | "fast">', optional: true }
        - { key: sizes, type: 'Map<string, "s" | "m">', optional: true }
        - { key: levels, type: 'map[string]integer', optional: true }
        - { key: load, type: cup | pot, optional: true }
        - { key: loads, type: 'List<cup | pot>', optional: true }
        - { key: parts, type: object, optional: true }
        - { key: either, type: string | boolean, optional: true }
        - key: box
          type: object
          optional: true
          properties:
            - { key: '"', type: string, optional: true }
            - { key: lidId, type: integer }
    - key: cup
      id: cup
      title: cup
      properties:
        - { key: object, type: '"cup"' }
        - { key: a, type: string }
    - key: pot
      id: pot
      title: pot
      properties:
        - { key: object, type: '"pot"' }
        - { key: volume, type: integer }
  js:
    - key: kettle
      id: kettle
      title: kettle
      properties:
        - { key: object, type: string }
        - { key: parts, type: 'Record<string, cup | pot>' }
---

# Kettle
"#;

/// Keys that the page has, and keys that it lacks.
const KEYS: &[&str] = &[
    "object",
    "lid_id",
    "lidId",
    "LID_ID",
    "a",
    "A",
    "x.y",
    "x",
    "x_y",
    "tags[]",
    "tags",
    "state",
    "mood",
    "modes",
    "sizes",
    "levels",
    "load",
    "loads",
    "parts",
    "either",
    "box",
    "",
    " ",
    " a",
    "a ",
    "a b",
    "\u{a0}",
    ".",
    "[]",
    "{}",
    "a[]",
    "*",
    "?",
    "\"",
    "\"\"",
    "'",
    "\\",
    "\n",
    "a\nb",
    "\t",
    "\0",
    "\u{1}",
    "\u{7f}",
    "\u{85}",
    "\u{202e}",
    "\u{feff}a",
    "é",
    "É",
    "e\u{301}",
    "日本",
    "2fa",
    "self",
    "parameters",
    "returns",
    "correct",
    "]]",
    "#",
    "-",
    "_",
    "__proto__",
];

const TEXTS: &[&str] = &[
    "kettle",
    "cup",
    "pot",
    "slow",
    "s",
    "",
    "it is \"hot\"",
    "it's cold",
    "\"it's\"",
    "a\"b'c",
    "\u{1}",
    "\n",
    "2020-01-01T00:00:00Z",
    "\"",
    "'",
    "\u{202e}",
    "```",
];

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        Just(Value::from(1.5)),
        select(TEXTS).prop_map(Value::from),
        "\\PC{0,4}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |value| {
        prop_oneof![
            proptest::collection::vec(value.clone(), 0..3).prop_map(Value::from),
            object(value),
        ]
    })
}

fn object(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    let key = prop_oneof![9 => select(KEYS).prop_map(str::to_owned), 1 => ".{0,3}"];
    proptest::collection::vec((key, value), 0..8)
        .prop_map(|members| Value::Object(Map::from_iter(members)))
}

/// Bodies of a kettle, most of them with the required members.
fn bodies() -> impl Strategy<Value = Vec<Value>> {
    let body = (object(value()), any::<bool>()).prop_map(|(mut body, is_whole)| {
        if let (Some(members), true) = (body.as_object_mut(), is_whole) {
            members.insert("object".to_owned(), "kettle".into());
            members.insert("lid_id".to_owned(), "l".into());
        }
        body
    });
    proptest::collection::vec(body, 1..5)
}

fn verify(folder: &Path, corrections: Option<&str>) -> Result<Verification, String> {
    let mut config = Config::new();
    if let Some(corrections) = corrections {
        let file = folder.join("corrections.toml");
        fs::write(&file, corrections).unwrap();
        config = config.corrections(file);
    }
    let reference = [folder.join("reference")];
    let verified = config.verify(&reference, folder.join("payloads"));
    verified.map_err(|failure| format!("{failure}\n{}", corrections.unwrap_or_default()))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(4),
        ..ProptestConfig::default()
    })]

    /// The suggestions load as the only corrections, reject no accepted body, and the models are
    /// generated.
    #[test]
    fn what_is_suggested_loads(bodies in bodies()) {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path();
        fs::create_dir_all(folder.join("reference")).unwrap();
        fs::create_dir_all(folder.join("payloads")).unwrap();
        fs::write(folder.join("reference/kettle.mdx"), PAGE).unwrap();
        let mut index = String::new();
        for (number, body) in bodies.iter().enumerate() {
            fs::write(folder.join(format!("payloads/{number}.json")), body.to_string()).unwrap();
            index += &format!("{number}.json\tresource\tkettle\n");
        }
        fs::write(folder.join("payloads/index.tsv"), index).unwrap();
        let before = verify(folder, None).unwrap();
        let suggested = before.suggestions.to_string();
        let after = verify(folder, Some(&suggested)).map_err(TestCaseError::fail)?;
        for (before, after) in before.bodies.iter().zip(&after.bodies) {
            let is_lost = before.verdict != Verdict::Rejected && after.verdict == Verdict::Rejected;
            prop_assert!(!is_lost, "{after:?}\n{suggested}");
        }
        let config = Config::new().corrections(folder.join("corrections.toml"));
        let generated = config.generate(&[folder.join("reference")]);
        prop_assert!(generated.is_ok(), "{generated:?}\n{suggested}");
    }
}
