//! The notations of the reference: types, keys and paths, parsed but not looked up.

pub(crate) mod docs_path;
pub(crate) mod header_name;
pub(crate) mod meaning;
pub(crate) mod syntax;
pub(crate) mod url_template;
pub(crate) mod words;

/// The methods of operations.
pub(crate) const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// `true` if the parameters of a method are in the query instead of the body.
pub(crate) fn has_query(method: &str) -> bool {
    matches!(method, "GET" | "DELETE") || is_without_body(method)
}

/// `true` if neither the request nor the response of a method has a body.
pub(crate) fn is_without_body(method: &str) -> bool {
    matches!(method, "HEAD" | "OPTIONS")
}

/// `true` for a valid server name: `auth`, `auth_kit2`.
pub(crate) fn is_server_name(name: &str) -> bool {
    let is_fit = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let is_word = |word: &str| !word.is_empty() && word.chars().all(is_fit);
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.split('_').all(is_word)
}
