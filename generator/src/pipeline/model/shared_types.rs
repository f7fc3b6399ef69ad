//! Types that places of one section have in common: equal in shape, under one member name.
//!
//! Such a type is in the module of the section, under the name of the member. Every page keeps the
//! names that it would have alone, so that no page takes a name from another.

use std::collections::{BTreeMap, BTreeSet};

use super::item_names::{ItemId, ItemNames};
use super::rust_model::ModulePath;
use super::shape::Shapes;
use super::unions;
use crate::config::{IdType, Settings};
use crate::names::{self, Ident};
use crate::pipeline::api::{Api, Field, Operation, ResourceId, Response, Type};
use crate::pipeline::serde_rules;

/// The types that are one with another one.
#[derive(Debug, Default)]
pub(super) struct SharedTypes {
    /// The common item of each that is shared.
    items: BTreeMap<ItemId, ItemId>,
    /// The items that are of no page: common ones, and the beginnings of common responses.
    common: BTreeSet<ItemId>,
    /// The resource that the response of an operation is equal to, by the position of the operation.
    responses: BTreeMap<usize, ResourceId>,
    /// The common items that are built.
    built: BTreeSet<ItemId>,
}

/// Finds the types that are one, if the settings share any, and names the common ones.
pub(super) fn find(
    api: &Api,
    settings: &Settings,
    modules: &[ModulePath],
    aliases: &[Option<ResourceId>],
    names: &mut ItemNames,
) -> SharedTypes {
    let calls = (0..api.shared_calls.len()).filter_map(|call| names.call(call));
    let mut shared = SharedTypes {
        common: calls.map(|call| call.base).collect(),
        ..SharedTypes::default()
    };
    if !settings.share_types {
        return shared;
    }
    let shapes = Shapes {
        api,
        aliases,
        has_ids: settings.ids == IdType::Typed,
    };
    shared.responses = equal_responses(api, modules, aliases, &shapes);
    let mut finder = Finder {
        api,
        names,
        shapes,
        places: Vec::new(),
    };
    finder.resources(aliases);
    finder.operations(&shared.responses);
    let places = finder.places;
    let groups = groups(&places, &names.taken());
    for group in &groups {
        let Some(first) = group.first().map(|first| &places[*first]) else {
            continue;
        };
        let section = ModulePath(vec![first.section.clone()]);
        let item = names.add_common(&section, &first.name, first.ty, (api, modules));
        shared.common.insert(item);
        let members = group.iter().map(|member| (places[*member].item, item));
        shared.items.extend(members);
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

impl SharedTypes {
    /// The common item that an item is one with; `None` if it is not shared.
    pub(super) fn common(&self, item: ItemId) -> Option<ItemId> {
        self.items.get(&item).copied()
    }

    /// `true` the first time that a common item is asked for.
    pub(super) fn begin(&mut self, item: ItemId) -> bool {
        self.built.insert(item)
    }

    /// `true` for an item that is of no page, and for one inside it.
    pub(super) fn is_common(&self, item: ItemId, names: &ItemNames) -> bool {
        let mut around = std::iter::successors(Some(item), |item| names.parent(*item));
        around.any(|item| self.common.contains(&item))
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

/// A member, or the items of one, whose type is described in place.
struct Place<'a> {
    item: ItemId,
    section: Ident,
    /// The name of the member, in the singular for the items of a list.
    name: Ident,
    ty: &'a Type,
    shape: String,
    /// The place around it.
    around: Option<usize>,
    /// The keys that lead to it.
    path: String,
}

/// Finds the places of the API.
struct Finder<'a, 'n> {
    api: &'a Api,
    names: &'n ItemNames,
    shapes: Shapes<'a>,
    places: Vec<Place<'a>>,
}

/// The surroundings of a member.
#[derive(Clone, Copy)]
struct Around<'s> {
    item: ItemId,
    place: Option<usize>,
    path: &'s str,
    updates: bool,
}

impl<'s> Around<'s> {
    fn root(item: ItemId) -> Self {
        Self {
            item,
            place: None,
            path: "",
            updates: false,
        }
    }
}

impl<'a> Finder<'a, '_> {
    /// The places of resources that are no aliases.
    fn resources(&mut self, aliases: &[Option<ResourceId>]) {
        for (position, resource) in self.api.resources.iter().enumerate() {
            if aliases[position].is_none() {
                let around = Around::root(self.names.resource(position));
                self.fields(&resource.fields, around);
            }
        }
    }

    /// The places of requests, and of responses that are no resources.
    fn operations(&mut self, equal: &BTreeMap<usize, ResourceId>) {
        let api = self.api;
        for (position, operation) in api.operations.iter().enumerate() {
            self.request(operation, self.names.request(position));
            if let Response::Body(ty) = &operation.response
                && !equal.contains_key(&position)
                && api.joined(position).is_none()
            {
                self.response(ty, self.names.operation(position));
            }
        }
        for (position, call) in api.shared_calls.iter().enumerate() {
            let Some(group) = &call.group else { continue };
            let first = group.members.first().map(|member| member.position);
            if let (Some(ty), Some(items)) = (&group.response, self.names.call(position))
                && first.is_some_and(|first| !equal.contains_key(&first))
            {
                self.response(ty, items.base);
            }
        }
    }

    /// The places in a request. A body as a whole has no place of its own.
    fn request(&mut self, operation: &'a Operation, item: ItemId) {
        for field in operation.beside_body() {
            self.member(field, Around::root(item));
        }
        if let Some(body) = operation.whole_body() {
            if let Some(item) = self.names.find_child(item, &operation.request_key(body)) {
                self.inside(body.ty.innermost(), Around::root(item));
            }
            return;
        }
        for field in &operation.body {
            let around = Around {
                updates: serde_rules::updates(operation, field, self.api),
                ..Around::root(item)
            };
            self.member(field, around);
        }
    }

    /// The places in a response. The cursors of a list are those of every list.
    fn response(&mut self, ty: &'a Type, base: ItemId) {
        let (key, content) = match serde_rules::list_item(ty) {
            Some((item, _)) => ("item", item),
            None => ("response", ty),
        };
        let Some(item) = self.names.find_child(base, key) else {
            return;
        };
        let around = Around::root(item);
        match serde_rules::wide_list(ty) {
            Some(fields) => {
                let own = fields.iter().filter(|field| field.name != "list_metadata");
                own.for_each(|field| self.member(field, around));
            }
            None => self.inside(content.innermost(), around),
        }
    }

    fn fields(&mut self, fields: &'a [Field], around: Around<'_>) {
        for field in fields {
            self.member(field, around);
        }
    }

    fn member(&mut self, field: &'a Field, around: Around<'_>) {
        let key = (field.name.as_str(), in_list(&field.ty));
        self.place((field.ty.innermost(), field.closed), key, around);
    }

    /// The place of a type that is described in place, and those inside it.
    fn place(
        &mut self,
        (ty, closed): (&'a Type, bool),
        (key, in_list): (&str, bool),
        around: Around<'_>,
    ) {
        let Some(item) = self.names.find_child(around.item, key) else {
            return;
        };
        let path = format!("{}/{key}", around.path);
        let mut inside = Around {
            item,
            path: &path,
            ..around
        };
        if let Some(section) = self.names.module(item).section() {
            inside.place = Some(self.places.len());
            self.places.push(Place {
                item,
                section: section.clone(),
                name: names::member_type_name(key, in_list),
                ty,
                shape: self.shapes.of(ty, closed, around.updates),
                around: around.place,
                path: path.clone(),
            });
        }
        self.inside(ty, inside);
    }

    /// The places inside a type. An alternative of a union is no member, so it has no place.
    fn inside(&mut self, ty: &'a Type, around: Around<'_>) {
        match ty {
            Type::Object(fields) => self.fields(fields, around),
            Type::Union(union) => {
                let names = unions::variant_names(&union.alternatives);
                for (name, alternative) in names.iter().zip(&union.alternatives) {
                    if let Some(item) = self.names.find_child(around.item, name.as_str()) {
                        let around = Around { item, ..around };
                        self.inside(alternative.ty.innermost(), around);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The names that other items have.
type Taken = BTreeSet<(ModulePath, Ident)>;

/// `true` for the items of a list or map.
fn in_list(ty: &Type) -> bool {
    match ty {
        Type::List(_) | Type::Map(_) => true,
        Type::Nullable(inner) => in_list(inner),
        _ => false,
    }
}

/// The places of each common type, in the order of their names.
///
/// Places inside another common type are one place. A name that two shapes claim is of neither, nor
/// is one that an item of the section has.
fn groups(places: &[Place<'_>], taken: &Taken) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    // What is common decides which places are one, so this ends when nothing changes any more.
    for _ in 0..MAX_ROUNDS {
        let found = claims(places, &groups, taken);
        if found == groups {
            break;
        }
        groups = found;
    }
    groups
}

/// The most rounds until the common types are known. Each settles those inside the ones before.
const MAX_ROUNDS: usize = 8;

/// The places of each shape that is the only one to claim its name, where these are common already.
fn claims(places: &[Place<'_>], common: &[Vec<usize>], taken: &Taken) -> Vec<Vec<usize>> {
    let mut group_of: Vec<Option<usize>> = vec![None; places.len()];
    for (group, members) in common.iter().enumerate() {
        for member in members {
            group_of[*member] = Some(group);
        }
    }
    let mut by_name: BTreeMap<(&Ident, &Ident), BTreeMap<&str, Vec<usize>>> = BTreeMap::new();
    for (position, place) in places.iter().enumerate() {
        let shapes = by_name.entry((&place.section, &place.name)).or_default();
        shapes.entry(&place.shape).or_default().push(position);
    }
    let mut groups = Vec::new();
    for ((section, name), shapes) in by_name {
        let mut claims = shapes.into_values().filter(|members| {
            let distinct: BTreeSet<_> = members
                .iter()
                .map(|member| outermost(places, &group_of, *member))
                .collect();
            distinct.len() > 1
        });
        if let (Some(only), None) = (claims.next(), claims.next())
            && !taken.contains(&(ModulePath(vec![section.clone()]), name.clone()))
        {
            groups.push(only);
        }
    }
    groups
}

/// The place itself, or that within the common type which is nearest around it.
fn outermost<'p>(
    places: &'p [Place<'_>],
    group_of: &[Option<usize>],
    position: usize,
) -> (Option<usize>, usize, &'p str) {
    let place = &places[position];
    let mut around = place.around;
    while let Some(outer) = around {
        if let Some(group) = group_of[outer] {
            return (Some(group), 0, &place.path[places[outer].path.len()..]);
        }
        around = places[outer].around;
    }
    (None, position, "")
}
