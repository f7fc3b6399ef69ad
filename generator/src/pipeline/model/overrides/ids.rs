//! The settings that name the resource whose id a field holds.

use super::Overrides;
use crate::config::OverrideKind;
use crate::pipeline::model::rust_model::{ItemPath, Keyed};

/// The next step where a setting names no resource for an id.
const NO_OWNER: &str = "name a resource with an `id` for texts, or `string` for no id";

impl<'a> Overrides<'a> {
    /// The resource whose id a field is set to hold, by the field's original name.
    pub(in crate::pipeline::model) fn id(
        &mut self,
        owner: &ItemPath,
        field: Keyed<'_>,
    ) -> Option<&'a str> {
        if self.all.is_empty() {
            return None;
        }
        let original = self.original(owner, field);
        self.value(OverrideKind::Id, &original)
    }

    /// Refuses the resource whose id a field is set to hold.
    pub(in crate::pipeline::model) fn refuse_id(
        &mut self,
        owner: &ItemPath,
        field: Keyed<'_>,
        why: &str,
    ) {
        let original = self.original(owner, field);
        let message = format!("`{original}` cannot be an id: {why}");
        self.refuse(OverrideKind::Id, &original, message, NO_OWNER);
    }
}
