//! Parts of the support module's text that depend on the model.

use std::collections::BTreeSet;

use super::{any_field, has_struct, has_timestamps};
use crate::config::MapType;
use crate::pipeline::api::API;
use crate::pipeline::model::rust_model::{
    FieldEncoding, HttpSupport, Item, RustModel, RustType, StructField, StructItem,
};

const BLANK_TEXT: &str = include_str!("blank_text.rs.in");
const READ_COMMAS: &str = include_str!("read_commas.rs.in");
const WRITE_COMMAS: &str = include_str!("write_commas.rs.in");

/// The text with everything in place.
pub(super) fn apply(mut text: String, model: &RustModel) -> String {
    if !reads_commas(model) {
        text = text.replace(COMMA_SEPARATED_HEAD, COMMA_SEPARATED_WRITTEN);
    }
    if keeps_order(model) {
        text = text.replace(MAP, INDEX_MAP);
    }
    if model.is_exhaustive {
        text = text.replace(NON_EXHAUSTIVE_STRUCT, "pub struct");
    }
    if model.http == HttpSupport::Present {
        text = text.replace(IF_HTTP, "");
    }
    let reads_tables = has_struct(model, StructItem::is_read_by_table);
    let [read_commas, write_commas] = table_has_commas(model);
    for (place, part, is_needed) in [
        (BLANK_OF_TEXT, BLANK_TEXT, reads_tables),
        (READ_COMMAS_HERE, READ_COMMAS, read_commas),
        (WRITE_COMMAS_HERE, WRITE_COMMAS, write_commas),
    ] {
        text = text.replace(place, if is_needed { part } else { "" });
    }
    text.replace(SERVERS, &servers(model))
        .replace(BLANK_TYPES, &blank_types(model))
}

/// The beginning of a struct that other crates cannot construct with a literal.
const NON_EXHAUSTIVE_STRUCT: &str = "#[non_exhaustive]\npub struct";

/// The line above each item that needs the crate `http`.
const IF_HTTP: &str = "#[cfg(feature = \"http\")]\n";

/// The place of the constants of servers.
const SERVERS: &str = "    // CONSTANTS\n";

/// The constants of the servers. Each name is a valid identifier, and no URL has a character to
/// escape.
fn servers(model: &RustModel) -> String {
    let servers = model.servers.iter().map(|(name, base_url)| {
        let docs = match name.as_str() {
            API => "The API itself.".to_owned(),
            name => format!("The server `{name}`."),
        };
        let constant = name.to_ascii_uppercase();
        format!(
            "    /// {docs}
    pub const {constant}: Self = Self {{
        name: {name:?},
        base_url: {base_url:?},
    }};
"
        )
    });
    servers.collect::<Vec<_>>().join("\n")
}

/// The place of the blank value of a text.
const BLANK_OF_TEXT: &str = "        // BLANK\n";

/// The place of further types that have a blank value.
const BLANK_TYPES: &str = "    // TYPES\n";

/// The place of the method that reads lists in queries.
const READ_COMMAS_HERE: &str = "    // READ COMMAS\n";

/// The place of the method that writes lists in queries.
const WRITE_COMMAS_HERE: &str = "    // WRITE COMMAS\n";

/// `true` if a table has a list in a query that is read, and one that is written.
fn table_has_commas(model: &RustModel) -> [bool; 2] {
    let has_list = |is_it: fn(&StructItem) -> bool| {
        has_struct(model, |item| {
            let mut fields = item.fields.iter();
            is_it(item) && fields.any(|field| field.wire == FieldEncoding::CommaSeparated)
        })
    };
    [
        has_list(StructItem::is_read_by_table),
        has_list(StructItem::is_written_by_table),
    ]
}

/// The types that only some outputs contain, and whose default is their blank value.
fn blank_types(model: &RustModel) -> String {
    let fields = model.items().filter_map(|(_, item)| match item {
        Item::Struct(item) if item.is_read_by_table() => Some(&item.fields),
        _ => None,
    });
    let lines = fields.flatten().filter_map(|field| match &field.ty {
        RustType::Map(map, _) => Some(format!("    {}<String, T> where T;\n", map.path())),
        RustType::Patch(_) => Some("    Patch<T> where T;\n".to_owned()),
        // This type has a blank value, because no table contains a type without one.
        RustType::External(path) => Some(format!("    {path};\n")),
        _ => None,
    });
    lines.collect::<BTreeSet<_>>().into_iter().collect()
}

/// The beginning of the part for lists in queries.
const COMMA_SEPARATED_HEAD: &str = "pub(super) mod comma_separated {";

/// The beginning of that part if no type reads such lists.
const COMMA_SEPARATED_WRITTEN: &str = "\
#[allow(dead_code, reason = \"requests are only written\")]
pub(super) mod comma_separated {";

/// `true` if a deserialized struct has a list with commas.
fn reads_commas(model: &RustModel) -> bool {
    let mut items = model.items();
    items.any(|(_, item)| {
        matches!(item, Item::Struct(item) if item.directions.deserialize)
            && any_field(item, |field| field.wire == FieldEncoding::CommaSeparated)
    })
}

/// The map in the part for timestamps.
const MAP: &str = "use ::std::collections::BTreeMap as Map;";

/// The map if maps keep the order of their keys.
const INDEX_MAP: &str = "use ::indexmap::IndexMap as Map;";

/// `true` if timestamps are in a map that keeps the order of its keys.
fn keeps_order(model: &RustModel) -> bool {
    let is_ordered = |ty: &RustType| matches!(ty, RustType::Map(MapType::IndexMap, _));
    let is_it = |field: &StructField| has_timestamps(field) && field.ty.layers().any(is_ordered);
    model.items().any(|(_, item)| any_field(item, is_it))
}
