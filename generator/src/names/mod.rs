//! Every Rust identifier of the output is created here, with one function for each role.
//!
//! A name depends only on text of the docs (an id, a key, a wire value), so that a new page never
//! renames the items of another page. Each function accepts any text, and returns an identifier
//! that compiles. The caller resolves clashes of names with [`Scope`]. Fields of a struct and
//! variants of an enum are the exception: their texts on the wire cannot be changed, so
//! [`field_names`] and [`variant_names`] resolve clashes themselves.

mod case;
mod distinct;
mod ident;
mod methods;
mod reserved;

#[cfg(test)]
mod tests;

use crate::base::text::short_hash;
use crate::base::text::singular::singular;
use crate::notation::url_template::{Segment, UrlTemplate};
pub(crate) use distinct::{field_names, variant_names};
pub(crate) use ident::{Ident, Scope};
pub(crate) use methods::{OF_NAMED, OF_PAGES, OF_REQUESTS, clear_name, method_name};

/// The type of a resource or operation, from its id: `api_key` gives `ApiKey`.
///
/// A name that generated code uses otherwise, such as `Option`, gets the suffix `Model`.
pub(crate) fn type_name(words: &str) -> Ident {
    type_ident(&case::camel_case(words))
}

/// The type of a resource or operation without a prefix of its id: `pipes_token` without `pipes`
/// gives `Token`.
///
/// `None` if the id does not begin with the prefix, or if the rest is not a valid type name.
pub(crate) fn type_name_without(prefix: &str, words: &str) -> Option<Ident> {
    let name = case::camel_case(words);
    let rest = &name[case::shared_beginning(&name, &case::camel_case(prefix))?..];
    let rest = rest.trim_start_matches('_');
    if is_valid_type_name(rest) {
        Some(Ident::camel(rest))
    } else {
        None
    }
}

/// The possible prefixes for the names of types that all requests to a path share, from the
/// shortest to the longest: `POST /oauth2/token` gives `token`, `oauth2_token` and
/// `post /oauth2/token`. Only the first segment can be omitted, so that paths with the same end
/// rarely get the same name. The longest prefix includes the method and the parameters.
///
/// Text beside a parameter is included if it contains a word: `/parcels/{id}:send` gives `send`.
pub(crate) fn call_words(method: &str, path: &UrlTemplate) -> Vec<String> {
    let texts = path.segments().iter().flat_map(Segment::texts);
    let texts: Vec<&str> = texts
        .filter(|text| text.contains(char::is_alphanumeric))
        .collect();
    let short = texts.get(1..).unwrap_or_default().join("_");
    let shorter = [short, texts.join("_")].into_iter();
    let mut words: Vec<String> = shorter.filter(|words| !words.is_empty()).collect();
    words.push(format!("{} {path}", method.to_lowercase()));
    words
}

/// The type of an inline object: `ApiKey` with the key `owner` gives `ApiKeyOwner`.
pub(crate) fn nested_type_name(parent: &Ident, key: &str) -> Ident {
    type_ident(&case::join_camel(&[
        parent.as_str(),
        &case::camel_case(key),
    ]))
}

/// The type that members with the same key share: `owner` gives `Owner`, and so does a list
/// `owners`.
pub(crate) fn member_type_name(key: &str, in_list: bool) -> Ident {
    let name = case::camel_case(key);
    if in_list {
        type_ident(&singular(&name))
    } else {
        type_ident(&name)
    }
}

/// The type that several places of a section share for a union of the same resources, from their
/// ids without the section: `boat_row` and `boat_sail` give `BoatRowOrSail`, and `RowOrSail` in the
/// section `boat`.
pub(crate) fn union_type_name(section: &Ident, ids: &[&str]) -> Ident {
    let name = |id: &&str| match type_name_without(section.as_str(), id) {
        Some(short) => short.to_string(),
        None => case::camel_case(id),
    };
    let mut names: Vec<String> = ids.iter().map(name).collect();
    names.sort_unstable();
    type_ident(&case::join_alternatives(&names))
}

/// The type of one item of an inline list, in the singular: `AuditLogEvent` with the key `targets`
/// gives `AuditLogEventTarget`.
///
/// A key that is not an English plural is not changed.
pub(crate) fn element_type_name(parent: &Ident, key: &str) -> Ident {
    let item = singular(&case::camel_case(key));
    type_ident(&case::join_camel(&[parent.as_str(), &item]))
}

