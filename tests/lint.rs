//! What the rules find, and what a level does to it.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;

use reference_codegen::lint::{Level, Lint, LintLevels, Rule};
use reference_codegen::{Config, Error};

const FERRIES: &str = "tests/fixtures/lint/drift/reference";

fn all(level: Level) -> LintLevels {
    let rules = Rule::ALL.iter();
    rules.fold(LintLevels::default(), |levels, rule| {
        levels.set(*rule, level)
    })
}

fn lint(levels: &LintLevels) -> Lint {
    let lint = Config::new().lint(&[FERRIES], levels);
    lint.unwrap_or_else(|failure| panic!("{failure}"))
}

fn shown(lint: &Lint) -> String {
    let findings = lint.findings().iter();
    findings
        .map(|finding| format!("{finding}\n  help: {}\n", finding.help))
        .collect::<String>()
        .replace("tests/fixtures/lint/drift/", "")
}

/// The fixture has at least one case of each rule.
#[test]
fn every_rule_fires() {
    let found = lint(&all(Level::Warn));
    insta::assert_snapshot!(shown(&found));
    let fired: BTreeSet<Rule> = found
        .findings()
        .iter()
        .map(|finding| finding.rule)
        .collect();
    let every: BTreeSet<Rule> = Rule::ALL.iter().copied().collect();
    assert_eq!(fired, every);
    assert!(!found.is_denied());
}

#[test]
fn a_rule_that_is_allowed_finds_nothing() {
    assert_eq!(lint(&all(Level::Allow)).findings(), []);
}

/// A correction fixes what is untyped or ambiguous in the result; what the pages say stays as it is,
/// whatever it is corrected to.
#[test]
fn corrections_fix_the_result_and_not_the_pages() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("corrections.toml");
    std::fs::write(&file, CORRECTIONS).unwrap();
    let count = |config: Config, rule| {
        let lint = config.lint(&[FERRIES], &LintLevels::default()).unwrap();
        assert_eq!(lint.errors(), []);
        let findings = lint.findings().iter();
        findings.filter(|finding| finding.rule == rule).count()
    };
    for rule in Rule::ALL {
        let before = count(Config::new(), *rule);
        let after = count(Config::new().corrections(&file), *rule);
        match rule {
            Rule::UntypedField | Rule::AmbiguousDeleteParameter | Rule::AmbiguousBodyKey => {
                assert_eq!((before, after), (1, 0))
            }
            rule => assert_eq!(after, before, "{rule}"),
        }
    }
    let untyped = |config: Config| {
        let generated = config.generate(&[FERRIES]).unwrap();
        let inspection = generated.inspection();
        assert_eq!(inspection.counts.untyped, inspection.untyped.len());
        inspection.counts.untyped
    };
    assert_eq!(untyped(Config::new()), 1);
    assert_eq!(untyped(Config::new().corrections(&file)), 0);
}

const CORRECTIONS: &str = r#"
[[correct]]
path = "ferry.crew"
type = "string[]"
was = "array"
reason = "names"

[[correct]]
path = "ferry.deck_count"
name = "decks"
was = "deck_count"
reason = "so it is called"

[[correct]]
path = "delete_ferry.parameters.reason"
in = "query"
was = "ambiguous"
reason = "nobody sends a body"

[[correct]]
path = "next_ferry"
wrap = "ferry"
was = "ferry | null"
reason = "after the last ferry, it is `null`"
"#;

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
        "invalid-settings: `cellar::Barrel.seal_token` is to be secret and public; make one of \
         the two patterns narrower"
    );
    assert_eq!(
        problem("public = ['Barrel.seal_tokn']"),
        "unknown-name: `Barrel.seal_tokn` matches no field of the output; did you mean \
         `Barrel.seal_token`?"
    );
}

/// The secrets in URLs are those that a field may be, and the same setting settles them.
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
            "`open_door.parameters.{path}` is sent in the {part}, which logs and histories keep"
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
    // What the settings call secret is, whatever its name.
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

