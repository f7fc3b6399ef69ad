//! The rules about secrets: in the URL of a request, and in `Debug`.

use std::collections::{BTreeMap, BTreeSet};

use super::LintContext;
use crate::analysis::lint::Rule;
use crate::analysis::lint::finding::{RawFinding, RawSubject};
use crate::analysis::secrets::{self, Candidate};
use crate::base::diagnostic::Plural;
use crate::notation::docs_path;
use crate::pipeline::model::rust_model::{RustModel, Secrecy};

/// Parameters that may be secrets, in the path or the query of an operation.
pub(super) fn secret_in_url(context: &LintContext<'_>) -> Vec<RawFinding> {
    let parameters = secrets::in_urls(context.api, context.model).into_iter();
    let findings = parameters.map(|parameter| {
        let path = parameter.docs_path;
        let part = parameter.part;
        let message = format!("`{path}` is sent in the {part}, and logs and histories contain it");
        let help = "correct its `in` if the API takes it elsewhere, add it to the setting `public` \
                    if anybody may read it, or allow this rule";
        RawFinding {
            subject: Some(RawSubject {
                docs_path: path,
                page: parameter.page,
            }),
            ..RawFinding::new(Rule::SecretInUrl, message, help, parameter.place.clone())
        }
    });
    findings.collect()
}

/// Fields that may contain a secret and are not covered by a setting. There is one finding per key
/// on the wire, since one pattern often covers all fields with that key.
pub(super) fn possible_secret(context: &LintContext<'_>) -> Vec<RawFinding> {
    let mut by_key: BTreeMap<&str, Vec<Candidate<'_>>> = BTreeMap::new();
    for candidate in secrets::candidates(context.api, context.model) {
        by_key.entry(candidate.key).or_default().push(candidate);
    }
    let shown = shown_by_key(context.model);
    let groups = by_key.into_iter();
    let findings = groups.filter_map(|(key, fields)| {
        let [first, others @ ..] = fields.as_slice() else {
            return None;
        };
        let message = match others.len() {
            0 => format!("`{}` may be a secret, and `Debug` shows it", rust(first)),
            count => format!(
                "`{}` and {} with the key `{key}` may be secrets, and `Debug` shows them",
                rust(first),
                Plural(count, "other field", "other fields"),
            ),
        };
        let pattern = pattern(key, &fields, shown.get(key).copied().unwrap_or_default());
        let help = format!(
            "add {pattern} to the setting `secrets`, or to `public` if anybody may read it"
        );
        let related = others
            .iter()
            .map(|it| (format!("`{}`", rust(it)), it.place.clone()));
        Some(RawFinding {
            subject: Some(RawSubject {
                docs_path: first.source.docs_path.clone(),
                page: first.source.page,
            }),
            related: related.collect(),
            ..RawFinding::new(Rule::PossibleSecret, message, help, first.place.clone())
        })
    });
    findings.collect()
}

/// The path of a field: `magic_auth::MagicAuth.code`.
fn rust(candidate: &Candidate<'_>) -> String {
    let source = candidate.source;
    format!("{}.{}", source.owner, source.name)
}

/// The number of fields that `Debug` shows, by the key.
fn shown_by_key(model: &RustModel) -> BTreeMap<&str, usize> {
    let mut shown = BTreeMap::new();
    let structs = model.items().filter_map(|(_, item)| item.as_struct());
    for field in structs.flat_map(|item| &item.fields) {
        if field.secrecy != Secrecy::Secret {
            *shown.entry(field.keyed().key).or_default() += 1;
        }
    }
    shown
}

/// The pattern for these fields: their key in any item, unless that matches other fields as well.
/// `shown` is the number of fields with the key that `Debug` shows.
fn pattern(key: &str, fields: &[Candidate<'_>], shown: usize) -> String {
    // Several members may share a field.
    let distinct = fields.iter().map(|it| (&it.source.owner, &it.source.name));
    let distinct: BTreeSet<_> = distinct.collect();
    match fields {
        [only] => format!("`{}`", rust(only)),
        [first, ..] if distinct.len() < shown => format!("a pattern such as `{}`", rust(first)),
        _ => format!("`{}`", docs_path::join("**", key)),
    }
}
