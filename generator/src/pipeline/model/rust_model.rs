//! The Rust code to emit, as data. The emitters make no further decisions.

mod endpoint_item;
mod item;
mod struct_item;
mod types;
mod union_item;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::node_path::{NodeRef, PageId};
use crate::base::role::Role;
use crate::names::Ident;
use crate::pipeline::api::{Credential, Encoding};
use crate::pipeline::model::package::Package;

pub(crate) use endpoint_item::*;
pub(crate) use item::*;
pub(crate) use struct_item::*;
pub(crate) use types::{ItemPath, ModulePath, RustType};
pub(crate) use union_item::{
    AccessedField, Accessor, AccessorType, Selector, UnionItem, UnionVariant,
};

/// All modules of the output, with the sources of their items in the docs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RustModel {
    /// Every module, parents included; the root has the empty path.
    pub(crate) modules: BTreeMap<ModulePath, Module>,
    /// The types of resources and operations, with their ids in the docs.
    pub(crate) named_types: Vec<NamedType>,
    /// The operations in the order of the API, with the types of each.
    pub(crate) operations: Vec<OperationTypes>,
    /// The members of operations that have no field.
    pub(crate) omitted: Vec<OmittedMember>,
    /// The enums of requests that share a method and a path.
    pub(crate) request_enums: Vec<ListedRequestEnum>,
    /// The package around the output, for the layout `crate`.
    pub(crate) package: Option<Package>,
    /// The servers of the operations, each with its base URL if that is known.
    pub(crate) servers: BTreeMap<String, Option<String>>,
    /// The errors that the docs describe.
    pub(crate) errors: Vec<ErrorVariant>,
    pub(crate) http: HttpSupport,
    /// `true` if code in other crates may write structs as literals.
    pub(crate) is_exhaustive: bool,
    /// The fields, each with the member of the docs for which it was generated.
    pub(crate) field_sources: Vec<FieldSource>,
    /// The types that are emitted; `None` if all are.
    pub(crate) part: Option<BTreeSet<ItemPath>>,
}

impl RustModel {
    /// Adds the modules that only contain other modules, so that each has a parent.
    pub(crate) fn add_parents(&mut self) {
        let paths: Vec<ModulePath> = self.modules.keys().cloned().collect();
        for path in paths {
            // An existing module already has parents, or gets them later.
            for length in (0..path.0.len()).rev() {
                let parent = ModulePath(path.0[..length].to_vec());
                if self.modules.contains_key(&parent) {
                    break;
                }
                self.module_or_parent(parent);
            }
        }
    }

    /// The module with this path. If it does not exist, it is added without items.
    pub(crate) fn module_or_parent(&mut self, path: ModulePath) -> &mut Module {
        self.modules.entry(path).or_insert_with_key(|path| {
            Module::new(match path.0.last() {
                // Its docs list its contents, and are written when these are known.
                Some(_) => String::new(),
                None => "Models of the API, generated from its reference.".to_owned(),
            })
        })
    }

    /// `true` if the output contains a request.
    pub(crate) fn has_requests(&self) -> bool {
        let mut items = self.items();
        items.any(|(_, item)| matches!(item, Item::Endpoint(_)))
    }

    /// `true` if the type is emitted.
    pub(crate) fn emits(&self, path: &ItemPath) -> bool {
        self.part.as_ref().is_none_or(|part| part.contains(path))
    }

    /// The types of the resources, in the order of the docs.
    pub(crate) fn resources(&self) -> impl Iterator<Item = &ItemPath> {
        let named = self.named_types.iter();
        let resources = named.filter(|named| named.role == Role::Resource);
        let paths = resources.map(|named| &named.path);
        paths.filter(|path| self.emits(path))
    }

    /// Every re-export: its path, and the path of the type.
    pub(crate) fn reexports(&self) -> impl Iterator<Item = (ItemPath, ItemPath)> {
        self.modules.iter().flat_map(|(above, module)| {
            module.reexports.iter().flat_map(move |(child, names)| {
                let mut below = above.clone();
                below.0.push(child.clone());
                names
                    .iter()
                    .map(move |name| (above.item(name), below.item(name)))
            })
        })
    }

    /// Every item, in the order of the output.
    pub(crate) fn items(&self) -> impl Iterator<Item = (&ModulePath, &Item)> {
        self.modules
            .iter()
            .flat_map(|(path, module)| module.items.iter().map(move |item| (path, item)))
    }
}

/// A module: the items of a page, or only a parent of other modules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Module {
    /// Its documentation, ready for rustdoc.
    pub(crate) docs: String,
    pub(crate) items: Vec<Item>,
    /// The names that it re-exports, by the submodule from which they come.
    pub(crate) reexports: BTreeMap<Ident, BTreeSet<Ident>>,
    /// `true` if it defines or names something deprecated.
    pub(crate) names_deprecated: bool,
}

impl Module {
    /// A module without items.
    pub(crate) fn new(docs: String) -> Self {
        Self {
            docs,
            ..Self::default()
        }
    }
}

/// A type of the output, with its source in the docs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedType {
    pub(crate) id: String,
    /// The path of the page.
    pub(crate) page: String,
    pub(crate) path: ItemPath,
    pub(crate) role: Role,
}

/// A field of the output, and the member of the docs for which it was generated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldSource {
    /// The page of the resource or operation.
    pub(crate) page: PageId,
    /// The docs path: `api_key.owner.id`, `list_users.parameters.limit`.
    pub(crate) docs_path: String,
    /// The struct.
    pub(crate) owner: ItemPath,
    pub(crate) name: Ident,
    /// `true` if the settings say that the field is no id.
    pub(crate) is_no_id: bool,
}

/// An operation, and its types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OperationTypes {
    pub(crate) id: String,
    /// The path of the page.
    pub(crate) page: String,
    pub(crate) method: String,
    pub(crate) path: String,
    /// The name of the server.
    pub(crate) server: String,
    pub(crate) credential: Credential,
    /// The encoding of the body, if there is one.
    pub(crate) encoding: Option<Encoding>,
    /// The names of the parameters that are sent as headers.
    pub(crate) headers: Vec<String>,
    /// The type that implements `Endpoint`.
    pub(crate) endpoint: ItemPath,
    /// The request, if the operation documents a parameter. It is the same type as `endpoint`.
    pub(crate) request: Option<ItemPath>,
    /// The type of the response body.
    pub(crate) response: Option<RustType>,
}

/// A documented member of an operation that has no field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OmittedMember {
    /// The operation.
    pub(crate) id: String,
    /// The path of its page.
    pub(crate) page: String,
    /// The docs path below the operation: `returns.data.items`.
    pub(crate) member: String,
    pub(crate) place: NodeRef,
}

/// An enum of requests that share a method and a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ListedRequestEnum {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) item: ItemPath,
    /// The ids of the operations whose requests it contains.
    pub(crate) operations: Vec<String>,
}

/// A variant of the enum of documented errors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ErrorVariant {
    pub(crate) name: Ident,
    /// The member that identifies the error: `code` or `error`.
    pub(crate) member: &'static str,
    /// The texts of that member.
    pub(crate) texts: Vec<String>,
    /// The struct of the body.
    pub(crate) body: ItemPath,
    /// `true` if the docs deprecate the struct.
    pub(crate) is_deprecated: bool,
}

/// The support for requests and responses of the crate `http`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum HttpSupport {
    #[default]
    Absent,
    Present,
    /// A feature of the package enables it.
    Feature {
        is_default: bool,
    },
}
