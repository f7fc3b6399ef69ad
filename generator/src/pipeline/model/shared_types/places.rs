//! The places whose types can be shared: members and path parameters with a type that is described
//! in place, and all unions of resources.

use std::collections::{HashMap, HashSet};

use crate::names::{self, Ident};
use crate::pipeline::api::{Api, Field, Operation, ResourceId, Response, Type, Union};
use crate::pipeline::model::item_names::{ItemId, ItemNames};
use crate::pipeline::model::rust_model::ModulePath;
use crate::pipeline::model::shape::Shapes;
use crate::pipeline::model::unions;
use crate::pipeline::serde_rules;

/// A member or path parameter whose type, or whose item type, is described in place.
pub(super) struct Place<'a> {
    pub(super) item: ItemId,
    pub(super) section: Ident,
    /// The name of the member, in the singular for the items of a list. For a union of resources,
    /// the names of the resources.
    pub(super) name: Ident,
    pub(super) ty: &'a Type,
    /// The member or path parameter; `None` for a whole request or response.
    pub(super) field: Option<&'a Field>,
    pub(super) shape: String,
    /// The place around it.
    pub(super) around: Option<usize>,
    /// The keys that lead to the place.
    pub(super) path: String,
}

/// The places of the API, and the unions with a name in the docs.
pub(super) struct Places<'a> {
    pub(super) all: Vec<Place<'a>>,
    /// The items of these unions, by their section and the shape of their resources.
    pub(super) named_unions: HashMap<(Ident, String), HashSet<ItemId>>,
}

/// The places of the API. `equal` are the operations whose response is equal to a resource.
pub(super) fn find<'a>(
    (api, modules): (&'a Api, &[ModulePath]),
    equal: &HashMap<usize, ResourceId>,
    names: &ItemNames,
    shapes: &Shapes<'_>,
) -> Places<'a> {
    let mut finder = Finder {
        api,
        modules,
        names,
        shapes,
        places: Places {
            all: Vec::new(),
            named_unions: HashMap::new(),
        },
    };
    finder.resources(shapes.aliases);
    finder.operations(equal);
    finder.places
}

/// Collects the places.
struct Finder<'a, 'n> {
    api: &'a Api,
    modules: &'n [ModulePath],
    names: &'n ItemNames,
    shapes: &'n Shapes<'n>,
    places: Places<'a>,
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
    /// Adds the places in resources that are no aliases.
    fn resources(&mut self, aliases: &[Option<ResourceId>]) {
        for (position, resource) in self.api.resources.iter().enumerate() {
            if aliases[position].is_none() {
                let around = Around::root(self.names.resource(position));
                self.fields(&resource.fields, around);
            }
        }
    }

    /// Adds the places in requests, and in responses that are not equal to a resource.
    fn operations(&mut self, equal: &HashMap<usize, ResourceId>) {
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

    /// Adds the places in a request. The whole body is only a place if it is a union.
    fn request(&mut self, operation: &'a Operation, item: ItemId) {
        for parameter in &operation.path_parameters {
            let key = operation.parameter_name(parameter);
            let described = (parameter.ty(), parameter.described.as_ref());
            self.place(described, (&key, false), Around::root(item));
        }
        for field in operation.beside_body() {
            self.member(field, Around::root(item));
        }
        if let Some(body) = operation.whole_body() {
            let key = operation.request_key(body);
            self.whole(body.ty.innermost(), &key, Around::root(item));
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

    /// Adds the places in a response. In a list, only the items count: the cursors are the same in
    /// every list.
    fn response(&mut self, ty: &'a Type, base: ItemId) {
        let (key, content) = match serde_rules::list_item(ty) {
            Some((item, _)) => ("item", item),
            None => ("response", ty),
        };
        let around = Around::root(base);
        match (serde_rules::wide_list(ty), self.names.find_child(base, key)) {
            (Some(fields), Some(item)) => {
                let around = Around { item, ..around };
                let own = fields.iter().filter(|field| field.name != "list_metadata");
                own.for_each(|field| self.member(field, around));
            }
            _ => self.whole(content.innermost(), key, around),
        }
    }

    /// Adds the places in a whole request or response, which is a place itself if it is a union of
    /// resources.
    fn whole(&mut self, ty: &'a Type, key: &str, around: Around<'_>) {
        match ty {
            Type::Union(union) if unions::resources(union).is_some() => {
                self.place((ty, None), (key, false), around);
            }
            _ => {
                if let Some(item) = self.names.find_child(around.item, key) {
                    self.inside(ty, Around { item, ..around });
                }
            }
        }
    }

    fn fields(&mut self, fields: &'a [Field], around: Around<'_>) {
        for field in fields {
            self.member(field, around);
        }
    }

    fn member(&mut self, field: &'a Field, around: Around<'_>) {
        let key = (field.name.as_str(), field.ty.is_collection());
        self.place((field.ty.innermost(), Some(field)), key, around);
    }

    /// Adds the place of a type that is described in place, and the places inside it.
    fn place(
        &mut self,
        (ty, field): (&'a Type, Option<&'a Field>),
        (key, in_list): (&str, bool),
        around: Around<'_>,
    ) {
        if let Type::Union(union) = ty {
            self.named_union(union);
        }
        let Some(item) = self.names.find_child(around.item, key) else {
            return;
        };
        let path = format!("{}/{key}", around.path);
        let mut inside = Around {
            item,
            path: &path,
            updates: around.updates && !in_list,
            ..around
        };
        if let Some(section) = self.names.module(item).section() {
            inside.place = Some(self.places.all.len());
            let (name, shape) = match ty {
                Type::Union(union) if unions::resources(union).is_some() => (
                    self.name_of_resources(section, union),
                    self.shapes.of_resources(union),
                ),
                _ => {
                    let closed = field.is_some_and(|it| it.closed);
                    let shape = self.shapes.of(ty, closed, inside.updates);
                    (names::member_type_name(key, in_list), shape)
                }
            };
            self.places.all.push(Place {
                item,
                section: section.clone(),
                name,
                ty,
                field,
                shape,
                around: around.place,
                path: path.clone(),
            });
        }
        self.inside(ty, inside);
    }

    /// Records a union with a name in the docs.
    fn named_union(&mut self, union: &Union) {
        let named = unions::shared_name(union, self.api, self.modules);
        if let Some((module, name)) = named
            && let Some(section) = module.section()
            && let Some(item) = self.names.shared_union(&module, name)
        {
            let key = (section.clone(), self.shapes.of_resources(union));
            self.places
                .named_unions
                .entry(key)
                .or_default()
                .insert(item);
        }
    }

    /// The name of a union by its resources.
    fn name_of_resources(&self, section: &Ident, union: &Union) -> Ident {
        let resources = unions::resources(union).unwrap_or_default().into_iter();
        let ids = resources.map(|id| self.api.resources[id.0].id.as_str());
        names::union_type_name(section, &ids.collect::<Vec<_>>())
    }

    /// Adds the places inside a type. An alternative of a union is no member, so it is no place.
    fn inside(&mut self, ty: &'a Type, around: Around<'_>) {
        match ty {
            Type::Object(fields) => self.fields(fields, around),
            Type::Union(union) => {
                let names = unions::variant_names(&union.alternatives);
                for (name, alternative) in names.iter().zip(&union.alternatives) {
                    if let Some(item) = self.names.find_child(around.item, name.as_str()) {
                        let around = Around {
                            item,
                            updates: around.updates && !alternative.ty.is_collection(),
                            ..around
                        };
                        self.inside(alternative.ty.innermost(), around);
                    }
                }
            }
            _ => {}
        }
    }
}
