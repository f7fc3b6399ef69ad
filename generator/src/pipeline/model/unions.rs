//! From unions to enums whose variants are types.

use super::items::{ModelBuilder, ParentStruct};
use super::rust_model::{
    Derives, ExtraAttributes, Item, ItemPath, Module, ModulePath, RustType, Selector,
    SerdeDirections, UnionItem, UnionVariant,
};
use crate::names::{self, Ident};
use crate::pipeline::api::{Alternative, Dispatch, Field, JsonKind, Type, Union};

/// The variant for a value that matches no alternative.
const UNKNOWN: &str = "Unknown";

impl ModelBuilder<'_> {
    /// The enum of a union. One that the docs have a name for is made once, in the module that
    /// all its alternatives are below.
    pub(super) fn union(
        &mut self,
        union: &Union,
        field: &Field,
        owner: &ParentStruct<'_>,
        in_list: bool,
    ) -> ItemPath {
        let shared = union.name.as_deref().and_then(|name| {
            let module = self.shared_module(&union.alternatives)?;
            Some(self.item_path(&module, &names::type_name(name)))
        });
        let Some(path) = shared else {
            let (path, base) = self.nested_path(field, owner, in_list);
            let item = self.union_item(union, field, owner, &path, &base);
            self.add(&path.module, owner.page, Item::Union(item));
            return path;
        };
        if !self.has_union(&path) {
            self.reserve_name(&path, &field.place);
            let base = path.name.clone();
            let item = self.union_item(union, field, owner, &path, &base);
            self.module_or_parent(&path.module)
                .items
                .push(Item::Union(item));
        }
        path
    }

    fn union_item(
        &mut self,
        union: &Union,
        field: &Field,
        owner: &ParentStruct<'_>,
        path: &ItemPath,
        base: &Ident,
    ) -> UnionItem {
        let docs = match &union.name {
            // The field's own words are about that field; the type stands for all of them.
            Some(_) => "One of several types.".to_owned(),
            None => self
                .docs
                .text(field.docs.as_deref(), field.place.page, &path.module),
        };
        let tag = match &union.dispatch {
            Dispatch::Discriminator(tag) => Some(tag.clone()),
            Dispatch::Json => None,
        };
        let inner = ParentStruct {
            name: &path.name,
            base,
            module: &path.module,
            ..*owner
        };
        // All alternatives would be far too much to copy for each of them.
        let without_kind = Field {
            ty: Type::Any,
            ..field.clone()
        };
        let names = variant_names(&union.alternatives);
        let variants = names.into_iter().zip(&union.alternatives);
        let variants = variants.map(|(name, alternative)| UnionVariant {
            docs: variant_docs(tag.as_deref(), &alternative.tags),
            selector: selector(alternative),
            ty: self.alternative(alternative, &name, &without_kind, &inner, path),
            name,
        });
        UnionItem {
            name: path.name.clone(),
            docs,
            derives: Derives::default(),
            variants: variants.collect(),
            tag,
            unknown: names::type_name(UNKNOWN),
            directions: SerdeDirections::BOTH,
            extras: ExtraAttributes::default(),
        }
    }

    /// What an alternative of the union at this path holds.
    fn alternative(
        &mut self,
        alternative: &Alternative,
        name: &Ident,
        field: &Field,
        owner: &ParentStruct<'_>,
        union: &ItemPath,
    ) -> RustType {
        let field = Field {
            name: name.to_string(),
            ..field.clone()
        };
        let described = self.as_plain_type(&alternative.ty);
        let ty = self.ty(&described, &field, owner, false);
        if let (RustType::Item(of), Type::Object(_)) = (&ty, &alternative.ty) {
            self.listing.alternative(of.clone(), union);
        }
        ty.boxed()
    }

    fn has_union(&self, path: &ItemPath) -> bool {
        let module = self.model.modules.get(&path.module);
        module.is_some_and(|module| {
            let mut items = module.items.iter();
            items.any(|item| matches!(item, Item::Union(item) if item.name == path.name))
        })
    }

    /// The deepest module that the resources of all alternatives are below.
    fn shared_module(&self, alternatives: &[Alternative]) -> Option<ModulePath> {
        let modules = alternatives
            .iter()
            .map(|alternative| match &alternative.ty {
                Type::Resource(id) => Some(&self.paths.get(id.0)?.module.0),
                _ => None,
            });
        let modules: Vec<&Vec<Ident>> = modules.collect::<Option<_>>()?;
        let (first, rest) = modules.split_first()?;
        let shared = rest.iter().fold(first.len(), |shared, module| {
            first
                .iter()
                .zip(*module)
                .take(shared)
                .take_while(|(a, b)| a == b)
                .count()
        });
        Some(ModulePath(first.iter().take(shared).cloned().collect()))
    }

    /// A module, with the docs of its page where it has one.
    fn module_or_parent(&mut self, path: &ModulePath) -> &mut Module {
        let page = self.page_of(path);
        let docs = page.map(|page| self.docs.module(page));
        self.model.modules.entry(path.clone()).or_insert_with(|| {
            docs.map_or_else(
                || super::rust_model::parent_module(path),
                |docs| Module {
                    docs,
                    items: Vec::new(),
                    names_deprecated: false,
                },
            )
        })
    }
}

/// By the tag where each has one, else by the kind of JSON.
fn variant_names(alternatives: &[Alternative]) -> Vec<Ident> {
    let labels: Vec<&str> = alternatives
        .iter()
        .map(
            |alternative| match (alternative.tags.first(), alternative.ty.json_kind()) {
                (Some(tag), _) => tag.as_str(),
                (None, Some(JsonKind::String)) => "text",
                (None, Some(JsonKind::Number)) => "number",
                (None, Some(JsonKind::Boolean)) => "flag",
                (None, Some(JsonKind::Array)) => "list",
                (None, Some(JsonKind::Object) | None) => "object",
            },
        )
        .collect();
    names::variant_names(&labels, &[UNKNOWN])
}

fn selector(alternative: &Alternative) -> Selector {
    match alternative.ty.json_kind() {
        _ if !alternative.tags.is_empty() => Selector::Discriminators(alternative.tags.clone()),
        Some(JsonKind::String) => Selector::Json("String"),
        Some(JsonKind::Number) => Selector::Json("Number"),
        Some(JsonKind::Boolean) => Selector::Json("Bool"),
        Some(JsonKind::Array) => Selector::Json("Array"),
        Some(JsonKind::Object) | None => Selector::Json("Object"),
    }
}

fn variant_docs(tag: Option<&str>, tags: &[String]) -> String {
    let values: Vec<String> = tags
        .iter()
        .map(|tag| format!("`{}`", tag.escape_debug().to_string().replace('`', "'")))
        .collect();
    match tag {
        Some(tag) => format!("Where `{tag}` is {}.", values.join(" or ")),
        None => String::new(),
    }
}
