//! The builder of all items, and the items of resources.

use std::collections::{BTreeSet, HashMap};

use super::contents;
use super::docs::{self, Docs};
use super::docs_paths::DocsPathIndex;
use super::fields::field_names;
use super::item_names::{ItemId, ItemNames, Shared};
use super::module_tree;
use super::operations::EmittedCounts;
use super::overrides::{Overrides, PublicPaths};
use super::part;
use super::reexports;
use super::rust_model::{
    AliasItem, Item, ItemPath, Module, ModulePath, NamedType, ResponseType, RustModel, RustType,
    StructItem,
};
use super::servers;
use super::shared_types::{self, SharedTypes};
use crate::base::diagnostic::{Code, Diagnostics, Location, Span};
use crate::base::node_path::{NodeRef, PageId};
use crate::base::role::Role;
use crate::config::Settings;
use crate::names::{Ident, Scope};
use crate::pipeline::api::{Api, Field, Resource, ResourceId};
use crate::pipeline::id_owners::Owners;

/// Builds the items of all modules.
pub(super) struct ModelBuilder<'a> {
    pub(super) api: &'a Api,
    pub(super) settings: &'a Settings,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) docs: Docs<'a>,
    /// The item of each resource. They are known before any body is built, which allows forward and
    /// circular references.
    pub(super) resources: Vec<ItemPath>,
    /// For each resource, the earlier resource of which it is an alias.
    pub(super) aliases: Vec<Option<ResourceId>>,
    /// For each resource with aliases, its own members and those of its aliases.
    twins: HashMap<ResourceId, Vec<&'a [Field]>>,
    /// The names of all items, without overrides.
    pub(super) names: ItemNames,
    pub(super) shared: SharedTypes<'a>,
    scopes: HashMap<ModulePath, Scope<NodeRef>>,
    /// The module of each page.
    pub(super) modules: Vec<ModulePath>,
    /// The first page of each module.
    pages: HashMap<ModulePath, PageId>,
    /// For each operation with a shared call, the position of that call.
    pub(super) calls: HashMap<usize, usize>,
    /// The responses of shared calls that have been built.
    pub(super) joined: HashMap<usize, ResponseType>,
    /// The members of the current operation that are in the output.
    pub(super) emitted: EmittedCounts,
    pub(super) docs_paths: DocsPathIndex,
    pub(super) overrides: Overrides<'a>,
    /// The resources that a setting can name as the owners of ids.
    pub(super) id_owners: Owners,
    /// The types of the ids that fields contain.
    pub(super) id_types: BTreeSet<ItemPath>,
    pub(super) model: RustModel,
}

/// The struct that fields are built for, and the place of the items that the fields need.
pub(super) struct ParentStruct<'a> {
    pub(super) path: &'a ItemPath,
    pub(super) page: PageId,
    pub(super) id: ItemId,
    /// `true` if the struct is sent to update something, so that `null` clears a value.
    pub(super) updates: bool,
}

impl<'a> ModelBuilder<'a> {
    pub(super) fn new(
        api: &'a Api,
        settings: &'a Settings,
        paths: PublicPaths,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        let modules = module_tree::modules(api, diagnostics);
        let mut overrides = Overrides::new(&settings.overrides, paths);
        let aliases = api.first_twins();
        let mut names = ItemNames::new(api, &modules);
        let shared = shared_types::find(api, settings, &modules, &aliases, &mut names);
        let resources = api.resources.iter().enumerate();
        let resources = resources.map(|(position, resource)| {
            let module = &modules[resource.page.index()];
            overrides.item(module.item(names.name(names.resource(position))))
        });
        let resources: Vec<ItemPath> = resources.collect();
        let calls = api.shared_calls.iter().enumerate();
        let calls = calls.flat_map(|(position, call)| {
            let operations = call.operations.iter();
            operations.map(move |operation| (*operation, position))
        });
        Self {
            api,
            settings,
            diagnostics,
            docs: Docs::new(api, settings, &resources),
            resources,
            twins: twins(&api.resources, &aliases),
            aliases,
            names,
            shared,
            scopes: HashMap::new(),
            pages: first_pages(&modules),
            modules,
            calls: calls.collect(),
            joined: HashMap::new(),
            emitted: EmittedCounts::default(),
            docs_paths: DocsPathIndex::default(),
            overrides,
            id_owners: Owners::new(api),
            id_types: BTreeSet::new(),
            model: RustModel::default(),
        }
    }

