//! The votes of the views for the type of a member.

use crate::notation::meaning::TypeExpr;
use crate::notation::words::{last_part, snake_case};
use crate::pipeline::api::{Decision, Type};

/// The number of views that must agree on a narrower type to override a view with any value.
const MIN_AGREEING: usize = 3;

/// The votes of the views with an exact type.
#[derive(Debug, Default)]
pub(super) struct Votes {
    candidates: Vec<Candidate>,
    /// The names of SDK types that the docs do not describe.
    unknown: Vec<String>,
}

/// The result of the votes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Consensus {
    /// The type of more than half of the views.
    Majority(Type, Decision),
    /// The most common type of the views, which is used if nothing else decides.
    Leaning(Type, Decision),
    /// Most of the views give a type that the docs do not describe.
    Unknown,
    /// There are no votes, or they are undecided.
    Silence,
}

impl Consensus {
    /// The type of more than half of the views.
    pub(super) fn majority(&self) -> Option<(Type, Decision)> {
        match self {
            Self::Majority(ty, decision) => Some((ty.clone(), *decision)),
            _ => None,
        }
    }

    /// The most common type, without a majority.
    pub(super) fn leaning(&self) -> Option<(Type, Decision)> {
        match self {
            Self::Leaning(ty, decision) => Some((ty.clone(), *decision)),
            _ => None,
        }
    }
}

/// A type with votes.
#[derive(Debug)]
struct Candidate {
    ty: Type,
    /// The names of the type in the views.
    names: Vec<String>,
    votes: usize,
}

impl Votes {
    /// Counts a view that gives a type.
    pub(super) fn vote(&mut self, ty: Type, written: &TypeExpr) {
        let name = bare_name(written);
        match self.candidates.iter_mut().find(|known| known.ty == ty) {
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

    /// `true` if no view has given a type.
    pub(super) fn is_empty(&self) -> bool {
        self.candidates.is_empty()
    }

    /// Counts a view that only names a type of its SDK.
    pub(super) fn vote_unknown(&mut self, written: &TypeExpr) {
        self.unknown.extend(bare_name(written));
    }

    /// Counts the votes.
    ///
    /// If another view describes a type under an unknown name, the name is a vote for that type.
    /// Otherwise the name may be an SDK's enum of strings, so it is a vote against all types except
    /// strings.
    pub(super) fn consensus(mut self) -> Consensus {
        let unknown = self.count_names();
        if let Some(verdict) = self.any_value(&unknown) {
            return verdict;
        }
        let Some(most) = self.candidates.iter().map(|known| known.votes).max() else {
            return if unknown.is_empty() {
                Consensus::Silence
            } else {
                Consensus::Unknown
            };
        };
        let mut best = self.candidates.iter().filter(|known| known.votes == most);
        match (best.next(), best.next()) {
            (Some(winner), None) => self.clear_winner(winner, &unknown),
            _ => self.break_tie(most, &unknown),
        }
    }

    /// The result if a view explicitly declares any value, as `interface{}` or a map or list of it.
    /// Narrower types count as examples, unless enough views agree on one of them.
    fn any_value(&self, unknown: &[String]) -> Option<Consensus> {
        let wide = self
            .candidates
            .iter()
            .filter(|known| *known.ty.innermost() == Type::Any);
        let narrower = |wide: &Candidate| -> Vec<usize> {
            let others = self.candidates.iter().filter(|known| known.ty != wide.ty);
            let included = others.filter(|known| is_supertype(&wide.ty, &known.ty));
            included.map(|known| known.votes).collect()
        };
        let widest = wide.max_by_key(|wide| narrower(wide).len())?;
        let narrower = narrower(widest);
        if narrower.iter().any(|votes| *votes >= MIN_AGREEING) {
            return None;
        }
        let (votes, narrower) = (widest.votes, narrower.iter().sum::<usize>());
        let all: usize = self.candidates.iter().map(|known| known.votes).sum();
        let mut against = all - votes - narrower;
        if widest.ty == Type::Any {
            // Any value includes the types that the docs do not describe.
            if max_frequency(unknown) >= MIN_AGREEING {
                return None;
            }
        } else {
            against += unknown.len();
        }
        if votes + narrower <= against {
            return None;
        }
        Some(Consensus::Majority(
            widest.ty.clone(),
            Decision::AnyValue { votes, narrower },
        ))
    }

    /// Counts each unknown name as a vote for the candidate with that name, and returns the
    /// remaining names.
    fn count_names(&mut self) -> Vec<String> {
        let mut unknown = std::mem::take(&mut self.unknown);
        unknown.retain(|name| {
            let mut candidates = self.candidates.iter_mut();
            match candidates.find(|known| known.names.contains(name)) {
                Some(candidate) => {
                    candidate.votes += 1;
                    false
                }
                None => true,
            }
        });
        unknown
    }

    /// The consensus if one type has more votes than any other.
    fn clear_winner(&self, winner: &Candidate, unknown: &[String]) -> Consensus {
        let votes = winner.votes;
        let ty = winner.ty.clone();
        let unknown = if is_string(&ty) { &[] } else { unknown };
        let known: usize = self.candidates.iter().map(|known| known.votes).sum();
        let against = known - votes + unknown.len();
        match max_frequency(unknown) {
            _ if votes > against => Consensus::Majority(ty, Decision::Majority { votes, against }),
            alike if alike > votes => Consensus::Unknown,
            alike if alike == votes => Consensus::Silence,
            _ => Consensus::Leaning(ty, Decision::Plurality { votes, against }),
        }
    }

    /// The consensus if several types have equal votes: the type that includes all others, if there
    /// is one.
    fn break_tie(&self, votes: usize, unknown: &[String]) -> Consensus {
        let best = || self.candidates.iter().filter(|known| known.votes == votes);
        let mut wide = best().filter(|wide| best().all(|known| is_supertype(&wide.ty, &known.ty)));
        match (max_frequency(unknown), wide.next()) {
            (alike, _) if alike > votes => Consensus::Unknown,
            (alike, Some(widest)) if alike < votes => {
                let narrower = best().count() * votes - votes;
                let decision = Decision::WidestOfTie { votes, narrower };
                Consensus::Leaning(widest.ty.clone(), decision)
            }
            _ => Consensus::Silence,
        }
    }
}

/// The number of times that the most frequent name occurs.
fn max_frequency(names: &[String]) -> usize {
    let same = |name| names.iter().filter(|other| *other == name).count();
    names.iter().map(same).max().unwrap_or_default()
}

/// The name in a type, without its package and in snake case.
fn bare_name(ty: &TypeExpr) -> Option<String> {
    match ty {
        TypeExpr::Named(name) => Some(snake_case(last_part(name))),
        TypeExpr::List(inner) | TypeExpr::Map(inner) | TypeExpr::Nullable(inner) => {
            bare_name(inner)
        }
        _ => None,
    }
}

fn is_string(ty: &Type) -> bool {
    match ty {
        Type::String | Type::Enum(_) => true,
        Type::List(item) | Type::Nullable(item) => is_string(item),
        _ => false,
    }
}

/// `true` if every value of the narrow type is also a value of the wide type.
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
