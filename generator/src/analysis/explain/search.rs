//! Finds what a name means.

use super::Explanation;
use super::evidence::{Entity, Evidence, Field, Usage};
use crate::base::text::did_you_mean;

/// Everything that is called `what`.
pub(super) fn find(evidence: &Evidence, what: &str) -> Explanation {
    let what = plain(what.trim());
    let entities = evidence
        .entities
        .iter()
        .filter(|entity| is_entity(entity, &what));
    let fields = all_fields(evidence).filter(|field| is_field(field, &what));
    let enums = evidence.enums.iter();
    let enums = enums.filter(|known| ends_in(&plain(&known.rust), &what));
    let mut found = Explanation {
        entities: entities.cloned().collect(),
        fields: fields.cloned().collect(),
        enums: enums.cloned().collect(),
        members: Vec::new(),
    };
    if found.is_empty() {
        let called = all_fields(evidence)
            .filter(|field| is_called(field, &what) || is_of_lists(field, &what));
        match called.collect::<Vec<&Field>>().as_slice() {
            [only] => found.fields.push((*only).clone()),
            several => found.members = several.iter().copied().map(Usage::from_field).collect(),
        }
    }
    found
}

/// The names there are that are most like `what`.
pub(super) fn near(evidence: &Evidence, what: &str, most: usize) -> Vec<String> {
    let what = plain(what.trim());
    let mut names: Vec<String> = Vec::new();
    for entity in &evidence.entities {
        names.extend([entity.id.clone(), entity.page.clone()]);
        names.extend(entity.endpoint.clone());
        names.extend(entity.rust.iter().map(|rust| name_of(rust, &what)));
    }
    for field in all_fields(evidence) {
        names.extend(docs_paths(field).map(str::to_owned));
        // Who asks for a key alone has misspelt one.
        if !what.contains(['.', ':', '/']) {
            names.extend(docs_paths(field).filter_map(last_key).map(str::to_owned));
        }
        names.extend(field.rust.iter().map(|rust| name_of(&plain(rust), &what)));
    }
    let enums = evidence.enums.iter();
    names.extend(enums.map(|known| name_of(&plain(&known.rust), &what)));
    let near = did_you_mean::best_matches(&what, names.iter().map(String::as_str), most);
    near.into_iter().map(str::to_owned).collect()
}

fn all_fields(evidence: &Evidence) -> impl Iterator<Item = &Field> {
    evidence.entities.iter().flat_map(|entity| &entity.fields)
}

/// By its id, its page, its method and path or path alone, its types, or their module.
fn is_entity(entity: &Entity, what: &str) -> bool {
    let is_endpoint = entity.endpoint.as_deref().is_some_and(|endpoint| {
        let path = endpoint.split_once(' ').map(|(_, path)| path);
        endpoint == what || path == Some(what)
    });
    let is_type = |rust: &String| {
        let rust = plain(rust);
        let module = rust.rsplit_once("::").map(|(module, _)| module);
        ends_in(&rust, what) || module == Some(what)
    };
    entity.id == what || entity.page == what || is_endpoint || entity.rust.iter().any(is_type)
}

/// By its docs path, with or without the list that it is in and in either spelling, by its Rust
/// path, or by its struct.
fn is_field(field: &Field, what: &str) -> bool {
    let is_docs = docs_paths(field).any(|path| {
        let short = || without_list(path);
        path == what || short().as_deref() == Some(what)
    });
    let rust = field.rust.as_deref().map(plain);
    let is_rust = rust.is_some_and(|rust| {
        let owner = rust.rsplit_once('.').map_or("", |(owner, _)| owner);
        ends_in(&rust, what) || ends_in(owner, what)
    });
    is_docs || is_rust
}

/// By the last key of its docs path alone.
fn is_called(field: &Field, what: &str) -> bool {
    docs_paths(field).any(|path| last_key(path) == Some(what))
}

/// By what all lists share, whatever they are lists of: `runtime::List.data`.
fn is_of_lists(field: &Field, what: &str) -> bool {
    let rust = field.rust.as_deref().unwrap_or_default();
    let Some((list, member)) = rust.split_once('<') else {
        return false;
    };
    let member = member.rsplit_once('>').map_or("", |(_, member)| member);
    ends_in(&format!("{list}{member}"), what) || ends_in(list, what)
}

fn last_key(docs: &str) -> Option<&str> {
    docs.rsplit('.').next()
}

/// The docs path as the wire spells it, and as the page does where that differs.
fn docs_paths(field: &Field) -> impl Iterator<Item = &str> {
    [Some(&field.docs), field.spelled.as_ref()]
        .into_iter()
        .flatten()
        .map(String::as_str)
}

/// `list_users.parameters.limit` is `list_users.limit` for short.
fn without_list(docs: &str) -> Option<String> {
    let (id, rest) = docs.split_once('.')?;
    let rest = rest
        .strip_prefix("parameters.")
        .or_else(|| rest.strip_prefix("returns."))?;
    Some(format!("{id}.{rest}"))
}

/// Whether a path is the tail of another, at the boundary of a segment.
fn ends_in(rust: &str, what: &str) -> bool {
    rust.strip_suffix(what)
        .is_some_and(|before| before.is_empty() || before.ends_with("::"))
}

/// A path without the marks of raw identifiers, which nobody types.
fn plain(rust: &str) -> String {
    rust.replace("r#", "")
}

/// As much of a Rust path as was asked for.
fn name_of(rust: &str, what: &str) -> String {
    let segments = what.matches("::").count() + 1;
    let parts: Vec<&str> = rust.rsplitn(segments + 1, "::").take(segments).collect();
    parts.into_iter().rev().collect::<Vec<_>>().join("::")
}
