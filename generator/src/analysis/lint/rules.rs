//! The rules: one function each, from the reference to what it found.

mod addresses;
mod coverage;
mod disagreement;
mod gaps;
mod words;

use super::Rule;
use super::finding::RawFinding;
use crate::base::node_path::PageId;
use crate::pipeline::api::{self, Api, EntityOrigin, Field, MemberRef};

/// A member of the reference, what leads to it, and what the docs say of its owner.
struct Member<'a> {
    path: String,
    /// That of its owner.
    page: PageId,
    owner: &'a EntityOrigin,
    field: &'a Field,
}

impl Member<'_> {
    /// What a finding about it is about.
    fn subject(&self) -> Option<(String, PageId)> {
        Some((self.path.clone(), self.page))
    }
}

/// What a rule looks at.
struct LintContext<'a> {
    api: &'a Api,
    members: &'a [Member<'a>],
}

/// The function of a rule; none for what the reading finds already.
fn function(rule: Rule) -> Option<fn(&LintContext<'_>) -> Vec<RawFinding>> {
    Some(match rule {
        Rule::OptionalityDiffers => disagreement::optionality,
        Rule::TypeDiffers => disagreement::types,
        Rule::DescriptionDiffers => disagreement::descriptions,
        Rule::MissingInView => coverage::missing_in_view,
        Rule::MissingOnWire => coverage::missing_on_wire,
        Rule::NonSnakeCaseKey => words::non_snake_case_key,
        Rule::UntypedField => gaps::untyped_field,
        Rule::EmptyDescriptionGroup => gaps::empty_description_group,
        Rule::StaleUrl => addresses::stale_url,
        Rule::UndocumentedPathParameter => gaps::undocumented_path_parameter,
        Rule::AmbiguousDeleteParameter => gaps::ambiguous_delete_parameter,
        Rule::UnknownKey => return None,
    })
}

/// Whether a rule is about what is made of the docs, so that a correction is its cure. All others
/// are about what the pages say, which no correction changes.
fn is_about_the_result(rule: Rule) -> bool {
    matches!(rule, Rule::UntypedField | Rule::AmbiguousDeleteParameter)
}

/// Whether a rule finds what is not there, so that it needs the whole of the reference: where a
/// page could not be read, all that it had would be missing.
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

/// Everything that these rules find.
pub(super) fn run(api: &Api, wanted: impl Fn(Rule) -> bool) -> Vec<RawFinding> {
    let written = api.uncorrected.as_deref().unwrap_or(api);
    let (all_members, all_written) = (members(api), members(written));
    let result = LintContext {
        api,
        members: &all_members,
    };
    let pages = LintContext {
        api: written,
        members: &all_written,
    };
    let rules = Rule::ALL.iter().copied();
    rules
        .filter(|rule| wanted(*rule))
        .filter_map(|rule| Some((function(rule)?, is_about_the_result(rule))))
        .flat_map(|(function, is_result)| function(if is_result { &result } else { &pages }))
        .collect()
}

/// Every member but the parts of paths, each before those inside it.
fn members(api: &Api) -> Vec<Member<'_>> {
    let resources = api.resources.iter();
    let resources = resources.map(|it| (it.page, &it.origin, it.members()));
    let operations = api.operations.iter();
    let operations = operations.map(|it| (it.page, &it.origin, it.members()));
    let all = resources.chain(operations);
    all.flat_map(|(page, owner, members)| {
        members
            .into_iter()
            .filter_map(move |member| field(page, owner, member))
    })
    .collect()
}

fn field<'a>(page: PageId, owner: &'a EntityOrigin, member: api::Member<'a>) -> Option<Member<'a>> {
    match member.said {
        MemberRef::Field(field) => Some(Member {
            path: member.path,
            page,
            owner,
            field,
        }),
        MemberRef::Path(_) => None,
    }
}