/// The type of an inline object, or of one item of an inline list, without the words of its key at
/// the end of the parent's name: `Connection` with the key `connection_type` gives
/// `ConnectionType`.
///
/// `None` if the key has no other words.
pub(crate) fn trimmed_type_name(parent: &Ident, key: &str, in_list: bool) -> Option<Ident> {
    let member = case::camel_case(key);
    let member = if in_list { singular(&member) } else { member };
    let rest = &member[case::repeated(parent.as_str(), &member)..];
    if rest.is_empty() {
        None
    } else {
        Some(type_ident(&case::join_camel(&[parent.as_str(), rest])))
    }
}

/// The type of an inline object, or of one item of an inline list, with a longer name than
/// [`nested_type_name`]: `Kite` with the key `tail` gives `KiteDotTail`.
pub(crate) fn dotted_type_name(parent: &Ident, key: &str) -> Ident {
    let parts = [parent.as_str(), "Dot", &case::camel_case(key)];
    type_ident(&case::join_camel(&parts))
}

/// [`dotted_type_name`] with a hash of both parts, if all other forms of the name are taken.
pub(crate) fn hashed_type_name(parent: &Ident, key: &str) -> Ident {
    let hash = short_hash(&format!("{parent}.{key}"));
    dotted_type_name(parent, key).with_suffix(&format!("H{hash}"))
}

/// The struct field, or method, of a wire key: `userId` gives `user_id`, `type` gives `r#type`.
///
/// The keywords that have no raw form get a trailing underscore: `self_`.
pub(crate) fn field_name(key: &str) -> Ident {
    let ident = Ident::snake(&case::snake_case(key));
    if reserved::is_never_raw(ident.as_str()) {
        return ident.with_suffix("_");
    }
    ident
}

/// The module of a path segment: `api-keys` gives `api_keys`.
///
/// A module is also a file. Keywords, crates that generated code refers to, file names with a
/// special meaning and device names of Windows get a trailing underscore: `mod_`. rustc does not
/// find files with names outside ASCII, so `größe` gives `gr_u00f6_u00df_e`.
pub(crate) fn module_name(segment: &str) -> Ident {
    let ident = Ident::snake(&case::snake_case(&case::in_ascii(segment)));
    if reserved::is_keyword(ident.as_str()) || reserved::is_module(ident.as_str()) {
        return ident.with_suffix("_");
    }
    ident
}

/// `true` if a type of the output can have this name unchanged: it shadows no name that generated
/// code uses without a path, and no lint warns about it.
pub(crate) fn is_valid_type_name(text: &str) -> bool {
    !is_in_use(text) && case::is_camel_case(text) && case::is_lint_free(text)
}

/// `true` if the language or generated code uses this name for a type.
pub(crate) fn is_in_use(text: &str) -> bool {
    reserved::is_type(text) || reserved::is_keyword(text)
}

/// `true` if a field of the output can have this name, raw or not.
pub(crate) fn can_name_field(text: &str) -> bool {
    let text = text.strip_prefix("r#").unwrap_or(text);
    !reserved::is_never_raw(text) && case::is_snake_case(text) && case::is_lint_free(text)
}

/// The variant of an enum for undocumented values.
pub(crate) const UNDOCUMENTED: &str = "Undocumented";

/// The variant for undocumented values. The variants of documented values have precedence for their
/// names.
pub(crate) fn open_variant(documented: &[Ident]) -> Ident {
    let mut name = UNDOCUMENTED.to_owned();
    while documented.iter().any(|it| it.as_str() == name) {
        name.push_str("Value");
    }
    Ident::given(&name)
}

/// `true` if a variant of the output can have this name.
pub(crate) fn can_name_variant(text: &str) -> bool {
    let is_taken = text == UNDOCUMENTED || reserved::is_never_raw(text);
    !is_taken && case::is_camel_case(text) && case::is_lint_free(text)
}

/// A name from the settings, where it was checked.
pub(crate) fn custom_name(text: &str) -> Ident {
    Ident::given(text)
}

/// The identifier of a type. It does not shadow a name that generated code uses without a path.
fn type_ident(text: &str) -> Ident {
    let ident = Ident::camel(text);
    if reserved::is_type(ident.as_str()) {
        return ident.with_suffix("Model");
    }
    ident
}
