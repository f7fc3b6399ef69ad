//! What one view has and another lacks.

use super::{LintContext, Member};
use crate::analysis::lint::Rule;
use crate::analysis::lint::finding::RawFinding;
use crate::pipeline::api::UnmatchedReason;

/// Members that a view leaves out of a resource or operation that it describes.
pub(super) fn missing_in_view(subject: &LintContext<'_>) -> Vec<RawFinding> {
    subject.members.iter().filter_map(missing).collect()
}

fn missing(member: &Member<'_>) -> Option<RawFinding> {
    let words = &member.field.origin.declarations;
    let own = words.first()?;
    let views = member.owner.views.iter();
    let silent = views.filter(|(view, _)| words.iter().all(|word| word.view != *view));
    let silent: Vec<_> = silent.collect();
    let names: Vec<&str> = silent.iter().map(|(view, _)| view.as_str()).collect();
    (!silent.is_empty()).then(|| RawFinding {
        rule: Rule::MissingInView,
        message: format!("`{}` is missing in {}", member.path, names.join(", ")),
        help: "add it there, or allow this rule".to_owned(),
        subject: member.subject(),
        place: own.place.clone(),
        related: silent
            .iter()
            .map(|(view, place)| {
                (
                    format!("{}: does not list it", view.as_str()),
                    place.clone(),
                )
            })
            .collect(),
    })
}

/// Members that only other views have, and that are no SDK's own business.
pub(super) fn missing_on_wire(subject: &LintContext<'_>) -> Vec<RawFinding> {
    let gaps = subject.api.unjoined.iter();
    let gaps = gaps.filter(|member| matches!(member.reason, UnmatchedReason::Undocumented));
    let found = gaps.map(|member| RawFinding {
        rule: Rule::MissingOnWire,
        message: format!(
            "only the view `{}` has `{}` of `{}`",
            member.view.as_str(),
            member.path,
            member.entity
        ),
        help: "document it in the wire view if it is on the wire".to_owned(),
        subject: Some((member.entity.clone(), member.page)),
        place: member.place.clone(),
        related: Vec::new(),
    });
    found.collect()
}
