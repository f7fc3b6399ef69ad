//! The paths by which a pattern can match an item: its own path, re-exports and aliases.

use std::collections::HashMap;

use crate::pipeline::model::rust_model::{AliasItem, Item, RustModel, RustType};

/// The other paths of the items of a model without overrides.
#[derive(Debug, Default)]
pub(in crate::pipeline::model) struct PublicPaths {
    /// The re-exports of each path.
    short: HashMap<String, Vec<String>>,
    /// The aliases of each type.
    aliases: HashMap<String, Vec<String>>,
}

impl PublicPaths {
    pub(in crate::pipeline::model) fn new(model: &RustModel) -> Self {
        let mut paths = Self::default();
        for (short, long) in model.reexports() {
            let short_paths = paths.short.entry(long.to_string()).or_default();
            short_paths.push(short.to_string());
        }
        for (module, item) in model.items() {
            if let Item::Alias(AliasItem { name, target, .. }) = item
                && let RustType::Item(target) = target
            {
                let aliases = paths.aliases.entry(target.to_string()).or_default();
                aliases.push(module.item(name).to_string());
            }
        }
        paths
    }

    /// The path and its re-exports.
    pub(super) fn of_name<'p>(&'p self, path: &'p str) -> Vec<&'p str> {
        let short = self.short.get(path).into_iter().flatten();
        [path]
            .into_iter()
            .chain(short.map(String::as_str))
            .collect()
    }

    /// The path, its re-exports, and the aliases of the type with their re-exports.
    pub(super) fn of_type<'p>(&'p self, path: &'p str) -> Vec<&'p str> {
        let aliases = self.aliases.get(path).into_iter().flatten();
        let names = [path].into_iter().chain(aliases.map(String::as_str));
        names.flat_map(|name| self.of_name(name)).collect()
    }
}
