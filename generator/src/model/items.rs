//! From resources to items: every struct, enum, field and type of the output.

use std::collections::BTreeMap;

use super::docs::Docs;
use super::left_out::Emitted;
use super::listing::Listing;
use super::names::{self, Ident, Scope};
use super::overrides::Overrides;
use super::rust_model::{
    AliasItem, Derives, EnumItem, Extras, Item, ItemPath, Listed, Module, ModulePath, RustModel,
    RustType, StructField, StructItem, Variant, Ways, Wire,
};
use super::{aliases, deprecation, tree};
use crate::api::{Api, EnumValue, Field, Operation, Resource, ResourceId, Type};
use crate::config::{Settings, Time};
use crate::diagnostic::{At, Code, Report};
use crate::inspection::Role;
use crate::place::{PageId, Place};
use crate::wire::{self, Presence};

/// Builds the items of all modules.
pub(super) struct Builder<'a> {
    pub(super) api: &'a Api,
    pub(super) settings: &'a Settings,
    pub(super) report: &'a mut Report,
    pub(super) docs: Docs<'a>,
    /// The item of each resource, registered before any body is built, so that
    /// forward and circular references need no care.
    pub(super) paths: Vec<ItemPath>,
    pub(super) aliases: Vec<Option<ResourceId>>,
    pub(super) scopes: BTreeMap<ModulePath, Scope<Place>>,
    /// The module of each page.
    pub(super) modules: Vec<ModulePath>,
    /// How many operations have a method and path.
    pub(super) calls: BTreeMap<(&'a str, &'a str), usize>,
    /// What the operation that is being built has in the output so far.
    pub(super) emitted: Emitted,
    pub(super) listing: Listing,
    pub(super) overrides: Overrides<'a>,
    pub(super) model: RustModel,
}

/// Where the items that a member needs are put.
pub(super) struct Owner<'a> {
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

impl Owner<'_> {
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

