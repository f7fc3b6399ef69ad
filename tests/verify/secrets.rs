//! Members that the settings keep secret: neither their values nor the keys in them are shown.

use std::fs;

use reference_codegen::verify::Verification;
use reference_codegen::{Config, TimeType};

use super::recordings::exchange;

const PAGE: &str = r#"---
reference:
  curl:
    - key: vault
      id: vault
      properties:
        - { key: object, type: '"vault"' }
        - { key: id, type: string }
        - { key: contents, type: 'map[string]integer', optional: true }
        - { key: labels, type: 'map[string]any', optional: true }
        - key: lock
          type: object
          optional: true
          properties:
            - { key: digits, type: 'integer[]' }
            - { key: kind, type: '"dial" | "bolt"', optional: true }
            - { key: notes, type: 'map[string]string', optional: true }
        - { key: owner, type: person, optional: true }
        - { key: guards, type: 'person[]', optional: true }
        - { key: code, type: string, optional: true }
        - { key: codes, type: 'string[]', optional: true }
    - key: person
      id: person
      properties:
        - { key: name, type: string }
        - { key: age, type: integer, optional: true }
        - { key: rank, type: '"high" | "low"', optional: true }
        - { key: since, type: datetime, optional: true }
---

# Vault
"#;

/// Verifies a vault with this member.
fn vault(member: &str, config: Config) -> Verification {
    let folder = tempfile::tempdir().unwrap();
    let [pages, bodies] = ["pages/vaults", "bodies"].map(|it| folder.path().join(it));
    for folder in [&pages, &bodies] {
        fs::create_dir_all(folder).unwrap();
    }
    fs::write(pages.join("index.mdx"), PAGE).unwrap();
    let body = format!(r#"{{"object": "vault", "id": "a", {member}}}"#);
    fs::write(bodies.join("vault.json"), body).unwrap();
    let verification = config.verify(&[pages], &bodies);
    verification.unwrap_or_else(|failure| panic!("{failure}"))
}

/// Everything that is shown of a result.
fn everything(verification: &Verification) -> String {
    let json = serde_json::to_string(verification).unwrap();
    let suggestions = &verification.suggestions;
    format!("{verification}\n{suggestions}\n{json}\n{verification:?}")
}

#[test]
fn no_key_and_no_value_in_a_secret_is_shown() {
    for (secrets, member) in [
        ("**.contents", r#""contents": {"SECRET": "a"}"#),
        ("**.contents", r#""contents": {"SECRET": {"SECRET": 1}}"#),
        ("**.contents", r#""contents": {"a": {"object": "SECRET"}}"#),
        ("**.contents", r#""contents": {"SECRET": 7.25}"#),
        ("**.contents", r#""contents": [{"SECRET": 1}]"#),
        ("**.labels", r#""labels": {"SECRET": "\ud800"}"#),
        ("**.lock", r#""lock": {"SECRET": 1}"#),
        ("**.lock", r#""lock": {"digits": [{"SECRET": 1}]}"#),
        ("**.lock", r#""lock": {"digits": [], "kind": "SECRET"}"#),
        (
            "**.lock",
            r#""lock": {"digits": [], "notes": {"SECRET": 1}}"#,
        ),
        (
            "**.lock",
            r#""lock": {"digits": [], "more": {"SECRET": 1}}"#,
        ),
        (
            "**.notes",
            r#""lock": {"digits": [], "notes": {"SECRET": 1}}"#,
        ),
        ("**.notes", r#""lock": [{"notes": {"SECRET": 1}}]"#),
        ("**.owner", r#""owner": {"name": "b", "SECRET": {"a": 1}}"#),
        ("**.owner", r#""owner": {"name": {"SECRET": 1}}"#),
        ("**.owner", r#""owner": {"name": "b", "rank": "SECRET"}"#),
        ("**.owner", r#""owner": {"name": "b", "since": "SECRET"}"#),
        ("**.guards", r#""guards": [{"name": "b", "SECRET": 1}]"#),
        ("**.guards", r#""guards": {"SECRET": 1}"#),
        ("**.code", r#""code": {"SECRET": "a", "object": "SECRET"}"#),
        (
            "**.code",
            r#""code": [{"SECRET": "a"}, {"object": "SECRET"}]"#,
        ),
        ("**.codes", r#""codes": [{"SECRET": "a"}]"#),
        // The reference describes no member of this name here.
        (
            "**.code",
            r#""door": {"code": {"SECRET": "a", "object": "SECRET"}}"#,
        ),
        ("**.name", r#""name": {"SECRET": "a", "object": "SECRET"}"#),
        ("**.name", r#""codes": [{"name": {"SECRET": "a"}}]"#),
    ] {
        let config = Config::new().time(TimeType::Jiff).secrets(secrets);
        let verification = vault(member, config);
        assert_eq!(verification.bodies[0].id, "vault");
        let shown = everything(&verification);
        assert!(!shown.contains("SECRET"), "{secrets} {member}: {shown}");
    }
}

/// Without the setting, keys and values are shown, so that a mistake can be found.
#[test]
fn other_keys_are_shown() {
    let verification = vault(r#""contents": {"shelf": "a"}"#, Config::new());
    assert_eq!(verification.bodies[0].reasons[0].pointer, "/contents/shelf");
    let verification = vault(
        r#""contents": {"shelf": "a"}"#,
        Config::new().secrets("**.contents"),
    );
    assert_eq!(
        verification.bodies[0].reasons[0].pointer,
        "/contents/[redacted]"
    );
    let verification = vault(r#""lock": {"hinge": 1}"#, Config::new().secrets("**.lock"));
    assert_eq!(
        verification.bodies[0].undocumented[0].pointer,
        "/lock/[redacted]"
    );
}

/// A part of a path or of a query that the reference does not name may be a token.
#[test]
fn no_token_in_a_url_or_a_body_is_shown() {
    for line in [
        r#"{"method": "GET", "url": "/SECRET", "status": 200}"#,
        r#"{"method": "GET", "url": "/tickets/SECRET/seats", "status": 200}"#,
        r#"{"method": "GET", "url": "SECRET", "status": 200}"#,
        r#"{"method": "PUT", "url": "/tickets/SECRET", "status": 200}"#,
        r#"{"method": "GET", "url": "/tickets/last?SECRET", "status": 0}"#,
        r#"{"method": "GET", "url": "/tickets/last?page=1&SECRET#SECRET", "status": 0}"#,
        r#"{"method": "POST", "url": "/gate", "status": 0, "request": "SECRET=="}"#,
        r#"{"method": "GET", "url": "/tickets/last", "status": 200, "response": "SECRET"}"#,
    ] {
        let shown = everything(&exchange(line));
        assert!(!shown.contains("SECRET"), "{line}: {shown}");
    }
}

/// A part of a query without a `=` may be a token. No correction adds what stands for it.
#[test]
fn a_value_without_a_name_is_not_suggested() {
    for query in ["limit=1&SECRET", "=SECRET", "SECRET&color=red"] {
        let line = format!(r#"{{"method": "GET", "url": "/tickets?{query}", "status": 0}}"#);
        let verification = exchange(&line);
        let undocumented = &verification.bodies[0].undocumented;
        assert_eq!(undocumented[0].pointer, "query/…");
        let suggestions = verification.suggestions.to_string();
        let unnamed =
            "no suggestion for tape.jsonl:1 query/…: an undocumented value without a name";
        assert!(suggestions.contains(unnamed), "{suggestions}");
        let added = suggestions.matches("add = ").count();
        assert_eq!(added, query.matches("color").count(), "{suggestions}");
    }
}
