//! The names of methods: of the setters of a struct, and of the accessors of a union.

use super::Ident;

/// The method names that every type has from derives and the prelude, and `new`.
const OF_ALL: &[&str] = &[
    "clone",
    "clone_from",
    "clone_into",
    "default",
    "deserialize",
    "eq",
    "fmt",
    "from",
    "hash",
    "into",
    "ne",
    "new",
    "serialize",
    "to_owned",
    "try_from",
    "try_into",
];

/// The methods of the traits of a request.
pub(crate) const OF_REQUESTS: &[&str] = &[
    "body",
    "credential",
    "has_response_body",
    "headers",
    "items",
    "method",
    "next_page",
    "operation",
    "pages",
    "path",
    "query",
    "read_http",
    "read_response",
    "server",
    "set_after",
    "to_http",
    "url",
];

/// The methods of a page of a list.
pub(crate) const OF_PAGES: &[&str] = &["after", "into_items"];

/// The method of a struct or union whose tag is beside its content on the wire.
pub(crate) const OF_NAMED: &[&str] = &["name"];

/// The name of the method for a field: the name of the field. If the type already has a method with
/// this name, `prefix` is added until the name is unused. Methods of other fields keep their names,
/// so the order of the fields does not matter.
pub(crate) fn method_name(
    name: &Ident,
    prefix: &str,
    fields: &[&Ident],
    taken: &[&[&str]],
) -> Ident {
    let is_taken = |name: &Ident| {
        let mut all = taken.iter().chain([&OF_ALL]);
        all.any(|names| names.contains(&name.as_str()))
    };
    let mut method = name.clone();
    while is_taken(&method) || method != *name && fields.contains(&&method) {
        method = method.with_prefix(prefix);
    }
    method
}

/// The name of the method that clears a field, such as `clear_note`. If a field has that name,
/// `with_` is added before it.
pub(crate) fn clear_name(name: &Ident, fields: &[&Ident]) -> Ident {
    let mut method = name.with_prefix("clear_");
    while fields.contains(&&method) {
        method = method.with_prefix("with_");
    }
    method
}
