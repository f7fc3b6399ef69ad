//! Patterns of items and fields: `authkit::**`, `ApiKey`, `ApiKey.permissions`.

use glob::MatchOptions;

use super::value::InvalidValue;

/// Letters count, and a `*` stays within its segment.
const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

/// Which items, or which fields of items, are meant.
///
/// `*` is anything within a segment of the path, and `**` any segments. A pattern with `::`
/// begins at the root of the output; one without names an item in whatever module it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    text: String,
    item: glob::Pattern,
    field: Option<glob::Pattern>,
}

impl Pattern {
    /// The pattern that a text stands for.
    ///
    /// # Errors
    ///
    /// It is none.
    pub(super) fn parse(text: &str) -> Result<Self, InvalidValue> {
        let (item, field) = match text.rsplit_once('.') {
            Some((item, field)) => (item, Some(field)),
            None => (text, None),
        };
        let is_anywhere = !item.contains("::") && item != "**";
        let prefix = if is_anywhere { "**/" } else { "" };
        Ok(Self {
            text: text.to_owned(),
            item: glob_of(prefix, &item.replace("::", "/"), text)?,
            field: field.map(|field| glob_of("", field, text)).transpose()?,
        })
    }

    /// The pattern as it was written.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it is one of fields, and not of items.
    pub(crate) fn is_of_fields(&self) -> bool {
        self.field.is_some()
    }

    /// Whether it names the item at this path: `authkit::api_keys::ApiKey`.
    pub(crate) fn names_item(&self, path: &str) -> bool {
        self.field.is_none() && self.fits(path)
    }

    /// Whether it names a field of the item at this path.
    pub(crate) fn names_field(&self, path: &str, field: &str) -> bool {
        let names = |pattern: &glob::Pattern| pattern.matches_with(field, OPTIONS);
        self.field.as_ref().is_some_and(names) && self.fits(path)
    }

    fn fits(&self, path: &str) -> bool {
        self.item.matches_with(&path.replace("::", "/"), OPTIONS)
    }
}

fn glob_of(prefix: &str, pattern: &str, whole: &str) -> Result<glob::Pattern, InvalidValue> {
    let is_plain = |c: char| c.is_alphanumeric() || "_/*?[]!-".contains(c);
    let invalid = |reason: &str| InvalidValue {
        message: format!("`{whole}` is no pattern of items or fields: {reason}"),
        help: "write it as in `authkit::**`, `ApiKey` or `ApiKey.permissions`".to_owned(),
    };
    match pattern.strip_prefix("r#").unwrap_or(pattern) {
        "" => Err(invalid("a name is missing")),
        pattern if !pattern.chars().all(is_plain) => Err(invalid("a name has no such characters")),
        pattern => {
            glob::Pattern::new(&format!("{prefix}{pattern}")).map_err(|error| invalid(error.msg))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "authkit::api_keys::ApiKey";

    fn names_item(pattern: &str, path: &str) -> bool {
        Pattern::parse(pattern).unwrap().names_item(path)
    }

    fn names_field(pattern: &str, path: &str, field: &str) -> bool {
        Pattern::parse(pattern).unwrap().names_field(path, field)
    }

    #[test]
    fn items_go_by_their_path_or_by_their_name() {
        for pattern in [
            "ApiKey",
            "Api*",
            "*",
            "**",
            "authkit::**",
            "authkit::*::ApiKey",
            KEY,
        ] {
            assert!(names_item(pattern, KEY), "{pattern}");
        }
        for pattern in [
            "apikey",
            "Key",
            "api_keys::ApiKey",
            "authkit::*",
            "sso::**",
            "ApiKey.id",
        ] {
            assert!(!names_item(pattern, KEY), "{pattern}");
        }
        assert!(names_item("ApiKey", "ApiKey"));
    }

    #[test]
    fn fields_go_by_those_of_their_item() {
        for pattern in ["ApiKey.id", "**.id", "authkit::**.i?", "*.*", "ApiKey.r#id"] {
            assert!(names_field(pattern, KEY, "id"), "{pattern}");
        }
        for pattern in ["ApiKey", "**", "ApiKey.ID", "sso::**.id"] {
            assert!(!names_field(pattern, KEY, "id"), "{pattern}");
        }
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        for text in [
            "", ".", "ApiKey.", ".id", "Api Key", "a/../b", "[", "***", "Vec<u8>",
        ] {
            assert!(Pattern::parse(text).is_err(), "{text}");
        }
    }
}
