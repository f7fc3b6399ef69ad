//! The votes of the views: which type most of them give a member.

use crate::notation::meaning::TypeExpr;
use crate::notation::words::snake_case;
use crate::pipeline::api::{Decision, Type};

/// The votes of the views that say more than the wire.
#[derive(Debug, Default)]
pub(super) struct Votes {
    candidates: Vec<Candidate>,
    /// Types of an SDK that the docs do not describe, by name.
    unknown: Vec<String>,
}

/// What the views say together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// More than half of them mean this.
    Majority(Type, Decision),
    /// They lean to this, which counts where nothing else decides.
    Leaning(Type, Decision),
    /// Most of them mean something that the docs do not describe.
    Unknown,
    /// None says anything, or as many say one thing as another.
    Silence,
}

impl Verdict {
    /// What the views lean to.
    pub(super) fn leaning(self) -> Option<(Type, Decision)> {
        match self {
            Self::Leaning(ty, decision) => Some((ty, decision)),
            _ => None,
        }
    }
}

/// A type that some views give.
#[derive(Debug)]
struct Candidate {
    ty: Type,
    /// What the views call it.
    names: Vec<String>,
    votes: usize,
}

impl Votes {
    /// Counts a view that gives a type.
    pub(super) fn vote(&mut self, ty: Type, said: &TypeExpr) {
        let name = bare_name(said);
        let known = self.candidates.iter_mut().find(|known| known.ty == ty);
        match known {
            Some(candidate) => {
                candidate.votes += 1;
                candidate.names.extend(name);
            }
            None => self.candidates.push(Candidate {
                ty,
                names: name.into_iter().collect(),
                votes: 1,
            }),
        }
    }

    /// Counts a view that only names a type of its SDK.
    pub(super) fn vote_unknown(&mut self, said: &TypeExpr) {
        self.unknown.extend(bare_name(said));
    }

    /// What the votes come to.
    ///
    /// A name that the docs do not describe is a vote for the type that another view
    /// calls so. Elsewhere it may be an SDK's enum of texts, so it speaks against
    /// everything but texts.
    pub(super) fn verdict(mut self) -> Verdict {
        let strangers = self.count_names();
        let Some(most) = self.candidates.iter().map(|known| known.votes).max() else {
            return if strangers.is_empty() {
                Verdict::Silence
            } else {
                Verdict::Unknown
            };
        };
        let mut best = self.candidates.iter().filter(|known| known.votes == most);
        match (best.next(), best.next()) {
            (Some(winner), None) => self.clear_winner(winner, &strangers),
            _ => self.break_tie(most, &strangers),
        }
    }

    /// One type has more votes than any other.
    fn clear_winner(&self, winner: &Candidate, strangers: &[String]) -> Verdict {
        let votes = winner.votes;
        let ty = winner.ty.clone();
        let strangers = if is_text(&ty) { &[] } else { strangers };
        let against = self.votes() - votes + strangers.len();
        match max_frequency(strangers) {
            _ if votes > against => Verdict::Majority(ty, Decision::Majority { votes, against }),
            alike if alike > votes => Verdict::Unknown,
            alike if alike == votes => Verdict::Silence,
            _ => Verdict::Leaning(ty, Decision::Plurality { votes, against }),
        }
    }

    /// Several types have as many votes: they lean to the one that takes in all the others.
    fn break_tie(&self, votes: usize, strangers: &[String]) -> Verdict {
        let best = || self.candidates.iter().filter(|known| known.votes == votes);
        let mut wide = best().filter(|wide| best().all(|known| is_supertype(&wide.ty, &known.ty)));
        match (max_frequency(strangers), wide.next()) {
            (alike, _) if alike > votes => Verdict::Unknown,
            (alike, Some(widest)) if alike < votes => {
                let narrower = best().count() * votes - votes;
                let decision = Decision::WidestOfTie { votes, narrower };
                Verdict::Leaning(widest.ty.clone(), decision)
            }
            _ => Verdict::Silence,
        }
    }

    /// How many views give a type that is known.
    fn votes(&self) -> usize {
        self.candidates.iter().map(|known| known.votes).sum()
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

/// How often the most frequent of the names is there.
fn max_frequency(names: &[String]) -> usize {
    let same = |name| names.iter().filter(|other| *other == name).count();
    names.iter().map(same).max().unwrap_or_default()
}

/// The name in a type, without package and in the spelling of all views.
fn bare_name(ty: &TypeExpr) -> Option<String> {
    match ty {
        TypeExpr::Named(name) => Some(snake_case(name.rsplit('.').next().unwrap_or(name))),
        TypeExpr::List(inner) | TypeExpr::Map(inner) | TypeExpr::Nullable(inner) => {
            bare_name(inner)
        }
        _ => None,
    }
}

fn is_text(ty: &Type) -> bool {
    match ty {
        Type::String | Type::Enum(_) => true,
        Type::List(item) | Type::Nullable(item) => is_text(item),
        _ => false,
    }
}

/// Whether every value of the narrow type is one of the wide type.
fn is_supertype(wide: &Type, narrow: &Type) -> bool {
    match (wide, narrow) {
        (Type::Any, _) | (Type::String, Type::Enum(_)) => true,
        (Type::Nullable(wide), Type::Nullable(narrow)) => is_supertype(wide, narrow),
        (Type::Nullable(wide), narrow) => is_supertype(wide, narrow),
        (Type::List(wide), Type::List(narrow)) | (Type::Map(wide), Type::Map(narrow)) => {
            is_supertype(wide, narrow)
        }
        (wide, narrow) => wide == narrow,
    }
}

#[cfg(test)]
mod tests;
