//! One of the two references: its API, and the generated Rust by path.

use std::collections::{BTreeMap, BTreeSet};

use super::entity::{Definition, Entity};
use super::rust_compat::Aliases;
use crate::base::node_path::PageId;
use crate::base::role::Role;
use crate::names::Ident;
use crate::pipeline::api::{Api, EnumValue, Operation, PageInfo, ResourceId, Response, Type};
use crate::pipeline::model::module_tree;
use crate::pipeline::model::rust_model::{
    AliasItem, EndpointItem, EnumItem, Item, ItemPath, ModulePath, RequestEnumItem, RequestVariant,
    RustModel, RustType,
};

/// A reference, with its entities, and its items by their paths.
pub(super) struct IndexedReference<'a> {
    pub(super) api: &'a Api,
    /// Every resource, then every operation.
    pub(super) entities: Vec<Entity<'a>>,
    items: BTreeMap<ItemPath, &'a Item>,
    /// The paths of all types.
    types: BTreeSet<ItemPath>,
    /// Every re-export: its path, and the path of the type.
    pub(super) reexports: BTreeMap<ItemPath, ItemPath>,
    /// The request enum that contains a request, by the path of the request.
    request_enums: BTreeMap<ItemPath, RequestEnumMember<'a>>,
    /// The ids of the resources and operations that refer to a resource.
    referrers: BTreeMap<ResourceId, BTreeSet<&'a str>>,
    /// The variant of `ErrorKind` of each error, by the path of the error.
    error_kinds: BTreeMap<&'a ItemPath, &'a Ident>,
    /// `true` if the items belong to a selection of the pages.
    is_part: bool,
}

/// A request as a variant of a request enum.
pub(super) struct RequestEnumMember<'a> {
    pub(super) path: ItemPath,
    pub(super) item: &'a RequestEnumItem,
    pub(super) variant: &'a RequestVariant,
}

/// The error codes that a page without entities lists.
pub(super) struct ErrorCodes<'a> {
    pub(super) page: &'a PageInfo,
    pub(super) values: &'a [EnumValue],
    pub(super) item: Option<&'a EnumItem>,
}

impl<'a> IndexedReference<'a> {
    pub(super) fn new(api: &'a Api, model: &'a RustModel) -> Self {
        let mut reference = Self {
            api,
            entities: Vec::new(),
            items: BTreeMap::new(),
            types: BTreeSet::new(),
            reexports: model.reexports().collect(),
            request_enums: BTreeMap::new(),
            referrers: referrers(api),
            is_part: model.part.is_some(),
            error_kinds: model.errors.iter().map(|it| (&it.body, &it.name)).collect(),
        };
        let mut endpoints = BTreeMap::new();
        for (module, item) in model.items() {
            reference.types.extend(item.path(module));
            match item {
                Item::Endpoint(endpoint) => {
                    endpoints.insert(module.item(&endpoint.request), endpoint);
                }
                Item::RequestEnum(item) => {
                    for variant in &item.variants {
                        if let RustType::Item(request) = &variant.request {
                            let path = module.item(&item.name);
                            let member = RequestEnumMember {
                                path,
                                item,
                                variant,
                            };
                            reference.request_enums.insert(request.clone(), member);
                        }
                    }
                }
                Item::Struct(_) | Item::Enum(_) | Item::Union(_) | Item::Alias(_) | Item::Id(_) => {
                    if let Some(name) = item.name() {
                        reference.items.insert(module.item(name), item);
                    }
                }
            }
        }
        reference.entities = reference.entities(model, &endpoints);
        reference
    }

