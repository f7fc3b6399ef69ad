//! The findings of the rules, and the effects of their levels.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "lint/missing_on_wire.rs"]
mod missing_on_wire;
#[path = "lint/numbers.rs"]
mod numbers;
#[path = "lint/secrets.rs"]
mod secrets;
mod support;

use std::collections::BTreeSet;

use reference_codegen::lint::{Level, Lint, LintLevels, Rule};
use reference_codegen::{Config, Error};
use support::pages;

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

/// A correction removes findings of untyped or ambiguous members, which are about the result;
/// findings about the text of the pages stay, whatever the correction is.
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

/// A member that two operations document with incompatible types is any JSON in the response that
/// they share, and counts as untyped. A warning reports it, so no rule of `lint` does.
#[test]
fn a_member_with_contradictory_types_is_untyped() {
    let reference = "tests/fixtures/ok/joined_responses/reference";
    let inspection = Config::new().generate(&[reference]).unwrap().inspection();
    let untyped = inspection.untyped.iter().map(|it| it.docs_path.as_str());
    let untyped: Vec<&str> = untyped.collect();
    for member in ["open_cabin.returns.code", "open_cabin.returns.key.colour"] {
        assert!(untyped.contains(&member), "{untyped:?}");
    }
    assert_eq!(inspection.counts.untyped, untyped.len());
}

/// A member that one operation documents as a list of unknown items counts once, although another
/// operation documents another type.
#[test]
fn a_list_of_unknown_items_is_untyped_once() {
    let operation = |id: &str, op: &str, keys: &str, code: &str| {
        format!(
            "    - key: {id}\n      id: {id}\n      title: /cabins\n      type: POST\n      \
             parameters:\n        - {{ key: op, type: '\"{op}\"' }}\n      returns:\n        \
             - key: anonymous\n          unwrap: true\n          type: object\n          \
             properties:\n            - {{ key: keys, type: {keys} }}\n            \
             - {{ key: code, type: {code} }}\n"
        )
    };
    let cabins = operation("open_cabin", "open", "string", "string")
        + &operation("lock_cabin", "lock", "array", "integer");
    let page = format!("---\nreference:\n  curl:\n{cabins}---\n\n# Cabins\n");
    let pages = [("ferry/cabins.mdx", page)];
    let inspection = pages::generate(&Config::new(), pages).unwrap().inspection();
    let untyped = inspection.untyped.iter().map(|it| it.docs_path.as_str());
    let expected = ["lock_cabin.returns.keys", "open_cabin.returns.code"];
    assert_eq!(untyped.collect::<Vec<_>>(), expected);
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
