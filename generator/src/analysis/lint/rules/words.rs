//! How the wire view spells its keys.

use super::LintContext;
use crate::analysis::lint::Rule;
use crate::analysis::lint::finding::RawFinding;

/// Keys of the wire view whose spelling is not the one on the wire.
pub(super) fn non_snake_case_key(subject: &LintContext<'_>) -> Vec<RawFinding> {
    let odd = subject.members.iter().filter_map(|member| {
        let own = member.field.origin.declarations.first()?;
        let is_odd = own.view.is_wire() && !own.key.starts_with(&member.field.name);
        is_odd.then(|| RawFinding {
            rule: Rule::NonSnakeCaseKey,
            message: format!(
                "the key `{}` of `{}` is `{}` on the wire",
                own.key, member.path, member.field.name
            ),
            help: format!("write `{}`", member.field.name),
            subject: member.subject(),
            place: own.place.key("key"),
            related: Vec::new(),
        })
    });
    odd.collect()
}
