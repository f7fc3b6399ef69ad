//! Differences in the generated Rust that can break code.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::{Discriminant, discriminant};

use super::change::{Change, ChangeKind};
use super::entity::Member;
use super::versions::Versions;
use super::wire_compat::Directions;
use crate::names::Ident;
use crate::pipeline::model::rust_model::{
    Accessor, AccessorType, Item, ItemPath, RustType, StructField, StructItem,
};

/// The aliases of each type that has any.
pub(super) type Aliases = BTreeMap<ItemPath, BTreeSet<Ident>>;

/// The new path of the type of each entity, by the old path.
///
/// A type that has only moved with its page counts as the same type in all places that use it. The
/// move is reported once.
pub(super) struct PathMap {
    moved: BTreeMap<ItemPath, ItemPath>,
    /// The aliases of the types of each reference.
    aliases: Versions<Aliases>,
}

impl PathMap {
    pub(super) fn new(
        paths: impl IntoIterator<Item = Versions<ItemPath>>,
        aliases: Versions<Aliases>,
    ) -> Self {
        let paths = paths.into_iter().map(|paths| (paths.old, paths.new));
        Self {
            moved: paths.collect(),
            aliases,
        }
    }

    /// The new path of the item at an old path, if it still exists.
    pub(super) fn moved(&self, old: &ItemPath) -> Option<&ItemPath> {
        self.moved.get(old)
    }

    /// `true` if code can use the new type in place of the old type.
    ///
    /// A type that was generated for a member is only compared by its name, since it moves with its
    /// owner. If the owner `is_renamed`, the type is renamed as well. A type that several pages
    /// share also has an alias for each of them.
    pub(super) fn same(&self, types: Versions<&RustType>, is_renamed: bool) -> bool {
        let mut layers = types.old.layers().zip(types.new.layers());
        layers.all(|(old, new)| match (old, new) {
            (RustType::Item(old), RustType::Item(new)) => match self.moved.get(old) {
                Some(moved) => moved == new,
                None => self.same_name(Versions::new(old, new), is_renamed),
            },
            (RustType::Id(old), RustType::Id(new)) => old.name == new.name,
            (RustType::External(old), RustType::External(new)) => old == new,
            _ => discriminant(old) == discriminant(new),
        })
    }

    /// `true` if the new type of a member has the name of the old type, or if it has a new name
    /// because its owner has one. A type that several members share has no owner.
    fn same_name(&self, types: Versions<&ItemPath>, is_renamed: bool) -> bool {
        let Versions { old, new } = types;
        let names = self.aliases.new.get(new);
        let is_alias = names.is_some_and(|names| names.contains(&old.name));
        let was_common = self.aliases.old.contains_key(old);
        old.name == new.name || is_alias || is_renamed && !was_common
    }

    /// The change of the constructor of a struct: the arguments of `new`, or `Default` instead of
    /// `new`.
    ///
    /// It is always listed, since no other change shows the new arguments of `new`. A sent struct
    /// breaks the wire if old calls still compile with another meaning.
    pub(super) fn changed_constructor(
        &self,
        items: Versions<Option<&Item>>,
        is_renamed: bool,
        is_sent: bool,
    ) -> Option<Change> {
        let structs = items.map(|item| item?.as_struct()).both()?;
        let arguments = structs.map(StructItem::arguments);
        let pairs = arguments.old.iter().zip(&arguments.new);
        let is_same_length = arguments.old.len() == arguments.new.len();
        let takes_same_type = |old: &StructField, new: &StructField| {
            let types = Versions::new(&old.ty, &new.ty);
            self.same(types, is_renamed)
        };
        let takes_same_types =
            is_same_length && pairs.clone().all(|(old, new)| takes_same_type(old, new));
        let is_callable = is_same_length
            && pairs.clone().all(|(old, new)| {
                takes_same_type(old, new) || accept_same_value(Versions::new(old, new))
            });
        let mut moved = pairs.filter(|(old, new)| old.name != new.name).peekable();
        if takes_same_types && moved.peek().is_none() {
            return None;
        }
        let names: BTreeSet<&Ident> = arguments.new.iter().map(|it| &it.name).collect();
        let is_silent = is_callable && moved.any(|(old, _)| names.contains(&old.name));
        let change = Change::new(ChangeKind::Rust, true, is_sent && is_silent);
        Some(change.with_texts(structs.map(constructor)))
    }

    /// The change for accessors of the old union that the new union lacks, or has with another
    /// type.
    pub(super) fn lost_accessors(
        &self,
        items: Versions<Option<&Item>>,
        is_renamed: bool,
    ) -> Option<Change> {
        let unions = items.map(|item| match item? {
            Item::Union(item) => Some(item),
            _ => None,
        });
        let Versions { old, new } = unions.both()?;
        let is_kept = |old: &&Accessor| {
            let mut new = new.accessors.iter();
            new.any(|new| new.name == old.name && self.same_result(&old.ty, &new.ty, is_renamed))
        };
        let lost = old.accessors.iter().filter(|it| !is_kept(it));
        let lost: Vec<String> = lost
            .map(|it| format!("{}::{}()", old.name, it.name))
            .collect();
        if lost.is_empty() {
            return None;
        }
        let text = lost.join(", ");
        Some(Change::in_rust(Versions::new(Some(text), None)))
    }

