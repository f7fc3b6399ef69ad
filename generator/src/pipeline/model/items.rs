//! From resources to items: every struct, enum, field and type of the output.

use std::collections::BTreeMap;

use super::docs::Docs;
use super::listing::DocsPathIndex;
use super::omitted::EmittedCounts;
use super::overrides::Overrides;
use super::rust_model::{
    AliasItem, Derives, ExtraAttributes, Item, ItemPath, Module, ModulePath, NamedType, RustModel,
    RustType, SerdeDirections, StructItem,
};
use super::{aliases, tree};
use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::node_path::{NodeRef, PageId};
use crate::base::role::Role;
use crate::config::Settings;
use crate::names::{self, Ident, Scope};
use crate::pipeline::api::{Api, Field, Operation, Resource, ResourceId};

/// Builds the items of all modules.
pub(super) struct ModelBuilder<'a> {
    pub(super) api: &'a Api,
    pub(super) settings: &'a Settings,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) docs: Docs<'a>,
    /// The item of each resource, registered before any body is built, so that
    /// forward and circular references need no care.
    pub(super) paths: Vec<ItemPath>,
    pub(super) aliases: Vec<Option<ResourceId>>,
    pub(super) scopes: BTreeMap<ModulePath, Scope<NodeRef>>,
    /// The module of each page.
    pub(super) modules: Vec<ModulePath>,
    /// How many operations have a method and path.
    pub(super) calls: BTreeMap<(&'a str, &'a str), usize>,
    /// What the operation that is being built has in the output so far.
    pub(super) emitted: EmittedCounts,
    pub(super) listing: DocsPathIndex,
    pub(super) overrides: Overrides<'a>,
    pub(super) model: RustModel,
}

/// Where the items that a member needs are put.
pub(super) struct ParentStruct<'a> {
    pub(super) module: &'a ModulePath,
    pub(super) page: PageId,
    /// The struct whose member it is.
    pub(super) name: &'a Ident,
    /// What the types of its members are named after: the struct, by the docs' name for it.
    pub(super) base: &'a Ident,
    /// Whether the struct changes something that is there, so that `null` clears; what is only
    /// being made has nothing to clear.
    pub(super) updates: bool,
}

impl ParentStruct<'_> {
    /// The struct whose member it is.
    pub(super) fn path(&self) -> ItemPath {
        ItemPath {
            module: self.module.clone(),
            name: self.name.clone(),
        }
    }
}

fn calls(operations: &[Operation]) -> BTreeMap<(&str, &str), usize> {
    let mut calls = BTreeMap::new();
    for operation in operations {
        *calls
            .entry((&*operation.method, &*operation.path))
            .or_default() += 1;
    }
    calls
}

impl<'a> ModelBuilder<'a> {
    pub(super) fn new(
        api: &'a Api,
        settings: &'a Settings,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        let modules = tree::modules(api, diagnostics);
        let mut overrides = Overrides::new(&settings.overrides);
        let path = |resource: &Resource| {
            overrides.item(ItemPath {
                module: modules[resource.page.index()].clone(),
                name: names::type_name(&resource.id),
            })
        };
        let paths: Vec<ItemPath> = api.resources.iter().map(path).collect();
        let docs = Docs::new(api, settings, &paths);
        let aliases = aliases::find(api);
        Self {
            api,
            settings,
            diagnostics,
            docs,
            paths,
            aliases,
            scopes: BTreeMap::new(),
            modules,
            calls: calls(&api.operations),
            emitted: EmittedCounts::default(),
            listing: DocsPathIndex::default(),
            overrides,
            model: RustModel::default(),
        }
    }

    /// Builds everything.
    pub(super) fn build(mut self) -> RustModel {
        let api = self.api;
        for (resource, path) in api.resources.iter().zip(self.paths.clone()) {
            self.reserve_name(&path, &resource.place);
        }
        for (position, resource) in api.resources.iter().enumerate() {
            self.resource(ResourceId(position), resource);
        }
        self.shared_enums();
        for operation in &api.operations {
            let module = self.modules[operation.page.index()].clone();
            self.operation(operation, &module);
        }
        self.request_enums();
        self.model.add_parents();
        self.model.field_sources = self.listing.finish();
        self.overrides.decorate(&mut self.model);
        let must_fit = self.settings.strict;
        self.overrides
            .report(&self.model, must_fit, self.diagnostics);
        self.model
    }

    fn resource(&mut self, id: ResourceId, resource: &Resource) {
        let path = self.paths[id.0].clone();
        let docs = self
            .docs
            .resource(resource.docs.as_deref(), resource.page, &path.module);
        let docs = self
            .docs
            .corrected(docs, &resource.corrections, resource.page, &path.module);
        self.list(resource, &path);
        self.listing
            .list(path.clone(), resource.page, resource.id.clone());
        if let Some(same) = self.aliases[id.0] {
            let target = RustType::Item(self.paths[same.0].clone());
            self.add(
                &path.module,
                resource.page,
                Item::Alias(AliasItem {
                    name: path.name,
                    docs,
                    target,
                }),
            );
            return;
        }
        let owner = ParentStruct {
            module: &path.module,
            page: resource.page,
            name: &path.name,
            base: &names::type_name(&resource.id),
            updates: false,
        };
        self.object(&owner, docs, &resource.fields);
    }

