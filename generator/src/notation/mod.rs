//! The notation of the reference: types, keys and URL templates, read but not yet looked up.

pub(crate) mod meaning;
pub(crate) mod snake_case;
pub(crate) mod syntax;
pub(crate) mod url_template;

/// The methods of operations.
pub(crate) const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];
