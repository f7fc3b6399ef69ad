//! One of the two references: what it says, and the Rust that is made of it.

use std::collections::{BTreeMap, BTreeSet};

use super::company::{self, Referrers};
use super::entity::Entity;
use crate::base::node_path::PageId;
use crate::base::role::Role;
use crate::names::Ident;
use crate::pipeline::api::{Api, PageInfo, ResourceId};
use crate::pipeline::model::rust_model::{
    AliasItem, EndpointItem, EnumItem, Item, ItemPath, RequestEnumItem, RequestVariant, RustModel,
    RustType, StructItem, UnionItem,
};

/// A reference, with its items found by their paths.
pub(super) struct IndexedReference<'a> {
    pub(super) api: &'a Api,
    model: &'a RustModel,
    items: BTreeMap<ItemPath, &'a Item>,
    endpoints: BTreeMap<ItemPath, &'a EndpointItem>,
    /// The enum that a request can also be sent as, by the path of the request.
    shared: BTreeMap<ItemPath, RequestEnumMember<'a>>,
    company: Referrers<'a>,
}

/// A request as a variant of an enum of requests.
#[derive(Clone)]
pub(super) struct RequestEnumMember<'a> {
    pub(super) path: ItemPath,
    pub(super) item: &'a RequestEnumItem,
    pub(super) variant: &'a RequestVariant,
}

impl<'a> IndexedReference<'a> {
    pub(super) fn new(api: &'a Api, model: &'a RustModel) -> Self {
        let mut release = Self {
            api,
            model,
            items: BTreeMap::new(),
            endpoints: BTreeMap::new(),
            shared: BTreeMap::new(),
            company: company::referrers(api),
        };
        for (module, item) in model.items() {
            let path = |name: &Ident| ItemPath {
                module: module.clone(),
                name: name.clone(),
            };
            match item {
                Item::Struct(StructItem { name, .. }) | Item::Enum(EnumItem { name, .. }) => {
                    release.items.insert(path(name), item);
                }
                Item::Alias(alias) => {
                    release.items.insert(path(&alias.name), item);
                }
                Item::Endpoint(endpoint) => {
                    release.endpoints.insert(path(&endpoint.request), endpoint);
                }
                Item::Union(union) => {
                    release.items.insert(path(&union.name), item);
                }
                Item::RequestEnum(shared) => release.share(shared, &path(&shared.name)),
            }
        }
        release
    }

    /// Remembers the requests that an enum holds.
    fn share(&mut self, item: &'a RequestEnumItem, path: &ItemPath) {
        for variant in &item.variants {
            if let RustType::Item(request) = &variant.request {
                let shared = RequestEnumMember {
                    path: path.clone(),
                    item,
                    variant,
                };
                self.shared.insert(request.clone(), shared);
            }
        }
    }

    /// Every resource, then every operation.
    ///
    /// The lists of the model have the order of the `Api`.
    pub(super) fn entities(&self) -> Vec<Entity<'a>> {
        let listed = self.model.named_types.iter();
        let listed = listed.filter(|listed| listed.role == Role::Resource);
        let resources = self.api.resources.iter().zip(listed).enumerate();
        let operations = self.api.operations.iter().zip(&self.model.operations);
        let resources = resources.map(|(position, (resource, listed))| {
            Entity::resource(ResourceId(position), resource, listed)
        });
        let operations = operations.map(|(operation, listed)| Entity::operation(operation, listed));
        resources.chain(operations).collect()
    }

    /// The ids of what refers to a resource; an operation is alone.
    pub(super) fn company(&self, entity: &Entity<'_>) -> &BTreeSet<&'a str> {
        static NONE: BTreeSet<&str> = BTreeSet::new();
        let id = entity.resource_id();
        id.and_then(|id| self.company.get(&id)).unwrap_or(&NONE)
    }

    pub(super) fn page(&self, page: PageId) -> &'a PageInfo {
        &self.api.pages[page.index()]
    }

    /// The path of the struct that a path is another name of, or the path itself.
    pub(super) fn canonical<'b>(&'b self, path: &'b ItemPath) -> &'b ItemPath {
        match self.items.get(path) {
            Some(Item::Alias(AliasItem {
                target: RustType::Item(target),
                ..
            })) => target,
            _ => path,
        }
    }

    /// The item that a type is, or holds; what is another name of a struct is that struct.
    pub(super) fn item_in(&self, ty: &RustType) -> Option<&'a Item> {
        self.items.get(self.canonical(item_in(ty)?)).copied()
    }

    /// The struct at a path, or the one that the path is another name of.
    pub(super) fn structure(&self, path: &ItemPath) -> Option<&'a StructItem> {
        match self.items.get(self.canonical(path))? {
            Item::Struct(item) => Some(item),
            _ => None,
        }
    }

    /// The struct that a type is, or holds.
    pub(super) fn structure_in(&self, ty: &RustType) -> Option<&'a StructItem> {
        self.structure(item_in(ty)?)
    }

    /// The enum that a type is, or holds.
    pub(super) fn enumeration_in(&self, ty: &RustType) -> Option<&'a EnumItem> {
        match self.item_in(ty)? {
            Item::Enum(item) => Some(item),
            _ => None,
        }
    }

    /// The union that a type is, or holds.
    pub(super) fn union_in(&self, ty: &RustType) -> Option<&'a UnionItem> {
        match self.item_in(ty)? {
            Item::Union(item) => Some(item),
            _ => None,
        }
    }

    /// The enum of requests that the request at a path is a variant of.
    pub(super) fn shared(&self, request: &ItemPath) -> Option<&RequestEnumMember<'a>> {
        self.shared.get(request)
    }

    /// What makes the struct at a path a request.
    pub(super) fn endpoint(&self, request: &ItemPath) -> Option<&'a EndpointItem> {
        self.endpoints.get(request).copied()
    }
}

/// The item below the wrappers of a type.
fn item_in(ty: &RustType) -> Option<&ItemPath> {
    match ty {
        RustType::Item(path) => Some(path),
        RustType::Option(inner)
        | RustType::Vec(inner)
        | RustType::Box(inner)
        | RustType::Map(_, inner)
        | RustType::List(inner)
        | RustType::Patch(inner) => item_in(inner),
        _ => None,
    }
}
