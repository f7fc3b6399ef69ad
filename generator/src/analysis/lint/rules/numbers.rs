//! The rule about numbers that are integers only by default.

use std::collections::BTreeSet;

use super::{LintContext, Member};
use crate::analysis::default_integer;
use crate::analysis::lint::Rule;
use crate::analysis::lint::finding::RawFinding;
use crate::analysis::struct_fields::StructFields;
use crate::base::node_path::PageId;
use crate::pipeline::api::ViewDeclaration;
use crate::pipeline::model::rust_model::RustModel;

/// Members that are `number` and become `i64` only by default, not by a view, correction or
/// setting.
pub(super) fn integer_by_default(context: &LintContext<'_>) -> Vec<RawFinding> {
    let members = context.members.iter();
    let assumed =
        members.filter_map(|member| Some((member, default_integer::number(member.field)?)));
    let assumed: Vec<_> = assumed.collect();
    if assumed.is_empty() {
        return Vec::new();
    }
    let retyped = retyped(context.model);
    let open = assumed
        .into_iter()
        .filter(|(member, _)| !retyped.contains(&(member.page, member.path.as_str())));
    open.map(|(member, number)| finding(member, number))
        .collect()
}

fn finding(member: &Member<'_>, number: &ViewDeclaration) -> RawFinding {
    let path = &member.path;
    let written = number.ty.as_deref().unwrap_or_default().trim();
    let message = format!(
        "`{path}` is `{written}`, and becomes `i64` only by default: a value with a fraction \
         is an error"
    );
    let help = "write `integer` or `float` in the wire view, or correct the `type`";
    RawFinding {
        subject: member.subject(),
        ..RawFinding::new(
            Rule::IntegerByDefault,
            message,
            help,
            number.place.key("type"),
        )
    }
}

/// The members whose type is set by the settings, by page and docs path.
fn retyped(model: &RustModel) -> BTreeSet<(PageId, &str)> {
    let fields = StructFields::new(model);
    let sources = model.field_sources.iter();
    let retyped = sources.filter(|source| {
        let field = fields.get(source);
        field.is_some_and(|field| default_integer::is_retyped(&field.ty))
    });
    retyped
        .map(|source| (source.page, source.docs_path.as_str()))
        .collect()
}
