//! The servers that requests name.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::text::did_you_mean;
use crate::base::view::View;
use crate::config::{Server, Settings};
use crate::pipeline::api::{API, Api};

/// The servers of the operations, each with the base URL of the settings.
///
/// Reports the servers of the settings that no operation uses.
pub(super) fn decide(
    api: &Api,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Option<String>> {
    let used = api.operations.iter().map(|it| it.server.as_str());
    let used: BTreeSet<&str> = used.chain([API]).collect();
    let base_url = |name: &str| {
        let mut named = settings.servers.iter();
        named.find(|server| server.name == name)?.base_url.clone()
    };
    // Only the view `curl` has operations, and corrections that name their servers.
    let has_operations = settings.operations && settings.view == View::Curl;
    if settings.patterns_must_fit && has_operations {
        let unused = settings.servers.iter();
        for server in unused.filter(|server| !used.contains(server.name.as_str())) {
            report_unused(server, &used, diagnostics);
        }
    }
    let named = used.into_iter();
    named
        .map(|name| (name.to_owned(), base_url(name)))
        .collect()
}

fn report_unused(server: &Server, used: &BTreeSet<&str>, diagnostics: &mut Diagnostics) {
    let Server { name, span, .. } = server;
    let at = span.clone().map_or(Location::Nowhere, Location::Known);
    let message = format!("no operation uses the server `{name}`");
    let otherwise =
        format!("correct an operation with `server = \"{name}\"`, or remove the server");
    let near = did_you_mean::best_match(name, used.iter().copied());
    let help = did_you_mean::hint(near, &otherwise);
    diagnostics.report(Code::UnknownName, message, &help, at);
}
