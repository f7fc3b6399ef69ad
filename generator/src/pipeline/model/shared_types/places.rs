//! The members whose types are described in place, and so can be shared.

use std::collections::BTreeMap;

use crate::names::{self, Ident};
use crate::pipeline::api::{Api, Field, Operation, ResourceId, Response, Type};
use crate::pipeline::model::item_names::{ItemId, ItemNames};
use crate::pipeline::model::shape::Shapes;
use crate::pipeline::model::unions;
use crate::pipeline::serde_rules;

/// A member, or the items of one, whose type is described in place.
pub(super) struct Place<'a> {
    pub(super) item: ItemId,
    pub(super) section: Ident,
    /// The name of the member, in the singular for the items of a list.
    pub(super) name: Ident,
    pub(super) ty: &'a Type,
    pub(super) shape: String,
    /// The place around it.
    pub(super) around: Option<usize>,
    /// The keys that lead to it.
    pub(super) path: String,
}

/// The places of the API, where some operations respond with a resource.
pub(super) fn find<'a>(
    api: &'a Api,
    aliases: &[Option<ResourceId>],
    equal: &BTreeMap<usize, ResourceId>,
    names: &ItemNames,
    shapes: &Shapes<'a>,
) -> Vec<Place<'a>> {
    let mut finder = Finder {
        api,
        names,
        shapes,
        places: Vec::new(),
    };
    finder.resources(aliases);
    finder.operations(equal);
    finder.places
}

/// Collects the places.
struct Finder<'a, 'n> {
    api: &'a Api,
    names: &'n ItemNames,
    shapes: &'n Shapes<'a>,
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

/// `true` for the items of a list or map.
fn in_list(ty: &Type) -> bool {
    match ty {
        Type::List(_) | Type::Map(_) => true,
        Type::Nullable(inner) => in_list(inner),
        _ => false,
    }
}
