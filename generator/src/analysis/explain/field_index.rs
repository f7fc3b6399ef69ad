//! Finds the field of the output for a member of the docs.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::struct_fields::StructFields;
use crate::base::node_path::PageId;
use crate::base::role::Role;
use crate::notation::docs_path;
use crate::pipeline::api::Api;
use crate::pipeline::model::module_tree;
use crate::pipeline::model::rust_model::{
    FieldSource, Item, ItemPath, ModulePath, NamedType, RustModel, RustType, Secrecy,
};

/// A field of the output.
pub(in crate::analysis) struct RustField {
    /// `authkit::api_keys::ApiKey.permissions`
    pub(in crate::analysis) path: String,
    /// The same path with the aliases of the struct on the page of the member.
    pub(super) other_paths: Vec<String>,
    pub(in crate::analysis) ty: RustType,
    pub(in crate::analysis) secrecy: Secrecy,
    /// `true` if the settings say that it is no id.
    pub(super) is_no_id: bool,
}

/// A page, and an id or docs path on it.
type Key<'a> = (PageId, &'a str);

/// The fields of the output, by the members for which they were generated.
#[derive(Default)]
pub(in crate::analysis) struct FieldIndex<'a> {
    listed: BTreeMap<Key<'a>, &'a FieldSource>,
    fields: StructFields<'a>,
    enums: BTreeSet<ItemPath>,
    /// The item types of the lists that operations return.
    lists: BTreeMap<Key<'a>, &'a RustType>,
    /// For each resource that is an alias, the page of its target.
    twins: BTreeMap<Key<'a>, PageId>,
    /// The aliases of each type that has any, by the type and the module of the aliases.
    aliases: BTreeMap<(&'a ItemPath, &'a ModulePath), Vec<ItemPath>>,
    modules: Vec<ModulePath>,
}

impl<'a> FieldIndex<'a> {
    pub(in crate::analysis) fn new(api: &'a Api, model: &'a RustModel) -> Self {
        let pages = api.pages.iter().map(|page| page.path.as_str());
        let pages: BTreeMap<&str, PageId> = pages.zip((0..).map(PageId)).collect();
        let mut index = Self {
            fields: StructFields::new(model),
            modules: api.pages.iter().map(module_tree::module_of).collect(),
            ..Self::default()
        };
        for field in &model.field_sources {
            let key = (field.page, field.docs_path.as_str());
            index.listed.insert(key, field);
        }
        let mut aliases: BTreeMap<ItemPath, &RustType> = BTreeMap::new();
        for (module, item) in model.items() {
            match item {
                Item::Enum(item) => _ = index.enums.insert(module.item(&item.name)),
                Item::Union(item) => _ = index.enums.insert(module.item(&item.name)),
                Item::Alias(alias) => {
                    let path = module.item(&alias.name);
                    aliases.insert(path.clone(), &alias.target);
                    if let RustType::Item(target) = &alias.target {
                        let names = index.aliases.entry((target, module)).or_default();
                        names.push(path);
                    }
                }
                Item::Struct(_) | Item::Endpoint(_) | Item::RequestEnum(_) | Item::Id(_) => {}
            }
        }
        for operation in &model.operations {
            if let Some(page) = pages.get(operation.page.as_str())
                && let Some(RustType::List(item)) = &operation.response
            {
                index.lists.insert((*page, &operation.id), item);
            }
        }
        // The first type counts if several have the same path.
        let listed = model.named_types.iter().rev();
        let named: BTreeMap<&ItemPath, &NamedType> = listed.map(|it| (&it.path, it)).collect();
        let resources = model.named_types.iter();
        for listed in resources.filter(|listed| listed.role == Role::Resource) {
            if let Some(RustType::Item(target)) = aliases.get(&listed.path)
                && let Some(target) = named.get(target)
                && let Some(page) = pages.get(listed.page.as_str())
                && let Some(target_page) = pages.get(target.page.as_str())
            {
                index.twins.insert((*page, &listed.id), *target_page);
            }
        }
        index
    }

    /// The field for the member at this docs path. For a resource that is an alias, it is a field
    /// of its target.
    pub(in crate::analysis) fn find(&self, page: PageId, docs_path: &str) -> Option<RustField> {
        let id = docs_path::segments(docs_path).next().unwrap_or(docs_path);
        let page = self.twins.get(&(page, id)).copied().unwrap_or(page);
        self.in_struct(page, docs_path)
            .or_else(|| self.in_list(page, docs_path))
    }

    /// The path of the enum or union that a type contains.
    pub(in crate::analysis) fn enum_in(&self, ty: &RustType) -> Option<String> {
        match ty.layers().last()? {
            RustType::Item(path) if self.enums.contains(path) => Some(path.to_string()),
            _ => None,
        }
    }

    fn in_struct(&self, page: PageId, docs_path: &str) -> Option<RustField> {
        let listed = self.listed.get(&(page, docs_path))?;
        let field = self.fields.get(listed)?;
        let module = &self.modules[page.index()];
        let others = self.aliases.get(&(&listed.owner, module));
        Some(RustField {
            path: format!("{}.{}", listed.owner, listed.name),
            other_paths: others
                .into_iter()
                .flatten()
                .map(|other| format!("{other}.{}", listed.name))
                .collect(),
            ty: field.ty.clone(),
            secrecy: field.secrecy,
            is_no_id: listed.is_no_id,
        })
    }

    /// A member of every list, whose field is in a type of the runtime.
    fn in_list(&self, page: PageId, docs_path: &str) -> Option<RustField> {
        let (id, member) = docs_path.split_once(".returns.")?;
        let item = *self.lists.get(&(page, id))?;
        let text = || RustType::Option(Box::new(RustType::String));
        let ty = match member {
            "data" => RustType::Vec(Box::new(item.clone())),
            "object" => text(),
            "list_metadata" => RustType::External("runtime::ListMetadata".to_owned()),
            member => {
                let cursor = member.strip_prefix("list_metadata.")?;
                return Some(RustField {
                    path: format!("runtime::ListMetadata.{cursor}"),
                    other_paths: Vec::new(),
                    ty: text(),
                    secrecy: Secrecy::default(),
                    is_no_id: false,
                });
            }
        };
        let list = RustType::List(Box::new(item.clone()));
        Some(RustField {
            path: format!("{list}.{member}"),
            other_paths: Vec::new(),
            ty,
            secrecy: Secrecy::default(),
            is_no_id: false,
        })
    }
}