#[test]
fn a_rule_that_is_denied_fails_the_run() {
    let denied = lint(&all(Level::Allow).set(Rule::StaleUrl, Level::Deny));
    assert_eq!(denied.findings().len(), 1);
    assert!(denied.is_denied());
}

#[test]
fn what_the_caller_chooses_wins_over_the_settings_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("codegen.toml");
    std::fs::write(
        &file,
        "[lint]\ndeny = [\"stale-url\"]\nallow = [\"non-snake-case-key\"]\n",
    )
    .unwrap();
    let config = Config::new().config_file(&file);
    let level_of = |levels: &LintLevels, rule| {
        let lint = config.lint(&[FERRIES], levels).unwrap();
        let mut findings = lint.findings().iter();
        findings
            .find(|finding| finding.rule == rule)
            .map(|finding| finding.level)
    };
    let none = LintLevels::default();
    assert_eq!(level_of(&none, Rule::StaleUrl), Some(Level::Deny));
    assert_eq!(level_of(&none, Rule::NonSnakeCaseKey), None);
    let chosen = none.set(Rule::StaleUrl, Level::Warn);
    assert_eq!(level_of(&chosen, Rule::StaleUrl), Some(Level::Warn));
}

const SCALES: &str = "---
reference:
  curl:
    - key: scale
      id: scale
      properties:
        - { key: alone, type: number }
        - { key: in_list, type: 'number[]' }
        - { key: in_map, type: 'map[string]number' }
        - { key: in_object, type: '{ grams: number }' }
        - { key: or_text, type: number | string }
        - { key: or_null, type: number | null }
        - { key: tied, type: number }
        - { key: whole, type: integer }
        - { key: counted, type: number }
        - { key: weighed, type: number }
        - { key: text, type: string }
        - key: inside
          type: object
          properties:
            - { key: deep, type: number }
    - key: weigh
      title: /scales/:number
      type: POST
      parameters:
        - { key: number, type: number }
        - { key: tare, type: number }
  go:
    - key: Scale
      id: scale
      properties:
        - { key: Tied, type: int }
        - { key: Counted, type: int }
        - { key: Weighed, type: float64 }
  ruby:
    - key: Scale
      id: scale
      properties:
        - { key: tied, type: Float }
---

# Scales
";

/// The members of the page that are `number`, and `i64` by the default alone.
fn integers_by_default(config: &Config) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("scales.mdx"), SCALES).unwrap();
    let lint = config.lint(&[folder.path()], &LintLevels::default());
    let lint = lint.unwrap();
    assert_eq!(lint.errors(), []);
    let findings = lint.findings().iter();
    let found = findings.filter(|finding| finding.rule == Rule::IntegerByDefault);
    let subjects = found.map(|finding| finding.subject.clone().unwrap().docs_path);
    subjects.collect()
}

#[test]
fn a_number_that_only_its_default_decides_is_found() {
    let all = [
        "scale.alone",
        "scale.in_list",
        "scale.in_map",
        "scale.in_object",
        "scale.or_text",
        "scale.or_null",
        "scale.tied",
        "scale.inside.deep",
        "weigh.parameters.tare",
    ];
    assert_eq!(integers_by_default(&Config::new()), all);
}

#[test]
fn a_correction_or_a_type_of_the_settings_decides_a_number() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("corrections.toml");
    let correction = |path: &str, ty: &str| {
        format!(
            "[[correct]]\npath = \"{path}\"\ntype = \"{ty}\"\nwas = \"number\"\nreason = \"seen\"\n"
        )
    };
    let corrections = correction("scale.alone", "integer") + &correction("scale.tied", "float");
    std::fs::write(&file, corrections).unwrap();
    let config = Config::new()
        .corrections(&file)
        .types("Scale.in_*", "crate::Grams")
        .types("WeighRequest.tare", "f64");
    let left = ["scale.or_text", "scale.or_null", "scale.inside.deep"];
    assert_eq!(integers_by_default(&config), left);
}
