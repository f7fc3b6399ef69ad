//! Finds everything that matches a name.

use super::Explanation;
use std::borrow::Cow;

use super::enums::EnumType;
use super::evidence::{Entity, Evidence, Field, Usage};
use crate::analysis::outline::rust_path::{is_tail, tail_like, without_raw_prefixes};
use crate::base::text::did_you_mean;
use crate::notation::docs_path;
use crate::pipeline::model::rust_model::RustModel;

/// The entities and members called `what`.
pub(super) fn find(evidence: &Evidence, what: &str) -> Explanation {
    let setting = MemberName::new(what.trim());
    let setting = setting.as_ref();
    let what = normalized(&without_raw_prefixes(what.trim()));
    let fields = || evidence.entities.iter().flat_map(|entity| &entity.fields);
    let mut found = Explanation::default();
    let entities = evidence.entities.iter();
    let entities = entities.filter(|entity| is_entity(entity, &what));
    found.entities = entities.cloned().collect();
    found.fields = fields()
        .filter(|field| is_field(field, &what) || setting.is_some_and(|it| it.is_field(field)))
        .cloned()
        .collect();
    let variant = what.rsplit_once("::");
    let enums = evidence.enums.iter();
    let enums = enums.filter(|known| {
        let rust = without_raw_prefixes(&known.rust);
        let is_variant = variant.is_some_and(|(owner, name)| {
            is_tail(&rust, owner) && known.variants.iter().any(|variant| variant == name)
        });
        let is_other = known
            .other_names
            .iter()
            .any(|name| is_tail(&without_raw_prefixes(name), &what));
        is_tail(&rust, &what)
            || is_other
            || is_variant
            || setting.is_some_and(|it| it.is_value(known))
    });
    found.enums = enums.cloned().collect();
    found.ids = evidence.ids_called(|rust| is_tail(&without_raw_prefixes(rust), &what));
    if found.is_empty() {
        let has_key = |field: &&Field| has_last_key(field, &what) || is_of_lists(field, &what);
        match fields().filter(has_key).collect::<Vec<_>>().as_slice() {
            [only] => found.fields.push((*only).clone()),
            several => found.members = several.iter().copied().map(Usage::from_field).collect(),
        }
    }
    found
}

/// The full paths of types, fields or variants for a path that may be a re-export.
pub(super) fn long_paths(model: &RustModel, what: &str) -> Vec<String> {
    let what = without_raw_prefixes(what.trim());
    let member = what.find('.').unwrap_or(what.len());
    let Some(variant) = what[..member].rfind("::") else {
        return Vec::new();
    };
    let paths = model.reexports().filter_map(|(short, long)| {
        let short = without_raw_prefixes(&short.to_string());
        let ends = [member, variant].into_iter();
        let mut owners = ends.map(|end| what.split_at(end));
        let (_, rest) = owners.find(|(owner, _)| owner.contains("::") && is_tail(&short, owner))?;
        Some(without_raw_prefixes(&long.to_string()) + rest)
    });
    paths.collect()
}

/// The existing names that are most similar to `what`, at most `most` of them, the nearest first.
pub(super) fn near(evidence: &Evidence, what: &str, most: usize) -> Vec<String> {
    let what = without_raw_prefixes(what.trim());
    let mut names: Vec<String> = Vec::new();
    for entity in &evidence.entities {
        names.extend([entity.id.clone(), entity.page.clone()]);
        names.extend(entity.endpoint.clone());
        for rust in &entity.rust {
            names.push(tail_like(rust, &what).to_owned());
        }
        for field in &entity.fields {
            names.extend(docs_paths(field).map(str::to_owned));
            // A name without separators is also compared with keys.
            if !what.contains(['.', ':', '/']) {
                names.extend(docs_paths(field).filter_map(last_key).map(str::to_owned));
            }
            let rust = field.rust.as_deref().map(without_raw_prefixes);
            names.extend(rust.map(|rust| tail_like(&rust, &what).to_owned()));
        }
    }
    for known in &evidence.enums {
        let rust = without_raw_prefixes(&known.rust);
        let name = tail_like(&rust, &what);
        names.push(name.to_owned());
        if what.contains('.') {
            let variants = known.variants.iter();
            names.extend(variants.map(|variant| format!("{name}.{variant}")));
        }
    }
    let ids = evidence.ids.iter();
    names.extend(ids.map(|id| tail_like(&id.rust, &what).to_owned()));
    let mut near: Vec<(f64, String)> = Vec::new();
    for name in names {
        if let Some(similarity) = did_you_mean::similarity(&what, &name) {
            near.push((similarity, name));
        }
    }
    near.sort_by(|(a, a_name), (b, b_name)| b.total_cmp(a).then_with(|| a_name.cmp(b_name)));
    near.dedup_by(|(_, a), (_, b)| a == b);
    near.into_iter().map(|(_, name)| name).take(most).collect()
}