impl<'a> Builder<'a> {
    pub(super) fn new(api: &'a Api, settings: &'a Settings, report: &'a mut Report) -> Self {
        let modules = tree::modules(api, report);
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
            report,
            docs,
            paths,
            aliases,
            scopes: BTreeMap::new(),
            modules,
            calls: calls(&api.operations),
            emitted: Emitted::default(),
            listing: Listing::default(),
            overrides,
            model: RustModel::default(),
        }
    }

    /// Builds everything.
    pub(super) fn build(mut self) -> RustModel {
        let api = self.api;
        for (resource, path) in api.resources.iter().zip(self.paths.clone()) {
            self.claim(&path, &resource.place);
        }
        for (position, resource) in api.resources.iter().enumerate() {
            self.resource(ResourceId(position), resource);
        }
        self.atoms();
        for operation in &api.operations {
            let module = self.modules[operation.page.index()].clone();
            self.operation(operation, &module);
        }
        self.request_enums();
        self.model.add_parents();
        self.model.fields = self.listing.finish();
        self.overrides.decorate(&mut self.model);
        let must_fit = self.settings.must_fit;
        self.overrides.report(&self.model, must_fit, self.report);
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
        let owner = Owner {
            module: &path.module,
            page: resource.page,
            name: &path.name,
            base: &names::type_name(&resource.id),
            updates: false,
        };
        self.object(&owner, docs, &resource.fields);
    }

    fn list(&mut self, resource: &Resource, path: &ItemPath) {
        self.listed(&resource.id, resource.page, path.clone(), Role::Resource);
    }

    pub(super) fn listed(&mut self, id: &str, page: PageId, path: ItemPath, role: Role) {
        let page = self.api.pages[page.index()].path.clone();
        self.model.listed.push(Listed {
            id: id.to_owned(),
            page,
            path,
            role,
        });
    }

    /// The struct `owner`, with these fields.
    fn object(&mut self, owner: &Owner<'_>, docs: String, fields: &[Field]) {
        let Owner { module, page, .. } = *owner;
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
            ways: Ways::BOTH,
            deprecated: None,
            extras: Extras::default(),
        };
        self.insert(module, page, position, Item::Struct(item));
    }

    pub(super) fn field(
        &mut self,
        field: &Field,
        owner: &Owner<'_>,
        scope: &mut Scope<Place>,
    ) -> StructField {
        self.emitted.add(&field.place);
        let own_name = names::field_name(&field.name);
        let name = self.overrides.field(&owner.path(), own_name.clone());
        if let Err(other) = scope.claim(&name, field.place.clone())
            && !self.overrides.refuse_field(&owner.path(), &name)
        {
            self.clash(&format!("{}.{name}", owner.name), &field.place, &other);
        }
        self.listing.field(owner.path(), &name, field);
        let docs = self
            .docs
            .text(field.docs.as_deref(), field.place.page, owner.module);
        let (kind, wire) = self.kind_of(field, &own_name, owner);
        let kind = Box::new(kind);
        let kind = match wire::presence(field, owner.updates) {
            Presence::Required => *kind,
            Presence::Optional => RustType::Option(kind),
            Presence::Patch => RustType::Patch(kind),
        };
        StructField {
            rename: (name.as_str() != field.name).then(|| field.name.clone()),
            name,
            docs: self
                .docs
                .corrected(docs, &field.corrections, field.place.page, owner.module),
            kind,
            skip_none: field.optional,
            wire,
            deprecated: field.deprecated.then(|| deprecation::NOTE.to_owned()),
            secret: false,
            attributes: Vec::new(),
        }
    }

    /// The type of a field, and how it goes over the wire: the type that the settings want, which
    /// stands for all that is in the field and knows how it is written, or the one that the docs
    /// describe.
    fn kind_of(&mut self, field: &Field, name: &Ident, owner: &Owner<'_>) -> (RustType, Wire) {
        let Some(wanted) = self.overrides.kind(&owner.path(), name) else {
            let wire = self.wire(&field.kind);
            return (self.kind(&field.kind, field, owner, false), wire);
        };
        self.emitted.add_all(members(&field.kind));
        (RustType::External(wanted.to_owned()), Wire::Given)
    }

    /// The crate `time` writes RFC 3339 only where it is told to.
    fn wire(&self, kind: &Type) -> Wire {
        match kind {
            Type::Timestamp if self.settings.time == Time::Time => Wire::Rfc3339,
            Type::List(inner) | Type::Map(inner) => self.wire(inner),
            _ => Wire::Plain,
        }
    }

    /// The type where no field is there to say how a moment is written: it stays a text if its
    /// own type would not write RFC 3339.
    pub(super) fn without_field(&self, kind: &Type) -> Type {
        match kind {
            Type::Timestamp if self.settings.time == Time::Time => Type::String,
            Type::List(inner) => Type::List(Box::new(self.without_field(inner))),
            Type::Map(inner) => Type::Map(Box::new(self.without_field(inner))),
            other => other.clone(),
        }
    }

    pub(super) fn kind(
        &mut self,
        kind: &Type,
        field: &Field,
        owner: &Owner<'_>,
        in_list: bool,
    ) -> RustType {
        match kind {
            Type::String => RustType::String,
            Type::Integer => RustType::I64,
            Type::Float => RustType::F64,
            Type::Boolean => RustType::Bool,
            Type::Timestamp => self
                .settings
                .time
                .path()
                .map_or(RustType::String, |path| RustType::External(path.to_owned())),
            Type::Any => RustType::Value,
            Type::Map(value) => RustType::Map(
                self.settings.map,
                Box::new(self.kind(value, field, owner, true)),
            ),
            Type::Nullable(inner) => {
                RustType::Option(Box::new(self.kind(inner, field, owner, in_list)))
            }
            Type::List(item) => RustType::Vec(Box::new(self.kind(item, field, owner, true))),
            Type::Resource(id) => RustType::Item(self.target(*id)),
            Type::Union(union) => RustType::Item(self.union(union, field, owner, in_list)),
            Type::Object(fields) => {
                let (path, base) = self.nested_path(field, owner, in_list);
                let docs = self
                    .docs
                    .text(field.docs.as_deref(), field.place.page, owner.module);
                let inner = Owner {
                    name: &path.name,
                    base: &base,
                    ..*owner
                };
                self.object(&inner, docs, fields);
                RustType::Item(path)
            }
            Type::Enum(values) => {
                if let Some(atom) = self.shared_by(field) {
                    return RustType::Item(atom);
                }
                let (path, _) = self.nested_path(field, owner, in_list);
                self.enumeration(&path, field, values, owner.page);
                RustType::Item(path)
            }
        }
    }

    /// A resource that is like an earlier one is that one.
    fn target(&self, id: ResourceId) -> ItemPath {
        self.paths[self.aliases[id.0].unwrap_or(id).0].clone()
    }

    pub(super) fn enumeration(
        &mut self,
        path: &ItemPath,
        field: &Field,
        values: &[EnumValue],
        page: PageId,
    ) {
        let texts: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
        let names = names::variant_names(&texts, &["Unknown"]);
        let variants = values.iter().zip(names).map(|(value, name)| Variant {
            name,
            value: value.value.clone(),
            docs: self
                .docs
                .text(value.docs.as_deref(), field.place.page, &path.module),
        });
        let item = EnumItem {
            name: path.name.clone(),
            docs: self
                .docs
                .text(field.docs.as_deref(), field.place.page, &path.module),
            variants: variants.collect(),
            default_first: values.len() == 1,
            unknown: (!field.closed).then(|| names::type_name("unknown")),
            extras: Extras::default(),
        };
        self.add(&path.module, page, Item::Enum(item));
    }

    /// `ApiKey` and `owner` make `ApiKeyOwner`; an item of `targets` is a `...Target`,
    /// or a `...Targets` where that name is taken. Also what it is called in the docs.
    pub(super) fn nested_path(
        &mut self,
        field: &Field,
        owner: &Owner<'_>,
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
        self.claim(&path, place);
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

    pub(super) fn scope(&mut self, module: &ModulePath) -> &mut Scope<Place> {
        self.scopes.entry(module.clone()).or_insert_with(Scope::new)
    }

    pub(super) fn claim(&mut self, path: &ItemPath, place: &Place) {
        if let Err(other) = self.scope(&path.module).claim(&path.name, place.clone())
            && !self.overrides.refuse_item(path)
        {
            self.clash(&path.to_string(), place, &other);
        }
    }

    /// Both places are shown: either page may be the one to change.
    pub(super) fn clash(&mut self, name: &str, place: &Place, other: &Place) {
        for (here, there) in [(place, other), (other, place)] {
            let page = &self.api.pages[there.page.index()].path;
            let message = format!("`{name}` is the name of something on `{page}` as well");
            self.report.raise_beside(
                Code::NameClash,
                message,
                "give one of the two another id or key",
                [here, there].map(|place| At::Value(place.clone())),
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

/// The members of what a field holds, which are members of the docs as well.
fn members(kind: &Type) -> &[Field] {
    match kind {
        Type::Object(fields) => fields,
        Type::List(item) | Type::Map(item) | Type::Nullable(item) => members(item),
        _ => &[],
    }
}
