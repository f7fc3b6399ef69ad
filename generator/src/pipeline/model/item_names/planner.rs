//! The items of the API, each with the shortest name that it can have.

use super::{ItemId, ItemKind, ItemNames, OperationItems};
use crate::names::{self, Ident};
use crate::notation::url_template::Segment;
use crate::pipeline::api::{Api, Field, Operation, Response, Type};
use crate::pipeline::model::fields::field_names;
use crate::pipeline::model::operations::path_field;
use crate::pipeline::model::rust_model::ModulePath;
use crate::pipeline::model::unions;
use crate::pipeline::serde_rules;

/// The suffix of the name of a request.
pub(super) const REQUEST: &str = "request";

/// The items of the API, with their names.
pub(super) fn plan(api: &Api, modules: &[ModulePath]) -> ItemNames {
    let mut planner = Planner {
        api,
        modules,
        names: ItemNames::default(),
    };
    for resource in &api.resources {
        let module = &modules[resource.page.index()];
        let root = planner.entity(module, &resource.id);
        planner.names.items[root.0].yields = resource.origin.defined.is_some();
        planner.names.resources.push(root);
    }
    for page_enum in api.page_enums() {
        let module = &modules[page_enum.page.index()];
        let root = planner.entity(module, &page_enum.key);
        let key = (module.clone(), page_enum.key.clone());
        planner.names.page_enums.insert(key, root);
    }
    for (position, resource) in api.resources.iter().enumerate() {
        planner.fields(planner.names.resource(position), &resource.fields);
    }
    for operation in &api.operations {
        planner.operation(operation);
    }
    planner.names.settle();
    // Shared items come last, since they must not take a name from a page.
    planner.calls();
    planner.names.settle();
    planner.names
}

/// Adds the items of the API.
pub(super) struct Planner<'a> {
    pub(super) api: &'a Api,
    pub(super) modules: &'a [ModulePath],
    pub(super) names: ItemNames,
}

impl Planner<'_> {
    fn entity(&mut self, module: &ModulePath, id: &str) -> ItemId {
        self.root(module, ItemKind::Entity, id, &[])
    }

    /// Adds an item without a parent. Its name can omit the section of the module, or the longest
    /// of these prefixes of its id.
    fn root(&mut self, module: &ModulePath, kind: ItemKind, id: &str, prefixes: &[&str]) -> ItemId {
        let section = module.section().map(Ident::as_str);
        let prefixes = prefixes.iter().copied().chain(section);
        let short = prefixes.filter_map(|prefix| names::type_name_without(prefix, id));
        let short = short.min_by_key(|name| name.as_str().len());
        self.names.root(module, kind, id, short)
    }

    fn operation(&mut self, operation: &Operation) {
        let module = &self.modules[operation.page.index()];
        let segment = operation.path.segments().first();
        let prefixes: Vec<&str> = segment.into_iter().flat_map(Segment::texts).collect();
        let id = &operation.id;
        let id = id.strip_suffix("_request").unwrap_or(id);
        let base = self.root(module, ItemKind::Base, id, &prefixes);
        let request = self.names.child(base, REQUEST, false);
        self.names.operations.push(OperationItems { request, base });
        let names = operation.field_names();
        let mut names = names.iter();
        for (parameter, name) in operation.path_parameters.iter().zip(&mut names) {
            let field = path_field(parameter, operation);
            self.field(request, &field, &field.name, name);
        }
        for (field, name) in operation.parameters().zip(names) {
            self.field(request, field, &operation.request_key(field), name);
        }
        if let Response::Body(ty) = &operation.response {
            self.response(base, ty);
        }
    }

    /// Adds the items of a response. For a list, they are the items of its element.
    pub(super) fn response(&mut self, base: ItemId, ty: &Type) {
        let (key, ty) = match serde_rules::list_item(ty) {
            Some((item, _)) => ("item", item),
            None => ("response", ty),
        };
        self.member(base, (key, key), ty, false);
    }

    fn fields(&mut self, parent: ItemId, fields: &[Field]) {
        for (field, name) in fields.iter().zip(field_names(fields)) {
            self.field(parent, field, &field.name, &name);
        }
    }

    fn field(&mut self, parent: ItemId, field: &Field, key: &str, name: &Ident) {
        if self.api.shared_enum(field).is_some() {
            return;
        }
        // If several keys give the same name, the types are named after the distinct names of the
        // fields.
        let words = if *name == names::field_name(key) {
            key
        } else {
            name.as_str()
        };
        self.member(parent, (key, words), &field.ty, false);
    }

    /// Adds the items that the type of a member needs. The member has this key, and is named by
    /// these words.
    fn member(&mut self, parent: ItemId, (key, words): (&str, &str), ty: &Type, in_list: bool) {
        match ty {
            Type::List(inner) | Type::Map(inner) => {
                self.member(parent, (key, words), inner, true);
            }
            Type::Nullable(inner) => self.member(parent, (key, words), inner, in_list),
            Type::Enum(_) => _ = self.names.child_with_words(parent, key, words, in_list),
            Type::Object(_) => {
                let item = self.names.child_with_words(parent, key, words, in_list);
                self.inside(item, ty);
            }
            Type::Union(union) => {
                if let Some((module, name)) = unions::shared_name(union, self.api, self.modules) {
                    self.shared_union(&module, name);
                    return;
                }
                let item = self.names.child_with_words(parent, key, words, in_list);
                self.inside(item, ty);
            }
            _ => {}
        }
    }

    /// Adds the items inside the type of an item.
    pub(super) fn inside(&mut self, item: ItemId, ty: &Type) {
        match ty {
            Type::Object(fields) => self.fields(item, fields),
            Type::Union(union) => {
                let variants = unions::variant_names(&union.alternatives);
                for (name, alternative) in variants.iter().zip(&union.alternatives) {
                    let name = name.to_string();
                    self.member(item, (&name, &name), &alternative.ty, false);
                }
            }
            _ => {}
        }
    }

    /// Adds a union with a name in the docs, if it has not been added.
    fn shared_union(&mut self, module: &ModulePath, name: &str) {
        let key = (module.clone(), name.to_owned());
        if !self.names.unions.contains_key(&key) {
            let root = self.root(module, ItemKind::SharedUnion, name, &[]);
            self.names.items[root.0].yields = true;
            self.names.unions.insert(key, root);
        }
    }
}
