//! The module of each page: the docs' tree is the module tree.

use std::collections::BTreeMap;

use super::names::{self, Ident};
use super::rust_model::ModulePath;
use crate::api::{Api, PageInfo};
use crate::diagnostic::{At, Code, Report};
use crate::place::{PageId, Place};

/// The module of every page, by its id.
///
/// Two pages whose paths differ only in what Rust names cannot hold would
/// share a module, and are reported if both have something to put there.
pub(super) fn modules(api: &Api, report: &mut Report) -> Vec<ModulePath> {
    let modules: Vec<ModulePath> = api.pages.iter().map(module_of).collect();
    let mut owners: BTreeMap<&ModulePath, PageId> = BTreeMap::new();
    let resources = api.resources.iter().map(|resource| resource.page);
    let operations = api.operations.iter().map(|operation| operation.page);
    for page in resources.chain(operations) {
        let owner = *owners.entry(&modules[page.index()]).or_insert(page);
        if owner != page {
            let other = &api.pages[owner.index()].path;
            let message = format!("this page and `{other}` would be the same module");
            report.raise(
                Code::NameClash,
                message,
                "rename one of the two pages",
                At::Value(Place::page(page)),
            );
        }
    }
    modules
}

/// `authkit/api-keys/index.mdx` is `authkit::api_keys`.
fn module_of(page: &PageInfo) -> ModulePath {
    let path = page.path.strip_suffix(".mdx").unwrap_or(&page.path);
    let mut segments: Vec<&str> = path.split('/').collect();
    if segments.last() == Some(&"index") {
        segments.pop();
    }
    ModulePath(
        segments
            .into_iter()
            .map(names::module_name)
            .collect::<Vec<Ident>>(),
    )
}
