//! Finds the entities that bodies were checked against.

use super::{Entity, Tally};
use crate::analysis::explain::EntityKind;
use crate::analysis::verify::{Model, Role, Verification};

/// Counts the bodies of each entity.
pub(super) fn count(verification: &Verification, entities: &mut [Entity]) {
    for model in &verification.models {
        let mut entities = entities.iter_mut();
        if let Some(entity) = entities.find(|entity| is_of(model, entity)) {
            let tally = entity.bodies.get_or_insert_with(Tally::default);
            tally.all += model.accepted + model.rejected + model.unchecked;
            tally.rejected += model.rejected;
        }
    }
}

/// `true` if a model was generated for an entity.
pub(super) fn is_of(model: &Model, entity: &Entity) -> bool {
    let kind = match model.role {
        Role::Resource | Role::List => EntityKind::Resource,
        Role::Request | Role::Response => EntityKind::Operation,
    };
    entity.kind == kind && entity.id == model.id && entity.page == model.page
}
