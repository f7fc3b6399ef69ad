//! What speaks for a type: words that are exact, what most of them agree on, and what the
//! description says.

use super::entries::ExpandedMember;
use super::index::EntityRef;
use super::prose::{self, TypeHint};
use super::types::TypeResolver;
use super::views::OtherViewMember;
use super::votes::{Verdict, Votes};
use crate::base::view::View;
use crate::notation::meaning::TypeExpr;
use crate::pipeline::api::{Decision, EnumValue, JsonKind, Type};

impl<'a> TypeResolver<'a> {
    /// What the exact views come to.
    pub(super) fn verdict(
        &self,
        untyped: Option<&TypeExpr>,
        witnesses: &[OtherViewMember<'a>],
    ) -> Verdict {
        let mut ballot = Votes::default();
        let said = witnesses
            .iter()
            .filter_map(|witness| Some((witness.from, witness.ty()?)));
        for (from, ty) in said.filter(|(_, ty)| !is_untyped(ty)) {
            match self.resolve_exact(ty, from) {
                Some(exact) if is_compatible(untyped, &exact) => ballot.vote(exact, ty),
                Some(_) => {}
                None => ballot.vote_unknown(ty),
            }
        }
        ballot.verdict()
    }

    /// What the description says.
    pub(super) fn described(
        &self,
        untyped: Option<&TypeExpr>,
        docs: Option<&str>,
    ) -> Option<(Type, Decision)> {
        let item = |ty| as_list(untyped, ty);
        Some(match prose::type_hint(docs?, untyped?)? {
            TypeHint::Values(values) => {
                let values = values
                    .into_iter()
                    .map(|(value, docs)| EnumValue { value, docs });
                (
                    item(Type::Enum(values.collect())),
                    Decision::DescriptionBullets,
                )
            }
            TypeHint::Texts => (item(Type::String), Decision::DescriptionWords),
            TypeHint::At(url) => {
                let resource = self.catalog.resource_at(&url)?;
                (item(Type::Resource(resource)), Decision::DescriptionLink)
            }
            TypeHint::Called(name) => (item(self.called(&name)?), Decision::DescriptionWords),
            TypeHint::AnyKeys => (Type::Map(Box::new(Type::Any)), Decision::DescriptionWords),
        })
    }

    /// The type that a notation gives by itself; none where it leaves something open.
    pub(super) fn resolve_exact(&self, ty: &TypeExpr, at: EntityRef) -> Option<Type> {
        if *ty == TypeExpr::Timestamp && at.view == View::Json {
            // What is met as JSON only is claims of a token, whose dates are numbers.
            return Some(Type::Integer);
        }
        if let Some(complete) = Type::from_notation(ty) {
            return Some(complete);
        }
        Some(match ty {
            TypeExpr::Union(kinds) => self.union(kinds, at)?,
            TypeExpr::List(item) => Type::List(Box::new(self.item_type(item, at)?)),
            TypeExpr::Map(value) => {
                Type::Map(Box::new(self.item_type(value, at).unwrap_or(Type::Any)))
            }
            TypeExpr::Nullable(inner) => self.resolve_exact(inner, at)?,
            TypeExpr::Named(name) => {
                let entity = self.index.by_type_name(at.view, name, at.page)?;
                Type::Resource(self.catalog.resource_of(entity)?)
            }
            _ => return None,
        })
    }

    /// What a list or a map holds. Unlike a member, an item has nobody else to say that it may
    /// be `null`.
    fn item_type(&self, ty: &TypeExpr, at: EntityRef) -> Option<Type> {
        let held = self.resolve_exact(ty, at)?;
        Some(or_null(ty, held))
    }
}

/// The type of an item, with `null` where the notation has it. Any value may be that already.
pub(super) fn or_null(ty: &TypeExpr, held: Type) -> Type {
    match ty {
        TypeExpr::Nullable(_) if held != Type::Any => Type::Nullable(Box::new(held)),
        _ => held,
    }
}

/// The rule by which a text is a moment, if it is one.
pub(super) fn moment(
    entry: &ExpandedMember,
    witnesses: &[OtherViewMember<'_>],
) -> Option<Decision> {
    let (votes, against) = votes_for(&TypeExpr::Timestamp, witnesses, |_| true);
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
pub(super) fn fraction(witnesses: &[OtherViewMember<'_>]) -> Option<Decision> {
    let says = |ty: &TypeExpr| matches!(ty, TypeExpr::Float | TypeExpr::Integer);
    let (votes, against) = votes_for(&TypeExpr::Float, witnesses, says);
    (votes > against).then_some(Decision::Majority { votes, against })
}

/// How many views give this type, and how many of those that count another one; `null` is no
/// other type, and a view without a type says nothing.
fn votes_for(
    wanted: &TypeExpr,
    witnesses: &[OtherViewMember<'_>],
    counts: impl Fn(&TypeExpr) -> bool,
) -> (usize, usize) {
    let kinds = witnesses.iter().filter_map(OtherViewMember::ty);
    let bare = kinds.map(|ty| match ty {
        TypeExpr::Nullable(inner) => inner.as_ref(),
        ty => ty,
    });
    let (votes, others): (Vec<&TypeExpr>, Vec<&TypeExpr>) =
        bare.filter(|ty| counts(ty)).partition(|ty| *ty == wanted);
    (votes.len(), others.len())
}

/// The untyped type of a member. A name that only its SDK knows says less than the untyped word
/// of another view, which names the kind of JSON at least.
pub(super) fn loosest_type<'a>(
    own: Option<&'a TypeExpr>,
    witnesses: &[OtherViewMember<'a>],
) -> Option<&'a TypeExpr> {
    let mut others = witnesses.iter().filter_map(OtherViewMember::ty);
    match own {
        Some(own) if is_untyped(own) => Some(own),
        own => others.find(|ty| is_untyped(ty)).or(own),
    }
}

/// What is inside, as a list, or a list of lists, where the notation says so.
pub(super) fn as_list(ty: Option<&TypeExpr>, item: Type) -> Type {
    match ty {
        Some(TypeExpr::Array) => Type::List(Box::new(item)),
        Some(TypeExpr::List(inner)) => Type::List(Box::new(as_list(Some(inner), item))),
        _ => item,
    }
}

/// Whether a notation says that there are values, and not which.
pub(super) fn is_enum(ty: &TypeExpr) -> bool {
    match ty {
        TypeExpr::Enum => true,
        TypeExpr::List(item) => is_enum(item),
        _ => false,
    }
}

/// Whether a notation leaves open what is inside.
pub(super) fn is_untyped(ty: &TypeExpr) -> bool {
    match ty {
        TypeExpr::Array | TypeExpr::Object | TypeExpr::Enum | TypeExpr::Any | TypeExpr::Unit => {
            true
        }
        TypeExpr::List(item) => is_untyped(item),
        _ => false,
    }
}

/// Whether an exact type is one that the untyped one may stand for.
pub(super) fn is_compatible(untyped: Option<&TypeExpr>, exact: &Type) -> bool {
    match untyped {
        Some(TypeExpr::Array | TypeExpr::List(_)) => matches!(exact, Type::List(_)),
        Some(TypeExpr::Object) => exact.json_kind() == Some(JsonKind::Object),
        Some(TypeExpr::Enum) => matches!(exact, Type::Enum(_)),
        _ => true,
    }
}

pub(super) fn holds_resource(ty: &Type) -> bool {
    match ty {
        Type::Resource(_) | Type::Union(_) => true,
        Type::List(item) | Type::Map(item) | Type::Nullable(item) => holds_resource(item),
        _ => false,
    }
}

/// As much of an untyped type as it does say.
pub(super) fn untyped(ty: Option<&TypeExpr>) -> Type {
    match ty {
        Some(TypeExpr::Array) => Type::List(Box::new(Type::Any)),
        Some(TypeExpr::List(item)) => Type::List(Box::new(untyped(Some(item)))),
        Some(TypeExpr::Object) => Type::Map(Box::new(Type::Any)),
        Some(TypeExpr::Enum) => Type::String,
        _ => Type::Any,
    }
}
