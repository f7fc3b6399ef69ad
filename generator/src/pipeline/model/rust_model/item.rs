//! The items of a module, with everything that their emitters print.

use super::{EndpointItem, ItemPath, ModulePath, RequestEnumItem, RustType, StructItem, UnionItem};
use crate::names::Ident;
use crate::pipeline::api::ResourceId;

/// One item of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Item {
    Struct(StructItem),
    Enum(EnumItem),
    Union(UnionItem),
    /// Another name of a type.
    Alias(AliasItem),
    /// The implementation that makes a struct the request of an operation.
    Endpoint(EndpointItem),
    /// Requests that share a method and a path, as one request.
    RequestEnum(RequestEnumItem),
    /// The type of the ids of a resource.
    Id(IdItem),
}

impl Item {
    /// The name of the type that the item defines; `None` for an item that only adds an
    /// implementation.
    pub(crate) fn name(&self) -> Option<&Ident> {
        match self {
            Self::Struct(item) => Some(&item.name),
            Self::Enum(item) => Some(&item.name),
            Self::Union(item) => Some(&item.name),
            Self::Alias(item) => Some(&item.name),
            Self::RequestEnum(item) => Some(&item.name),
            Self::Id(item) => Some(&item.name),
            Self::Endpoint(_) => None,
        }
    }

    /// The path of the type that the item defines in this module.
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
            Self::Id(item) => &item.docs,
            Self::Endpoint(_) => "",
        }
    }

    /// Its documentation, mutable; `None` for an item that only adds an implementation.
    pub(crate) fn docs_mut(&mut self) -> Option<&mut String> {
        match self {
            Self::Struct(item) => Some(&mut item.docs),
            Self::Enum(item) => Some(&mut item.docs),
            Self::Union(item) => Some(&mut item.docs),
            Self::Alias(item) => Some(&mut item.docs),
            Self::RequestEnum(item) => Some(&mut item.docs),
            Self::Id(item) => Some(&mut item.docs),
            Self::Endpoint(_) => None,
        }
    }

    /// The attributes of the settings, mutable; `None` for an item that cannot have any.
    pub(crate) fn extras_mut(&mut self) -> Option<&mut ExtraAttributes> {
        match self {
            Self::Struct(item) => Some(&mut item.extras),
            Self::Enum(item) => Some(&mut item.extras),
            Self::Union(item) => Some(&mut item.extras),
            Self::RequestEnum(item) => Some(&mut item.extras),
            Self::Alias(_) | Self::Endpoint(_) | Self::Id(_) => None,
        }
    }

    /// The struct, if the item is a struct.
    pub(crate) fn as_struct(&self) -> Option<&StructItem> {
        match self {
            Self::Struct(item) => Some(item),
            _ => None,
        }
    }

    /// The names of the variants; empty if the item is not an enum.
    pub(crate) fn variant_names(&self) -> Vec<&Ident> {
        match self {
            Self::Enum(item) => item.variants.iter().map(|it| &it.name).collect(),
            Self::Union(item) => item.variants.iter().map(|it| &it.name).collect(),
            Self::RequestEnum(item) => item.variants.iter().map(|it| &it.name).collect(),
            Self::Struct(_) | Self::Alias(_) | Self::Endpoint(_) | Self::Id(_) => Vec::new(),
        }
    }

    /// Every type that the code of the item names.
    pub(crate) fn types(&self) -> Vec<&RustType> {
        match self {
            Self::Struct(item) => item.fields.iter().map(|field| &field.ty).collect(),
            Self::Enum(_) | Self::Id(_) => Vec::new(),
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

/// The serde traits that a type implements; at least one.
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

    /// The names of the traits.
    pub(crate) fn names(self) -> Vec<&'static str> {
        let both = [
            ("Serialize", self.serialize),
            ("Deserialize", self.deserialize),
        ];
        let names = both.into_iter().filter(|(_, has_it)| *has_it);
        names.map(|(name, _)| name).collect()
    }
}

/// Derives and attributes that the settings add to an item, as written there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ExtraAttributes {
    /// Paths of derives.
    pub(crate) derives: Vec<String>,
    pub(crate) attributes: Vec<String>,
}

/// The derives of an item beyond `Debug, Clone, PartialEq, Serialize, Deserialize`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Derives {
    pub(crate) eq: bool,
    pub(crate) hash: bool,
    pub(crate) copy: bool,
    pub(crate) default: bool,
    /// `true` if all parts are ordered, so that the settings may ask for an order.
    pub(crate) order: bool,
}

impl Derives {
    /// The names of the derives, in the order of the output, without those of serde.
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
        let names = all.into_iter().filter(|(_, has_it)| *has_it);
        names.map(|(name, _)| name).collect()
    }
}

/// A field of a struct, or a value of an enum: its name, and its key on the wire.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keyed<'k> {
    pub(crate) name: &'k Ident,
    pub(crate) key: &'k str,
}

/// An enum of texts. It may be open, or a literal with a single value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EnumItem {
    pub(crate) name: Ident,
    pub(crate) docs: String,
    pub(crate) variants: Vec<Variant>,
    /// `true` for a literal: its only known value is the default.
    pub(crate) default_first: bool,
    /// The variant that keeps unknown values; `None` if a setting closes the enum.
    pub(crate) unknown: Option<Ident>,
    pub(crate) extras: ExtraAttributes,
}

/// A known value of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Variant {
    pub(crate) name: Ident,
    /// The value on the wire.
    pub(crate) value: String,
    pub(crate) docs: String,
}

/// `pub type Name = Target;`, or `pub use Target as Name;` for an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AliasItem {
    pub(crate) name: Ident,
    pub(crate) docs: String,
    pub(crate) target: RustType,
    /// `true` if the target has variants. Code can import these through a `use`, but not through a
    /// `type`.
    pub(crate) is_enum: bool,
}

impl AliasItem {
    /// An alias of a struct.
    pub(crate) fn new(name: Ident, docs: String, target: RustType) -> Self {
        Self {
            name,
            docs,
            target,
            is_enum: false,
        }
    }
}

/// `pub struct UserId(String);`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IdItem {
    pub(crate) name: Ident,
    pub(crate) docs: String,
    /// The resources whose ids have this type, in page order.
    pub(crate) resources: Vec<ResourceId>,
}