    /// Builds everything.
    pub(super) fn build(mut self) -> RustModel {
        let api = self.api;
        for (resource, path) in api.resources.iter().zip(self.resources.clone()) {
            self.reserve_name(&path, &resource.place);
        }
        for (position, resource) in api.resources.iter().enumerate() {
            self.resource(position, resource);
        }
        for page_enum in api.page_enums() {
            self.page_enum(page_enum);
        }
        for (position, operation) in api.operations.iter().enumerate() {
            self.operation(position, operation);
        }
        self.request_enums();
        self.errors();
        self.id_items();
        self.model.servers = servers::decide(self.api, self.settings, self.diagnostics);
        self.model.add_parents();
        reexports::decide(&mut self.model);
        let globs = &self.settings.globs;
        if globs.has_selection() {
            self.model.part = Some(part::of_pages(&self.model, api, globs));
        }
        contents::describe(&mut self.model);
        self.describe_sections();
        self.model.field_sources = self.docs_paths.finish();
        self.overrides.decorate(&mut self.model);
        let must_fit = self.settings.patterns_must_fit;
        self.overrides
            .report(&self.model, must_fit, self.diagnostics);
        self.model
    }

    fn resource(&mut self, position: usize, resource: &Resource) {
        let path = self.resources[position].clone();
        let Resource { id, page, .. } = resource;
        let docs = resource.docs.as_deref();
        let docs = match resource.origin.defined {
            Some(_) => self.docs.text(docs, *page, &path.module),
            None => self.docs.resource(docs, *page, &path.module),
        };
        let docs = docs::corrected(docs, &resource.corrections);
        self.register(id, *page, path.clone(), Role::Resource);
        self.docs_paths.list(path.clone(), *page, id.clone());
        if let Some(same) = self.aliases[position] {
            let target = RustType::Item(self.resources[same.0].clone());
            let alias = Item::Alias(AliasItem::new(path.name.clone(), docs, target));
            self.module(&path.module, *page).items.push(alias);
            let shared = Shared {
                own: self.names.resource(position),
                item: self.names.resource(same.0),
            };
            self.aliases_inside(shared, *page, &resource.place);
        } else {
            let parent = ParentStruct {
                path: &path,
                page: *page,
                id: self.names.resource(position),
                updates: false,
            };
            match self.twins.get(&ResourceId(position)) {
                Some(all) => {
                    let fields = shared_types::described_members(&resource.fields, all);
                    self.object(&parent, docs, &fields);
                }
                None => self.object(&parent, docs, &resource.fields),
            }
        }
    }

