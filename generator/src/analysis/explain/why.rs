//! Why a field is as it is, in words.

use super::evidence::Decision;
use crate::base::diagnostic::Plural;
use crate::base::node_path::NodeRef;
use crate::base::view::View;
use crate::pipeline::api::{self, Decision as Rule, Provenance};

/// Why a field may be absent or `null`, or why not, and where that is said.
pub(super) fn presence(field: &api::Field, view: View) -> (String, Option<NodeRef>) {
    if field.origin.corrected.presence {
        return ("a correction says so".to_owned(), None);
    }
    let own = field
        .origin
        .declarations
        .first()
        .filter(|said| said.view == view);
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
pub(super) fn decision(origin: &Provenance) -> Decision {
    if origin.corrected.ty {
        return Decision {
            rule: "correction",
            because: "a correction says so".to_owned(),
        };
    }
    Decision {
        rule: rule(&origin.decision),
        because: because(&origin.decision),
    }
}

/// The stable name of a rule.
fn rule(decision: &Rule) -> &'static str {
    match decision {
        Rule::Declared => "own-word",
        Rule::Majority { .. } => "majority",
        Rule::Plurality { .. } => "plurality",
        Rule::WidestOfTie { .. } => "widest",
        Rule::OtherViewsMembers { .. } => "members-of-others",
        Rule::MembersOfRequest => "members-of-request",
        Rule::DescriptionBullets => "description-bullets",
        Rule::DescriptionLink => "description-link",
        Rule::DescriptionWords => "description-words",
        Rule::Name => "name",
        Rule::SiblingItem => "item-beside",
        Rule::Untyped => "still-untyped",
    }
}

/// What the rule goes by.
fn because(decision: &Rule) -> String {
    let text = match *decision {
        Rule::Majority { votes, against } => {
            let (so, otherwise) = (say_so(votes), say_otherwise(against));
            return format!("of the other views {so}, {otherwise}");
        }
        Rule::Plurality { votes, against } => {
            let (so, otherwise) = (say_so(votes), say_otherwise(against));
            return format!(
                "nothing else decides; of the other views {so}, the most for one thing, {otherwise}"
            );
        }
        Rule::WidestOfTie { votes, narrower } => {
            let so = say_so(votes);
            let less = Plural(
                narrower,
                "says something narrower",
                "say something narrower",
            );
            return format!("nothing else decides; of the other views {so}, {less}");
        }
        Rule::OtherViewsMembers { views } => {
            let others = Plural(views, "other does", "others do");
            return format!("its view lists no members, {others}");
        }
        Rule::Declared => "its view says so itself",
        Rule::MembersOfRequest => "the request that makes it lists the members",
        Rule::DescriptionBullets => "its description lists the values",
        Rule::DescriptionLink => "its description links to the page of the items",
        Rule::DescriptionWords => "its description says so",
        Rule::Name => "its name says so",
        Rule::SiblingItem => "a member beside it is one of its items",
        Rule::Untyped => "nothing settles what is inside",
    };
    text.to_owned()
}

fn say_so(views: usize) -> Plural<'static> {
    Plural(views, "says so", "say so")
}

fn say_otherwise(views: usize) -> Plural<'static> {
    Plural(views, "says otherwise", "say otherwise")
}
