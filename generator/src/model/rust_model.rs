//! The Rust that will be, as data: what emitters print without deciding anything.

use std::collections::BTreeMap;
use std::fmt;

use crate::config::MapType;
use crate::inspection::Role;
use crate::model::names::Ident;

/// All modules of the output, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RustModel {
    /// Every module, parents included; the root has the empty path.
    pub(crate) modules: BTreeMap<ModulePath, Module>,
    /// The types that stand for something the docs have a name for.
    pub(crate) listed: Vec<Listed>,
    /// The operations, and the types of each.
    pub(crate) operations: Vec<ListedOperation>,
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

    /// Every item, in the order of the output.
    pub(crate) fn items(&self) -> impl Iterator<Item = (&ModulePath, &Item)> {
        self.modules
            .iter()
            .flat_map(|(path, module)| module.items.iter().map(move |item| (path, item)))
    }
}

/// A module that only holds others.
fn parent_module(path: &ModulePath) -> Module {
    let docs = match path.0.last() {
        Some(name) => format!("The pages below `{name}`."),
        None => "Models of the API, as its reference describes them.".to_owned(),
    };
    Module {
        docs,
        items: Vec::new(),
    }
}

/// A type of the output, and what it is in the docs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) id: String,
    /// The path of the page.
    pub(crate) page: String,
    pub(crate) path: ItemPath,
    pub(crate) role: Role,
}

/// An operation, and what it became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ListedOperation {
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

/// The way from the root of the output to a module.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ModulePath(pub(crate) Vec<Ident>);

impl fmt::Display for ModulePath {
    /// `authkit::api_keys`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, segment) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "::" };
            write!(f, "{separator}{segment}")?;
        }
        Ok(())
    }
}

/// A module: the items of one page, or only a parent of other modules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Module {
    /// Its documentation, ready for rustdoc.
    pub(crate) docs: String,
    pub(crate) items: Vec<Item>,
}

/// One item of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Item {
    Struct(StructItem),
    Enum(EnumItem),
    /// Another name of a type.
    Alias(AliasItem),
    /// What makes a struct a request of an operation.
    Endpoint(EndpointItem),
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
}

/// What a struct derives beyond `Debug, Clone, PartialEq, Serialize, Deserialize`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Derives {
    pub(crate) eq: bool,
    pub(crate) hash: bool,
    pub(crate) copy: bool,
    pub(crate) default: bool,
}

/// `pub name: Type`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StructField {
    pub(crate) name: Ident,
    /// The wire name, where it is not the field's.
    pub(crate) rename: Option<String>,
    pub(crate) docs: String,
    pub(crate) kind: RustType,
    /// `None` is not written.
    pub(crate) skip_none: bool,
    pub(crate) wire: Wire,
    /// `#[deprecated(note = ...)]`
    pub(crate) deprecated: Option<String>,
}

/// How a field goes over the wire.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Wire {
    /// As its type does.
    #[default]
    Plain,
    /// A list as one text with commas, in a query.
    CommaSeparated,
    /// In the path, so not with the others.
    Path,
    /// A moment whose type must be told how to write itself.
    Rfc3339,
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
    pub(crate) sends: Sends,
    pub(crate) response: Answer,
    /// What `new` does with each field, in their order.
    pub(crate) inits: Vec<Init>,
    /// Whether the next page of a list can be asked for.
    pub(crate) pages: bool,
}

/// What `new` does with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Init {
    pub(crate) name: Ident,
    pub(crate) kind: RustType,
    /// Whether the caller gives the value; else it is the type's default.
    pub(crate) is_argument: bool,
}

/// Where the parameters go that are not in the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sends {
    Nothing,
    Query,
    Body,
}

/// What an operation answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    Nothing,
    /// The request is an address to open.
    Url,
    Body(RustType),
}

/// A type as a field spells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RustType {
    String,
    I64,
    Bool,
    /// `::serde_json::Value`
    Value,
    /// A path that the settings give, such as `::jiff::Timestamp`.
    External(String),
    Option(Box<RustType>),
    Vec(Box<RustType>),
    Box(Box<RustType>),
    /// A map from `String` of the kind that the settings ask for.
    Map(MapType, Box<RustType>),
    /// A page of a list: `List<T>` of the support module.
    List(Box<RustType>),
    /// Leave alone, clear or set: `Patch<T>` of the support module.
    Patch(Box<RustType>),
    /// A type of the output.
    Item(ItemPath),
}

/// Where an item of the output is defined.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ItemPath {
    pub(crate) module: ModulePath,
    pub(crate) name: Ident,
}

impl ItemPath {
    /// The path as code in `module` spells it: it names no root, so that it holds
    /// wherever the output is included.
    pub(crate) fn relative_to(&self, module: &ModulePath) -> String {
        let (up, down) = self.route_from(module);
        let down: Vec<String> = down.map(Ident::to_string).collect();
        format!("{}{}", "super::".repeat(up), down.join("::"))
    }

    /// How many modules to leave, and the names to follow from there.
    pub(crate) fn route_from(&self, module: &ModulePath) -> (usize, impl Iterator<Item = &Ident>) {
        let (to, from) = (&self.module.0, &module.0);
        let shared = to.iter().zip(from).take_while(|(a, b)| a == b).count();
        let down = to[shared..].iter().chain([&self.name]);
        (from.len() - shared, down)
    }
}

impl fmt::Display for ItemPath {
    /// `authkit::api_keys::ApiKey`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.relative_to(&ModulePath::default()))
    }
}

impl fmt::Display for RustType {
    /// As a user would write it below the root of the output: `Vec<authkit::user::User>`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String => f.write_str("String"),
            Self::I64 => f.write_str("i64"),
            Self::Bool => f.write_str("bool"),
            Self::Value => f.write_str("serde_json::Value"),
            Self::External(path) => f.write_str(path.trim_start_matches("::")),
            Self::Option(inner) => write!(f, "Option<{inner}>"),
            Self::Vec(inner) => write!(f, "Vec<{inner}>"),
            Self::Box(inner) => write!(f, "Box<{inner}>"),
            Self::Map(map, inner) => write!(
                f,
                "{}<String, {inner}>",
                map.path().trim_start_matches("::")
            ),
            Self::List(inner) => write!(f, "runtime::List<{inner}>"),
            Self::Patch(inner) => write!(f, "runtime::Patch<{inner}>"),
            Self::Item(path) => path.fmt(f),
        }
    }
}

/// An enum of texts; open, or with one known value a literal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EnumItem {
    pub(crate) name: Ident,
    pub(crate) docs: String,
    pub(crate) variants: Vec<Variant>,
    /// Whether the only known value is the default: a literal.
    pub(crate) default_first: bool,
    /// The variant that keeps unknown values; none where a setting closes the enum.
    pub(crate) unknown: Option<Ident>,
}

/// A known value of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Variant {
    pub(crate) name: Ident,
    /// The value on the wire.
    pub(crate) value: String,
    pub(crate) docs: String,
}

/// `pub type Name = Target;`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AliasItem {
    pub(crate) name: Ident,
    pub(crate) docs: String,
    pub(crate) target: RustType,
}
