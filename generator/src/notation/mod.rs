//! The notation of the reference: types, keys and paths, read but not looked up.

pub(crate) mod docs_path;
pub(crate) mod meaning;
pub(crate) mod syntax;
pub(crate) mod url_template;
pub(crate) mod words;

/// The methods of operations.
pub(crate) const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// `true` if the parameters of a method are in the query, and not in the body.
pub(crate) fn has_query(method: &str) -> bool {
    matches!(method, "GET" | "DELETE") || is_without_body(method)
}

/// `true` if neither the request nor the response of a method has a body.
pub(crate) fn is_without_body(method: &str) -> bool {
    matches!(method, "HEAD" | "OPTIONS")
}
