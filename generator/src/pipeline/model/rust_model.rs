//! The Rust that will be, as data: what emitters print without deciding anything.

mod enums;
mod path;
mod request_enum;
mod rust_type;

use std::collections::BTreeMap;

use crate::base::node_path::{NodeRef, PageId};
use crate::base::role::Role;
use crate::names::Ident;
use crate::pipeline::model::package::Package;

pub(crate) use enums::{EnumItem, Selector, UnionItem, UnionVariant, Variant};
pub(crate) use path::{ItemPath, ModulePath};
pub(crate) use request_enum::{ListedRequestEnum, RequestEnumItem, RequestVariant};
pub(crate) use rust_type::RustType;

/// All modules of the output, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RustModel {
    /// Every module, parents included; the root has the empty path.
    pub(crate) modules: BTreeMap<ModulePath, Module>,
    /// The types that stand for something the docs have a name for.
    pub(crate) named_types: Vec<NamedType>,
    /// The operations, and the types of each.
    pub(crate) operations: Vec<OperationTypes>,
    /// What operations document and no field stands for.
    pub(crate) omitted: Vec<OmittedMember>,
    /// The enums of requests that share a method and a path.
    pub(crate) request_enums: Vec<ListedRequestEnum>,
    /// The package around it all, where the output is to be one.
    pub(crate) package: Option<Package>,
    /// The fields, and what each stands for.
    pub(crate) field_sources: Vec<FieldSource>,
}

impl RustModel {
    /// Adds the modules that only hold others, so that each has a parent.
    pub(crate) fn add_parents(&mut self) {
        let paths: Vec<ModulePath> = self.modules.keys().cloned().collect();
        for path in paths {
            for length in 0..path.0.len() {
                self.modules
                    .entry(ModulePath(path.0[..length].to_vec()))
                    .or_insert_with_key(parent_module);
            }
        }
    }

    /// Adds an item to the module of several pages, which may have none of its own yet.
    pub(crate) fn add_to_parent(&mut self, path: &ModulePath, item: Item) {
        let module = self.modules.entry(path.clone());
        module.or_insert_with_key(parent_module).items.push(item);
    }

    /// Every item, in the order of the output.
    pub(crate) fn items(&self) -> impl Iterator<Item = (&ModulePath, &Item)> {
        self.modules
            .iter()
            .flat_map(|(path, module)| module.items.iter().map(move |item| (path, item)))
    }
}

/// A module that only holds others.
pub(super) fn parent_module(path: &ModulePath) -> Module {
    let docs = match path.0.last() {
        Some(name) => format!("The pages below `{name}`."),
        None => "Models of the API, as its reference describes them.".to_owned(),
    };
    Module {
        docs,
        items: Vec::new(),
        names_deprecated: false,
    }
}

/// A type of the output, and what it is in the docs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedType {
    pub(crate) id: String,
    /// The path of the page.
    pub(crate) page: String,
    pub(crate) path: ItemPath,
    pub(crate) role: Role,
}

/// A field of the output, and the member of the docs that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldSource {
    /// The page of the resource or operation.
    pub(crate) page: PageId,
    /// The docs path: `api_key.owner.id`, `list_users.parameters.limit`.
    pub(crate) docs: String,
    /// The struct.
    pub(crate) owner: ItemPath,
    pub(crate) name: Ident,
}

/// An operation, and what it became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OperationTypes {
    pub(crate) id: String,
    /// The path of the page.
    pub(crate) page: String,
    pub(crate) method: String,
    pub(crate) path: String,
    /// The type that implements `Endpoint`.
    pub(crate) endpoint: ItemPath,
    /// The same, where the operation documents any parameter.
    pub(crate) request: Option<ItemPath>,
    /// The type of the body that comes back.
    pub(crate) response: Option<RustType>,
}

