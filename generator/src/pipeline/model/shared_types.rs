//! Types that places of one section have in common: equal in shape, under one member name.
//!
//! Such a type is in the module of the section, under the name of the member. Every page keeps the
//! names that it would have alone, so that no page takes a name from another.

mod claims;
mod docs;
mod places;

use std::collections::{BTreeMap, BTreeSet};

use super::item_names::{ItemId, ItemNames};
use super::rust_model::ModulePath;
use super::shape::Shapes;
use crate::config::{IdType, Settings};
use crate::names::Ident;
use crate::pipeline::api::{Api, Field, ResourceId, Type};
use crate::pipeline::serde_rules;
pub(super) use docs::members as described_members;
use places::Places;

/// The types that are one with another one.
#[derive(Debug, Default)]
pub(super) struct SharedTypes<'a> {
    /// The common item of each that is shared.
    items: BTreeMap<ItemId, ItemId>,
    /// The types of each common item at its places, and the members that have them.
    places: BTreeMap<ItemId, Vec<(&'a Type, Option<&'a Field>)>>,
    /// The resource that the response of an operation is equal to, by the position of the operation.
    responses: BTreeMap<usize, ResourceId>,
    /// The common items that are built.
    built: BTreeSet<ItemId>,
}

/// Finds the types that are one, if the settings share any, and names the common ones.
pub(super) fn find<'a>(
    api: &'a Api,
    settings: &Settings,
    modules: &[ModulePath],
    aliases: &[Option<ResourceId>],
    names: &mut ItemNames,
) -> SharedTypes<'a> {
    let mut shared = SharedTypes::default();
    if !settings.share_types {
        return shared;
    }
    let shapes = Shapes {
        api,
        aliases,
        has_ids: settings.ids == IdType::Typed,
    };
    shared.responses = equal_responses(api, modules, aliases, &shapes);
    let places = places::find((api, modules), &shared.responses, names, &shapes);
    shared.items = as_named(&places);
    let places = places.all;
    let groups = claims::groups(&places, &names.taken(), &shared.items);
    for group in &groups {
        let Some(first) = group.first().map(|first| &places[*first]) else {
            continue;
        };
        let section = ModulePath(vec![first.section.clone()]);
        let item = names.add_common(&section, &first.name, first.ty, (api, modules));
        let members = group.iter().map(|member| (places[*member].item, item));
        shared.items.extend(members);
        let of_item = group.iter().map(|member| &places[*member]);
        let of_item = of_item.map(|place| (place.ty, place.field));
        shared.places.insert(item, of_item.collect());
    }
    for group in &groups {
        if let Some(first) = group.first().map(|first| places[*first].item)
            && let Some(item) = shared.items.get(&first).copied()
        {
            shared.link(first, item, names);
        }
    }
    names.settle();
    shared
}

impl SharedTypes<'_> {
    /// The type and the field that a common item is built from, whose parts have the docs of the
    /// first place that has any for them.
    pub(super) fn described(&self, item: ItemId, ty: &Type, field: &Field) -> (Type, Field) {
        let places = self.places.get(&item).map_or(&[][..], Vec::as_slice);
        let types: Vec<&Type> = places.iter().map(|(ty, _)| *ty).collect();
        let fields: Vec<&Field> = places.iter().filter_map(|(_, field)| *field).collect();
        (docs::described(ty, &types), docs::with_docs(field, &fields))
    }

    /// The common item that an item is one with; `None` if it is not shared.
    pub(super) fn common(&self, item: ItemId) -> Option<ItemId> {
        self.items.get(&item).copied()
    }

    /// `true` the first time that a common item is asked for.
    pub(super) fn begin(&mut self, item: ItemId) -> bool {
        self.built.insert(item)
    }

    /// The resource that is the response of the operation at this position.
    pub(super) fn response(&self, position: usize) -> Option<ResourceId> {
        self.responses.get(&position).copied()
    }

    /// Shares the items inside a common item as those inside the first of its places are.
    fn link(&mut self, own: ItemId, item: ItemId, names: &ItemNames) {
        for pair in names.pairs_inside(own, item) {
            match self.common(pair.own) {
                Some(common) => drop(self.items.insert(pair.item, common)),
                None => self.link(pair.own, pair.item, names),
            }
        }
    }
}

/// The unions of the resources of one that the docs have a name for, in its section, each with that.
fn as_named(places: &Places<'_>) -> BTreeMap<ItemId, ItemId> {
    let mut items = BTreeMap::new();
    for place in &places.all {
        let key = (place.section.clone(), place.shape.clone());
        let named = places.named_unions.get(&key).into_iter().flatten();
        let named: Vec<&ItemId> = named.collect();
        if let [only] = named.as_slice() {
            items.insert(place.item, **only);
        }
    }
    items
}

/// The operations whose response has the shape of one resource of their section, and of no other.
fn equal_responses(
    api: &Api,
    modules: &[ModulePath],
    aliases: &[Option<ResourceId>],
    shapes: &Shapes<'_>,
) -> BTreeMap<usize, ResourceId> {
    let mut resources: BTreeMap<(&Ident, String), Option<ResourceId>> = BTreeMap::new();
    for (position, resource) in api.resources.iter().enumerate() {
        let section = modules[resource.page.index()].section();
        if let (Some(section), None) = (section, aliases[position])
            && !resource.fields.is_empty()
        {
            let key = (section, shapes.of_fields(&resource.fields));
            let only = resources.entry(key);
            only.and_modify(|only| *only = None)
                .or_insert(Some(ResourceId(position)));
        }
    }
    let mut equal = BTreeMap::new();
    for (position, operation) in api.operations.iter().enumerate() {
        let section = modules[operation.page.index()].section();
        if let (Some(section), Some(ty)) = (section, api.response(position))
            && let Type::Object(fields) = serde_rules::list_item(ty).map_or(ty, |(item, _)| item)
            && let Some(Some(id)) = resources.get(&(section, shapes.of_fields(fields)))
        {
            equal.insert(position, *id);
        }
    }
    equal
}
