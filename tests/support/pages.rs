//! Pages that a test writes.

use reference_codegen::{Config, Error, Generated};

use super::cargo::write;

/// The models of pages, each by its path and its text, with these settings.
pub(crate) fn generate<P: AsRef<str>, T: AsRef<str>>(
    config: &Config,
    pages: impl IntoIterator<Item = (P, T)>,
) -> Result<Generated, Error> {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in pages {
        write(&folder.path().join(path.as_ref()), text.as_ref());
    }
    config.generate(&[folder.path()])
}
