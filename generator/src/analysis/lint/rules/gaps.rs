//! What no view says at all.

use super::LintContext;
use crate::analysis::lint::Rule;
use crate::analysis::lint::finding::RawFinding;
use crate::base::text::did_you_mean;
use crate::pipeline::api::{Operation, PathParameter};

/// Members that hold anything, as nothing says what they hold.
pub(super) fn untyped_field(subject: &LintContext<'_>) -> Vec<RawFinding> {
    let found = subject.api.untyped.iter().map(|untyped| RawFinding {
        rule: Rule::UntypedField,
        message: format!("nothing says what `{}` holds", untyped.docs),
        help: "list its `properties`, name the type of its items, or correct it".to_owned(),
        subject: Some((untyped.docs.clone(), untyped.page)),
        place: untyped.place.clone(),
        related: Vec::new(),
    });
    found.collect()
}

/// Descriptions that lead to a group of texts, so that no text is shown.
pub(super) fn empty_description_group(subject: &LintContext<'_>) -> Vec<RawFinding> {
    let groups = subject.api.groups.iter().map(|place| RawFinding {
        rule: Rule::EmptyDescriptionGroup,
        message: "the description leads to a group that has no text of its own".to_owned(),
        help: "give the group a `self`, or name one of its texts".to_owned(),
        subject: None,
        place: place.clone(),
        related: Vec::new(),
    });
    groups.collect()
}

/// Parts of a path that no parameter documents.
pub(super) fn undocumented_path_parameter(subject: &LintContext<'_>) -> Vec<RawFinding> {
    let operations = subject.api.operations.iter();
    let undocumented = operations.flat_map(|operation| {
        let parameters = operation.path_parameters.iter();
        let silent = parameters.filter(|parameter| parameter.described.is_none());
        silent.map(|parameter| RawFinding {
            rule: Rule::UndocumentedPathParameter,
            message: format!(
                "no parameter of `{}` documents `:{}`",
                operation.id, parameter.name
            ),
            help: help_for(parameter, operation),
            subject: Some((operation.id.clone(), operation.page)),
            place: parameter.place.clone(),
            related: Vec::new(),
        })
    });
    undocumented.collect()
}

/// A slip in the path leaves the parameter that it means among the others.
fn help_for(parameter: &PathParameter, operation: &Operation) -> String {
    let others = operation.query.iter().chain(&operation.body);
    match did_you_mean::best_match(&parameter.name, others.map(|field| field.name.as_str())) {
        Some(near) => format!("is it the parameter `{near}`? Then write `:{near}` in the path"),
        None => format!("add a parameter with the key `{}`", parameter.name),
    }
}

/// DELETE operations whose parameters may be in the query or in the body.
pub(super) fn ambiguous_delete_parameter(subject: &LintContext<'_>) -> Vec<RawFinding> {
    let operations = subject.api.operations.iter();
    let undecided = operations.filter(|operation| !operation.ambiguous_location.is_empty());
    let found = undecided.map(|operation| RawFinding {
        rule: Rule::AmbiguousDeleteParameter,
        message: format!(
            "the docs do not say where `{}` takes its parameters; the query is assumed",
            operation.id
        ),
        help: "decide it in the corrections file".to_owned(),
        subject: Some((operation.id.clone(), operation.page)),
        place: operation.place.key("parameters"),
        related: Vec::new(),
    });
    found.collect()
}
