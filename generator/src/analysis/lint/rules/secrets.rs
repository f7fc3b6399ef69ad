//! A rule about secrets in the URL of a request.

use super::LintContext;
use crate::analysis::lint::Rule;
use crate::analysis::lint::finding::{RawFinding, RawSubject};
use crate::base::node_path::NodeRef;
use crate::notation::docs_path;
use crate::notation::words::snake_case;
use crate::pipeline::api::Operation;

/// The words in the name of a secret.
const SECRETS: [&str; 3] = ["token", "secret", "password"];

/// The words beside them in the name of something that is none: `token_type`, `page_token`.
const HARMLESS: [&str; 11] = [
    "at",
    "continuation",
    "count",
    "cursor",
    "hint",
    "id",
    "limit",
    "name",
    "next",
    "page",
    "type",
];

/// Tokens, secrets and passwords in the path or the query of an operation.
pub(super) fn secret_in_url(context: &LintContext<'_>) -> Vec<RawFinding> {
    let mut findings = Vec::new();
    for operation in &context.api.operations {
        for parameter in &operation.path_parameters {
            if is_secret(&parameter.name) {
                let described = parameter.described.as_ref();
                let place = described.map_or(&parameter.place, |field| &field.place);
                let name = operation.parameter_name(parameter);
                let finding = finding(operation, &name, "path", place.clone());
                findings.push(finding);
            }
        }
        for field in operation
            .query
            .iter()
            .filter(|field| is_secret(&field.name))
        {
            findings.push(finding(
                operation,
                &field.name,
                "query",
                field.place.clone(),
            ));
        }
    }
    findings
}

/// `true` for a name with the word of a secret, and none that makes it harmless.
fn is_secret(name: &str) -> bool {
    let name = snake_case(&name.replace('-', "_"));
    let has_any = |words: &[&str]| name.split('_').any(|word| words.contains(&word));
    has_any(&SECRETS) && !has_any(&HARMLESS)
}

fn finding(operation: &Operation, name: &str, part: &str, place: NodeRef) -> RawFinding {
    let path = docs_path::join(&format!("{}.parameters", operation.id), name);
    let message = format!("`{path}` is sent in the {part}, which logs and histories keep");
    let help = "correct its `in` if the API takes it elsewhere, or allow this rule";
    RawFinding {
        subject: Some(RawSubject {
            docs_path: path,
            page: operation.page,
        }),
        ..RawFinding::new(Rule::SecretInUrl, message, help, place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_has_its_word_and_no_harmless_one() {
        for name in [
            "token",
            "accessToken",
            "client_secret",
            "new-password",
            "Secret",
        ] {
            assert!(is_secret(name), "{name}");
        }
        for name in [
            "token_type",
            "pageToken",
            "secretary",
            "password_reset_id",
            "tokens",
            "key",
        ] {
            assert!(!is_secret(name), "{name}");
        }
    }
}
