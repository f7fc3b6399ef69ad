//! What code that uses the models can tell apart.

use std::collections::BTreeMap;
use std::mem::discriminant;

use crate::pipeline::model::rust_model::{Derives, EndpointItem, ItemPath, RustType};

/// The new path of each resource's type, by its old one.
///
/// A type that has only moved with its page is the same to everything that holds it: the move
/// is reported once.
#[derive(Debug, Default)]
pub(super) struct PathMap(BTreeMap<ItemPath, ItemPath>);

impl PathMap {
    pub(super) fn new(pairs: impl IntoIterator<Item = (ItemPath, ItemPath)>) -> Self {
        Self(pairs.into_iter().collect())
    }

    /// Whether what had this path is still there, wherever that is.
    pub(super) fn still_exists(&self, old: &ItemPath) -> bool {
        self.0.contains_key(old)
    }

    /// Whether code that holds the one can hold the other. A type that was made for a member
    /// is known by its name alone, since it moves with its owner; and where the owner is
    /// renamed, it is renamed with it.
    pub(super) fn same(&self, old: &RustType, new: &RustType, renamed: bool) -> bool {
        match (old, new) {
            (RustType::Item(old), RustType::Item(new)) => match self.0.get(old) {
                Some(moved) => moved == new,
                None => renamed || old.name == new.name,
            },
            (old, new) => match (inner(old), inner(new)) {
                (Some(old_inner), Some(new_inner)) => {
                    discriminant(old) == discriminant(new)
                        && self.same(old_inner, new_inner, renamed)
                }
                (None, None) => old == new,
                _ => false,
            },
        }
    }

    /// Whether `new` takes the same arguments in the same order.
    pub(super) fn same_arguments(&self, old: &EndpointItem, new: &EndpointItem) -> bool {
        let arguments = |endpoint: &EndpointItem| {
            let inits = endpoint.inits.iter().filter(|init| init.is_argument);
            inits.cloned().collect::<Vec<_>>()
        };
        let (old, new) = (arguments(old), arguments(new));
        old.len() == new.len()
            && old
                .iter()
                .zip(&new)
                .all(|(old, new)| old.name == new.name && self.same(&old.ty, &new.ty, false))
    }
}

/// What stands around a field's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrapper {
    Plain,
    Option,
    OptionBox,
    Box,
    Patch,
}

/// A field's type without what it is wrapped in: whether a value may be absent is one question,
/// and what it is another.
pub(super) fn unwrap(ty: &RustType) -> (Wrapper, &RustType) {
    match ty {
        RustType::Option(inner) => match inner.as_ref() {
            RustType::Box(inner) => (Wrapper::OptionBox, inner),
            inner => (Wrapper::Option, inner),
        },
        RustType::Patch(inner) => (Wrapper::Patch, inner),
        RustType::Box(inner) => (Wrapper::Box, inner),
        ty => (Wrapper::Plain, ty),
    }
}

fn inner(ty: &RustType) -> Option<&RustType> {
    match ty {
        RustType::Option(inner)
        | RustType::Vec(inner)
        | RustType::Box(inner)
        | RustType::Map(_, inner)
        | RustType::List(inner)
        | RustType::Patch(inner) => Some(inner),
        _ => None,
    }
}

/// The traits that the old struct derives and the new one does not.
pub(super) fn removed_derives(old: Derives, new: Derives) -> Vec<&'static str> {
    let all = [
        ("Copy", old.copy && !new.copy),
        ("Default", old.default && !new.default),
        ("Eq", old.eq && !new.eq),
        ("Hash", old.hash && !new.hash),
    ];
    let lost = all.into_iter().filter(|(_, is_lost)| *is_lost);
    lost.map(|(name, _)| name).collect()
}

/// `new(id: String, name: String)`; none where the request is made with `Default`.
pub(super) fn constructor(endpoint: &EndpointItem) -> Option<String> {
    let arguments = endpoint.inits.iter().filter(|init| init.is_argument);
    let arguments: Vec<String> = arguments
        .map(|init| format!("{}: {}", init.name, init.ty))
        .collect();
    (!arguments.is_empty()).then(|| format!("new({})", arguments.join(", ")))
}