    fn same_result(&self, old: &AccessorType, new: &AccessorType, is_renamed: bool) -> bool {
        match (old, new) {
            (AccessorType::Text, AccessorType::Text) => true,
            (AccessorType::Value(old), AccessorType::Value(new))
            | (AccessorType::Reference(old), AccessorType::Reference(new)) => {
                self.same(Versions::new(old, new), is_renamed)
            }
            _ => false,
        }
    }
}

/// The differences between two fields. There are none if one of the members has no field.
#[derive(Default)]
pub(super) struct RustDifference {
    pub(super) name: bool,
    pub(super) ty: bool,
    /// `true` if the wrappers differ: `Option`, `Patch` or `Box`.
    pub(super) wrapper: bool,
}

impl RustDifference {
    pub(super) fn new(members: Versions<&Member<'_>>, is_renamed: bool, paths: &PathMap) -> Self {
        let Some(types) = members.map(|member| member.value.rust).both() else {
            return Self::default();
        };
        let unwrapped = types.map(unwrap);
        Self {
            name: members.map(|member| member.rust_name).differ(),
            ty: !paths.same(unwrapped.map(|(_, ty)| ty), is_renamed),
            wrapper: unwrapped.map(|(wrapper, _)| wrapper).differ(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrapper {
    None,
    Option,
    OptionBox,
    Box,
    Patch,
}

/// Splits the wrapper off a field's type, since optionality is compared separately.
fn unwrap(ty: &RustType) -> (Wrapper, &RustType) {
    match ty {
        RustType::Option(inner) => match inner.as_ref() {
            RustType::Box(inner) => (Wrapper::OptionBox, inner),
            inner => (Wrapper::Option, inner),
        },
        RustType::Patch(inner) => (Wrapper::Patch, inner),
        RustType::Box(inner) => (Wrapper::Box, inner),
        ty => (Wrapper::None, ty),
    }
}

/// The change for traits that the old struct or union derives and the new one does not. The
/// `Default` of a struct that now has `new` is not included: it is a change of the constructor.
pub(super) fn lost_derives(items: Versions<Option<&Item>>) -> Option<Change> {
    let derives = items.map(|item| match item? {
        Item::Struct(item) => Some((&item.name, item.derives, item.directions, item.has_new())),
        Item::Union(item) => Some((&item.name, item.derives, item.directions, false)),
        _ => None,
    });
    let Versions {
        old: (name, old, old_serde, _),
        new: (_, new, new_serde, has_new),
    } = derives.both()?;
    let mut lost = Vec::new();
    for (name, was, is) in [
        ("Copy", old.copy, new.copy),
        ("Default", old.default && !has_new, new.default),
        ("Eq", old.eq, new.eq),
        ("Hash", old.hash, new.hash),
        ("Serialize", old_serde.serialize, new_serde.serialize),
        ("Deserialize", old_serde.deserialize, new_serde.deserialize),
    ] {
        if was && !is {
            lost.push(name);
        }
    }
    if lost.is_empty() {
        return None;
    }
    Some(Change::lost_traits(name, &lost))
}

/// `true` if code may write a struct literal that names all fields. The settings must allow
/// literals. In a request, only a struct without `Default` is written in this way.
pub(super) fn is_literal(item: Option<&Item>, directions: Directions) -> bool {
    item.and_then(Item::as_struct)
        .is_some_and(|item| item.is_exhaustive && (directions.read || !item.derives.default))
}

/// `true` if some value, such as a text, is valid for both arguments of `new`, although their types
/// differ.
fn accept_same_value(fields: Versions<&StructField>) -> bool {
    let Some(accepted) = fields.map(accepted).both() else {
        return false;
    };
    let is_converted = fields.map(|field| field.methods.takes_into);
    let is_accepted = match (accepted.old.1, accepted.new.1) {
        _ if is_converted.old && is_converted.new => true,
        // A number or a boolean also converts into any JSON.
        (RustType::Value, RustType::I64 | RustType::F64 | RustType::Bool)
        | (RustType::I64 | RustType::F64 | RustType::Bool, RustType::Value) => true,
        _ => false,
    };
    is_accepted && !accepted.map(|(collection, _)| collection).differ()
}

/// The type of the values that an argument accepts, and the collection around it, if there is one.
/// `None` for nested collections, whose values are not converted.
fn accepted(field: &StructField) -> Option<(Option<Discriminant<RustType>>, &RustType)> {
    let is_box = |ty: &&RustType| matches!(ty, RustType::Box(_));
    let layers: Vec<&RustType> = field.ty.layers().skip_while(is_box).collect();
    match layers[..] {
        [value] => Some((None, value)),
        [collection @ (RustType::Vec(_) | RustType::Map(..)), value] => {
            Some((Some(discriminant(collection)), value))
        }
        _ => None,
    }
}

/// `User::new(id: String, name: String)` or `User::default()`
fn constructor(item: &StructItem) -> String {
    if !item.has_new() {
        return format!("{}::default()", item.name);
    }
    let arguments = item.arguments().into_iter();
    let arguments = arguments.map(|field| format!("{}: {}", field.name, field.ty));
    let arguments: Vec<String> = arguments.collect();
    format!("{}::new({})", item.name, arguments.join(", "))
}
