//! Which field of the output stands for a member of the docs.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::node_path::PageId;
use crate::pipeline::api::Api;
use crate::pipeline::model::rust_model::{
    FieldSource, Item, ItemPath, RustModel, RustType, StructItem,
};

/// A field of the output.
pub(super) struct RustField {
    /// `authkit::api_keys::ApiKey.permissions`
    pub(super) path: String,
    pub(super) ty: RustType,
}

/// The fields of the output by what they stand for.
pub(super) struct Fields<'a> {
    listed: BTreeMap<(PageId, &'a str), &'a FieldSource>,
    structs: BTreeMap<ItemPath, &'a StructItem>,
    enums: BTreeSet<ItemPath>,
    /// The items of lists that operations answer with.
    lists: BTreeMap<(PageId, &'a str), &'a RustType>,
    /// The page of the resource that a twin is another name of.
    twins: BTreeMap<(PageId, &'a str), PageId>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(api: &'a Api, model: &'a RustModel) -> Self {
        let pages = api.pages.iter().map(|page| page.path.as_str());
        let pages: BTreeMap<&str, PageId> = pages.zip((0..).map(PageId)).collect();
        let listed = model.field_sources.iter();
        let mut fields = Self {
            listed: listed
                .map(|field| ((field.page, field.docs.as_str()), field))
                .collect(),
            structs: BTreeMap::new(),
            enums: BTreeSet::new(),
            lists: lists(model, &pages),
            twins: twins(model, &pages),
        };
        for (module, item) in model.items() {
            match item {
                Item::Struct(item) => _ = fields.structs.insert(module.item(&item.name), item),
                Item::Enum(item) => _ = fields.enums.insert(module.item(&item.name)),
                Item::Union(item) => _ = fields.enums.insert(module.item(&item.name)),
                Item::Alias(_) | Item::Endpoint(_) | Item::RequestEnum(_) => {}
            }
        }
        fields
    }

    /// The field for the member of this docs path; a twin has those of the resource that it is.
    pub(super) fn find(&self, page: PageId, docs: &str) -> Option<RustField> {
        let id = docs.split('.').next().unwrap_or(docs);
        let page = self.twins.get(&(page, id)).copied().unwrap_or(page);
        self.of_struct(page, docs)
            .or_else(|| self.of_list(page, docs))
    }

    /// The enum or union that a type holds, by its path.
    pub(super) fn enum_in(&self, ty: &RustType) -> Option<String> {
        match ty.layers().last()? {
            RustType::Item(path) if self.enums.contains(path) => Some(path.to_string()),
            _ => None,
        }
    }

    fn of_struct(&self, page: PageId, docs: &str) -> Option<RustField> {
        let listed = self.listed.get(&(page, docs))?;
        let item = self.structs.get(&listed.owner)?;
        let field = item.fields.iter().find(|field| field.name == listed.name)?;
        Some(RustField {
            path: format!("{}.{}", listed.owner, listed.name),
            ty: field.ty.clone(),
        })
    }

    /// A member that every list has: the support module has the type for it.
    fn of_list(&self, page: PageId, docs: &str) -> Option<RustField> {
        let (id, member) = docs.split_once(".returns.")?;
        let item = *self.lists.get(&(page, id))?;
        let list = RustType::List(Box::new(item.clone()));
        let text = || RustType::Option(Box::new(RustType::String));
        let (path, ty) = match member {
            "data" => (
                format!("{list}.data"),
                RustType::Vec(Box::new(item.clone())),
            ),
            "object" => (format!("{list}.object"), text()),
            "list_metadata" => {
                let metadata = RustType::External("runtime::ListMetadata".to_owned());
                (format!("{list}.list_metadata"), metadata)
            }
            member => {
                let cursor = member.strip_prefix("list_metadata.")?;
                (format!("runtime::ListMetadata.{cursor}"), text())
            }
        };
        Some(RustField { path, ty })
    }
}

fn lists<'a>(
    model: &'a RustModel,
    pages: &BTreeMap<&str, PageId>,
) -> BTreeMap<(PageId, &'a str), &'a RustType> {
    let lists = model.operations.iter().filter_map(|operation| {
        let page = *pages.get(operation.page.as_str())?;
        match operation.response.as_ref()? {
            RustType::List(item) => Some(((page, operation.id.as_str()), &**item)),
            _ => None,
        }
    });
    lists.collect()
}

fn twins<'a>(
    model: &'a RustModel,
    pages: &BTreeMap<&str, PageId>,
) -> BTreeMap<(PageId, &'a str), PageId> {
    let aliases = model.items().filter_map(|(module, item)| match item {
        Item::Alias(alias) => Some((module.item(&alias.name), &alias.target)),
        _ => None,
    });
    let aliases: BTreeMap<ItemPath, &RustType> = aliases.collect();
    let page_of = |path: &ItemPath| {
        let listed = model
            .named_types
            .iter()
            .find(|listed| listed.path == *path)?;
        pages.get(listed.page.as_str()).copied()
    };
    let twins = model.named_types.iter().filter_map(|listed| {
        let RustType::Item(target) = *aliases.get(&listed.path)? else {
            return None;
        };
        let page = *pages.get(listed.page.as_str())?;
        Some(((page, listed.id.as_str()), page_of(target)?))
    });
    twins.collect()
}