    fn list(&mut self, resource: &Resource, path: &ItemPath) {
        self.register(&resource.id, resource.page, path.clone(), Role::Resource);
    }

    pub(super) fn register(&mut self, id: &str, page: PageId, path: ItemPath, role: Role) {
        let page = self.api.pages[page.index()].path.clone();
        self.model.named_types.push(NamedType {
            id: id.to_owned(),
            page,
            path,
            role,
        });
    }

    /// The struct `owner`, with these fields.
    pub(super) fn object(&mut self, owner: &ParentStruct<'_>, docs: String, fields: &[Field]) {
        let ParentStruct { module, page, .. } = *owner;
        let position = self.position(module, page);
        let mut scope = Scope::new();
        let fields = fields
            .iter()
            .map(|field| self.field(field, owner, &mut scope))
            .collect();
        let item = StructItem {
            name: owner.name.clone(),
            docs,
            derives: Derives::default(),
            required: false,
            fields,
            directions: SerdeDirections::BOTH,
            deprecated: None,
            extras: ExtraAttributes::default(),
        };
        self.insert(module, page, position, Item::Struct(item));
    }

    /// `ApiKey` and `owner` make `ApiKeyOwner`; an item of `targets` is a `...Target`,
    /// or a `...Targets` where that name is taken. Also what it is called in the docs.
    pub(super) fn nested_path(
        &mut self,
        field: &Field,
        owner: &ParentStruct<'_>,
        in_list: bool,
    ) -> (ItemPath, Ident) {
        let place = &field.place;
        let element = names::element_type_name(owner.base, &field.name);
        let path = self.item_path(owner.module, &element);
        let scope = self.scope(&path.module);
        if in_list && scope.claim(&path.name, place.clone()).is_ok() {
            self.listing.member(path.clone(), owner.path(), &field.name);
            return (path, element);
        }
        let plain = names::nested_type_name(owner.base, &field.name);
        let path = self.item_path(owner.module, &plain);
        self.reserve_name(&path, place);
        self.listing.member(path.clone(), owner.path(), &field.name);
        (path, plain)
    }

    /// Where an item is that the docs call so; its name may be another one.
    pub(super) fn item_path(&mut self, module: &ModulePath, name: &Ident) -> ItemPath {
        self.overrides.item(ItemPath {
            module: module.clone(),
            name: name.clone(),
        })
    }

    pub(super) fn scope(&mut self, module: &ModulePath) -> &mut Scope<NodeRef> {
        self.scopes.entry(module.clone()).or_insert_with(Scope::new)
    }

    pub(super) fn reserve_name(&mut self, path: &ItemPath, place: &NodeRef) {
        if let Err(other) = self.scope(&path.module).claim(&path.name, place.clone())
            && !self.overrides.refuse_item(path)
        {
            self.clash(&path.to_string(), place, &other);
        }
    }

    /// Both places are shown: either page may be the one to change.
    pub(super) fn clash(&mut self, name: &str, place: &NodeRef, other: &NodeRef) {
        for (here, there) in [(place, other), (other, place)] {
            let page = &self.api.pages[there.page.index()].path;
            let message = format!("`{name}` is the name of something on `{page}` as well");
            self.diagnostics.report_with_related(
                Code::NameClash,
                message,
                "give one of the two another id or key",
                [here, there].map(|place| Location::Value(place.clone())),
            );
        }
    }

    /// The page whose module this is, if it is one's.
    pub(super) fn page_of(&self, module: &ModulePath) -> Option<PageId> {
        let mut pages = (0..).map(PageId).zip(&self.modules);
        pages
            .find(|(_, other)| *other == module)
            .map(|(page, _)| page)
    }

    fn module(&mut self, path: &ModulePath, page: PageId) -> &mut Module {
        let docs = &self.docs;
        self.model
            .modules
            .entry(path.clone())
            .or_insert_with(|| Module {
                docs: docs.module(page),
                items: Vec::new(),
                names_deprecated: false,
            })
    }

    pub(super) fn add(&mut self, path: &ModulePath, page: PageId, item: Item) {
        self.module(path, page).items.push(item);
    }

    /// Where the next item of a module goes.
    pub(super) fn position(&mut self, path: &ModulePath, page: PageId) -> usize {
        self.module(path, page).items.len()
    }

    /// Puts a struct before the types of its members, which are made first.
    pub(super) fn insert(&mut self, path: &ModulePath, page: PageId, position: usize, item: Item) {
        self.module(path, page).items.insert(position, item);
    }
}
