//! Re-exports that are removed, or that now name another type.

use std::collections::BTreeMap;

use super::change::{Change, EntityChanges};
use super::entity::Entity;
use super::indexed_reference::IndexedReference;
use super::versions::{Matches, Versions};
use crate::pipeline::model::rust_model::{ItemPath, ModulePath};

/// The changes of the re-exports of the old reference, by operation.
///
/// A re-export that is removed or moved together with its type is not reported.
pub(super) fn changed_reexports<'a>(
    references: Versions<&IndexedReference<'a>>,
    matches: &Matches<'_, Entity<'a>>,
) -> Vec<EntityChanges> {
    let pairs: BTreeMap<&ItemPath, Versions<&Entity<'a>>> = matches
        .pairs()
        .map(|entities| (entities.old.path, entities))
        .collect();
    let modules: BTreeMap<&ModulePath, &ModulePath> = pairs
        .values()
        .map(|it| (&it.old.path.module, &it.new.path.module))
        .collect();
    let mut changed = Vec::new();
    for (short, old) in &references.old.reexports {
        // The type of a member moves with its page.
        let module = modules.get(&old.module).copied().unwrap_or(&old.module);
        let expected = match pairs.get(old) {
            Some(entities) => entities.new.path.clone(),
            None => module.item(&old.name),
        };
        let new = references.new.at_public_path(short);
        let is_lost = expected == *old && references.new.has_type(old);
        let is_changed = match new {
            Some(new) => *new != expected,
            None => is_lost,
        };
        if !is_changed {
            continue;
        }
        let Some(entity) = references.old.operation_around(old) else {
            continue;
        };
        let text = |path: &ItemPath| format!("{short} = {path}");
        let change = Change::in_rust(Versions::new(Some(text(old)), new.map(text)));
        let entity = pairs.get(entity.path).map_or(entity, |pair| pair.new);
        changed.push(entity.with_changes(vec![change]));
    }
    changed
}
