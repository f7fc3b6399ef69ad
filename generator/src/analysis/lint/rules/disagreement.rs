//! What the views of one member say differently.

use super::{Member, Subject};
use crate::analysis::lint::Rule;
use crate::analysis::lint::finding::Found;
use crate::notation::meaning::Kind;
use crate::notation::syntax;
use crate::pipeline::api::Testimony;

/// Members that may be absent in one view and not in another.
pub(super) fn optionality(subject: &Subject<'_>) -> Vec<Found> {
    let differ = |own: &Testimony, other: &Testimony| own.optional != other.optional;
    let say = |word: &Testimony| {
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
pub(super) fn types(subject: &Subject<'_>) -> Vec<Found> {
    let differ = |own: &Testimony, other: &Testimony| match (family(own), family(other)) {
        (Some(own), Some(other)) => own != other,
        _ => false,
    };
    let say = |word: &Testimony| word.kind.as_deref().unwrap_or_default().trim().to_owned();
    find(subject, Rule::TypeDiffers, differ, say)
}

/// Members that views describe in different words.
pub(super) fn descriptions(subject: &Subject<'_>) -> Vec<Found> {
    let differ = |own: &Testimony, other: &Testimony| match (&own.docs, &other.docs) {
        (Some(own), Some(other)) => own != other,
        _ => false,
    };
    let say = |word: &Testimony| word.docs.clone().unwrap_or_default();
    find(subject, Rule::DescriptionDiffers, differ, say)
}

/// One finding for each member that any other view says differently.
fn find(
    subject: &Subject<'_>,
    rule: Rule,
    differ: impl Fn(&Testimony, &Testimony) -> bool,
    say: impl Fn(&Testimony) -> String,
) -> Vec<Found> {
    let found = subject.members.iter().filter_map(|member| {
        let (own, others) = member.field.origin.words.split_first()?;
        let others = others.iter().map(|other| &**other);
        let differing: Vec<&Testimony> = others.filter(|other| differ(own, other)).collect();
        (!differing.is_empty()).then(|| disagreement(rule, member, own, &differing, &say))
    });
    found.collect()
}

fn disagreement(
    rule: Rule,
    member: &Member<'_>,
    own: &Testimony,
    others: &[&Testimony],
    say: impl Fn(&Testimony) -> String,
) -> Found {
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
    Found {
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
enum Family {
    Text,
    Number,
    Boolean,
    List,
    Object,
}

/// The family of a member's type; none where its name alone does not tell.
fn family(word: &Testimony) -> Option<Family> {
    let notation = syntax::parse(word.kind.as_deref()?).ok()?;
    of_kind(&Kind::of(&notation))
}

fn of_kind(kind: &Kind) -> Option<Family> {
    Some(match kind {
        Kind::String | Kind::Timestamp | Kind::Enum | Kind::Literal(_) => Family::Text,
        Kind::Integer | Kind::Number | Kind::Float => Family::Number,
        Kind::Boolean => Family::Boolean,
        Kind::List(_) | Kind::Array => Family::List,
        Kind::Object | Kind::Map(_) => Family::Object,
        Kind::Nullable(inner) => of_kind(inner)?,
        Kind::Union(kinds) => {
            let families: Vec<Option<Family>> = kinds.iter().map(of_kind).collect();
            let first = families.first().copied().flatten()?;
            families
                .iter()
                .all(|family| *family == Some(first))
                .then_some(first)?
        }
        _ => return None,
    })
}
