//! The support module `runtime`: what all enums of the output share.

use crate::model::rust_model::{EnumItem, Item, RustModel};

/// The documentation of the support module.
pub(crate) const DOCS: &str = "What the enums of this tree share.";

const OPEN: &str = include_str!("runtime/open_enum.rs.in");
const CLOSED: &str = include_str!("runtime/closed_enum.rs.in");

/// The text of the support module; none where no item needs it.
///
/// Only the parts that are used are in it: an unused macro is a warning.
pub(crate) fn text(model: &RustModel) -> Option<String> {
    let mut parts = Vec::new();
    if enums(model).any(|item| item.unknown.is_some()) {
        parts.push(OPEN);
    }
    if enums(model).any(|item| item.unknown.is_none()) {
        parts.push(CLOSED);
    }
    (!parts.is_empty()).then(|| parts.join("\n"))
}

fn enums(model: &RustModel) -> impl Iterator<Item = &EnumItem> {
    model.items().filter_map(|(_, item)| match item {
        Item::Enum(item) => Some(item),
        Item::Struct(_) | Item::Alias(_) => None,
    })
}