/// A field or value in the notation of settings: `Kite._id`, `KiteSort."size.desc"`.
struct MemberName<'w> {
    /// The struct or enum.
    owner: String,
    /// The name in Rust; `None` for a key in quotes.
    name: Option<&'w str>,
    /// The name on the wire.
    key: Cow<'w, str>,
}

impl<'w> MemberName<'w> {
    fn new(what: &'w str) -> Option<Self> {
        let (owner, member) = docs_path::split_last(what)?;
        let name = member.strip_prefix("r#").unwrap_or(member);
        Some(Self {
            owner: without_raw_prefixes(owner),
            name: Some(name).filter(|name| !name.starts_with('"')),
            key: docs_path::key(member)?,
        })
    }

    /// `true` for a field with this owner and name or key.
    fn is_field(&self, field: &Field) -> bool {
        let rust = without_raw_prefixes(field.rust.as_deref().unwrap_or_default());
        let owner = rust.rsplit_once('.').map_or("", |(owner, _)| owner);
        !field.wire.is_empty() && field.wire == self.key && is_tail(owner, &self.owner)
    }

    /// `true` for an enum with a value of this name or key.
    fn is_value(&self, known: &EnumType) -> bool {
        let is_variant = |variant: &String| Some(variant.as_str()) == self.name;
        let is_member =
            known.variants.iter().any(is_variant) || known.keys.iter().any(|key| *key == self.key);
        is_member && is_tail(&without_raw_prefixes(&known.rust), &self.owner)
    }
}

/// `true` if `what` is the id, the page, the path with or without the method, a type, or the module
/// of a type.
fn is_entity(entity: &Entity, what: &str) -> bool {
    let is_endpoint = entity.endpoint.as_deref().is_some_and(|endpoint| {
        // The docs write `:id` for `{id}`.
        let documented = endpoint.replace('{', ":").replace('}', "");
        [endpoint, &documented].iter().any(|endpoint| {
            let path = endpoint.split_once(' ').map(|(_, path)| path);
            *endpoint == what || path == Some(what)
        })
    });
    let is_type = |rust: &String| {
        let rust = without_raw_prefixes(rust);
        let module = rust.rsplit_once("::").map(|(module, _)| module);
        is_tail(&rust, what) || module == Some(what)
    };
    entity.id == what || entity.page == what || is_endpoint || entity.rust.iter().any(is_type)
}

/// `true` if `what` is the docs path, with or without its list and in either spelling of keys, the
/// Rust path, or the struct.
fn is_field(field: &Field, what: &str) -> bool {
    let is_docs_path = |path: &str| path == what || without_list(path).as_deref() == Some(what);
    let is_rust = |rust: &String| {
        let rust = without_raw_prefixes(rust);
        let owner = rust.rsplit_once('.').map_or("", |(owner, _)| owner);
        is_tail(&rust, what) || is_tail(owner, what)
    };
    let mut rust = field.rust.iter().chain(&field.other_paths);
    docs_paths(field).any(is_docs_path) || rust.any(is_rust)
}

/// `true` if `what` is the last key of the docs path.
fn has_last_key(field: &Field, what: &str) -> bool {
    docs_paths(field).any(|path| {
        last_key(path) == Some(what) || last_key(path) == Some(&docs_path::segment(what))
    })
}

/// `true` if `what` names a member of all lists: `runtime::List.data`.
fn is_of_lists(field: &Field, what: &str) -> bool {
    let rust = field.rust.as_deref().unwrap_or_default();
    let Some((list, member)) = rust.split_once('<') else {
        return false;
    };
    let member = member.rsplit_once('>').map_or("", |(_, member)| member);
    is_tail(&format!("{list}{member}"), what) || is_tail(list, what)
}

fn last_key(path: &str) -> Option<&str> {
    docs_path::segments(path).last()
}

/// The docs path with the keys on the wire, and with the keys on the page if these differ.
fn docs_paths(field: &Field) -> impl Iterator<Item = &str> {
    std::iter::once(field.docs_path.as_str()).chain(field.declared_path.as_deref())
}

/// `list_users.limit` for `list_users.parameters.limit`.
fn without_list(docs_path: &str) -> Option<String> {
    let (id, rest) = docs_path.split_once('.')?;
    let rest = rest
        .strip_prefix("parameters.")
        .or_else(|| rest.strip_prefix("returns."))?;
    Some(format!("{id}.{rest}"))
}

/// The path with quotes only where they are needed; unchanged if it is not a docs path.
fn normalized(path: &str) -> String {
    let keys: Option<Vec<_>> = docs_path::segments(path).map(docs_path::key).collect();
    match keys.filter(|_| path.contains('"')) {
        Some(keys) => keys
            .iter()
            .fold(String::new(), |path, key| docs_path::join(&path, key)),
        None => path.to_owned(),
    }
}
