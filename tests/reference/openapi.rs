//! The API's OpenAPI description, compared with the docs.

use std::collections::BTreeSet;
use std::fs;

use reference_codegen::Config;
use reference_codegen::openapi::Comparison;

use crate::Release;
use crate::releases::description;

/// The suggestions for a release load, and settle everything that a correction can settle: alone,
/// and after the existing corrections.
pub(crate) fn suggestions_settle(release: Release) {
    settle(release, "");
    let corrections = fs::read_to_string(release.corrections()).unwrap();
    settle(release, &corrections);
}

fn settle(release: Release, corrections: &str) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("corrections.toml");
    let compare = |corrections: &str| {
        fs::write(&file, corrections).unwrap();
        let config = Config::new().corrections(&file);
        let config = config.server("auth", "https://auth.workos.com");
        let comparison = config.verify_openapi(&[release.folder()], description());
        comparison.unwrap_or_else(|error| panic!("{error}"))
    };
    let before = compare(corrections);
    assert!(before.operations > 130 && before.resources > 20);
    let suggestions = before.suggestions.to_string();
    let after = compare(&format!("{corrections}\n{suggestions}"));
    let left: Vec<(String, String)> = open(&after).difference(&open(&before)).cloned().collect();
    let unsettled = suggestions.matches("# [[keep]]").count();
    // The API key is not sent to another server, whatever the description has for it.
    let key = ("logout_authorize".to_owned(), "credential".to_owned());
    assert!(left.is_empty() || left == [key], "{left:?}");
    assert_eq!(open(&after).len(), unsettled + left.len());
}

/// The disagreements that are not kept, by path and kind.
fn open(comparison: &Comparison) -> BTreeSet<(String, String)> {
    let open = comparison
        .disagreements
        .iter()
        .filter(|one| one.kept.is_none());
    open.map(|one| (one.path.clone(), one.kind.to_string()))
        .collect()
}
