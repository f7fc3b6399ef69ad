//! Types that several places of a section share, because they have the same shape and member name.
//!
//! A shared type is in the module of the section, under the name of the member. Every page keeps
//! the names that it would have alone, so that no page removes a name from another.

mod claims;
mod docs;
mod places;

use std::collections::{HashMap, HashSet};

use super::item_names::{ItemId, ItemNames};
use super::rust_model::ModulePath;
use super::shape::Shapes;
use crate::config::{IdType, Settings};
use crate::names::Ident;
use crate::pipeline::api::{Api, Field, ResourceId, Type};
use crate::pipeline::serde_rules;
pub(super) use docs::members as described_members;
use places::Places;

/// The shared types.
#[derive(Debug, Default)]
pub(super) struct SharedTypes<'a> {
    /// For each shared item, the common item.
    items: HashMap<ItemId, ItemId>,
    /// For each common item, the types at its places, and their members.
    places: HashMap<ItemId, Vec<(&'a Type, Option<&'a Field>)>>,
    /// The resource to which the response of an operation is equal, by the position of the
    /// operation.
    responses: HashMap<usize, ResourceId>,
    /// The common items that have been built.
    built: HashSet<ItemId>,
}

/// Finds the types that can be shared, if the settings allow it, and names the common types.
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
    /// The type and the field from which a common item is built. Each part has the docs of the
    /// first place that documents the part.
    pub(super) fn described(&self, item: ItemId, ty: &Type, field: &Field) -> (Type, Field) {
        let places = self.places.get(&item).map_or(&[][..], Vec::as_slice);
        let types: Vec<&Type> = places.iter().map(|(ty, _)| *ty).collect();
        let fields: Vec<&Field> = places.iter().filter_map(|(_, field)| *field).collect();
        (docs::described(ty, &types), docs::with_docs(field, &fields))
    }

    /// The common item of a shared item; `None` if the item is not shared.
    pub(super) fn common(&self, item: ItemId) -> Option<ItemId> {
        self.items.get(&item).copied()
    }

    /// Marks a common item as built; `true` if it was not marked before.
    pub(super) fn begin(&mut self, item: ItemId) -> bool {
        self.built.insert(item)
    }

    /// The resource to which the response of the operation at this position is equal.
    pub(super) fn response(&self, position: usize) -> Option<ResourceId> {
        self.responses.get(&position).copied()
    }

    /// Shares the items inside a common item in the same way as those inside its first place.
    fn link(&mut self, own: ItemId, item: ItemId, names: &ItemNames) {
        for pair in names.pairs_inside(own, item) {
            match self.common(pair.own) {
                Some(common) => drop(self.items.insert(pair.item, common)),
                None => self.link(pair.own, pair.item, names),
            }
        }
    }
}

/// The unions without a name whose resources are those of exactly one named union of the section,
/// each with that union.
fn as_named(places: &Places<'_>) -> HashMap<ItemId, ItemId> {
    let mut items = HashMap::new();
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

/// The operations whose response has the shape of exactly one resource of their section, each with
/// that resource.
fn equal_responses(
    api: &Api,
    modules: &[ModulePath],
    aliases: &[Option<ResourceId>],
    shapes: &Shapes<'_>,
) -> HashMap<usize, ResourceId> {
    let mut resources: HashMap<(&Ident, String), Option<ResourceId>> = HashMap::new();
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
    let mut equal = HashMap::new();
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
