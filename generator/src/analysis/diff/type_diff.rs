//! The changes inside a type: the members of an object, the values of an enum, the alternatives
//! of a union.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;

use super::change::{Change, ChangeKind, Language};
use super::compare::Differ;
use super::entity::{Member, Typed};
use super::member_diff::Position;
use super::rust_compat::lost_derives;
use super::versions::Versions;
use crate::names::Ident;
use crate::pipeline::api::{Alternative, Api, Dispatch, EnumValue, EnumValues, Field, Type, Union};
use crate::pipeline::model::rust_model::{EnumItem, Item, RustType, Selector, UnionVariant};

/// The Rust types generated for two types.
type RustTypes<'a> = Versions<Option<&'a RustType>>;

/// An alternative of a union, and the variant generated for it.
#[derive(Clone, Copy)]
struct AlternativeVariant<'a> {
    alternative: &'a Alternative,
    variant: Option<&'a UnionVariant>,
}

impl<'a> Differ<'a, '_> {
    /// Compares the parts of two types; returns `true` if the types are of the same kind.
    pub(super) fn contents(&mut self, values: Versions<Typed<'a>>, position: Position<'_>) -> bool {
        let rust = values.map(|value| value.rust);
        match (values.old.ty, values.new.ty) {
            (Type::List(old), Type::List(new))
            | (Type::Map(old), Type::Map(new))
            | (Type::Nullable(old), Type::Nullable(new)) => {
                let inner = Versions::new(Typed::new(old, rust.old), Typed::new(new, rust.new));
                return self.contents(inner, position);
            }
            (Type::Object(old), Type::Object(new)) => {
                self.object(Versions::new(old, new), rust, position);
            }
            (Type::Enum(old), Type::Enum(new)) => {
                self.enum_values(Versions::new(old, new), rust, position);
            }
            (Type::Union(old), Type::Union(new)) if old.dispatch == new.dispatch => {
                self.union(Versions::new(old, new), rust, position);
            }
            (old, new) => return self.context.same_type(Versions::new(old, new)),
        }
        true
    }

    /// `true` if two types with the same name are different items: an enum and a struct, or two
    /// unions, if the new union lacks variants of the old one.
    pub(super) fn is_other_item(&self, rust: RustTypes<'_>) -> bool {
        let items = self.context.items_in(rust);
        match (items.old, items.new) {
            (Some(Item::Union(old)), Some(Item::Union(new))) => !old.variants.iter().all(|old| {
                new.variants.iter().any(|new| {
                    let types = Versions::new(&old.ty, &new.ty);
                    old.name == new.name && self.context.paths.same(types, false)
                })
            }),
            (Some(old), Some(new)) => discriminant(old) != discriminant(new),
            _ => false,
        }
    }

    fn object(
        &mut self,
        fields: Versions<&'a Vec<Field>>,
        rust: RustTypes<'_>,
        position: Position<'_>,
    ) {
        let items = self.context.items_in(rust);
        if let Some(change) = lost_derives(items) {
            self.push(change, position);
        }
        let mut members = fields
            .zip(items)
            .zip(position.parts)
            .map(|((fields, item), part)| Member::of_object(part, fields, item));
        for member in &mut members.old {
            let rust = member.value.rust;
            let paths = &self.context.paths;
            member.keeps_field = member.is_field_of(items.new, |new| {
                rust.is_some_and(|old| paths.same(Versions::new(old, new), position.is_renamed()))
            });
        }
        self.members(members, &position.object_scope(items.old));
        let is_sent = position.scope.directions.sent;
        let paths = &self.context.paths;
        if let Some(change) = paths.changed_constructor(items, position.is_renamed(), is_sent) {
            self.push(change, position);
        }
    }

    /// Compares the known values of two enums, and the generated enums.
    fn enum_values(
        &mut self,
        values: Versions<&EnumValues>,
        rust: RustTypes<'_>,
        position: Position<'_>,
    ) {
        let enums = self.context.items_in(rust).map(|item| match item {
            Some(Item::Enum(item)) => Some(item),
            _ => None,
        });
        let directions = position.scope.directions;
        let was_closed = enums.old.is_some_and(|item| item.unknown.is_none());
        let by_value = values.map(|values| {
            let by_value = values.iter().map(|value| (value.value.as_str(), value));
            by_value.collect::<BTreeMap<&str, &EnumValue>>()
        });
        for new in values.new.iter() {
            let old = by_value.old.get(new.value.as_str());
            let change = match old {
                None => Change::new(ChangeKind::Added, was_closed, was_closed && directions.read),
                Some(old) if old.docs == new.docs => continue,
                Some(old) => {
                    Change::description(Versions::new(*old, new).map(|it| it.docs.as_deref()))
                }
            };
            self.push_value(change, new, position);
        }
        for old in values.old.iter() {
            if !by_value.new.contains_key(old.value.as_str()) {
                // An enum that several operations share may still have the value.
                let is_kept = enums.new.is_some_and(|item| {
                    let mut variants = item.variants.iter();
                    variants.any(|variant| variant.value == old.value)
                });
                let breaks_rust = enums.old.is_some() && !is_kept;
                let change = Change::new(ChangeKind::Removed, breaks_rust, directions.sent);
                self.push_value(change, old, position);
            }
        }
        if let Some(enums) = enums.both() {
            self.openness(enums, position);
            self.variants(enums, position);
        }
    }

    /// Compares if two enums accept unknown values.
    ///
    /// A closed enum has no variant for unknown values, is `Copy`, and may reject strings. If only
    /// one side is open, the other side may receive an unknown value.
    fn openness(&mut self, enums: Versions<&EnumItem>, position: Position<'_>) {
        let is_open = enums.map(|item| item.unknown.is_some());
        if is_open.differ() {
            let directions = position.scope.directions;
            let breaks_wire = directions.sent && is_open.old || directions.read && is_open.new;
            let change = Change::new(ChangeKind::Openness, true, breaks_wire);
            let texts = is_open.map(|is| if is { "open" } else { "closed" }.to_owned());
            self.push(change.with_texts(texts), position);
        }
    }

    /// Compares the variants of values that are in both references: the name of a variant depends
    /// on the other values, and only a literal is its own default.
    fn variants(&mut self, enums: Versions<&EnumItem>, position: Position<'_>) {
        let new = &enums.new.variants;
        let by_value: BTreeMap<&str, _> = new.iter().map(|new| (&*new.value, new)).collect();
        let names: BTreeSet<&Ident> = new.iter().map(|new| &new.name).collect();
        for old in &enums.old.variants {
            let new = by_value.get(&*old.value);
            if let Some(new) = new.filter(|new| new.name != old.name) {
                // The old name may now belong to a different value, which the compiler cannot
                // detect.
                let breaks_wire = names.contains(&old.name);
                let texts = Versions::new(&old.name, &new.name)
                    .zip(enums.map(|item| &item.name))
                    .map(|(variant, name): (&Ident, &Ident)| format!("{name}::{variant}"));
                let change = Change::new(ChangeKind::Rust, true, breaks_wire);
                self.push(change.with_texts(texts), position);
            }
        }
        if enums.old.default_first && !enums.new.default_first {
            let change = Change::lost_traits(&enums.old.name, &["Default"]);
            self.push(change, position);
        }
    }

    fn push_value(&mut self, mut change: Change, value: &EnumValue, position: Position<'_>) {
        change.value = Some(value.value.clone());
        self.push(change, position);
    }

    /// Compares unions that are dispatched in the same way.
    ///
    /// Models keep unknown alternatives as raw JSON, so a new alternative breaks nothing.
    fn union(&mut self, unions: Versions<&'a Union>, rust: RustTypes<'_>, position: Position<'_>) {
        let items = self.context.items_in(rust);
        let alternatives = unions.zip(items).map(|(union, item)| {
            let variants = match item {
                Some(Item::Union(item)) => item.variants.as_slice(),
                _ => &[],
            };
            let alternatives = union.alternatives.iter().enumerate();
            alternatives
                .map(|(at, alternative)| AlternativeVariant {
                    alternative,
                    variant: variant(variants, at, alternative),
                })
                .collect::<Vec<_>>()
        });
        for new in &alternatives.new {
            let mut old = alternatives.old.iter();
            match old.find(|old| is_same_alternative(old.alternative, new.alternative)) {
                Some(old) => self.alternative(Versions::new(*old, *new), position),
                None => {
                    let change = Change::new(ChangeKind::Added, false, false);
                    let notation = spelled(new.alternative, unions.new, self.context.wire.apis.new);
                    self.push_alternative(change, notation, position);
                }
            }
        }
        for old in &alternatives.old {
            let mut new = alternatives.new.iter();
            if !new.any(|new| is_same_alternative(old.alternative, new.alternative)) {
                let is_sent = position.scope.directions.sent;
                let change = Change::new(ChangeKind::Removed, old.variant.is_some(), is_sent);
                let notation = spelled(old.alternative, unions.old, self.context.wire.apis.old);
                self.push_alternative(change, notation, position);
            }
        }
        if let Some(change) = lost_derives(items) {
            self.push(change, position);
        }
        if let Some(change) = self
            .context
            .paths
            .lost_accessors(items, position.is_renamed())
        {
            self.push(change, position);
        }
    }

    /// Compares an alternative that is in both references.
    fn alternative(&mut self, both: Versions<AlternativeVariant<'a>>, position: Position<'_>) {
        let variants = both.map(|one| one.variant);
        let values =
            both.map(|one| Typed::new(&one.alternative.ty, one.variant.map(|variant| &variant.ty)));
        let changed_rust = values
            .map(|value| value.rust)
            .both()
            .filter(|types| !self.context.paths.same(*types, position.is_renamed()));
        if !self.contents(values, position) {
            let types = values.map(|value| value.ty);
            let wire = self.context.wire;
            let breaks_wire = wire.type_breaks(position.scope.directions, types);
            let change = Change::new(ChangeKind::Type, changed_rust.is_some(), breaks_wire)
                .with_types(self.context.notations(values))
                .with_rust(values.map(|value| value.rust));
            let notation = types.new.notation(self.context.wire.apis.new);
            self.push_alternative(change, notation, position);
        } else if let Some(types) = changed_rust {
            self.push(Change::in_rust(types.map(RustType::to_string)), position);
        }
        // The variant is named after its first tag, which may have changed.
        if let Some(names) = variants.map(|variant| Some(&variant?.name)).both()
            && names.differ()
        {
            self.push(Change::in_rust(names.map(Ident::to_string)), position);
        }
    }

    fn push_alternative(&mut self, mut change: Change, notation: String, position: Position<'_>) {
        change.alternative = Some(notation);
        change.language.get_or_insert(Language::Docs);
        self.push(change, position);
    }
}

/// The variant of the alternative at this position. A shared type may have it at another position.
fn variant<'a>(
    variants: &'a [UnionVariant],
    at: usize,
    alternative: &Alternative,
) -> Option<&'a UnionVariant> {
    let has_tags = |variant: &&UnionVariant| match &variant.selector {
        Selector::Discriminators(tags) => *tags == alternative.tags,
        Selector::Json(_) => false,
    };
    variants.iter().find(has_tags).or_else(|| variants.get(at))
}

/// An alternative in the notation of the docs, preceded by its tags if only these distinguish it.
fn spelled(alternative: &Alternative, union: &Union, api: &Api) -> String {
    let notation = alternative.ty.notation(api);
    match union.dispatch {
        Dispatch::Beside(_) => format!("{}: {notation}", alternative.tags.join(", ")),
        Dispatch::Discriminator(_) | Dispatch::Json => notation,
    }
}

fn is_same_alternative(old: &Alternative, new: &Alternative) -> bool {
    if old.tags.is_empty() && new.tags.is_empty() {
        return old.ty.json_kind() == new.ty.json_kind();
    }
    old.tags.iter().any(|tag| new.tags.contains(tag))
}
