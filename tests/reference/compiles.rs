//! The generated code of the whole reference compiles: all releases, each section alone, every
//! view.

use std::path::Path;

use reference_codegen::{Config, SerdeCode, SerdeDerives, View};

use crate::Release;
use crate::support::configured::{self, Configured};
use crate::support::models::Models;
use crate::support::packages::Packages;
use crate::support::scratch::Scratch;

/// Every release, in both layouts and both editions.
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
    scratch.doc();
    scratch.doc_tests();
    scratch.rustfmt();
}

/// The crate compiles: the examples of the read-me, and each feature with only the features that it
/// needs.
pub(crate) fn each_section_alone(release: Release) {
    let packages = Packages::new("sections", &[("api".to_owned(), release.folder())]);
    packages.clippy();
    packages.readmes();
    packages.doc_tests();
    packages.each_feature_alone();
}

/// The models of the last release compile with the names of each other view; with types by
/// direction, and with tables of members. The fields of every release have the names of the view.
pub(crate) fn every_view_compiles(releases: &[Release]) {
    let Some(last) = releases.last() else { return };
    let named = |name: &str, config: Config| Configured {
        name: name.to_owned(),
        reference: last.folder(),
        config,
    };
    let views = View::ALL.iter().filter(|view| **view != View::Curl);
    let views = views.map(|view| named(view.as_str(), Config::new().view(*view)));
    let table = named("table", Config::new().serde_code(SerdeCode::Table));
    let by_direction = Config::new().serde(SerdeDerives::ByDirection);
    let by_direction = named("by_direction", by_direction);
    let configured = views.chain([by_direction, table]);
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
