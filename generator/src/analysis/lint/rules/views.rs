//! Rules about the differences between the views.

use super::{LintContext, Member};
use crate::analysis::lint::Rule;
use crate::analysis::lint::finding::RawFinding;
use crate::notation::meaning::TypeExpr;
use crate::notation::syntax;
use crate::pipeline::api::ViewDeclaration;

/// Members that are optional in one view and not in another.
pub(super) fn optionality(context: &LintContext<'_>) -> Vec<RawFinding> {
    let differ = |own: &ViewDeclaration, other: &ViewDeclaration| own.optional != other.optional;
    let show = |declaration: &ViewDeclaration| {
        let shown = if declaration.optional {
            "optional"
        } else {
            "required"
        };
        shown.to_owned()
    };
    find(context, Rule::OptionalityDiffers, differ, show)
}

/// Members whose types belong to different families: a string in one view, a number in another.
pub(super) fn types(context: &LintContext<'_>) -> Vec<RawFinding> {
    let differ = |own: &ViewDeclaration, other: &ViewDeclaration| {
        let families = declared_family(own).zip(declared_family(other));
        families.is_some_and(|(own, other)| own != other)
    };
    let show = |declaration: &ViewDeclaration| {
        let ty = declaration.ty.as_deref().unwrap_or_default();
        ty.trim().to_owned()
    };
    find(context, Rule::TypeDiffers, differ, show)
}

/// Members that views describe in different words.
pub(super) fn descriptions(context: &LintContext<'_>) -> Vec<RawFinding> {
    let differ = |own: &ViewDeclaration, other: &ViewDeclaration| {
        let docs = own.docs.as_ref().zip(other.docs.as_ref());
        docs.is_some_and(|(own, other)| own != other)
    };
    let show = |declaration: &ViewDeclaration| declaration.docs.clone().unwrap_or_default();
    find(context, Rule::DescriptionDiffers, differ, show)
}

/// One finding for each member that any other view declares differently.
fn find(
    context: &LintContext<'_>,
    rule: Rule,
    differ: impl Fn(&ViewDeclaration, &ViewDeclaration) -> bool,
    show: impl Fn(&ViewDeclaration) -> String,
) -> Vec<RawFinding> {
    let findings = context.members.iter().filter_map(|member| {
        let (own, others) = member.field.origin.declarations.split_first()?;
        let others: Vec<_> = others.iter().filter(|other| differ(own, other)).collect();
        if others.is_empty() {
            return None;
        }
        let views: Vec<&str> = others.iter().map(|other| other.view.as_str()).collect();
        let (path, views) = (&member.path, views.join(", "));
        let message = if rule == Rule::DescriptionDiffers {
            format!("`{path}` has a different description in {views}")
        } else {
            let (shown, own_view) = (show(own), own.view.as_str());
            format!("`{path}` is `{shown}` in {own_view}, but not in {views}")
        };
        let related = others.iter().map(|other| {
            let message = format!("{}: {}", other.view.as_str(), show(other));
            (message, other.place.clone())
        });
        Some(RawFinding {
            subject: member.subject(),
            related: related.collect(),
            ..RawFinding::new(
                rule,
                message,
                "make the views agree; the generated code follows the wire view",
                own.place.clone(),
            )
        })
    });
    findings.collect()
}

/// Groups of types. Types of different groups are not equivalent in any language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TypeFamily {
    Text,
    Number,
    Boolean,
    List,
    Object,
}

/// The family of a declared type; `None` if its name does not determine the family.
fn declared_family(declaration: &ViewDeclaration) -> Option<TypeFamily> {
    let notation = syntax::parse(declaration.ty.as_deref()?).ok()?;
    family(&TypeExpr::from_syntax(&notation))
}

fn family(ty: &TypeExpr) -> Option<TypeFamily> {
    match ty {
        TypeExpr::String | TypeExpr::Timestamp | TypeExpr::Enum | TypeExpr::Literal(_) => {
            Some(TypeFamily::Text)
        }
        TypeExpr::Integer | TypeExpr::Number | TypeExpr::Float => Some(TypeFamily::Number),
        TypeExpr::Boolean => Some(TypeFamily::Boolean),
        TypeExpr::List(_) | TypeExpr::Array => Some(TypeFamily::List),
        TypeExpr::Object | TypeExpr::Map(_) => Some(TypeFamily::Object),
        TypeExpr::Nullable(inner) => family(inner),
        TypeExpr::Union(types) => {
            let first = family(types.first()?)?;
            let is_of_all = types.iter().all(|ty| family(ty) == Some(first));
            if is_of_all { Some(first) } else { None }
        }
        _ => None,
    }
}

/// Members that a view omits from a resource or operation that it describes.
pub(super) fn missing_in_view(context: &LintContext<'_>) -> Vec<RawFinding> {
    context.members.iter().filter_map(missing).collect()
}

fn missing(member: &Member<'_>) -> Option<RawFinding> {
    let declarations = &member.field.origin.declarations;
    let own = declarations.first()?;
    let (mut views, mut related) = (Vec::new(), Vec::new());
    for (view, place) in &member.owner.views {
        if declarations.iter().all(|it| it.view != *view) {
            views.push(view.as_str());
            let message = format!("{}: not listed", view.as_str());
            related.push((message, place.clone()));
        }
    }
    if views.is_empty() {
        return None;
    }
    Some(RawFinding {
        subject: member.subject(),
        related,
        ..RawFinding::new(
            Rule::MissingInView,
            format!("`{}` is missing in {}", member.path, views.join(", ")),
            "add it there, or allow this rule",
            own.place.clone(),
        )
    })
}
