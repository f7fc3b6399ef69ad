//! The published releases, with the facts about each.

use std::path::{Path, PathBuf};

/// The known facts about a release.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Release {
    pub(crate) version: &'static str,
    pub(crate) pages: usize,
    pub(crate) entities: usize,
    pub(crate) operations: usize,
    pub(crate) resources: usize,
    /// Members of which nothing says what is inside.
    pub(crate) untyped: usize,
    /// Members of the other views, and those that match a field.
    pub(crate) other_members: usize,
    pub(crate) matched: usize,
}

pub(crate) const RELEASES: [Release; 2] = [
    Release {
        version: "0.1.0",
        pages: 220,
        entities: 906,
        operations: 131,
        resources: 29,
        untyped: 28,
        other_members: 3998,
        matched: 3792,
    },
    Release {
        version: "0.2.0",
        pages: 282,
        entities: 999,
        operations: 172,
        resources: 41,
        untyped: 13,
        other_members: 4026,
        matched: 3819,
    },
];

/// Resources that have no `curl` view: errors and the claims of tokens.
pub(crate) const JSON_ONLY: usize = 11;

impl Release {
    /// The corrections of the release, if there are any.
    pub(crate) fn corrections(&self) -> PathBuf {
        Path::new("schema/corrections").join(format!("{}.toml", self.version))
    }

    /// Relative to the package, so that no message depends on where that is.
    pub(crate) fn folder(self) -> PathBuf {
        Path::new("schema/upstream")
            .join(self.version)
            .join("reference")
    }
}
