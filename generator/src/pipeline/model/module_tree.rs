//! The module of each page: the docs' tree is the module tree.

use std::collections::HashMap;

use super::rust_model::ModulePath;
use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::node_path::{NodeRef, PageId};
use crate::base::page_path;
use crate::names::{self, Ident};
use crate::pipeline::api::{Api, PageInfo};

/// The module of every page, indexed by page id.
///
/// Two pages with items are reported if they would share a module, because their paths differ only
/// in characters that Rust names cannot contain. They are also reported if their modules would
/// share a file on a system that ignores the case of letters.
pub(super) fn modules(api: &Api, diagnostics: &mut Diagnostics) -> Vec<ModulePath> {
    let modules: Vec<ModulePath> = api.pages.iter().map(module_of).collect();
    let mut owners: HashMap<&ModulePath, PageId> = HashMap::new();
    let mut files: HashMap<String, (&[Ident], PageId)> = HashMap::new();
    let mut clash = |owner: PageId, page: PageId, what: &str| {
        let other = &api.pages[owner.index()].path;
        let message = format!("this page and `{other}` would {what}");
        let help = "rename one of the two pages";
        let at = Location::Value(NodeRef::page(page));
        diagnostics.report(Code::NameClash, message, help, at);
    };
    let resources = api.resources.iter().map(|resource| resource.page);
    let operations = api.operations.iter().map(|operation| operation.page);
    let enums = api.page_enums().map(|page_enum| page_enum.page);
    for page in resources.chain(operations).chain(enums) {
        let module = &modules[page.index()];
        let owner = *owners.entry(module).or_insert(page);
        if owner != page {
            clash(owner, page, "be the same module");
        }
        for length in 1..=module.0.len() {
            let path = &module.0[..length];
            let (spelled, owner) = *files.entry(folded(path)).or_insert((path, page));
            if spelled != path {
                clash(owner, page, "share a file on some systems");
            }
        }
    }
    modules
}

/// A path with its case folded: `ß` equals `ss`, and `ſ` equals `s`.
fn folded(path: &[Ident]) -> String {
    let names: Vec<&str> = path.iter().map(Ident::as_str).collect();
    names.join("/").to_uppercase().to_lowercase()
}

/// `authkit/api-keys/index.mdx` is `authkit::api_keys`.
pub(crate) fn module_of(page: &PageInfo) -> ModulePath {
    ModulePath(match page_path::stem(&page.path) {
        "index" => Vec::new(),
        stem => stem.split('/').map(names::module_name).collect(),
    })
}
