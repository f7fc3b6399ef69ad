//! The addresses that entities give for themselves.

use super::LintContext;
use crate::analysis::lint::Rule;
use crate::analysis::lint::finding::RawFinding;

/// Entities whose `url` is not that of their page.
pub(super) fn stale_url(subject: &LintContext<'_>) -> Vec<RawFinding> {
    let stale = subject.api.addresses.iter().filter_map(|address| {
        let page = subject.api.pages.get(address.place.page.index())?;
        (address.url != page.url).then(|| RawFinding {
            rule: Rule::StaleUrl,
            message: format!("the page is at `{}`, not at `{}`", page.url, address.url),
            help: format!("write `{}`", page.url),
            subject: None,
            place: address.place.clone(),
            related: Vec::new(),
        })
    });
    stale.collect()
}
