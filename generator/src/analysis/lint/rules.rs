//! The rules: one function each, from the reference to its findings.

mod bodies;
mod missing_on_wire;
mod numbers;
mod pages;
mod secrets;
mod views;

use super::Rule;
use super::finding::{RawFinding, RawSubject};
use crate::analysis::members::{self, MemberRef};
use crate::base::node_path::PageId;
use crate::pipeline::api::{Api, EntityOrigin, Field};
use crate::pipeline::model::rust_model::RustModel;

/// A member of the reference, with its docs path and its owner.
struct Member<'a> {
    path: String,
    /// The page of the owner.
    page: PageId,
    owner: &'a EntityOrigin,
    field: &'a Field,
}

impl Member<'_> {
    fn subject(&self) -> Option<RawSubject> {
        Some(RawSubject {
            docs_path: self.path.clone(),
            page: self.page,
        })
    }
}

/// The input of a rule.
struct LintContext<'a> {
    api: &'a Api,
    model: &'a RustModel,
    members: Vec<Member<'a>>,
}

impl<'a> LintContext<'a> {
    /// The context with all members except path parameters. Each member precedes the members inside
    /// it.
    fn new(api: &'a Api, model: &'a RustModel) -> Self {
        let mut members = Vec::new();
        let mut add = |page, owner, all: Vec<members::Member<'a>>| {
            for members::Member { path, kind } in all {
                if let MemberRef::Field(field) = kind {
                    members.push(Member {
                        path,
                        page,
                        owner,
                        field,
                    });
                }
            }
        };
        for resource in &api.resources {
            add(resource.page, &resource.origin, resource.members());
        }
        for operation in &api.operations {
            add(operation.page, &operation.origin, operation.members());
        }
        Self {
            api,
            model,
            members,
        }
    }
}

/// The function of a rule; `None` if parsing the pages already reports its findings.
fn function(rule: Rule) -> Option<fn(&LintContext<'_>) -> Vec<RawFinding>> {
    Some(match rule {
        Rule::OptionalityDiffers => views::optionality,
        Rule::TypeDiffers => views::types,
        Rule::DescriptionDiffers => views::descriptions,
        Rule::MissingInView => views::missing_in_view,
        Rule::MissingOnWire => missing_on_wire::missing_on_wire,
        Rule::NonSnakeCaseKey => pages::non_snake_case_key,
        Rule::IntegerByDefault => numbers::integer_by_default,
        Rule::UntypedField => pages::untyped_field,
        Rule::EmptyDescriptionGroup => pages::empty_description_group,
        Rule::StaleUrl => pages::stale_url,
        Rule::UndocumentedPathParameter => pages::undocumented_path_parameter,
        Rule::AmbiguousDeleteParameter => pages::ambiguous_delete_parameter,
        Rule::AmbiguousBodyKey => pages::ambiguous_body_key,
        Rule::SecretInUrl => secrets::secret_in_url,
        Rule::PossibleSecret => secrets::possible_secret,
        Rule::NonJsonParameter => bodies::non_json_parameter,
        Rule::UnknownKey => return None,
    })
}

/// `true` if a rule checks the corrected reference, so that a correction resolves its findings.
/// Other rules check the pages as written.
fn is_about_the_result(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::MissingOnWire
            | Rule::IntegerByDefault
            | Rule::UntypedField
            | Rule::AmbiguousDeleteParameter
            | Rule::AmbiguousBodyKey
            | Rule::SecretInUrl
            | Rule::PossibleSecret
            | Rule::NonJsonParameter
    )
}

/// `true` if a rule reports missing members. Such a rule needs the whole reference: it would report
/// all content of a page that could not be read.
pub(super) fn is_about_absence(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::MissingInView
            | Rule::MissingOnWire
            | Rule::UntypedField
            | Rule::EmptyDescriptionGroup
            | Rule::UndocumentedPathParameter
    )
}

/// The findings of these rules.
pub(super) fn run(api: &Api, model: &RustModel, rules: &[Rule]) -> Vec<RawFinding> {
    let result = LintContext::new(api, model);
    let pages = LintContext::new(api.uncorrected.as_deref().unwrap_or(api), model);
    let mut findings = Vec::new();
    for rule in rules {
        if let Some(function) = function(*rule) {
            let context = if is_about_the_result(*rule) {
                &result
            } else {
                &pages
            };
            findings.extend(function(context));
        }
    }
    findings
}
