//! Every Rust identifier of the output is made here, one function per role.
//!
//! A name is a function of the docs' own text (an id, a key, a wire value), so that a page that is
//! added never renames the items of another page. Each function accepts any text at all and gives
//! an identifier that compiles. Two equal names are not settled here but by the caller, with the
//! help of [`Scope`]. The fields of a struct and the variants of an enum are the exception: their
//! texts go over the wire and cannot be changed, so [`field_names`] and [`variant_names`] settle
//! their clashes themselves.

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
/// A name that generated code needs for itself (`Option`) gets the suffix `Model`.
pub(crate) fn type_name(words: &str) -> Ident {
    type_ident(&case::camel_case(words))
}

/// The type of a resource or operation without a prefix of its id: `pipes_token` without `pipes`
/// gives `Token`.
///
/// `None` if the id has another beginning, or if the rest cannot name a type as it is.
pub(crate) fn type_name_without(prefix: &str, words: &str) -> Option<Ident> {
    let name = case::camel_case(words);
    let rest = &name[case::shared_beginning(&name, &case::camel_case(prefix))?..];
    let rest = rest.trim_start_matches('_');
    is_valid_type_name(rest).then(|| Ident::camel(rest))
}

/// The words that the types of all requests to a path begin with, from the shortest to the longest:
/// `POST /oauth2/token` gives `token`, `oauth2_token` and `post_oauth2_token`. Only the first segment
/// can be left out, so that two paths that end alike do not ask for one name.
///
/// A text beside a parameter counts if it has a word: `/parcels/{id}:send` gives `send`.
pub(crate) fn call_words(method: &str, path: &UrlTemplate) -> Vec<String> {
    let texts = path.segments().iter().flat_map(Segment::texts);
    let texts: Vec<&str> = texts
        .filter(|text| text.contains(char::is_alphanumeric))
        .collect();
    let short = texts.get(1..).filter(|texts| !texts.is_empty());
    let short = short.map(|texts| texts.join("_"));
    let whole = texts.join("_");
    let with_method = format!("{}_{whole}", method.to_lowercase());
    let whole = Some(whole).filter(|whole| !whole.is_empty());
    short
        .into_iter()
        .chain(whole)
        .chain([with_method])
        .collect()
}

/// The type of an inline object: `ApiKey` with the key `owner` gives `ApiKeyOwner`.
pub(crate) fn nested_type_name(parent: &Ident, key: &str) -> Ident {
    type_ident(&case::join_camel(&[
        parent.as_str(),
        &case::camel_case(key),
    ]))
}

/// The type that members of one key have in common: `owner` gives `Owner`, and so does a list
/// `owners`.
pub(crate) fn member_type_name(key: &str, in_list: bool) -> Ident {
    let name = case::camel_case(key);
    if in_list {
        type_ident(&singular(&name))
    } else {
        type_ident(&name)
    }
}

/// The type that places of a section with a union of the same resources have in common, from the ids
/// without the section: `boat_row` and `boat_sail` give `BoatRowOrSail`, and in `boat` `RowOrSail`.
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

/// The type of an inline object, or of one item of an inline list, without the words of its key that
/// the parent ends in: `Connection` with the key `connection_type` gives `ConnectionType`.
///
/// `None` if the key has no other words.
pub(crate) fn trimmed_type_name(parent: &Ident, key: &str, in_list: bool) -> Option<Ident> {
    let member = case::camel_case(key);
    let member = if in_list { singular(&member) } else { member };
    let rest = &member[case::repeated(parent.as_str(), &member)..];
    (!rest.is_empty()).then(|| type_ident(&case::join_camel(&[parent.as_str(), rest])))
}

/// The type of an inline object, or of one item of an inline list, in longer words than
/// [`nested_type_name`] has: `Kite` with the key `tail` gives `KiteDotTail`.
pub(crate) fn dotted_type_name(parent: &Ident, key: &str) -> Ident {
    let parts = [parent.as_str(), "Dot", &case::camel_case(key)];
    type_ident(&case::join_camel(&parts))
}

/// The same, with a hash of both parts, for a name that is taken in all other forms.
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
/// A module is also a file, so keywords, crates that generated code refers to, file names with a
/// special meaning and device names of Windows get a trailing underscore: `mod_`. Since rustc finds
/// no files with names outside ASCII, `größe` gives `gr_u00f6_u00df_e`.
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

/// `true` if the language or generated code uses this name for a type of its own.
pub(crate) fn is_in_use(text: &str) -> bool {
    reserved::is_type(text) || reserved::is_keyword(text)
}

/// `true` if a field of the output can have this name as it is, raw or not.
pub(crate) fn can_name_field(text: &str) -> bool {
    let text = text.strip_prefix("r#").unwrap_or(text);
    !reserved::is_never_raw(text) && case::is_snake_case(text) && case::is_lint_free(text)
}

/// The variant of an enum for a value that is not documented.
pub(crate) const UNDOCUMENTED: &str = "Undocumented";

/// The variant for undocumented values beside those of the documented ones, which keep their names.
pub(crate) fn open_variant(documented: &[Ident]) -> Ident {
    let mut name = UNDOCUMENTED.to_owned();
    while documented.iter().any(|it| it.as_str() == name) {
        name.push_str("Value");
    }
    Ident::given(&name)
}

/// `true` if a variant of the output can have this name as it is.
pub(crate) fn can_name_variant(text: &str) -> bool {
    let is_taken = text == UNDOCUMENTED || reserved::is_never_raw(text);
    !is_taken && case::is_camel_case(text) && case::is_lint_free(text)
}

/// A name from the settings, which they have checked to be valid.
pub(crate) fn custom_name(text: &str) -> Ident {
    Ident::given(text)
}

/// A type's identifier that hides no name that generated code uses bare.
fn type_ident(text: &str) -> Ident {
    let ident = Ident::camel(text);
    if reserved::is_type(ident.as_str()) {
        return ident.with_suffix("Model");
    }
    ident
}
