//! The types of operations one level up: `authkit::user::CreateUserRequest` beside
//! `authkit::user::create::CreateUserRequest`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::rust_model::{Item, ModulePath, RustModel};
use crate::names::Ident;

/// Re-exports the types of the pages of operations from the modules above them.
///
/// An item of the module itself has precedence. If several pages have the same name, the first page
/// in path order has precedence.
pub(super) fn decide(model: &mut RustModel) {
    let operations = model.operations.iter();
    let pages = operations.map(|it| (it.page.clone(), it.endpoint.module.clone()));
    let pages: BTreeMap<String, ModulePath> = pages.collect();
    let mut taken: HashMap<ModulePath, BTreeSet<Ident>> = HashMap::new();
    for module in pages.into_values() {
        let Some((child, above)) = module.0.split_last() else {
            continue;
        };
        let above = ModulePath(above.to_vec());
        let mut free = names(model, &module);
        let taken = taken
            .entry(above.clone())
            .or_insert_with(|| names(model, &above));
        free.retain(|name| taken.insert(name.clone()));
        if !free.is_empty() {
            let reexports = &mut model.module_or_parent(above).reexports;
            reexports.insert(child.clone(), free);
        }
    }
}

/// The names of the items of a module.
fn names(model: &RustModel, module: &ModulePath) -> BTreeSet<Ident> {
    let items = model.modules.get(module).into_iter();
    let items = items.flat_map(|module| &module.items);
    items.filter_map(Item::name).cloned().collect()
}
