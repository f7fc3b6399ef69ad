//! The `[[keep]]` tables of a corrections file.

use super::{Reader, Value};
use crate::base::text::did_you_mean;
use crate::pipeline::api::{DisagreementKind, Keep};
use crate::pipeline::correct::apply::words;

/// The keys of such a table.
const KEYS: [&str; 6] = ["path", "page", "kind", "docs", "openapi", "reason"];

impl Reader<'_> {
    /// One table; `None` if it has a fault.
    pub(super) fn keep(&mut self, table: &Value<'_>) -> Option<Keep> {
        let before = self.faults;
        let (span, table) = (table.span(), table.get_ref().as_table()?);
        let otherwise = format!("a `[[keep]]` has {}", KEYS.join(", "));
        self.refuse_unknown(table, &KEYS, &otherwise);
        let mut required = |key, what| self.required(table, key, &span, what);
        let path = required("path", "the docs path of what disagrees");
        let kind = required("kind", "what disagrees, as in `optional`");
        let docs = required("docs", "what the docs say");
        let openapi = required("openapi", "what the OpenAPI description says");
        let reason = required("reason", "how it is known that the docs are right");
        let page = table.get("page").and_then(|page| self.text(page));
        let kind = kind.and_then(|name| {
            let kind = DisagreementKind::from_name(&name.value);
            if kind.is_none() {
                let names = DisagreementKind::ALL.map(DisagreementKind::as_str);
                let near = did_you_mean::best_match(&name.value, names);
                let otherwise = format!("the kinds are {}", names.join(", "));
                let help = did_you_mean::hint(near, &otherwise);
                let message = format!("`{}` is no kind of disagreement", name.value);
                self.fault(table["kind"].span(), message, help);
            }
            kind
        });
        let path = path?;
        let keep = Keep {
            at: path.span,
            path: path.value,
            page: page.map(|page| page.value),
            kind: kind?,
            docs: docs?.value,
            openapi: openapi?.value,
            reason: words(&reason?.value),
        };
        (self.faults == before).then_some(keep)
    }
}
