//! The API's OpenAPI description beside the docs.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use reference_codegen::Config;
use reference_codegen::openapi::Comparison;

use crate::Release;

/// The file that schema/fetch brings.
pub(crate) fn description() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/upstream/openapi/0.1.0/open-api-spec.yaml")
}

/// The suggestions for a release load behind its corrections, and settle all that a correction can.
pub(crate) fn suggestions_settle(release: Release) {
    let settings = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/published.toml");
    let config = || Config::new().config_file(&settings);
    let compare = |config: Config| {
        let comparison = config.verify_openapi(&[release.folder()], description());
        comparison.unwrap_or_else(|error| panic!("{error}"))
    };
    let before = compare(config());
    assert!(before.operations > 140 && before.resources > 30, "{before}");
    let suggestions = before.suggestions.to_string();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("corrections.toml");
    let corrections = fs::read_to_string(release.corrections()).unwrap();
    fs::write(&file, format!("{corrections}\n{suggestions}")).unwrap();
    let after = compare(config().corrections(&file));
    let left: Vec<(String, String)> = open(&after).difference(&open(&before)).cloned().collect();
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(
        open(&after).len(),
        suggestions.matches("# [[keep]]").count()
    );
}

/// What disagrees and is not kept, by its path and kind.
fn open(comparison: &Comparison) -> BTreeSet<(String, String)> {
    let open = comparison
        .disagreements
        .iter()
        .filter(|one| one.kept.is_none());
    open.map(|one| (one.path.clone(), one.kind.to_string()))
        .collect()
}
