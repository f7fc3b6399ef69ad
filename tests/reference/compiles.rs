//! The generated code of the whole reference compiles: all releases, each section alone, every
//! view.

use std::path::Path;

use reference_codegen::{Config, SerdeCode, SerdeDerives, View};

use crate::Release;
use crate::support::configured::{self, Configured};
use crate::support::models::Models;
use crate::support::packages::Packages;
use crate::support::scratch::{CRATES, Scratch};

/// Every release, in every layout and edition.
pub(crate) fn compiles(releases: &[Release]) {
    let models = releases.iter().map(|release| Models {
        name: format!("v{}", release.version.replace('.', "_")),
        reference: release.folder(),
        corrections: release.corrections(),
        accepted: Vec::new(),
        rejected: Vec::new(),
    });
    let scratch = Scratch::new("reference", &models.collect::<Vec<_>>());
    scratch.clippy();
    scratch.doc(&CRATES);
    scratch.doc_tests(&CRATES);
    scratch.rustfmt();
}

/// The crate compiles: the examples of the read-me, and each feature with only the features that it
/// needs.
pub(crate) fn each_section_alone(release: Release) {
    let packages = Packages::new("sections", &[("api".to_owned(), release.folder())]);
    packages.pedantic();
    packages.readmes();
    packages.doc_tests();
    packages.each_feature_alone();
}

/// The models compile with the names of each view; with types by direction, and with tables of
/// members.
pub(crate) fn every_view_compiles(releases: &[Release]) {
    let configured = releases.iter().flat_map(|release| {
        let named = |name: &str, config: Config| Configured {
            name: format!("v{}_{name}", release.version.replace('.', "_")),
            reference: release.folder(),
            config,
        };
        let views = View::ALL
            .iter()
            .map(|view| named(view.as_str(), Config::new().view(*view)));
        let table = named("table", Config::new().serde_code(SerdeCode::Table));
        let by_direction = named(
            "by_direction",
            Config::new().serde(SerdeDerives::ByDirection),
        );
        views.chain([by_direction, table]).collect::<Vec<_>>()
    });
    configured::clippy("views", &configured.collect::<Vec<_>>());
    for release in releases {
        for &view in View::ALL {
            names_are_those_of(view, &release.folder());
        }
    }
}

/// Every field has the name that the view gives it, letter for letter; only the wire spells
/// some of its own names in another case.
fn names_are_those_of(view: View, reference: &Path) {
    let generated = Config::new().view(view).generate(&[reference]);
    let generated = generated.unwrap_or_else(|failure| panic!("{failure}"));
    let models = generated.inspection().models;
    let fields = models.iter().flat_map(|model| &model.fields);
    for field in fields.filter(|_| view != View::Curl) {
        let own = &field.views[0];
        assert_eq!(own.view, view.as_str(), "{field:?}");
        // The marks after a key describe the member, and are not on the wire.
        let key = own.key.trim_end_matches('?');
        let key = key.strip_suffix(" [Deprecated]").unwrap_or(key);
        assert_eq!(key, field.wire, "{field:?}");
    }
}
