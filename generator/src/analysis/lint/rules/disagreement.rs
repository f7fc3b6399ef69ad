//! What the views of one member say differently.

use super::{LintContext, Member};
use crate::analysis::lint::Rule;
use crate::analysis::lint::finding::RawFinding;
use crate::notation::meaning::TypeExpr;
use crate::notation::syntax;
use crate::pipeline::api::ViewDeclaration;

/// Members that may be absent in one view and not in another.
pub(super) fn optionality(subject: &LintContext<'_>) -> Vec<RawFinding> {
    let differ = |own: &ViewDeclaration, other: &ViewDeclaration| own.optional != other.optional;
    let say = |word: &ViewDeclaration| {
        if word.optional {
            "optional"
        } else {
            "required"
        }
        .to_owned()
    };
    find(subject, Rule::OptionalityDiffers, differ, say)
}

/// Members whose types are of different kinds: a text in one view, a number in another.
pub(super) fn types(subject: &LintContext<'_>) -> Vec<RawFinding> {
    let differ = |own: &ViewDeclaration, other: &ViewDeclaration| match (family(own), family(other))
    {
        (Some(own), Some(other)) => own != other,
        _ => false,
    };
    let say = |word: &ViewDeclaration| word.ty.as_deref().unwrap_or_default().trim().to_owned();
    find(subject, Rule::TypeDiffers, differ, say)
}

/// Members that views describe in different words.
pub(super) fn descriptions(subject: &LintContext<'_>) -> Vec<RawFinding> {
    let differ = |own: &ViewDeclaration, other: &ViewDeclaration| match (&own.docs, &other.docs) {
        (Some(own), Some(other)) => own != other,
        _ => false,
    };
    let say = |word: &ViewDeclaration| word.docs.clone().unwrap_or_default();
    find(subject, Rule::DescriptionDiffers, differ, say)
}

/// One finding for each member that any other view says differently.
fn find(
    subject: &LintContext<'_>,
    rule: Rule,
    differ: impl Fn(&ViewDeclaration, &ViewDeclaration) -> bool,
    say: impl Fn(&ViewDeclaration) -> String,
) -> Vec<RawFinding> {
    let found = subject.members.iter().filter_map(|member| {
        let (own, others) = member.field.origin.declarations.split_first()?;
        let others = others.iter().map(|other| &**other);
        let differing: Vec<&ViewDeclaration> = others.filter(|other| differ(own, other)).collect();
        (!differing.is_empty()).then(|| disagreement(rule, member, own, &differing, &say))
    });
    found.collect()
}

fn disagreement(
    rule: Rule,
    member: &Member<'_>,
    own: &ViewDeclaration,
    others: &[&ViewDeclaration],
    say: impl Fn(&ViewDeclaration) -> String,
) -> RawFinding {
    let views: Vec<&str> = others.iter().map(|other| other.view.as_str()).collect();
    let (own_view, own_word) = (own.view.as_str(), say(own));
    let message = match rule {
        Rule::DescriptionDiffers => format!(
            "`{}` is described otherwise in {}",
            member.path,
            views.join(", ")
        ),
        _ => format!(
            "`{}` is `{own_word}` in {own_view}, and not in {}",
            member.path,
            views.join(", ")
        ),
    };
    RawFinding {
        rule,
        message,
        help: "make the views agree; what is generated follows the wire view".to_owned(),
        subject: member.subject(),
        place: own.place.clone(),
        related: others
            .iter()
            .map(|other| {
                (
                    format!("{}: {}", other.view.as_str(), say(other)),
                    other.place.clone(),
                )
            })
            .collect(),
    }
}

/// The kinds of types that cannot stand for each other in any language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TypeFamily {
    Text,
    Number,
    Boolean,
    List,
    Object,
}

/// The family of a member's type; none where its name alone does not tell.
fn family(word: &ViewDeclaration) -> Option<TypeFamily> {
    let notation = syntax::parse(word.ty.as_deref()?).ok()?;
    of_kind(&TypeExpr::from_syntax(&notation))
}

fn of_kind(ty: &TypeExpr) -> Option<TypeFamily> {
    Some(match ty {
        TypeExpr::String | TypeExpr::Timestamp | TypeExpr::Enum | TypeExpr::Literal(_) => {
            TypeFamily::Text
        }
        TypeExpr::Integer | TypeExpr::Number | TypeExpr::Float => TypeFamily::Number,
        TypeExpr::Boolean => TypeFamily::Boolean,
        TypeExpr::List(_) | TypeExpr::Array => TypeFamily::List,
        TypeExpr::Object | TypeExpr::Map(_) => TypeFamily::Object,
        TypeExpr::Nullable(inner) => of_kind(inner)?,
        TypeExpr::Union(kinds) => {
            let families: Vec<Option<TypeFamily>> = kinds.iter().map(of_kind).collect();
            let first = families.first().copied().flatten()?;
            families
                .iter()
                .all(|family| *family == Some(first))
                .then_some(first)?
        }
        _ => return None,
    })
}
