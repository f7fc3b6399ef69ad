//! The support module `runtime`: what the types of the output share.

use crate::model::rust_model::{Item, RustModel, RustType, StructField, Wire};

/// The documentation of the support module.
pub(crate) const DOCS: &str = "What the types of this tree share.";

const OPEN_ENUM: &str = include_str!("runtime/open_enum.rs.in");
const CLOSED_ENUM: &str = include_str!("runtime/closed_enum.rs.in");
const ENDPOINT: &str = include_str!("runtime/endpoint.rs.in");
const PATH: &str = include_str!("runtime/path.rs.in");
const QUERY: &str = include_str!("runtime/query.rs.in");
const LIST: &str = include_str!("runtime/list.rs.in");
const PATCH: &str = include_str!("runtime/patch.rs.in");
const UNION: &str = include_str!("runtime/union.rs.in");
const COMMA_SEPARATED: &str = include_str!("runtime/comma_separated.rs.in");

/// The text of the support module; none where no item needs it.
///
/// Only the parts that are used are in it: an unused macro is a warning.
pub(crate) fn text(model: &RustModel) -> Option<String> {
    let needs = |need: fn(&Item) -> bool| model.items().any(|(_, item)| need(item));
    let parts = [
        (
            OPEN_ENUM,
            needs(|item| matches!(item, Item::Enum(item) if item.unknown.is_some())),
        ),
        (
            CLOSED_ENUM,
            needs(|item| matches!(item, Item::Enum(item) if item.unknown.is_none())),
        ),
        (ENDPOINT, needs(|item| matches!(item, Item::Endpoint(_)))),
        (
            PATH,
            needs(|item| matches!(item, Item::Endpoint(item) if !item.path_fields.is_empty())),
        ),
        (QUERY, needs(|item| matches!(item, Item::Endpoint(_)))),
        (LIST, needs(|item| matches!(item, Item::Endpoint(_)))),
        (
            PATCH,
            needs(|item| any_field(item, |field| matches!(field.kind, RustType::Patch(_)))),
        ),
        (
            UNION,
            needs(|item| matches!(item, Item::Union(item) if item.ways.read)),
        ),
        (
            COMMA_SEPARATED,
            needs(|item| any_field(item, |field| field.wire == Wire::CommaSeparated)),
        ),
    ];
    let parts: Vec<&str> = parts
        .into_iter()
        .filter(|(_, needed)| *needed)
        .map(|(part, _)| part)
        .collect();
    let text = parts.join("\n");
    let text = match reads_commas(model) {
        true => text,
        false => text.replace(COMMA_SEPARATED_HEAD, COMMA_SEPARATED_WRITTEN),
    };
    (!text.is_empty()).then_some(text)
}

/// What the part for lists in queries begins with.
const COMMA_SEPARATED_HEAD: &str = "pub(super) mod comma_separated {";

/// The same where nothing reads such lists.
const COMMA_SEPARATED_WRITTEN: &str = "\
#[allow(dead_code, reason = \"requests are only written\")]
pub(super) mod comma_separated {";

/// Whether anything that is read has a list with commas.
fn reads_commas(model: &RustModel) -> bool {
    let mut items = model.items();
    items.any(|(_, item)| {
        matches!(item, Item::Struct(item) if item.ways.read)
            && any_field(item, |field| field.wire == Wire::CommaSeparated)
    })
}

/// Whether the code of an item names something of the support module.
pub(crate) fn is_named_by(item: &Item) -> bool {
    let is_support = |field: &StructField| {
        field.wire == Wire::CommaSeparated || matches!(field.kind, RustType::Patch(_))
    };
    matches!(
        item,
        Item::Enum(_) | Item::Union(_) | Item::Endpoint(_) | Item::RequestEnum(_)
    ) || any_field(item, is_support)
}

fn any_field(item: &Item, test: impl Fn(&StructField) -> bool) -> bool {
    matches!(item, Item::Struct(item) if item.fields.iter().any(test))
}
