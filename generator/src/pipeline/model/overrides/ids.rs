//! The settings that name the resource whose id a field contains.

use super::Overrides;
use crate::config::OverrideKind;
use crate::pipeline::model::rust_model::{ItemPath, Keyed};

/// The help for a setting that does not name a resource with an id.
const NO_OWNER: &str = "name a resource that has an `id`, or write `string` if it is not an id";

impl<'a> Overrides<'a> {
    /// The resource from the settings for the id in a field with this original name.
    pub(in crate::pipeline::model) fn id(
        &mut self,
        owner: &ItemPath,
        field: Keyed<'_>,
    ) -> Option<&'a str> {
        if !self.has(OverrideKind::Id) {
            return None;
        }
        let original = self.original(owner, field);
        self.value(OverrideKind::Id, &original)
    }

    /// Rejects the resource from the settings for the id in a field.
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
