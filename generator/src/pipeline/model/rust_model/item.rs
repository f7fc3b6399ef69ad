//! The items of a module, with everything that their emitters print.

use super::{EndpointItem, ItemPath, ModulePath, RequestEnumItem, RustType, UnionItem};
use crate::config::SerdeCode;
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

/// `pub struct Name { ... }`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StructItem {
    pub(crate) name: Ident,
    pub(crate) docs: String,
    pub(crate) derives: Derives,
    pub(crate) fields: Vec<StructField>,
    /// `true` if the struct is the request of an operation.
    pub(crate) is_request: bool,
    /// `true` if serde serializes only its last field: a request whose body is not an object.
    pub(crate) transparent: bool,
    pub(crate) directions: SerdeDirections,
    pub(crate) code: SerdeCode,
    /// `true` if code in other crates may write a struct literal.
    pub(crate) is_exhaustive: bool,
    /// `#[deprecated(note = ...)]`
    pub(crate) deprecated: Option<String>,
    pub(crate) extras: ExtraAttributes,
}

impl StructItem {
    /// A struct with nothing but fields.
    pub(crate) fn new(name: Ident, docs: String, fields: Vec<StructField>) -> Self {
        Self {
            name,
            docs,
            derives: Derives::default(),
            fields,
            is_request: false,
            transparent: false,
            directions: SerdeDirections::BOTH,
            code: SerdeCode::Derive,
            is_exhaustive: false,
            deprecated: None,
            extras: ExtraAttributes::default(),
        }
    }

    /// `true` if `Debug` redacts the value of at least one field.
    pub(crate) fn has_secret(&self) -> bool {
        let mut fields = self.fields.iter();
        fields.any(|field| field.secrecy == Secrecy::Secret)
    }

    /// `true` if a table deserializes the struct.
    pub(crate) fn is_read_by_table(&self) -> bool {
        self.code == SerdeCode::Table && self.directions.deserialize
    }

    /// `true` if a table serializes the struct. It also hashes the struct, so that each member is
    /// compiled only once.
    pub(crate) fn is_written_by_table(&self) -> bool {
        self.code == SerdeCode::Table && self.directions.serialize && self.derives.hash
    }

    /// `true` if a table implements `Debug`, which would show secrets.
    pub(crate) fn is_shown_by_table(&self) -> bool {
        self.is_written_by_table() && !self.has_secret()
    }

    /// `true` if the struct has a `new`, whose arguments are the fields without a default.
    pub(crate) fn has_new(&self) -> bool {
        self.fields.iter().any(|field| field.methods.is_argument)
    }

    /// The fields that are arguments of `new`, in the order of the arguments.
    ///
    /// For a request, it is the order of its page. Several pages may share any other struct, so its
    /// arguments are sorted by key. Otherwise a page could change the order, and a call with
    /// arguments of equal types would still compile with another meaning.
    pub(crate) fn arguments(&self) -> Vec<&StructField> {
        let arguments = self.fields.iter().filter(|it| it.methods.is_argument);
        let mut arguments: Vec<&StructField> = arguments.collect();
        if !self.is_request {
            arguments.sort_by_key(|field| field.keyed().key);
        }
        arguments
    }

    /// The field of a union whose tag is beside its content on the wire.
    pub(crate) fn named_field(&self) -> Option<&StructField> {
        let flattened = self
            .fields
            .iter()
            .find(|field| field.wire == FieldEncoding::Flattened);
        flattened.filter(|field| matches!(field.ty, RustType::Item(_)))
    }
}

/// `pub name: Type`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StructField {
    pub(crate) name: Ident,
    /// The name on the wire, if it differs from the name of the field.
    pub(crate) rename: Option<String>,
    pub(crate) docs: String,
    pub(crate) ty: RustType,
    /// `true` if `None` is not serialized.
    pub(crate) skip_none: bool,
    pub(crate) wire: FieldEncoding,
    /// `#[deprecated(note = ...)]`
    pub(crate) deprecated: Option<String>,
    pub(crate) secrecy: Secrecy,
    /// Attributes that the settings add, as written there.
    pub(crate) attributes: Vec<String>,
    pub(crate) methods: FieldMethods,
}

/// The methods that set a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FieldMethods {
    /// `true` if `new` takes the value; otherwise it has a default.
    pub(crate) is_argument: bool,
    /// `true` if `new` or the setter takes `impl Into` of the innermost type.
    pub(crate) takes_into: bool,
    /// The method that sets the field, if `new` does not.
    pub(crate) setter: Option<Ident>,
    /// The method that clears the field, for a member of an update.
    pub(crate) clear: Option<Ident>,
}

impl StructField {
    /// The name, and the key on the wire.
    pub(crate) fn keyed(&self) -> Keyed<'_> {
        Keyed {
            name: &self.name,
            key: self.rename.as_deref().unwrap_or(self.name.as_str()),
        }
    }
}

/// The decision if `Debug` shows the value of a field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Secrecy {
    /// Shown by default.
    #[default]
    Undecided,
    /// Redacted.
    Secret,
    /// Shown because of a setting.
    Public,
}

/// A field of a struct, or a value of an enum: its name, and its key on the wire.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keyed<'k> {
    pub(crate) name: &'k Ident,
    pub(crate) key: &'k str,
}

/// The encoding of a field on the wire.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum FieldEncoding {
    /// The encoding of its type.
    #[default]
    Plain,
    /// The encoding of a type from the settings, which is not known.
    Custom,
    /// A list as one text with commas, in a query.
    CommaSeparated,
    /// A text in the path or the credential, which is not serialized.
    Path,
    /// A parameter in a header, or in the query of a request with a body, which is not serialized.
    Skipped,
    /// A union whose tag is beside its content: its members are part of the struct's JSON object.
    Flattened,
    /// RFC 3339, for a timestamp whose type serializes differently, alone or inside other types.
    Rfc3339,
}

impl FieldEncoding {
    /// `true` if serde skips the field, because it is in the path, in a header, or in the query of
    /// a request with a body.
    pub(crate) fn is_skipped(self) -> bool {
        matches!(self, Self::Path | Self::Skipped)
    }
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
