//! What speaks for a type: words that are exact, what most of them agree on, and what the
//! description says.

use super::entries::Entry;
use super::index::EntityRef;
use super::prose::{self, Saying};
use super::types::Types;
use super::views::Witness;
use super::votes::{Ballot, Verdict};
use crate::base::view::View;
use crate::notation::meaning::Kind;
use crate::pipeline::api::{Decision, EnumValue, JsonKind, Type};

impl<'a> Types<'a> {
    /// What the exact views come to.
    pub(super) fn verdict(&self, vague: Option<&Kind>, witnesses: &[Witness<'a>]) -> Verdict {
        let mut ballot = Ballot::default();
        let said = witnesses
            .iter()
            .filter_map(|witness| Some((witness.from, witness.kind()?)));
        for (from, kind) in said.filter(|(_, kind)| !is_vague(kind)) {
            match self.exact(kind, from) {
                Some(exact) if may_be(vague, &exact) => ballot.vote(exact, kind),
                Some(_) => {}
                None => ballot.vote_unknown(kind),
            }
        }
        ballot.verdict()
    }

    /// What the description says.
    pub(super) fn described(
        &self,
        vague: Option<&Kind>,
        docs: Option<&str>,
    ) -> Option<(Type, Decision)> {
        let item = |kind| as_list(vague, kind);
        Some(match prose::reading(docs?, vague?)? {
            Saying::Values(values) => {
                let values = values
                    .into_iter()
                    .map(|(value, docs)| EnumValue { value, docs });
                (
                    item(Type::Enum(values.collect())),
                    Decision::DescriptionBullets,
                )
            }
            Saying::Texts => (item(Type::String), Decision::DescriptionWords),
            Saying::At(url) => {
                let resource = self.catalog.resource_at(&url)?;
                (item(Type::Resource(resource)), Decision::DescriptionLink)
            }
            Saying::Called(name) => (item(self.called(&name)?), Decision::DescriptionWords),
            Saying::AnyKeys => (Type::Map(Box::new(Type::Any)), Decision::DescriptionWords),
        })
    }

    /// The type that a notation gives by itself; none where it leaves something open.
    pub(super) fn exact(&self, kind: &Kind, at: EntityRef) -> Option<Type> {
        Some(match kind {
            Kind::String => Type::String,
            Kind::Integer | Kind::Number => Type::Integer,
            Kind::Float => Type::Float,
            Kind::Boolean => Type::Boolean,
            // What is met as JSON only is claims of a token, whose dates are numbers.
            Kind::Timestamp if at.view == View::Json => Type::Integer,
            Kind::Timestamp => Type::Timestamp,
            Kind::Any => Type::Any,
            Kind::Literal(value) => Type::Enum(vec![EnumValue {
                value: value.clone(),
                docs: None,
            }]),
            Kind::Union(kinds) => self.union(kinds, at)?,
            Kind::List(item) => Type::List(Box::new(self.held(item, at)?)),
            Kind::Map(value) => Type::Map(Box::new(self.held(value, at).unwrap_or(Type::Any))),
            Kind::Nullable(inner) => self.exact(inner, at)?,
            Kind::Named(name) => {
                let entity = self.index.by_type_name(at.view, name, at.page)?;
                Type::Resource(self.catalog.resource_of(entity)?)
            }
            Kind::Array
            | Kind::Object
            | Kind::Enum
            | Kind::Null
            | Kind::Unit
            | Kind::Opaque
            | Kind::Wrapper(..) => return None,
        })
    }

    /// What a list or a map holds. Unlike a member, an item has nobody else to say that it may
    /// be `null`.
    fn held(&self, kind: &Kind, at: EntityRef) -> Option<Type> {
        let held = self.exact(kind, at)?;
        Some(or_null(kind, held))
    }
}

/// The type of an item, with `null` where the notation has it. Any value may be that already.
pub(super) fn or_null(kind: &Kind, held: Type) -> Type {
    match kind {
        Kind::Nullable(_) if held != Type::Any => Type::Nullable(Box::new(held)),
        _ => held,
    }
}

/// The rule by which a text is a moment, if it is one.
pub(super) fn moment(entry: &Entry, witnesses: &[Witness<'_>]) -> Option<Decision> {
    let (votes, against) = votes_for(&Kind::Timestamp, witnesses, |_| true);
    if votes > against {
        Some(Decision::Majority { votes, against })
    } else if entry.name.ends_with("_at") {
        Some(Decision::Name)
    } else if entry.said.docs.as_deref().is_some_and(prose::is_moment) {
        Some(Decision::DescriptionWords)
    } else {
        None
    }
}

/// The rule by which a number may have a fraction: more views say so than call it integral.
/// `number` does not say.
pub(super) fn fraction(witnesses: &[Witness<'_>]) -> Option<Decision> {
    let says = |kind: &Kind| matches!(kind, Kind::Float | Kind::Integer);
    let (votes, against) = votes_for(&Kind::Float, witnesses, says);
    (votes > against).then_some(Decision::Majority { votes, against })
}

/// How many views give this type, and how many of those that count another one; `null` is no
/// other type, and a view without a type says nothing.
fn votes_for(
    wanted: &Kind,
    witnesses: &[Witness<'_>],
    counts: impl Fn(&Kind) -> bool,
) -> (usize, usize) {
    let kinds = witnesses.iter().filter_map(Witness::kind);
    let bare = kinds.map(|kind| match kind {
        Kind::Nullable(inner) => inner.as_ref(),
        kind => kind,
    });
    let (votes, others): (Vec<&Kind>, Vec<&Kind>) = bare
        .filter(|kind| counts(kind))
        .partition(|kind| *kind == wanted);
    (votes.len(), others.len())
}

/// The vague type of a member. A name that only its SDK knows says less than the vague word
/// of another view, which names the kind of JSON at least.
pub(super) fn open_kind<'a>(own: Option<&'a Kind>, witnesses: &[Witness<'a>]) -> Option<&'a Kind> {
    let mut others = witnesses.iter().filter_map(Witness::kind);
    match own {
        Some(own) if is_vague(own) => Some(own),
        own => others.find(|kind| is_vague(kind)).or(own),
    }
}

/// What is inside, as a list, or a list of lists, where the notation says so.
pub(super) fn as_list(kind: Option<&Kind>, item: Type) -> Type {
    match kind {
        Some(Kind::Array) => Type::List(Box::new(item)),
        Some(Kind::List(inner)) => Type::List(Box::new(as_list(Some(inner), item))),
        _ => item,
    }
}

/// Whether a notation says that there are values, and not which.
pub(super) fn is_enum(kind: &Kind) -> bool {
    match kind {
        Kind::Enum => true,
        Kind::List(item) => is_enum(item),
        _ => false,
    }
}

/// Whether a notation leaves open what is inside.
pub(super) fn is_vague(kind: &Kind) -> bool {
    match kind {
        Kind::Array | Kind::Object | Kind::Enum | Kind::Any | Kind::Unit => true,
        Kind::List(item) => is_vague(item),
        _ => false,
    }
}

/// Whether an exact type is one that the vague one may stand for.
pub(super) fn may_be(vague: Option<&Kind>, exact: &Type) -> bool {
    match vague {
        Some(Kind::Array | Kind::List(_)) => matches!(exact, Type::List(_)),
        Some(Kind::Object) => exact.json_kind() == Some(JsonKind::Object),
        Some(Kind::Enum) => matches!(exact, Type::Enum(_)),
        _ => true,
    }
}

pub(super) fn holds_resource(kind: &Type) -> bool {
    match kind {
        Type::Resource(_) | Type::Union(_) => true,
        Type::List(item) | Type::Map(item) | Type::Nullable(item) => holds_resource(item),
        _ => false,
    }
}

/// As much of a vague type as it does say.
pub(super) fn vague(kind: Option<&Kind>) -> Type {
    match kind {
        Some(Kind::Array) => Type::List(Box::new(Type::Any)),
        Some(Kind::List(item)) => Type::List(Box::new(vague(Some(item)))),
        Some(Kind::Object) => Type::Map(Box::new(Type::Any)),
        Some(Kind::Enum) => Type::String,
        _ => Type::Any,
    }
}
