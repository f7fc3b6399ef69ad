//! Matches each `[[keep]]` of the corrections file with the disagreements.

use std::collections::BTreeMap;

use super::disagreement::{Disagreement, Kind};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::pipeline::api::Keep;

/// The key of a disagreement: its path, its kind and, if the id is on several pages, its page.
type Key<'a> = (&'a str, Kind, Option<&'a str>);

/// Marks the disagreements that are kept, and returns a problem for each `[[keep]]` that no longer
/// matches a disagreement.
pub(super) fn keep(disagreements: &mut [Disagreement], keeps: &[Keep]) -> Vec<Diagnostic> {
    let mut positions: BTreeMap<Key<'_>, Vec<usize>> = BTreeMap::new();
    for (position, one) in disagreements.iter().enumerate() {
        let pages = [None, one.page.as_deref()];
        // A `[[keep]]` without a page matches the disagreement on every page.
        for page in &pages[..1 + usize::from(one.page.is_some())] {
            let key = (one.path.as_str(), one.kind, *page);
            positions.entry(key).or_default().push(position);
        }
    }
    let (mut problems, mut kept) = (Vec::new(), BTreeMap::new());
    for keep in keeps {
        let key = (keep.path.as_str(), keep.kind, keep.page.as_deref());
        let Some(found) = positions.get(&key) else {
            problems.push(stale(
                keep,
                format!("there is no longer a disagreement of kind `{}`", keep.kind),
                "remove the table, or correct its `path`, `page` and `kind`".to_owned(),
            ));
            continue;
        };
        let equal = found.iter().filter(|position| {
            let one = &disagreements[**position];
            (&one.docs, &one.openapi) == (&keep.docs, &keep.openapi)
        });
        let mut is_kept = false;
        for position in equal {
            is_kept = true;
            if kept.insert(*position, keep.reason.clone()).is_some() {
                let help = "keep one of the tables".to_owned();
                problems.push(stale(
                    keep,
                    "another table already keeps this".to_owned(),
                    help,
                ));
            }
        }
        if !is_kept {
            problems.push(changed(keep, &disagreements[found[0]]));
        }
    }
    for (position, reason) in kept {
        disagreements[position].kept = Some(reason);
    }
    problems
}

/// The problem of a `[[keep]]` whose claims differ from the present claims.
fn changed(keep: &Keep, one: &Disagreement) -> Diagnostic {
    let page = one.page.as_ref().map(|page| format!(" on `{page}`"));
    let message = format!(
        "the docs{} say `{}` and the description says `{}`, not `{}` and `{}`",
        page.unwrap_or_default(),
        one.docs,
        one.openapi,
        keep.docs,
        keep.openapi
    );
    let help = format!(
        "check {} in the description, then update the table to both statements, or remove it",
        one.pointer
    );
    stale(keep, message, help)
}

fn stale(keep: &Keep, message: String, help: String) -> Diagnostic {
    Diagnostic::new(Code::StaleCorrection, message, help, Some(keep.at.clone()))
}