/// A member that an operation documents and no field stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OmittedMember {
    /// The operation.
    pub(crate) id: String,
    /// The path of its page.
    pub(crate) page: String,
    /// The way to the member: `returns.data.items`.
    pub(crate) member: String,
    pub(crate) place: NodeRef,
}

/// A module: the items of one page, or only a parent of other modules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Module {
    /// Its documentation, ready for rustdoc.
    pub(crate) docs: String,
    pub(crate) items: Vec<Item>,
    /// Whether something deprecated is in it, or named by it.
    pub(crate) names_deprecated: bool,
}

/// One item of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Item {
    Struct(StructItem),
    Enum(EnumItem),
    Union(UnionItem),
    /// Another name of a type.
    Alias(AliasItem),
    /// What makes a struct a request of an operation.
    Endpoint(EndpointItem),
    /// Requests that share a method and a path, as one request.
    RequestEnum(RequestEnumItem),
}

impl Item {
    /// The name of what the item defines; none where it only adds to another one.
    pub(crate) fn name(&self) -> Option<&Ident> {
        match self {
            Self::Struct(item) => Some(&item.name),
            Self::Enum(item) => Some(&item.name),
            Self::Union(item) => Some(&item.name),
            Self::Alias(item) => Some(&item.name),
            Self::RequestEnum(item) => Some(&item.name),
            Self::Endpoint(_) => None,
        }
    }

    /// The path of what the item defines in this module.
    pub(crate) fn path(&self, module: &ModulePath) -> Option<ItemPath> {
        self.name().map(|name| module.item(name))
    }

    /// Its documentation, ready for rustdoc.
    pub(crate) fn docs(&self) -> &str {
        match self {
            Self::Struct(item) => &item.docs,
            Self::Enum(item) => &item.docs,
            Self::Union(item) => &item.docs,
            Self::Alias(item) => &item.docs,
            Self::RequestEnum(item) => &item.docs,
            Self::Endpoint(_) => "",
        }
    }

    /// Every type that the item spells.
    pub(crate) fn types(&self) -> Vec<&RustType> {
        match self {
            Self::Struct(item) => item.fields.iter().map(|field| &field.ty).collect(),
            Self::Enum(_) => Vec::new(),
            Self::Union(item) => item.variants.iter().map(|variant| &variant.ty).collect(),
            Self::Alias(item) => vec![&item.target],
            Self::Endpoint(item) => item.response.body().into_iter().collect(),
            Self::RequestEnum(item) => {
                let requests = item.variants.iter().map(|variant| &variant.request);
                requests.chain(item.response.body()).collect()
            }
        }
    }
}

/// `pub struct Name { ... }`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StructItem {
    pub(crate) name: Ident,
    pub(crate) docs: String,
    pub(crate) derives: Derives,
    /// Whether it must not be made from nothing: a request that requires something.
    pub(crate) required: bool,
    pub(crate) fields: Vec<StructField>,
    pub(crate) directions: SerdeDirections,
    /// `#[deprecated(note = ...)]`
    pub(crate) deprecated: Option<String>,
    pub(crate) extras: ExtraAttributes,
}

/// Which of `Serialize` and `Deserialize` a type has: one at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SerdeDirections {
    pub(crate) serialize: bool,
    pub(crate) deserialize: bool,
}

impl SerdeDirections {
    pub(crate) const BOTH: Self = Self {
        serialize: true,
        deserialize: true,
    };
}

/// What the settings add to an item, as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ExtraAttributes {
    /// Paths of derives.
    pub(crate) derives: Vec<String>,
    pub(crate) attributes: Vec<String>,
}

/// What a struct derives beyond `Debug, Clone, PartialEq, Serialize, Deserialize`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Derives {
    pub(crate) eq: bool,
    pub(crate) hash: bool,
    pub(crate) copy: bool,
    pub(crate) default: bool,
    /// Whether all parts have an order, so that the settings may ask for one.
    pub(crate) order: bool,
}

