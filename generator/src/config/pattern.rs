//! Patterns of items and fields: `authkit::**`, `ApiKey`, `ApiKey.permissions`.

use glob::MatchOptions;

use super::types::ValueError;
use crate::notation::docs_path;

/// Matching is case-sensitive, and `*` matches within a segment.
const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

/// A pattern of items, or of fields and values of items.
///
/// A field or value has its name in Rust or on the wire; a name on the wire that is not a plain
/// name is in double quotes. `*` matches anything within a segment of the path, and `**` any number
/// of segments. A pattern with `::` begins at the root of the output; one without it matches items
/// of any module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    text: String,
    item: glob::Pattern,
    field: Option<FieldPattern>,
}

/// A pattern of fields of a struct, or of values of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
struct FieldPattern {
    /// A pattern of names in Rust; `None` for a key in quotes.
    name: Option<glob::Pattern>,
    /// The name on the wire.
    key: String,
}

impl Pattern {
    /// Parses a pattern.
    pub(super) fn parse(text: &str) -> Result<Self, ValueError> {
        let (item, field) = match docs_path::split_last(text) {
            Some((item, field)) => (item, Some(field)),
            None => (text, None),
        };
        let is_anywhere = !item.contains("::") && item != "**";
        let prefix = if is_anywhere { "**/" } else { "" };
        Ok(Self {
            text: text.to_owned(),
            item: parse_glob(prefix, &item.replace("::", "/"), text)?,
            field: field.map(|field| parse_field(field, text)).transpose()?,
        })
    }

    /// The text of the pattern.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// `true` for a pattern of fields, `false` for one of items.
    pub(crate) fn is_of_fields(&self) -> bool {
        self.field.is_some()
    }

    /// The only name that the matched items, or the owners of the matched fields, can have; `None`
    /// if there may be several.
    pub(crate) fn item_name(&self) -> Option<&str> {
        let item = self.item.as_str();
        let (_, name) = item.rsplit_once('/').unwrap_or(("", item));
        if is_literal(name) { Some(name) } else { None }
    }

    /// The Rust name and the wire name of the pattern: every field or value that it matches has one
    /// of the two. `None` for a pattern with wildcards, or for a pattern of items.
    pub(crate) fn field_names(&self) -> Option<[&str; 2]> {
        let FieldPattern { name, key } = self.field.as_ref()?;
        match name.as_ref().map(glob::Pattern::as_str) {
            Some(name) if is_literal(name) => Some([name, key]),
            Some(_) => None,
            None => Some([key, key]),
        }
    }

    /// `true` if the pattern matches the item at this path: `authkit::api_keys::ApiKey`.
    pub(crate) fn names_item(&self, path: &str) -> bool {
        self.field.is_none() && self.fits(path)
    }

    /// `true` if the pattern matches the field or value with this name and key, of the item at this
    /// path.
    pub(crate) fn names_field(&self, path: &str, name: &str, key: &str) -> bool {
        let names = |field: &FieldPattern| {
            let pattern = field.name.as_ref();
            field.key == key || pattern.is_some_and(|it| it.matches_with(name, OPTIONS))
        };
        self.field.as_ref().is_some_and(names) && self.fits(path)
    }

    fn fits(&self, path: &str) -> bool {
        self.item.matches_with(&path.replace("::", "/"), OPTIONS)
    }
}

fn is_literal(glob: &str) -> bool {
    !glob.contains(['*', '?', '['])
}

fn parse_field(field: &str, whole: &str) -> Result<FieldPattern, ValueError> {
    if !field.starts_with('"') {
        return Ok(FieldPattern {
            name: Some(parse_glob("", field, whole)?),
            key: field.to_owned(),
        });
    }
    let Some(key) = docs_path::key(field) else {
        let message = format!("`{whole}` has a quote that is not at the end of the key");
        let help = "write a key in quotes as in `Kite.\"filter.name\"`";
        return Err(ValueError::new(message, help));
    };
    Ok(FieldPattern {
        name: None,
        key: key.into_owned(),
    })
}

