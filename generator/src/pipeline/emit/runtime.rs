//! The support module `runtime`, which the types of the output use.

mod substitutions;

use super::construction;
use super::enum_item::plain_literal;
use super::error_kind;
use super::struct_item::read_beside;
use crate::config::SerdeCode;
use crate::pipeline::model::rust_model::{
    EndpointItem, FieldEncoding, HttpSupport, Item, ParameterLocation, RustModel, RustType,
    StructField, StructItem, UnionItem,
};

/// The documentation of the support module.
pub(crate) const DOCS: &str = "Types and functions that all modules share.";

const TEXT_TRAITS: &str = include_str!("runtime/text_traits.rs.in");
const ID_TYPE: &str = include_str!("runtime/id_type.rs.in");
const LITERAL: &str = include_str!("runtime/literal.rs.in");
const OPEN_ENUM: &str = include_str!("runtime/open_enum.rs.in");
const CLOSED_ENUM: &str = include_str!("runtime/closed_enum.rs.in");
const REQUEST: &str = include_str!("runtime/request.rs.in");
const SERVER: &str = include_str!("runtime/server.rs.in");
const ENDPOINT: &str = include_str!("runtime/endpoint.rs.in");
const CALL: &str = include_str!("runtime/call.rs.in");
const API_ERROR: &str = include_str!("runtime/api_error.rs.in");
const DOCUMENTED_ERROR: &str = include_str!("runtime/documented_error.rs.in");
const ERROR: &str = include_str!("runtime/error.rs.in");
const PAGES: &str = include_str!("runtime/pages.rs.in");
const HTTP: &str = include_str!("runtime/http.rs.in");
const MISFIT: &str = include_str!("runtime/misfit.rs.in");
const FLAT_JSON: &str = include_str!("runtime/flat_json.rs.in");
const FLAT_JSON_READ: &str = include_str!("runtime/flat_json_read.rs.in");
const FLAT_JSON_WRITE: &str = include_str!("runtime/flat_json_write.rs.in");
const JSON_TEXT: &str = include_str!("runtime/json_text.rs.in");
const JSON_KIND: &str = include_str!("runtime/json_kind.rs.in");
const PLACE_AND_REASON: &str = include_str!("runtime/place_and_reason.rs.in");
const PATH: &str = include_str!("runtime/path.rs.in");
const PAIRS: &str = include_str!("runtime/pairs.rs.in");
const QUERY: &str = include_str!("runtime/query.rs.in");
const HEADER: &str = include_str!("runtime/header.rs.in");
const VALUES: &str = include_str!("runtime/values.rs.in");
const JSON: &str = include_str!("runtime/json.rs.in");
const FORM: &str = include_str!("runtime/form.rs.in");
const LIST: &str = include_str!("runtime/list.rs.in");
const SETTERS: &str = include_str!("runtime/setters.rs.in");
const ENTRIES: &str = include_str!("runtime/entries.rs.in");
const PATCH: &str = include_str!("runtime/patch.rs.in");
const UNION: &str = include_str!("runtime/union.rs.in");
const TAGGED_UNION: &str = include_str!("runtime/tagged_union.rs.in");
const READ_BESIDE: &str = include_str!("runtime/read_beside.rs.in");
const RFC3339: &str = include_str!("runtime/rfc3339.rs.in");
const RFC3339_PATCH: &str = include_str!("runtime/rfc3339_patch.rs.in");
const BLANK: &str = include_str!("runtime/blank.rs.in");
const MEMBERS: &str = include_str!("runtime/members.rs.in");
const READ_MEMBERS: &str = include_str!("runtime/read_members.rs.in");
const WRITE_MEMBERS: &str = include_str!("runtime/write_members.rs.in");
const DEBUG_MEMBERS: &str = include_str!("runtime/debug_members.rs.in");
const HASH_MEMBERS: &str = include_str!("runtime/hash_members.rs.in");
const ABSENT_PATCH: &str = include_str!("runtime/absent_patch.rs.in");
const TEXT: &str = include_str!("runtime/text.rs.in");
const COMMA_SEPARATED: &str = include_str!("runtime/comma_separated.rs.in");

/// The text of the support module; `None` if no item needs it.
pub(crate) fn text(model: &RustModel) -> Option<String> {
    let mut text = substitutions::apply(parts(model).join("\n"), model);
    if has_api_error(model) {
        text = [text, error_kind::text(model)].join("\n");
    }
    if text.is_empty() { None } else { Some(text) }
}