impl Derives {
    /// Their names, in the order of the output, beside those of serde.
    pub(crate) fn names(self) -> Vec<&'static str> {
        let all = [
            ("Debug", true),
            ("Clone", true),
            ("Copy", self.copy),
            ("PartialEq", true),
            ("Eq", self.eq),
            ("Hash", self.hash),
            ("Default", self.default),
        ];
        all.into_iter()
            .filter(|(_, wanted)| *wanted)
            .map(|(name, _)| name)
            .collect()
    }
}

/// `pub name: Type`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StructField {
    pub(crate) name: Ident,
    /// The wire name, where it is not the field's.
    pub(crate) rename: Option<String>,
    pub(crate) docs: String,
    pub(crate) ty: RustType,
    /// `None` is not written.
    pub(crate) skip_none: bool,
    pub(crate) wire: FieldEncoding,
    /// `#[deprecated(note = ...)]`
    pub(crate) deprecated: Option<String>,
    /// Whether `Debug` does not show the value.
    pub(crate) secret: bool,
    /// What the settings add, as it is written.
    pub(crate) attributes: Vec<String>,
}

/// How a field goes over the wire.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum FieldEncoding {
    /// As its type does.
    #[default]
    Plain,
    /// As a type does that the settings give, which nothing is known of.
    Custom,
    /// A list as one text with commas, in a query.
    CommaSeparated,
    /// In the path, so not with the others.
    Path,
    /// In the query of a request whose body is all else, so not with it.
    QueryOnly,
    /// The same of a type without a default, which has to be read from somewhere.
    QueryOnlyDeserialized,
    /// A moment, or what holds moments, whose type must be told how to write itself.
    Rfc3339,
}

impl FieldEncoding {
    /// Whether the field is in the query of a request whose body is all else.
    pub(crate) fn is_beside_body(self) -> bool {
        matches!(self, Self::QueryOnly | Self::QueryOnlyDeserialized)
    }
}

/// `impl Endpoint for Request { ... }`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EndpointItem {
    /// The struct that holds the parameters.
    pub(crate) request: Ident,
    pub(crate) method: String,
    /// The path as the docs write it.
    pub(crate) template: String,
    /// The fields that fill the path, in its order.
    pub(crate) path_fields: Vec<Ident>,
    pub(crate) sends: ParameterLocation,
    /// The fields that go into the query beside a body, with their names there.
    pub(crate) query: Vec<(String, Ident)>,
    pub(crate) response: ResponseType,
    /// What `new` does with each field, in their order.
    pub(crate) inits: Vec<ConstructorField>,
    /// How the next page of a list is asked for, where it can be.
    pub(crate) cursors: Option<Cursors>,
}

/// The fields of a request that say where a page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cursors {
    pub(crate) after: Ident,
    pub(crate) before: Option<Ident>,
    /// What the docs say excludes the cursor.
    pub(crate) excluded: Vec<Ident>,
}

/// What `new` does with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ConstructorField {
    pub(crate) name: Ident,
    pub(crate) ty: RustType,
    /// Whether the caller gives the value; else it is the type's default.
    pub(crate) is_argument: bool,
}

/// Where the parameters go that are not in the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ParameterLocation {
    Nothing,
    Query,
    Body,
}

/// What an operation answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ResponseType {
    Nothing,
    /// The request is an address to open.
    Url,
    Body(RustType),
}

impl ResponseType {
    /// Whether it is a page of a list.
    pub(crate) fn is_list(&self) -> bool {
        matches!(self, Self::Body(RustType::List(_)))
    }

    /// The type of the body, if there is one.
    pub(crate) fn body(&self) -> Option<&RustType> {
        match self {
            Self::Body(ty) => Some(ty),
            Self::Nothing | Self::Url => None,
        }
    }
}

/// `pub type Name = Target;`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AliasItem {
    pub(crate) name: Ident,
    pub(crate) docs: String,
    pub(crate) target: RustType,
}
