//! Members that are described once, for many lists to refer to (format, section 3.1).

use std::collections::HashMap;

use super::index::EntityRef;
use crate::pipeline::api::{SharedEnum, SharedEnumId, Type};

/// The shared definitions that were met so far.
#[derive(Debug, Default)]
pub(super) struct SharedEnums {
    met: Vec<SharedEnum>,
    /// Which shared definition an entity is; none where its values are not known.
    by_entity: HashMap<EntityRef, Option<SharedEnumId>>,
}

impl SharedEnums {
    /// What is known of the entity, if it was met before.
    pub(super) fn get(&self, at: EntityRef) -> Option<Option<SharedEnumId>> {
        self.by_entity.get(&at).copied()
    }

    /// Keeps what was found out about the entity.
    pub(super) fn insert(
        &mut self,
        at: EntityRef,
        shared_enum: Option<SharedEnum>,
    ) -> Option<SharedEnumId> {
        let id = shared_enum
            .is_some()
            .then_some(SharedEnumId(self.met.len()));
        self.met.extend(shared_enum);
        self.by_entity.insert(at, id);
        id
    }

    /// The type that the shared definition gives to every member that is like it.
    pub(super) fn ty(&self, shared_enum: SharedEnumId) -> Type {
        self.met[shared_enum.0].ty.clone()
    }

    /// All of them, by their ids.
    pub(super) fn into_vec(self) -> Vec<SharedEnum> {
        self.met
    }
}
