//! The enums of unions, whose variants are types.

use super::builder::{ModelBuilder, ParentStruct};
use super::rust_model::{
    Derives, ExtraAttributes, Item, ItemPath, ModulePath, RustType, Selector, SerdeDirections,
    UnionItem, UnionVariant,
};
use crate::base::text::markdown::{code_span, escaped_code_span};
use crate::names::{self, Ident};
use crate::pipeline::api::{Alternative, Api, Dispatch, Field, JsonKind, ResourceId, Type, Union};

impl ModelBuilder<'_> {
    /// The enum of a union with a name in the docs; `None` for another union. It is built once, in
    /// the deepest module that contains all its alternatives.
    pub(super) fn named_union(
        &mut self,
        union: &Union,
        field: &Field,
        parent: &ParentStruct<'_>,
    ) -> Option<ItemPath> {
        let (module, name) = shared_name(union, self.api, &self.modules)?;
        let item = self.names.shared_union(&module, name)?;
        let path = self.path_of(item);
        if self.shared.begin(item) {
            self.shared_union(union, field, parent, &path);
        }
        Some(path)
    }

    /// Builds the enum of a union that several places share. Its alternatives are resources, which
    /// have their own items.
    pub(super) fn shared_union(
        &mut self,
        union: &Union,
        field: &Field,
        parent: &ParentStruct<'_>,
        path: &ItemPath,
    ) {
        self.reserve_name(path, &field.place);
        // The description of the field is not used, because the type belongs to all fields with
        // this union.
        let mut named = Union {
            name: Some(path.name.to_string()),
            ..union.clone()
        };
        // The order of the alternatives may differ between places.
        named.alternatives.sort_by(|a, b| a.tags.cmp(&b.tags));
        let item = self.union_item(&named, field, &ParentStruct { path, ..*parent });
        let module = self.module_or_parent(&path.module);
        module.items.push(Item::Union(item));
    }

    /// The enum of a union, which is the parent of the items of its alternatives.
    pub(super) fn union_item(
        &mut self,
        union: &Union,
        field: &Field,
        parent: &ParentStruct<'_>,
    ) -> UnionItem {
        let path = parent.path;
        let own_names = variant_names(&union.alternatives);
        let docs = self.union_docs(union, &own_names, field, path);
        let tag = match &union.dispatch {
            Dispatch::Discriminator(tag) | Dispatch::Beside(tag) => Some(tag.clone()),
            Dispatch::Json => None,
        };
        // A copy of the field without its type, which would be expensive to clone for each
        // alternative.
        let mut member = Field {
            ty: Type::Any,
            ..field.clone()
        };
        let mut variants = Vec::with_capacity(union.alternatives.len());
        let keys = labels(&union.alternatives);
        let names = self.overrides.values_of(path, own_names.clone(), keys);
        let named = own_names.into_iter().zip(names);
        for ((own_name, name), alternative) in named.zip(&union.alternatives) {
            member.name = own_name.to_string();
            let ty = self.as_plain_type(&alternative.ty);
            let ty = self.ty(&ty, &member, parent, false);
            if let (RustType::Item(item), Type::Object(_)) = (&ty, &alternative.ty) {
                self.docs_paths.alternative(item, path);
            }
            variants.push(UnionVariant {
                name,
                docs: variant_docs(tag.as_deref(), &alternative.tags),
                selector: match alternative.tags.as_slice() {
                    [] => Selector::Json(json_variant(alternative).1),
                    tags => Selector::Discriminators(tags.to_owned()),
                },
                ty: ty.boxed(),
                feature: None,
            });
        }
        UnionItem {
            name: path.name.clone(),
            docs,
            derives: Derives::default(),
            variants,
            tag,
            content: field.ty.key_beside().map(|_| field.name.clone()),
            unknown: names::type_name(names::UNDOCUMENTED),
            directions: SerdeDirections::BOTH,
            accessors: Vec::new(),
            extras: ExtraAttributes::default(),
        }
    }

    /// The docs of a union whose variants have these names.
    fn union_docs(&self, union: &Union, names: &[Ident], field: &Field, path: &ItemPath) -> String {
        match (&union.name, &union.dispatch) {
            (Some(_), _) => {
                let names = names.iter().map(|name| format!("`{}`", name.as_str()));
                format!("One of {}.", names.collect::<Vec<_>>().join(", "))
            }
            (None, Dispatch::Beside(key)) => {
                format!("The `{}` of each `{key}`, and its name.", field.name)
            }
            (None, _) => self.docs_of(field, &path.module),
        }
    }
}

/// The module and the name of a union with a name in the docs. `None` if it has no name, or if an
/// alternative is no resource.
pub(super) fn shared_name<'u>(
    union: &'u Union,
    api: &Api,
    modules: &[ModulePath],
) -> Option<(ModulePath, &'u str)> {
    let alternatives = resources(union)?.into_iter();
    let alternatives = alternatives.map(|id| modules.get(api.resources.get(id.0)?.page.index()));
    let alternatives: Vec<&ModulePath> = alternatives.collect::<Option<_>>()?;
    let name = union.name.as_deref()?;
    Some((ModulePath::shared(alternatives), name))
}

/// The resources that are the alternatives of a union; `None` if an alternative is not a resource.
pub(super) fn resources(union: &Union) -> Option<Vec<ResourceId>> {
    let alternatives = union.alternatives.iter().map(|it| match it.ty {
        Type::Resource(id) => Some(id),
        _ => None,
    });
    let resources: Vec<ResourceId> = alternatives.collect::<Option<_>>()?;
    if resources.is_empty() {
        None
    } else {
        Some(resources)
    }
}

/// The names of the variants, from the tags or the JSON types.
pub(super) fn variant_names(alternatives: &[Alternative]) -> Vec<Ident> {
    let labels: Vec<&str> = labels(alternatives).collect();
    names::variant_names(&labels, &[names::UNDOCUMENTED])
}

fn labels(alternatives: &[Alternative]) -> impl Iterator<Item = &str> {
    alternatives.iter().map(|it| match it.tags.first() {
        Some(tag) => tag.as_str(),
        None => json_variant(it).0,
    })
}

/// The label of an alternative with this JSON type, and the variant of `serde_json::Value`.
fn json_variant(alternative: &Alternative) -> (&'static str, &'static str) {
    match alternative.ty.json_kind() {
        Some(JsonKind::String) => ("text", "String"),
        Some(JsonKind::Number) => ("number", "Number"),
        Some(JsonKind::Boolean) => ("flag", "Bool"),
        Some(JsonKind::Array) => ("list", "Array"),
        Some(JsonKind::Object) | None => ("object", "Object"),
    }
}

fn variant_docs(tag: Option<&str>, tags: &[String]) -> String {
    let Some(tag) = tag else {
        return String::new();
    };
    let values: Vec<String> = tags.iter().map(|tag| escaped_code_span(tag)).collect();
    format!("For the {} {}.", code_span(tag), values.join(" or "))
}
