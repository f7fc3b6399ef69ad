//! Fields that may be secrets, and the settings that decide them.

use super::*;

const CELLAR: &str = "---
reference:
  curl:
    - key: barrel
      id: barrel
      properties:
        - { key: id, type: string }
        - { key: seal_token, type: string }
        - { key: seal_token_id, type: string }
        - { key: seal_token_expires_at, type: string }
        - { key: lot, type: string, description: It is only shown once. }
        - key: metadata
          type: object[]
          properties:
            - { key: key, type: string }
            - { key: value, type: string }
        - key: error
          type: object
          optional: true
          properties:
            - { key: code, type: string }
            - { key: message, type: string }
        - key: latch
          type: object
          properties:
            - { key: api_keys, type: 'string[]' }
            - { key: passwords, type: 'map[string]string' }
            - { key: password, type: boolean }
    - key: authenticate_cooper
      id: authenticate_cooper
      title: /coopers/:invitation_token
      type: POST
      parameters:
        - { key: code, type: string }
        - { key: code_challenge, type: string }
        - { key: seal_token, type: string }
        - { key: token_type, type: string }
---

# Barrels
";

/// The fields that may be secrets, by the messages and help texts of a lint with these settings.
fn possible_secrets(settings: &str) -> Result<Vec<String>, Error> {
    let folder = tempfile::tempdir().unwrap();
    let reference = folder.path().join("reference");
    std::fs::create_dir(&reference).unwrap();
    std::fs::write(reference.join("cellar.mdx"), CELLAR).unwrap();
    let file = folder.path().join("codegen.toml");
    std::fs::write(&file, settings).unwrap();
    let config = Config::new().config_file(&file);
    let lint = config.lint(&[&reference], &LintLevels::default())?;
    if !lint.errors().is_empty() {
        return Err(config.generate(&[&reference]).unwrap_err());
    }
    let mut found = Vec::new();
    for finding in lint.findings() {
        if finding.rule == Rule::PossibleSecret {
            let related = finding.related.iter().map(|it| it.message.as_str());
            let related = related.collect::<Vec<_>>().join(", ");
            found.push(format!("{}; {} [{related}]", finding.message, finding.help));
        }
    }
    let inspection = config.generate(&[&reference])?.inspection();
    let secrets = inspection.secrets.iter();
    let undecided: BTreeSet<&str> = secrets
        .filter(|secret| !secret.redacted)
        .map(|secret| secret.rust.as_str())
        .collect();
    let text = found.join("\n");
    for field in &undecided {
        assert!(text.contains(&format!("`{field}`")), "{field} in\n{text}");
    }
    assert_eq!(undecided.is_empty(), found.is_empty());
    Ok(found)
}

#[test]
fn possible_secrets_are_found_by_name_and_description() {
    insta::assert_snapshot!(possible_secrets("").unwrap().join("\n"));
}

#[test]
fn a_setting_settles_a_possible_secret() {
    let settings =
        "secrets = ['**.seal_token', '*Request.invitation_token', 'BarrelLatch.p?sswords']
        public = ['Barrel.lot', '**.api_keys', 'AuthenticateCooperRequest.code']";
    assert_eq!(possible_secrets(settings).unwrap(), [""; 0]);
    let left = possible_secrets(&settings.replace(".lot", ".id")).unwrap();
    assert!(
        left[0].starts_with("`cellar::Barrel.lot` may be"),
        "{left:?}"
    );
    assert_eq!(left.len(), 1);
}

#[test]
fn a_field_is_not_secret_and_public_and_no_pattern_is_for_nothing() {
    let problem = |settings: &str| {
        let error = possible_secrets(settings).unwrap_err();
        let [problem] = error.diagnostics() else {
            panic!("{error}");
        };
        format!("{}: {}; {}", problem.code, problem.message, problem.help)
    };
    assert_eq!(
        problem("secrets = ['**.seal_token']\npublic = ['Barrel.*']"),
        "invalid-settings: `cellar::Barrel.seal_token` is in both `secrets` and `public`; make one of \
         the two patterns narrower"
    );
    assert_eq!(
        problem("public = ['Barrel.seal_tokn']"),
        "unknown-name: `Barrel.seal_tokn` matches no field of the output; did you mean \
         `Barrel.seal_token`?"
    );
}

/// Secrets in URLs are recognized like those of fields, and the same setting decides about them.
#[test]
fn a_possible_secret_in_a_url_is_found() {
    let found = |settings: &str| {
        let folder = tempfile::tempdir().unwrap();
        let reference = folder.path().join("reference");
        std::fs::create_dir(&reference).unwrap();
        std::fs::write(reference.join("doors.mdx"), DOORS).unwrap();
        let file = folder.path().join("codegen.toml");
        std::fs::write(&file, settings).unwrap();
        let config = Config::new().config_file(&file);
        let lint = config.lint(&[&reference], &LintLevels::default()).unwrap();
        assert_eq!(lint.errors(), []);
        let findings = lint.findings().iter();
        let findings = findings.filter(|finding| finding.rule == Rule::SecretInUrl);
        let messages = findings.map(|finding| finding.message.clone());
        messages.collect::<Vec<_>>()
    };
    let message = |path: &str, part: &str| {
        format!(
            "`open_door.parameters.{path}` is sent in the {part}, and logs and histories contain it"
        )
    };
    let all = [
        message("door_token", "path"),
        message("api_key", "query"),
        message("\"filter[token]\"", "query"),
        message("code", "query"),
        message("lock.password", "query"),
    ];
    assert_eq!(found(""), all);
    let settled = "public = ['**.door_token', '**.api_key', '**.code', 'OpenDoorRequest.filter*']";
    assert_eq!(found(settled), [message("lock.password", "query")]);
    // A field that the settings call secret is one, whatever its name is.
    let named = found("secrets = ['**.floor']");
    assert_eq!(named.len(), 6);
    assert!(named.contains(&message("floor", "query")), "{named:?}");
}

const DOORS: &str = "---
reference:
  curl:
    - key: open_door
      id: open_door
      title: /doors/:door_token
      type: GET
      parameters:
        - { key: api_key, type: string }
        - { key: 'filter[token]', type: string, optional: true }
        - { key: code, type: string, description: The one-time code of the guest. }
        - { key: country_code, type: string }
        - { key: page_token, type: string, optional: true }
        - { key: floor, type: string }
        - { key: token, type: boolean }
        - key: lock
          type: object
          properties:
            - { key: password, type: string }
---

# Doors
";

#[test]
fn an_access_token_is_secret_whatever_the_settings_name() {
    let case = "tests/fixtures/ok/sending";
    let config = Config::new()
        .config_file(format!("{case}/codegen.toml"))
        .corrections(format!("{case}/corrections.toml"));
    let is_secret = |config: Config| {
        let reference = format!("{case}/reference");
        let inspection = config.generate(&[reference]).unwrap().inspection();
        let mut secrets = inspection.secrets.into_iter();
        secrets.any(|it| it.redacted && it.rust.ends_with("GetLogRequest.log_token"))
    };
    assert!(is_secret(config.clone()));
    assert!(is_secret(config.secrets("ListPilotsRequest.trace_id")));
}
