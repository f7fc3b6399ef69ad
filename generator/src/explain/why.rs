//! Why a field is as it is, in words.

use super::evidence::Decision;
use crate::api::{self, Origin};
use crate::diagnostic::Counted;
use crate::parse::View;
use crate::place::Place;

/// Why a field may be absent or `null`, or why not, and where that is said.
pub(super) fn presence(field: &api::Field, view: View) -> (String, Option<Place>) {
    if field.origin.corrected.presence {
        return ("a correction says so".to_owned(), None);
    }
    let own = field.origin.words.first().filter(|said| said.view == view);
    let Some(own) = own else {
        let says = if field.optional {
            "not every view that lists such members requires it"
        } else {
            "every view that lists such members requires it"
        };
        return (says.to_owned(), None);
    };
    match (field.optional, field.nullable) {
        (true, _) if own.key.trim_end().ends_with('?') => {
            ("its key ends in `?`".to_owned(), Some(own.place.key("key")))
        }
        (true, _) if own.optional => (
            "`optional: true`".to_owned(),
            Some(own.place.key("optional")),
        ),
        (_, true) => (
            "`null` is part of its type".to_owned(),
            Some(own.place.key("type")),
        ),
        _ => (
            "no line says that it may be absent or `null`".to_owned(),
            None,
        ),
    }
}

/// What decided the type of a field.
pub(super) fn decision(origin: &Origin) -> Decision {
    use api::Decision as Rule;
    let (rule, because) = match origin.decision {
        _ if origin.corrected.kind => ("correction", "a correction says so".to_owned()),
        Rule::OwnWord => ("own-word", "its view says so itself".to_owned()),
        Rule::Majority { votes, against } => (
            "majority",
            format!(
                "of the other views {}, {}",
                say_so(votes),
                say_otherwise(against)
            ),
        ),
        Rule::Plurality { votes, against } => (
            "plurality",
            format!(
                "nothing else decides; of the other views {}, the most for one thing, {}",
                say_so(votes),
                say_otherwise(against)
            ),
        ),
        Rule::Widest { votes, narrower } => (
            "widest",
            format!(
                "nothing else decides; of the other views {}, {}",
                say_so(votes),
                Counted(
                    narrower,
                    "says something narrower",
                    "say something narrower"
                )
            ),
        ),
        Rule::MembersOfOthers { views } => (
            "members-of-others",
            format!(
                "its view lists no members, {}",
                Counted(views, "other does", "others do")
            ),
        ),
        Rule::MembersOfRequest => (
            "members-of-request",
            "the request that makes it lists the members".to_owned(),
        ),
        Rule::DescriptionBullets => (
            "description-bullets",
            "its description lists the values".to_owned(),
        ),
        Rule::DescriptionLink => (
            "description-link",
            "its description links to the page of the items".to_owned(),
        ),
        Rule::DescriptionWords => ("description-words", "its description says so".to_owned()),
        Rule::Name => ("name", "its name says so".to_owned()),
        Rule::ItemBeside => (
            "item-beside",
            "a member beside it is one of its items".to_owned(),
        ),
        Rule::StillVague => ("still-vague", "nothing settles what is inside".to_owned()),
    };
    Decision { rule, because }
}

fn say_so(views: usize) -> Counted<'static> {
    Counted(views, "says so", "say so")
}

fn say_otherwise(views: usize) -> Counted<'static> {
    Counted(views, "says otherwise", "say otherwise")
}