    /// The item of a resource, or of the earlier resource of which it is an alias.
    pub(super) fn resource_path(&self, id: ResourceId) -> ItemPath {
        self.resources[self.aliases[id.0].unwrap_or(id).0].clone()
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

    /// The module with this path. If it does not exist, it is created with the docs of its page.
    pub(super) fn module_or_parent(&mut self, path: &ModulePath) -> &mut Module {
        match self.pages.get(path) {
            Some(page) => self.module(path, *page),
            None => self.model.module_or_parent(path.clone()),
        }
    }

    /// Builds the struct with these fields. In the output it comes before the types of its members.
    pub(super) fn object(&mut self, parent: &ParentStruct<'_>, docs: String, fields: &[Field]) {
        let module = &parent.path.module;
        let position = self.module(module, parent.page).items.len();
        let mut scope = Scope::new();
        let named = fields.iter().zip(field_names(fields));
        let fields = named
            .map(|(field, name)| self.field(field, &name, parent, &mut scope))
            .collect();
        let item = StructItem::new(parent.path.name.clone(), docs, fields);
        let items = &mut self.module(module, parent.page).items;
        items.insert(position, Item::Struct(item));
    }

    /// The path of an item with this name, or with the name that the settings give it.
    pub(super) fn item_path(&mut self, module: &ModulePath, name: &Ident) -> ItemPath {
        self.overrides.item(module.item(name))
    }

    pub(super) fn scope(&mut self, module: &ModulePath) -> &mut Scope<NodeRef> {
        self.scopes.entry(module.clone()).or_insert_with(Scope::new)
    }

    /// Reserves a name for an item, and reports a clash if the name is taken.
    pub(super) fn reserve_name(&mut self, path: &ItemPath, place: &NodeRef) {
        if let Err(other) = self.scope(&path.module).claim(&path.name, place.clone())
            && !self.overrides.refuse_item(path)
        {
            match self.definition_of(path) {
                Some(definition) => self.report_taken(path, &definition, &other),
                None => self.report_clash(&path.to_string(), place, &other),
            }
        }
    }

    /// The definition of the resource with this path in the corrections file, if it has one.
    fn definition_of(&self, path: &ItemPath) -> Option<Span> {
        let mut resources = self.api.resources.iter().zip(&self.resources).rev();
        let (resource, _) = resources.find(|(_, other)| *other == path)?;
        resource.origin.defined?;
        Some(resource.corrections.first()?.place.clone())
    }

    /// Reports a definition whose name is already used. A definition never renames another type.
    fn report_taken(&mut self, path: &ItemPath, definition: &Span, other: &NodeRef) {
        let page = &self.api.pages[other.page.index()].path;
        let message = format!("the name `{path}` is also used on `{page}`");
        self.diagnostics.report(
            Code::NameClash,
            message,
            "give the definition another id",
            Location::Known(definition.clone()),
        );
    }

    /// Reports a clash at both places: either page may be the one to change.
    pub(super) fn report_clash(&mut self, name: &str, place: &NodeRef, other: &NodeRef) {
        for (here, there) in [(place, other), (other, place)] {
            let page = &self.api.pages[there.page.index()].path;
            let message = format!("the name `{name}` is also used on `{page}`");
            self.diagnostics.report_with_related(
                Code::NameClash,
                message,
                "give one of the two another id or key",
                [here, there].map(|place| Location::Value(place.clone())),
            );
        }
    }

    /// The module of a page, or a module above several pages. It is created if it does not exist.
    pub(super) fn module(&mut self, path: &ModulePath, page: PageId) -> &mut Module {
        if self.modules[page.index()] != *path {
            return self.module_or_parent(path);
        }
        let modules = &mut self.model.modules;
        let docs = &self.docs;
        modules
            .entry(path.clone())
            .or_insert_with(|| Module::new(docs.module(page)))
    }
}

fn first_pages(modules: &[ModulePath]) -> HashMap<ModulePath, PageId> {
    let mut first = HashMap::new();
    for (page, module) in (0..).map(PageId).zip(modules) {
        first.entry(module.clone()).or_insert(page);
    }
    first
}

/// For each resource with aliases, its own members and those of its aliases.
fn twins<'a>(
    resources: &'a [Resource],
    aliases: &[Option<ResourceId>],
) -> HashMap<ResourceId, Vec<&'a [Field]>> {
    let mut twins: HashMap<ResourceId, Vec<&[Field]>> = HashMap::new();
    for (resource, alias) in resources.iter().zip(aliases) {
        if let Some(first) = alias {
            let own = || vec![resources[first.0].fields.as_slice()];
            let all = twins.entry(*first).or_insert_with(own);
            all.push(&resource.fields);
        }
    }
    twins
}