fn parse_glob(prefix: &str, pattern: &str, whole: &str) -> Result<glob::Pattern, ValueError> {
    let is_plain = |c: char| c.is_alphanumeric() || "_/*?[]!-".contains(c);
    let invalid = |reason: &str, help: &str| {
        let message = format!("`{whole}` is not a pattern for items or fields: {reason}");
        ValueError::new(message, help)
    };
    let help = "write it as in `authkit::**`, `ApiKey` or `ApiKey.permissions`";
    let pattern = pattern.strip_prefix("r#").unwrap_or(pattern);
    if pattern.is_empty() {
        return Err(invalid("a name is missing", help));
    }
    if let Some(other) = pattern.chars().find(|c| !is_plain(*c)) {
        let reason = format!("a name cannot contain `{}`", other.escape_debug());
        return Err(invalid(&reason, quoted(whole).as_deref().unwrap_or(help)));
    }
    glob::Pattern::new(&format!("{prefix}{pattern}")).map_err(|error| invalid(error.msg, help))
}

/// The help to quote everything after the first dot as one key; `None` if there is no key or it is
/// already quoted.
fn quoted(pattern: &str) -> Option<String> {
    let (item, key) = pattern.split_once('.')?;
    if item.is_empty() || key.is_empty() || key.contains('"') {
        return None;
    }
    let key = key.replace('\\', r"\\");
    Some(format!(
        "put the name on the wire in quotes: `{item}.\"{key}\"`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "authkit::api_keys::ApiKey";

    fn names_item(pattern: &str, path: &str) -> bool {
        Pattern::parse(pattern).unwrap().names_item(path)
    }

    fn names_field(pattern: &str, path: &str, field: &str) -> bool {
        Pattern::parse(pattern)
            .unwrap()
            .names_field(path, field, field)
    }

    #[test]
    fn a_field_goes_by_its_key_as_well() {
        let names = |pattern: &str, name: &str, key: &str| {
            Pattern::parse(pattern).unwrap().names_field(KEY, name, key)
        };
        assert!(names("ApiKey._id", "underscore_id", "_id"));
        assert!(!names("ApiKey._id", "id", "id"));
        assert!(names(
            "ApiKey.\"filter.name\"",
            "filter_dot_name",
            "filter.name"
        ));
        assert!(!names("ApiKey.\"id*\"", "ids", "ids"));
        assert!(names("ApiKey.\"id*\"", "ids", "id*"));
        assert!(Pattern::parse("ApiKey.\"id").is_err());
    }

    #[test]
    fn literal_names_are_known() {
        for (pattern, item, field) in [
            ("ApiKey", Some("ApiKey"), None),
            ("authkit::**", None, None),
            (
                "authkit::*::ApiKey.r#id",
                Some("ApiKey"),
                Some(["id", "r#id"]),
            ),
            ("Api*.\"filter.*\"", None, Some(["filter.*", "filter.*"])),
            ("**.i?", None, None),
        ] {
            let pattern = Pattern::parse(pattern).unwrap();
            assert_eq!(pattern.item_name(), item, "{pattern:?}");
            assert_eq!(pattern.field_names(), field, "{pattern:?}");
        }
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
    fn a_refused_character_is_named() {
        let plain = "write it as in `authkit::**`, `ApiKey` or `ApiKey.permissions`";
        for (text, character, help) in [
            (
                "Kite.filter.name",
                ".",
                "put the name on the wire in quotes: `Kite.\"filter.name\"`",
            ),
            (
                "kite::Kite.@type",
                "@",
                "put the name on the wire in quotes: `kite::Kite.\"@type\"`",
            ),
            ("Api Key", " ", plain),
            ("Vec<u8>", "<", plain),
        ] {
            let ValueError {
                message,
                help: found,
            } = Pattern::parse(text).unwrap_err();
            let reason = format!(": a name cannot contain `{character}`");
            assert!(message.ends_with(&reason), "{message}");
            assert_eq!(found, help, "{text}");
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
