//! The majority of the views: which type most of them give a member.

use super::keys::snake_case;
use super::kind::Kind;
use crate::api::{Decision, Type};

/// The votes of the views that say more than the wire.
#[derive(Debug, Default)]
pub(super) struct Ballot {
    candidates: Vec<Candidate>,
    /// Types of an SDK that the docs do not describe, by name.
    unknown: Vec<String>,
}

/// What the views say together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Most of them mean this.
    Type(Type, Decision),
    /// Most of them mean something that the docs do not describe.
    Unknown,
    /// None says anything, or nothing that most agree on.
    Silence,
}

/// A type that some views give.
#[derive(Debug)]
struct Candidate {
    kind: Type,
    /// What the views call it.
    names: Vec<String>,
    votes: usize,
}

impl Ballot {
    /// Counts a view that gives a type.
    pub(super) fn vote(&mut self, kind: Type, said: &Kind) {
        let name = bare_name(said);
        let known = self.candidates.iter_mut().find(|known| known.kind == kind);
        match known {
            Some(candidate) => {
                candidate.votes += 1;
                candidate.names.extend(name);
            }
            None => self.candidates.push(Candidate {
                kind,
                names: name.into_iter().collect(),
                votes: 1,
            }),
        }
    }

    /// Counts a view that only names a type of its SDK.
    pub(super) fn vote_unknown(&mut self, said: &Kind) {
        self.unknown.extend(bare_name(said));
    }

    /// The type with the most votes.
    ///
    /// A name that the docs do not describe is a vote for the type that another view
    /// calls so. Elsewhere it may be an SDK's enum of texts, so it speaks against
    /// everything but texts. Between equals the one that takes in all others wins.
    pub(super) fn verdict(mut self) -> Verdict {
        let unknown = self.count_names();
        let Some(winner) = self.widest_of_the_best() else {
            return if unknown.is_empty() {
                Verdict::Silence
            } else {
                Verdict::Unknown
            };
        };
        let votes = winner.votes;
        let all: usize = self.candidates.iter().map(|known| known.votes).sum();
        if is_text(&winner.kind) {
            let against = all - votes;
            return Verdict::Type(winner.kind.clone(), Decision::Majority { votes, against });
        }
        let same = |name| unknown.iter().filter(|other| *other == name).count();
        if unknown.iter().map(same).any(|strangers| strangers > votes) {
            return Verdict::Unknown;
        }
        let against = all - votes + unknown.len();
        Verdict::Type(winner.kind.clone(), Decision::Majority { votes, against })
    }

    fn widest_of_the_best(&self) -> Option<&Candidate> {
        let most = self.candidates.iter().map(|known| known.votes).max()?;
        let best = || self.candidates.iter().filter(|known| known.votes == most);
        best().find(|wide| best().all(|narrow| takes_in(&wide.kind, &narrow.kind)))
    }

    /// Gives each name's vote to the candidate of that name; the others are left.
    fn count_names(&mut self) -> Vec<String> {
        let candidates = &mut self.candidates;
        let mut unknown = std::mem::take(&mut self.unknown);
        unknown.retain(|name| {
            let known = candidates
                .iter_mut()
                .find(|known| known.names.contains(name));
            known.map(|candidate| candidate.votes += 1).is_none()
        });
        unknown
    }
}

/// The name in a type, without package and in the spelling of all views.
fn bare_name(kind: &Kind) -> Option<String> {
    match kind {
        Kind::Named(name) => Some(snake_case(name.rsplit('.').next().unwrap_or(name))),
        Kind::List(inner) | Kind::Map(inner) | Kind::Nullable(inner) => bare_name(inner),
        _ => None,
    }
}

fn is_text(kind: &Type) -> bool {
    match kind {
        Type::String | Type::Enum(_) => true,
        Type::List(item) => is_text(item),
        _ => false,
    }
}

/// Whether every value of the narrow type is one of the wide type.
fn takes_in(wide: &Type, narrow: &Type) -> bool {
    match (wide, narrow) {
        (Type::Any, _) | (Type::String, Type::Enum(_)) => true,
        (Type::List(wide), Type::List(narrow)) | (Type::Map(wide), Type::Map(narrow)) => {
            takes_in(wide, narrow)
        }
        (wide, narrow) => wide == narrow,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::ResourceId;

    const DEPOT: Type = Type::Resource(ResourceId(1));

    fn named(name: &str) -> Kind {
        Kind::Named(name.to_owned())
    }

    fn verdict(known: &[(Type, &str)], unknown: &[&str]) -> Verdict {
        let mut ballot = Ballot::default();
        for (kind, name) in known {
            ballot.vote(kind.clone(), &named(name));
        }
        for name in unknown {
            ballot.vote_unknown(&named(name));
        }
        ballot.verdict()
    }

    fn majority(kind: Type, votes: usize, against: usize) -> Verdict {
        Verdict::Type(kind, Decision::Majority { votes, against })
    }

    #[test]
    fn a_name_counts_for_the_type_that_another_view_calls_so() {
        let unknown = ["post.Depot", "Depot", "Store"];
        assert_eq!(
            verdict(&[(DEPOT, "Depot")], &unknown),
            majority(DEPOT, 3, 1)
        );
    }

    #[test]
    fn most_views_may_mean_what_the_docs_do_not_describe() {
        assert_eq!(
            verdict(&[(DEPOT, "Depot")], &["Store", "Store"]),
            Verdict::Unknown
        );
        assert_eq!(
            verdict(&[(DEPOT, "Depot")], &["Store", "Shop"]),
            majority(DEPOT, 1, 2)
        );
        assert_eq!(verdict(&[], &["Store"]), Verdict::Unknown);
        assert_eq!(verdict(&[], &[]), Verdict::Silence);
    }

    #[test]
    fn a_text_may_be_an_enum_of_another_view() {
        let text = [(Type::String, "string")];
        assert_eq!(
            verdict(&text, &["State", "State"]),
            majority(Type::String, 1, 0)
        );
    }

    #[test]
    fn between_equals_the_widest_wins_if_there_is_one() {
        let map = |value| Type::Map(Box::new(value));
        let maps = [(map(Type::String), "a"), (map(Type::Any), "b")];
        assert_eq!(verdict(&maps, &[]), majority(map(Type::Any), 1, 1));
        let others = [(Type::Integer, "int"), (Type::Boolean, "bool")];
        assert_eq!(verdict(&others, &[]), Verdict::Silence);
    }
}
