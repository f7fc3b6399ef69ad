//! The reasons for the type and the presence of a field, in words.

use super::evidence::{CorrectedPresence, Decision, Location, Presence};
use crate::analysis::default_integer;
use crate::base::diagnostic::Plural;
use crate::base::node_path::NodeRef;
use crate::base::view::View;
use crate::pipeline::api::{
    self, Api, CorrectedParts, Decision as Rule, IdOwner, IdRule, ResourceId,
};
use crate::pipeline::id_owners::UnclearName;

/// The presence of a field. `locate` gives the line of a place on a page.
pub(super) fn presence(
    field: &api::Field,
    view: View,
    locate: impl FnOnce(&NodeRef) -> Location,
) -> Presence {
    let corrected = field.origin.corrected;
    let is_optional = field.optional && !corrected.optional;
    let is_nullable = field.nullable && !corrected.nullable;
    let (documented, place) = documented_presence(field, view, is_optional, is_nullable);
    let by = match field.origin.decision {
        Rule::Defined => "stated by a definition",
        _ => "stated by a correction",
    };
    // The reason names the source of each part.
    type Part = (&'static str, fn(CorrectedParts) -> bool);
    let optional: Part = ("optional", |parts| parts.optional);
    let nullable: Part = ("nullable", |parts| parts.nullable);
    let (because, place, part) = match (corrected.optional, corrected.nullable) {
        (false, false) => (documented, place, None),
        (true, false) if is_nullable => (documented, place, Some(optional)),
        (false, true) if is_optional => (documented, place, Some(nullable)),
        _ => (by, None, None),
    };
    let corrected = part.and_then(|(part, is_of)| {
        let mut corrections = field.corrections.iter().rev();
        let correction = corrections.find(|it| is_of(it.parts))?;
        Some(CorrectedPresence {
            because: format!("`{part}`: {by}"),
            at: Location {
                file: correction.place.file.clone(),
                line: correction.place.line,
            },
        })
    });
    Presence {
        optional: field.optional,
        nullable: field.nullable,
        because: because.to_owned(),
        at: place.map(|place| locate(&place)),
        corrected,
    }
}

/// The reason in the docs, and its place.
fn documented_presence(
    field: &api::Field,
    view: View,
    is_optional: bool,
    is_nullable: bool,
) -> (&'static str, Option<NodeRef>) {
    let first = field.origin.declarations.first();
    match first.filter(|declaration| declaration.view == view) {
        None if is_optional => ("a view of the object marks it optional or omits it", None),
        None => ("every view of the object requires it", None),
        Some(own) if is_optional && own.key.trim_end().ends_with('?') => {
            ("its key ends in `?`", Some(own.place.key("key")))
        }
        Some(own) if is_optional && own.optional => {
            ("`optional: true`", Some(own.place.key("optional")))
        }
        Some(own) if is_nullable => ("`null` is part of its type", Some(own.place.key("type"))),
        Some(_) => ("the view does not mark it optional or nullable", None),
    }
}

/// The rule that decided the type of a field.
pub(super) fn decision(field: &api::Field) -> Decision {
    let origin = &field.origin;
    let (rule, mut because) = if origin.corrected.ty && origin.decision != Rule::Defined {
        ("correction", "stated by a correction".to_owned())
    } else {
        rule(origin.decision)
    };
    if default_integer::number(field).is_some() {
        because += "; a `number` is an integer by default";
    }
    Decision { rule, because }
}

/// The reason why a member has no id type because of the settings.
const BY_SETTING: &str = "not typed: a setting says so";

/// The reason why a member has an id type, or has none despite its name.
///
/// `found` are the resources whose ids have the type of the member. `unclear` is the reason why its
/// name refers to no resource. `is_no_id` is `true` if the settings say that the member is
/// no id.
pub(super) fn id(
    owner: Option<&IdOwner>,
    found: Option<&[ResourceId]>,
    unclear: Option<UnclearName>,
    is_no_id: bool,
    api: &Api,
) -> Option<String> {
    match (owner, found) {
        (None, None) => match unclear? {
            _ if is_no_id => Some(BY_SETTING.to_owned()),
            UnclearName::Several(resource) => Some(format!(
                "not typed: several resources are called `{resource}`, and this section has none \
                 or several of them"
            )),
            UnclearName::Longer(resource) => Some(format!(
                "not typed: its name says more than the name of the resource `{resource}`; \
                 `id_types` can type it"
            )),
        },
        (Some(_), None) => Some(BY_SETTING.to_owned()),
        (Some(IdOwner { id, rule }), Some(found)) => {
            let resource = &api.resources[id.0].id;
            Some(match rule {
                _ if !found.contains(id) => "chosen by a setting".to_owned(),
                IdRule::Own => format!("it is the `id` of a `{resource}`"),
                IdRule::Name => {
                    format!("its name refers to the resource `{resource}`, which has an `id`")
                }
                IdRule::Path => {
                    format!(
                        "it follows `{resource}` in the path, and the resource `{resource}` has an `id`"
                    )
                }
                IdRule::Response => {
                    format!("the path ends with it, and the operation returns a `{resource}`")
                }
                IdRule::Folder => {
                    format!("`{resource}` is the only resource of the folder that matches the path")
                }
                IdRule::Member => {
                    format!("it is the `id` of a member named after the section's `{resource}`")
                }
                IdRule::Collection => {
                    format!(
                        "it is the `id` of a response, and the id at the end of the path, or of \
                         the path after it, is that of a `{resource}`"
                    )
                }
                IdRule::SamePath => {
                    format!(
                        "another operation has the id of a `{resource}` at this place of the path"
                    )
                }
            })
        }
        (_, Some(_)) => Some("chosen by a setting".to_owned()),
    }
}

/// The stable name of a rule, and the rule in words.
fn rule(decision: Rule) -> (&'static str, String) {
    let agree = |views| Plural(views, "other view agrees", "other views agree");
    let disagree = |views| Plural(views, "disagrees", "disagree");
    let are_narrower = |views| Plural(views, "is narrower", "are narrower");
    let (name, because) = match decision {
        Rule::Majority { votes, against } => {
            let because = format!("{}, {}", agree(votes), disagree(against));
            return ("majority", because);
        }
        Rule::Plurality { votes, against } => {
            let (agree, disagree) = (agree(votes), disagree(against));
            let because = format!("the most common type: {agree}, {disagree}");
            return ("plurality", because);
        }
        Rule::WidestOfTie { votes, narrower } => {
            let (agree, narrower) = (agree(votes), are_narrower(narrower));
            let because = format!("the widest type: {agree}, {narrower}");
            return ("widest", because);
        }
        Rule::AnyValue { votes, narrower } => {
            let any = Plural(votes, "view allows any value", "views allow any value");
            let narrower = are_narrower(narrower);
            return ("any-value", format!("{any}, {narrower}"));
        }
        Rule::OtherViewsMembers { views } => {
            let others = Plural(views, "other view lists", "other views list");
            let because = format!("its view does not list the members, but {others} them");
            return ("members-of-others", because);
        }
        Rule::Declared => ("declared", "stated by its view"),
        Rule::MembersOfRequest => (
            "members-of-request",
            "the request that creates it lists the members",
        ),
        Rule::DescriptionBullets => ("description-bullets", "its description lists the values"),
        Rule::DescriptionLink => (
            "description-link",
            "its description links to the page of the items",
        ),
        Rule::DescriptionWords => ("description-words", "stated in its description"),
        Rule::Name => ("name", "inferred from its name"),
        Rule::SiblingItem => (
            "sibling-item",
            "another member of the object has the type of its items",
        ),
        Rule::Defined => ("definition", "stated by a definition"),
        Rule::Untyped => ("untyped", "its content is not documented"),
    };
    (name, because.to_owned())
}
