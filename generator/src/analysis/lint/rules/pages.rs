//! Rules about the pages themselves: their URLs, keys and gaps.

use super::LintContext;
use crate::analysis::lint::Rule;
use crate::analysis::lint::finding::{RawFinding, RawSubject};
use crate::base::text::did_you_mean;
use crate::pipeline::api::{Operation, PathParameter, Response, Type};

/// Entities whose `url` differs from the URL of their page.
pub(super) fn stale_url(context: &LintContext<'_>) -> Vec<RawFinding> {
    let mut findings = Vec::new();
    for address in &context.api.addresses {
        let page = &context.api.pages[address.place.page.index()];
        if address.url != page.url {
            findings.push(RawFinding::new(
                Rule::StaleUrl,
                format!("the page is at `{}`, not at `{}`", page.url, address.url),
                format!("write `{}`", page.url),
                address.place.clone(),
            ));
        }
    }
    findings
}

/// Keys of the wire view that are spelt differently on the wire.
pub(super) fn non_snake_case_key(context: &LintContext<'_>) -> Vec<RawFinding> {
    let odd = context.members.iter().filter_map(|member| {
        let (name, own) = (
            &member.field.name,
            member.field.origin.declarations.first()?,
        );
        if !own.view.is_wire() || own.key.starts_with(name) {
            return None;
        }
        let message = format!(
            "the key `{}` of `{}` is `{name}` on the wire",
            own.key, member.path
        );
        Some(RawFinding {
            subject: member.subject(),
            ..RawFinding::new(
                Rule::NonSnakeCaseKey,
                message,
                format!("write `{name}`"),
                own.place.key("key"),
            )
        })
    });
    odd.collect()
}

/// Members whose content is not documented. A warning reports those with contradictory types.
pub(super) fn untyped_field(context: &LintContext<'_>) -> Vec<RawFinding> {
    let untyped = context.api.untyped.iter().filter(|it| !it.contradictory);
    let untyped = untyped.map(|untyped| RawFinding {
        subject: Some(RawSubject {
            docs_path: untyped.docs_path.clone(),
            page: untyped.page,
        }),
        ..RawFinding::new(
            Rule::UntypedField,
            format!("the content of `{}` is not documented", untyped.docs_path),
            "list its `properties`, name the type of its items, or add a correction",
            untyped.place.clone(),
        )
    });
    untyped.collect()
}

/// Descriptions that refer to a group of texts, so that no text is shown.
pub(super) fn empty_description_group(context: &LintContext<'_>) -> Vec<RawFinding> {
    let groups = context.api.groups.iter().map(|place| {
        RawFinding::new(
            Rule::EmptyDescriptionGroup,
            "the description refers to a group of descriptions, which has no text of its own",
            "give the group a text named `self`, or refer to one of its texts",
            place.clone(),
        )
    });
    groups.collect()
}

/// Parts of a path that no parameter documents.
pub(super) fn undocumented_path_parameter(context: &LintContext<'_>) -> Vec<RawFinding> {
    let mut findings = Vec::new();
    for operation in &context.api.operations {
        for parameter in &operation.path_parameters {
            if parameter.described.is_none() {
                let (id, name) = (&operation.id, &parameter.name);
                findings.push(RawFinding {
                    subject: subject(operation),
                    ..RawFinding::new(
                        Rule::UndocumentedPathParameter,
                        format!("no parameter of `{id}` documents `:{name}`"),
                        document_help(parameter, operation),
                        parameter.place.clone(),
                    )
                });
            }
        }
    }
    findings
}

/// The help for an undocumented path parameter, which may be a parameter with a similar name.
fn document_help(parameter: &PathParameter, operation: &Operation) -> String {
    let others = operation.parameters();
    match did_you_mean::best_match(&parameter.name, others.map(|field| field.name.as_str())) {
        Some(near) => format!("if the parameter `{near}` is meant, write `:{near}` in the path"),
        None => format!("add a parameter with the key `{}`", parameter.name),
    }
}

/// DELETE operations whose parameters may be in the query or in the body.
pub(super) fn ambiguous_delete_parameter(context: &LintContext<'_>) -> Vec<RawFinding> {
    let operations = context.api.operations.iter();
    let ambiguous = operations.filter(|operation| !operation.ambiguous_location.is_empty());
    let findings = ambiguous.map(|operation| RawFinding {
        subject: subject(operation),
        ..RawFinding::new(
            Rule::AmbiguousDeleteParameter,
            format!(
                "the docs do not say where `{}` takes its parameters; the query is assumed",
                operation.id
            ),
            "add a correction with `in`",
            operation.place.key("parameters"),
        )
    });
    findings.collect()
}

/// Responses whose only member is a nullable resource: its key may only name the body.
pub(super) fn ambiguous_body_key(context: &LintContext<'_>) -> Vec<RawFinding> {
    let mut findings = Vec::new();
    for operation in &context.api.operations {
        let Response::Body(Type::Object(fields)) = &operation.response else {
            continue;
        };
        if let [field] = fields.as_slice()
            && operation.ambiguous_key
            && field.nullable
        {
            let (id, key) = (&operation.id, &field.name);
            findings.push(RawFinding {
                subject: subject(operation),
                ..RawFinding::new(
                    Rule::AmbiguousBodyKey,
                    format!(
                        "the docs do not say whether the response of `{id}` is the `{key}` itself \
                         or an object with the key `{key}`; the object is assumed"
                    ),
                    "add a correction with `unwrap` or `wrap`",
                    field.place.clone(),
                )
            });
        }
    }
    findings
}

fn subject(operation: &Operation) -> Option<RawSubject> {
    Some(RawSubject {
        docs_path: operation.id.clone(),
        page: operation.page,
    })
}
