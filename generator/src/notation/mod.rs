//! The notation of the reference: types, keys and paths, read but not looked up.

pub(crate) mod docs_path;
pub(crate) mod meaning;
pub(crate) mod syntax;
pub(crate) mod url_template;
pub(crate) mod words;

/// The methods of operations.
pub(crate) const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/// `true` if the parameters of a method are in the query, and not in the body.
pub(crate) fn has_query(method: &str) -> bool {
    matches!(method, "GET" | "DELETE")
}
