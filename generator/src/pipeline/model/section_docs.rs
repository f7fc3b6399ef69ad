//! The docs of sections: the prose of their index pages, and links to the pages without entities.

use std::collections::{BTreeMap, BTreeSet};

use super::builder::ModelBuilder;
use super::rust_model::ModulePath;
use crate::base::node_path::PageId;

impl ModelBuilder<'_> {
    /// Documents the pages without entities. If the module of such a page exists because of other
    /// pages, it gets the prose of the page. Otherwise the nearest module above links to the page.
    ///
    /// All modules and their parents must exist.
    pub(super) fn describe_sections(&mut self) {
        let documented = self.documented_pages();
        let owned: BTreeSet<ModulePath> = documented
            .iter()
            .map(|page| self.modules[page.index()].clone())
            .collect();
        let mut links: BTreeMap<ModulePath, Vec<String>> = BTreeMap::new();
        for (page, path) in (0..).map(PageId).zip(self.modules.clone()) {
            if documented.contains(&page) {
                continue;
            }
            let has_prose = !self.api.pages[page.index()].prose.trim().is_empty();
            match self.model.modules.get_mut(&path) {
                Some(module) if !owned.contains(&path) => {
                    let docs = self.docs.section(page);
                    module.docs = match path.0.as_slice() {
                        [] => format!("{}\n\n{docs}", module.docs),
                        _ => docs,
                    };
                }
                _ if has_prose => {
                    let above = self.nearest_module(&path);
                    links.entry(above).or_default().push(self.docs.module(page));
                }
                _ => {}
            }
        }
        for (path, links) in links {
            if let Some(module) = self.model.modules.get_mut(&path) {
                let also = format!("\n\nAlso in the reference: {}.", links.join(", "));
                module.docs.push_str(&also);
            }
        }
    }

    /// The pages whose prose is in the docs of their types.
    fn documented_pages(&self) -> BTreeSet<PageId> {
        let resources = self.api.resources.iter();
        let resources = resources.filter(|resource| resource.origin.defined.is_none());
        let resources = resources.map(|resource| resource.page);
        let operations = self.api.operations.iter().map(|operation| operation.page);
        resources.chain(operations).collect()
    }

    /// The innermost module of the output that contains this path, or the root.
    fn nearest_module(&self, path: &ModulePath) -> ModulePath {
        let lengths = (0..path.0.len()).rev();
        let mut above = lengths.map(|length| ModulePath(path.0[..length].to_vec()));
        above
            .find(|path| self.model.modules.contains_key(path))
            .unwrap_or_default()
    }
}