/// `true` if the support module contains the error of the API: for requests or for documented
/// errors.
fn has_api_error(model: &RustModel) -> bool {
    model.has_requests() || !model.errors.is_empty()
}

/// The parts that are used. Other parts are left out, because an unused macro is a warning.
fn parts(model: &RustModel) -> Vec<&'static str> {
    let needs = |need: fn(&Item) -> bool| model.items().any(|(_, item)| need(item));
    let others = [
        (TEXT_TRAITS, needs(is_text)),
        (TEXT, needs(|item| matches!(item, Item::Enum(_)))),
        (ID_TYPE, needs(|item| matches!(item, Item::Id(_)))),
        (
            LITERAL,
            needs(|item| matches!(item, Item::Enum(item) if plain_literal(item).is_some())),
        ),
        (
            OPEN_ENUM,
            needs(|item| matches!(item, Item::Enum(item) if item.unknown.is_some())),
        ),
        (
            CLOSED_ENUM,
            needs(|item| matches!(item, Item::Enum(item) if item.unknown.is_none())),
        ),
        (
            COMMA_SEPARATED,
            needs(|item| any_field(item, |field| field.wire == FieldEncoding::CommaSeparated)),
        ),
        (RFC3339, needs(|item| any_field(item, has_timestamps))),
        (
            RFC3339_PATCH,
            needs(|item| {
                let is_patch = |field: &StructField| matches!(field.ty, RustType::Patch(_));
                any_field(item, |field| has_timestamps(field) && is_patch(field))
            }),
        ),
    ];
    let made = construction_parts(model)
        .into_iter()
        .chain(table_parts(model))
        .chain(union_parts(model));
    let parts = request_parts(model).into_iter().chain(made).chain(others);
    let needed = parts.filter(|(_, needed)| *needed);
    needed.map(|(part, _)| part).collect()
}

