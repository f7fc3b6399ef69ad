//! Public paths of the old crate that the new one lacks.

use std::collections::BTreeSet;

use super::indexed_reference::IndexedReference;
use super::versions::Versions;

/// The lost paths of types, re-exports included, by module and name.
pub(super) fn lost_paths(references: Versions<&IndexedReference<'_>>) -> Vec<String> {
    let paths: BTreeSet<_> = references.old.public_paths().collect();
    let lost = paths
        .into_iter()
        .filter(|path| references.new.at_public_path(path).is_none());
    lost.map(ToString::to_string).collect()
}

/// A module, and the names of its lost paths.
pub(super) type LostNames<'a> = (&'a str, Vec<&'a str>);

/// The lost paths by module. The module of a path in the crate's root is empty.
pub(super) fn by_module(paths: &[String]) -> Vec<LostNames<'_>> {
    let mut modules: Vec<LostNames<'_>> = Vec::new();
    for path in paths {
        let (module, name) = path.rsplit_once("::").unwrap_or(("", path));
        match modules.last_mut() {
            Some((last, names)) if *last == module => names.push(name),
            _ => modules.push((module, vec![name])),
        }
    }
    modules
}
