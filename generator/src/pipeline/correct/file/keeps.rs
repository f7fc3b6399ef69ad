//! The `[[keep]]` tables of a corrections file.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{Reader, Value};
use crate::base::text::did_you_mean;
use crate::pipeline::api::{DisagreementKind, Keep};
use crate::pipeline::correct::apply::words;
use crate::pipeline::correct::correction::Located;

/// The keys of a `[[keep]]` table.
const KEYS: [&str; 6] = ["path", "page", "kind", "docs", "openapi", "reason"];

impl Reader<'_> {
    /// One table, as a [`Keep`] for each of its paths; `None` if it is invalid.
    pub(super) fn keep(&mut self, table: &Value<'_>) -> Option<Vec<Keep>> {
        let before = self.faults;
        let (span, table) = (table.span(), table.get_ref().as_table()?);
        let otherwise = format!("a `[[keep]]` has {}", KEYS.join(", "));
        self.refuse_unknown(table, &KEYS, &otherwise);
        let paths = self.paths(table, &span);
        let mut required = |key, what| self.required(table, key, &span, what);
        let kind = required("kind", "the kind of disagreement, as in `optional`");
        let docs = required("docs", "the value in the docs");
        let openapi = required("openapi", "the value in the OpenAPI description");
        let reason = required("reason", "the evidence that the docs are right");
        let page = table.get("page").and_then(|page| self.text(page));
        let kind = kind.and_then(|name| {
            let kind = DisagreementKind::from_name(&name.value);
            if kind.is_none() {
                let names = DisagreementKind::ALL.iter().map(|kind| kind.as_str());
                let names: Vec<&str> = names.collect();
                let near = did_you_mean::best_match(&name.value, names.iter().copied());
                let otherwise = format!("the kinds are {}", names.join(", "));
                let help = did_you_mean::hint(near, &otherwise);
                let message = format!("`{}` is not a kind of disagreement", name.value);
                self.fault(table["kind"].span(), message, help);
            }
            kind
        });
        let page = page.map(|page| page.value);
        let (kind, docs, openapi) = (kind?, docs?.value, openapi?.value);
        let reason = words(&reason?.value);
        if self.faults != before {
            return None;
        }
        let keeps = paths.into_iter().map(|path| Keep {
            at: path.span,
            path: path.value,
            page: page.clone(),
            kind,
            docs: docs.clone(),
            openapi: openapi.clone(),
            reason: reason.clone(),
        });
        Some(keeps.collect())
    }

    /// The path of a table, or its list of at least one path.
    fn paths(&mut self, table: &DeTable<'_>, span: &Range<usize>) -> Vec<Located<String>> {
        let Some(DeValue::Array(items)) = table.get("path").map(Value::get_ref) else {
            let path = self.required(table, "path", span, "the docs path of the disagreement");
            return path.into_iter().collect();
        };
        if items.is_empty() {
            let help = "write the docs path of the disagreement, or remove the table";
            self.fault(table["path"].span(), "`path` is empty", help);
        }
        items.iter().filter_map(|item| self.text(item)).collect()
    }
}