    /// The entities; the lists of the model have the order of the `Api`.
    fn entities(
        &self,
        model: &'a RustModel,
        endpoints: &BTreeMap<ItemPath, &'a EndpointItem>,
    ) -> Vec<Entity<'a>> {
        let entity = |definition, id, page: PageId, docs: &'a Option<String>, path| {
            let page = &self.api.pages[page.index()];
            Entity {
                definition,
                id,
                page,
                docs: docs.as_ref().unwrap_or(&page.prose),
                path,
                item: self.items.get(self.canonical(path)).copied(),
                endpoint: endpoints.get(path).copied(),
            }
        };
        let mut entities = Vec::new();
        let types = model
            .named_types
            .iter()
            .filter(|ty| ty.role == Role::Resource);
        let resources = self.api.resources.iter().zip(types).enumerate();
        for (index, (it, ty)) in resources.filter(|(_, (_, ty))| model.emits(&ty.path)) {
            let definition = Definition::Resource(it, ResourceId(index));
            entities.push(entity(definition, &it.id, it.page, &it.docs, &ty.path));
        }
        let operations = self.api.operations.iter().zip(&model.operations);
        for (it, types) in operations.filter(|(_, types)| model.emits(&types.endpoint)) {
            let definition = Definition::Operation(it, types);
            entities.push(entity(
                definition,
                &it.id,
                it.page,
                &it.docs,
                &types.endpoint,
            ));
        }
        entities
    }

    /// The variant of `ErrorKind` for an error.
    pub(super) fn error_kind(&self, error: &ItemPath) -> Option<String> {
        let name = self.error_kinds.get(self.canonical(error))?;
        Some(format!("ErrorKind::{name}"))
    }

    /// The error codes of each page, by its path, with the enum generated for them.
    pub(super) fn error_codes(&self) -> BTreeMap<&'a str, ErrorCodes<'a>> {
        let by_module = self.items_by_module();
        let pages = self.api.error_codes.iter().map(|codes| {
            let page = &self.api.pages[codes.page.index()];
            let values = codes.ty.values().unwrap_or_default();
            let module = module_tree::module_of(page);
            let mut items = by_module.get(&module).into_iter().flatten();
            let item = items.find_map(|item| match item {
                Item::Enum(item) if has_values(item, values) => Some(item),
                _ => None,
            });
            (page.path.as_str(), ErrorCodes { page, values, item })
        });
        let pages = pages.filter(|(_, codes)| codes.item.is_some() || !self.is_part);
        pages.collect()
    }

    fn items_by_module(&self) -> BTreeMap<&ModulePath, Vec<&'a Item>> {
        let mut by_module: BTreeMap<_, Vec<&Item>> = BTreeMap::new();
        for (path, item) in &self.items {
            by_module.entry(&path.module).or_default().push(*item);
        }
        by_module
    }

    /// The ids of the resources and operations that refer to an entity; empty for an operation.
    pub(super) fn referrers(&self, entity: &Entity<'_>) -> &BTreeSet<&'a str> {
        static NONE: BTreeSet<&str> = BTreeSet::new();
        entity
            .resource_id()
            .and_then(|id| self.referrers.get(&id))
            .unwrap_or(&NONE)
    }

    /// The pages from which items are generated, by their paths.
    pub(super) fn pages_with_module(&self) -> BTreeMap<&'a str, &'a PageInfo> {
        let of_enums = self.api.page_enums();
        let of_enums = of_enums.map(|page_enum| &self.api.pages[page_enum.page.index()]);
        let by_module = self.items_by_module();
        let has_items = |page: &PageInfo| by_module.contains_key(&module_tree::module_of(page));
        let of_enums = of_enums.filter(|page| !self.is_part || has_items(page));
        self.entities
            .iter()
            .map(|entity| entity.page)
            .chain(of_enums)
            .map(|page| (page.path.as_str(), page))
            .collect()
    }

    /// The resources that are part of a request.
    pub(super) fn sent_resources(&self) -> BTreeSet<ResourceId> {
        let mut open: Vec<&Type> = self
            .api
            .operations
            .iter()
            .flat_map(Operation::parameters)
            .map(|field| &field.ty)
            .collect();
        let mut sent = BTreeSet::new();
        while let Some(ty) = open.pop() {
            match ty {
                Type::Resource(id) if sent.insert(*id) => {
                    let fields = &self.api.resources[id.0].fields;
                    open.extend(fields.iter().map(|field| &field.ty));
                }
                _ => open.extend(ty.children()),
            }
        }
        sent
    }

    /// The types with aliases.
    pub(super) fn aliases(&self) -> Aliases {
        let mut aliases = Aliases::new();
        for (path, item) in &self.items {
            if let Item::Alias(alias) = item
                && let Some(target) = alias.target.item()
            {
                let names = aliases.entry(target.clone()).or_default();
                names.insert(path.name.clone());
            }
        }
        aliases
    }

    /// The path of the struct, if there is an alias at this path, or else the path itself.
    pub(super) fn canonical<'b>(&'b self, path: &'b ItemPath) -> &'b ItemPath {
        match self.items.get(path) {
            Some(Item::Alias(AliasItem {
                target: RustType::Item(target),
                ..
            })) => target,
            _ => path,
        }
    }

    /// `true` if a type is defined at this path.
    pub(super) fn has_type(&self, path: &ItemPath) -> bool {
        self.types.contains(path)
    }

    /// The paths of all types, re-exports included.
    pub(super) fn public_paths(&self) -> impl Iterator<Item = &ItemPath> {
        self.types.iter().chain(self.reexports.keys())
    }

    /// The resource or operation with this path.
    pub(super) fn entity_at(&self, path: &ItemPath) -> Option<&Entity<'a>> {
        self.entities.iter().find(|entity| entity.path == path)
    }

    /// The path of the type that code finds at this path, which may be a re-export.
    pub(super) fn at_public_path(&self, path: &ItemPath) -> Option<&ItemPath> {
        self.reexports.get(path).or_else(|| self.types.get(path))
    }

    /// The operation to which a type of its page belongs: its own operation, or the first of the
    /// page.
    pub(super) fn operation_around(&self, path: &ItemPath) -> Option<&Entity<'a>> {
        let operations = || self.entities.iter().filter(|it| it.endpoint.is_some());
        operations()
            .find(|it| it.path == path)
            .or_else(|| operations().find(|it| it.path.module == path.module))
    }

    /// The item that a type is or contains, or the struct if the item is an alias.
    pub(super) fn item_in(&self, ty: &RustType) -> Option<&'a Item> {
        self.items.get(self.canonical(ty.item()?)).copied()
    }

    /// The request enum with the request at this path as a variant.
    pub(super) fn request_enum_at(&self, request: &ItemPath) -> Option<&RequestEnumMember<'a>> {
        self.request_enums.get(request)
    }
}

fn referrers(api: &Api) -> BTreeMap<ResourceId, BTreeSet<&str>> {
    let mut referrers: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
    let mut add = |id, ty: &Type| {
        ty.walk(&mut |ty| {
            if let Type::Resource(resource) = ty {
                referrers.entry(*resource).or_default().insert(id);
            }
        });
    };
    for resource in &api.resources {
        for field in &resource.fields {
            add(&resource.id, &field.ty);
        }
    }
    for operation in &api.operations {
        for field in operation.parameters() {
            add(&operation.id, &field.ty);
        }
        if let Response::Body(ty) = &operation.response {
            add(&operation.id, ty);
        }
    }
    referrers
}

/// `true` for the enum with these values.
fn has_values(item: &EnumItem, values: &[EnumValue]) -> bool {
    let variants = item.variants.iter().map(|variant| &variant.value);
    variants.eq(values.iter().map(|value| &value.value))
}
