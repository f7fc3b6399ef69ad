//! The types of operations one level up: `authkit::user::CreateUserRequest` beside
//! `authkit::user::create::CreateUserRequest`.

use std::collections::{BTreeMap, BTreeSet};

use super::rust_model::{Item, ModulePath, RustModel};
use crate::names::Ident;

/// Re-exports what the pages of operations emit from the modules above theirs.
pub(super) fn decide(model: &mut RustModel) {
    let operations = model.operations.iter();
    let pages = operations.map(|it| (it.page.as_str(), &it.endpoint.module));
    let names = |module: &ModulePath| {
        let items = model.modules.get(module).into_iter();
        let items = items.flat_map(|module| &module.items);
        items.filter_map(Item::name).cloned().collect()
    };
    for Reexport {
        above,
        child,
        names,
    } in reexports(pages, names)
    {
        let module = model.module_or_parent(above);
        module.reexports.insert(child, names);
    }
}

/// The names that a module has from one directly below it.
pub(super) struct Reexport {
    pub(super) above: ModulePath,
    pub(super) child: Ident,
    pub(super) names: BTreeSet<Ident>,
}

/// The re-exports of the pages of operations, each with its path and its module, where modules have
/// these names.
///
/// A name of the module itself stays its own, and of equal names the page first in path order has
/// it.
pub(super) fn reexports<'a>(
    pages: impl Iterator<Item = (&'a str, &'a ModulePath)>,
    names: impl Fn(&ModulePath) -> BTreeSet<Ident>,
) -> Vec<Reexport> {
    let pages: BTreeMap<&str, &ModulePath> = pages.collect();
    let mut taken: BTreeMap<ModulePath, BTreeSet<Ident>> = BTreeMap::new();
    let mut found = Vec::new();
    for module in pages.into_values() {
        let Some((child, above)) = module.0.split_last() else {
            continue;
        };
        let above = ModulePath(above.to_vec());
        let taken = taken.entry(above.clone()).or_insert_with(|| names(&above));
        let mut free = names(module);
        free.retain(|name| taken.insert(name.clone()));
        if !free.is_empty() {
            found.push(Reexport {
                above,
                child: child.clone(),
                names: free,
            });
        }
    }
    found
}
