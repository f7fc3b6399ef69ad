//! Public paths of the old crate that the new one lacks.

use std::collections::BTreeSet;

use super::indexed_reference::IndexedReference;
use super::versions::Versions;
use crate::pipeline::emit::runtime;
use crate::pipeline::model::rust_model::RustModel;

/// The removed paths of types, re-exports included, by module and name. Those of the support module
/// are last.
pub(super) fn removed_paths(
    references: Versions<&IndexedReference<'_>>,
    models: Versions<&RustModel>,
) -> Vec<String> {
    let paths: BTreeSet<_> = references.old.public_paths().collect();
    let removed = paths
        .into_iter()
        .filter(|path| references.new.at_public_path(path).is_none());
    let texts = models.map(|model| runtime::text(model).unwrap_or_default());
    let kept = public_names(&texts.new);
    let of_runtime = public_names(&texts.old).into_iter();
    let of_runtime = of_runtime.filter(|name| !kept.contains(name));
    removed
        .map(ToString::to_string)
        .chain(of_runtime.map(|name| format!("runtime::{name}")))
        .collect()
}

/// The public types and traits of the support module, which contains only what is used.
fn public_names(text: &str) -> BTreeSet<&str> {
    let items = text.lines().filter_map(|line| {
        let kinds = ["pub struct ", "pub enum ", "pub trait "];
        kinds.iter().find_map(|kind| line.strip_prefix(kind))
    });
    let names = items.filter_map(|item| item.split(|c: char| !c.is_alphanumeric()).next());
    names.collect()
}

/// A module, and the names of its removed paths.
pub(super) type ModulePaths<'a> = (&'a str, Vec<&'a str>);

/// The removed paths by module. The root of the crate is called `crate`.
pub(super) fn by_module(paths: &[String]) -> Vec<ModulePaths<'_>> {
    let mut modules: Vec<ModulePaths<'_>> = Vec::new();
    for path in paths {
        let (module, name) = path.rsplit_once("::").unwrap_or(("crate", path));
        match modules.last_mut() {
            Some((last, names)) if *last == module => names.push(name),
            _ => modules.push((module, vec![name])),
        }
    }
    modules
}
