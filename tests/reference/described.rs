//! The latest release with its corrections, compared with the API's own description.

use std::path::Path;

use reference_codegen::Config;

use crate::Release;
use crate::releases::description;

/// Every disagreement is kept, with the settings for the whole reference and without.
pub(crate) fn agrees(release: Release) {
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
    // Without the corrections the same comparison finds the disagreements that they settle.
    let comparison = Config::new()
        .verify_openapi(&[release.folder()], description())
        .unwrap_or_else(|failure| panic!("{failure}"));
    assert!(comparison.disagrees());
}
