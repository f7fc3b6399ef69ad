//! The latest release with its corrections, beside the API's own description.

use std::path::Path;

use libtest_mimic::Trial;
use reference_codegen::Config;

use crate::releases::description;
use crate::{Release, checked};

/// Holds the two against each other; ignored, and says why, where one of them is missing.
pub(crate) fn trial(release: Release) -> Trial {
    let needs = [release.folder(), description()];
    let missing = needs.into_iter().find(|path| !path.exists());
    let reason = missing.map(|path| format!("no {}: run schema/fetch", path.display()));
    Trial::test(
        format!("{}::agrees_with_openapi", release.version),
        move || checked(|| agrees(release)),
    )
    .with_ignored_flag(reason.is_some())
    .with_kind(reason.unwrap_or_default())
}

/// Every disagreement is kept, with the settings for the whole reference and without.
fn agrees(release: Release) {
    let published = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/published.toml");
    let configs = [Config::new(), Config::new().config_file(published)];
    for config in configs {
        let config = config.corrections(release.corrections());
        let comparison = config
            .verify_openapi(&[release.folder()], description())
            .unwrap_or_else(|failure| panic!("{failure}"));
        let open = comparison.disagreements.iter();
        let open: Vec<String> = open
            .filter(|one| one.kept.is_none())
            .map(ToString::to_string)
            .collect();
        assert_eq!(open, Vec::<String>::new());
        assert!(!comparison.disagrees());
        assert!(comparison.operations > 140, "{}", comparison.operations);
    }
    // Without the corrections the same comparison finds what they settle.
    let comparison = Config::new()
        .verify_openapi(&[release.folder()], description())
        .unwrap_or_else(|failure| panic!("{failure}"));
    assert!(comparison.disagrees());
}