/// The parts that read unions, or responses that are not as documented.
fn union_parts(model: &RustModel) -> [(&'static str, bool); 10] {
    let needs = |need: fn(&UnionItem) -> bool| {
        let mut items = model.items();
        items.any(|(_, item)| matches!(item, Item::Union(item) if need(item)))
    };
    let reads = needs(|item| item.directions.deserialize);
    let reads_tags =
        needs(|item| item.directions.deserialize && item.content.is_none() && item.tag.is_some());
    let reads_kinds = needs(|item| item.directions.deserialize && item.tag.is_none());
    let has_tagged = needs(|item| item.content.is_some());
    let reads_tagged = needs(|item| item.directions.deserialize && item.content.is_some());
    let has_requests = model.has_requests();
    [
        (MISFIT, reads || has_requests),
        (FLAT_JSON, reads || has_requests),
        (FLAT_JSON_READ, reads || has_requests),
        (FLAT_JSON_WRITE, reads),
        (JSON_TEXT, reads_tags),
        (JSON_KIND, reads_kinds),
        (UNION, reads_tags || reads_kinds),
        (TAGGED_UNION, has_tagged),
        (READ_BESIDE, reads_tagged),
        (PLACE_AND_REASON, has_tagged || has_requests),
    ]
}

/// The parts that implement traits of structs by their tables.
fn table_parts(model: &RustModel) -> [(&'static str, bool); 7] {
    let has_table = has_struct(model, |item| item.code == SerdeCode::Table);
    let reads = has_struct(model, StructItem::is_read_by_table);
    let writes = has_struct(model, StructItem::is_written_by_table);
    let shows = has_struct(model, StructItem::is_shown_by_table);
    [
        (MEMBERS, has_table),
        (BLANK, reads),
        (READ_MEMBERS, reads),
        (WRITE_MEMBERS, writes),
        (DEBUG_MEMBERS, shows),
        (HASH_MEMBERS, writes),
        (ABSENT_PATCH, writes && has_patches(model)),
    ]
}

fn has_struct(model: &RustModel, is_it: impl Fn(&StructItem) -> bool) -> bool {
    let mut items = model.items();
    items.any(|(_, item)| matches!(item, Item::Struct(item) if is_it(item)))
}

fn has_patches(model: &RustModel) -> bool {
    let is_patch = |field: &StructField| matches!(field.ty, RustType::Patch(_));
    model.items().any(|(_, item)| any_field(item, is_patch))
}

/// `true` for a type that is a text on the wire.
fn is_text(item: &Item) -> bool {
    matches!(item, Item::Enum(_) | Item::Id(_))
}

/// The parts that constructors and setters use.
fn construction_parts(model: &RustModel) -> [(&'static str, bool); 3] {
    let needs = |need: fn(&StructField) -> bool| {
        let mut items = model.items();
        items.any(|(_, item)| any_field(item, need))
    };
    [
        (SETTERS, needs(|field| field.methods.setter.is_some())),
        (ENTRIES, needs(takes_entries)),
        (PATCH, has_patches(model)),
    ]
}

/// The parts that requests use.
fn request_parts(model: &RustModel) -> [(&'static str, bool); 17] {
    let endpoint = |test: fn(&EndpointItem) -> bool| {
        let mut items = model.items();
        items.any(|(_, item)| matches!(item, Item::Endpoint(item) if test(item)))
    };
    let has_endpoint = model.has_requests();
    let has_pairs = endpoint(|item| {
        let pairs = [ParameterLocation::Query, ParameterLocation::Form];
        pairs.contains(&item.sends)
    });
    let has_query = endpoint(|item| !item.query.is_empty());
    let has_headers = endpoint(|item| !item.headers.is_empty());
    [
        (REQUEST, has_endpoint),
        (SERVER, has_endpoint),
        (ENDPOINT, has_endpoint),
        (CALL, has_endpoint),
        (ERROR, has_endpoint),
        (API_ERROR, has_api_error(model)),
        (DOCUMENTED_ERROR, !model.errors.is_empty()),
        (HTTP, model.http != HttpSupport::Absent),
        (PATH, endpoint(|item| !item.path_fields.is_empty())),
        (PAIRS, has_pairs),
        (QUERY, has_pairs || has_query),
        (HEADER, has_headers),
        (VALUES, has_pairs || has_query || has_headers),
        (JSON, endpoint(|it| it.sends == ParameterLocation::Body)),
        (FORM, endpoint(|it| it.sends == ParameterLocation::Form)),
        (LIST, has_endpoint),
        (PAGES, has_endpoint),
    ]
}

/// `true` if a field has an attribute for its timestamps.
fn has_timestamps(field: &StructField) -> bool {
    field.wire == FieldEncoding::Rfc3339
}

/// `true` if `new` or the setter of a field takes the entries of a map.
fn takes_entries(field: &StructField) -> bool {
    matches!(construction::taken(field), RustType::Map(..))
}

/// `true` if the code of an item uses the support module.
pub(crate) fn uses_runtime(item: &Item) -> bool {
    let is_support = |field: &StructField| {
        matches!(
            field.wire,
            FieldEncoding::CommaSeparated | FieldEncoding::Rfc3339
        ) || matches!(field.ty, RustType::Patch(_))
            || takes_entries(field)
    };
    matches!(
        item,
        Item::Enum(_) | Item::Union(_) | Item::Endpoint(_) | Item::RequestEnum(_)
    ) || any_field(item, is_support)
        || matches!(item, Item::Struct(item)
            if item.code == SerdeCode::Table || read_beside(item).is_some())
}

fn any_field(item: &Item, test: impl Fn(&StructField) -> bool) -> bool {
    matches!(item, Item::Struct(item) if item.fields.iter().any(test))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::{OF_PAGES, OF_REQUESTS};

    /// The names of the methods of a trait.
    fn methods<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
        let (_, rest) = text.split_once(&format!("pub trait {name}")).unwrap();
        let (body, _) = rest.split_once("\n}\n").unwrap();
        let methods = body.split("\n    fn ").skip(1);
        let methods = methods.map(|rest| rest.split(['(', '<']).next().unwrap());
        methods.collect()
    }

    /// The generator reserves the names of all methods of the traits, so no setter can have one.
    #[test]
    fn the_methods_of_the_traits_are_taken() {
        let traits = [
            (REQUEST, "Request"),
            (ENDPOINT, "Endpoint"),
            (CALL, "Call"),
            (HTTP, "Http"),
            (LIST, "Paginated"),
        ];
        let of_traits = traits.iter().flat_map(|(text, name)| methods(text, name));
        let mut of_traits: Vec<&str> = of_traits.collect();
        of_traits.sort_unstable();
        assert_eq!(of_traits, OF_REQUESTS);
        let mut of_pages = methods(LIST, "Page");
        of_pages.sort_unstable();
        assert_eq!(of_pages, OF_PAGES);
    }
}
