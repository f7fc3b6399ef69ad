//! Paths of modules and items, and the types of fields.

use std::fmt;
use std::iter;

use crate::config::MapType;
use crate::names::Ident;

/// The path of a module from the root of the output.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ModulePath(pub(crate) Vec<Ident>);

impl ModulePath {
    /// The deepest module that is equal to, or an ancestor of, each of these modules.
    pub(crate) fn shared<'a>(modules: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut modules = modules.into_iter();
        let first = modules.next().cloned().unwrap_or_default();
        modules.fold(first, |Self(mut shared), Self(other)| {
            let length = shared.iter().zip(other).take_while(|(a, b)| a == b).count();
            shared.truncate(length);
            Self(shared)
        })
    }

    /// The path of the item with this name in the module.
    pub(crate) fn item(&self, name: &Ident) -> ItemPath {
        ItemPath {
            module: self.clone(),
            name: name.clone(),
        }
    }

    /// The section of the docs: the top-level module that contains this module. `None` for the
    /// root.
    pub(crate) fn section(&self) -> Option<&Ident> {
        self.0.first()
    }
}

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

/// The path of an item of the output.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ItemPath {
    pub(crate) module: ModulePath,
    pub(crate) name: Ident,
}

impl ItemPath {
    /// The path as written in `module`. It is relative, so that it is valid wherever the output is
    /// included.
    pub(crate) fn relative_to(&self, module: &ModulePath) -> String {
        let (up, down) = self.relative_segments(module);
        let down: Vec<String> = down.map(Ident::to_string).collect();
        format!("{}{}", "super::".repeat(up), down.join("::"))
    }

    /// The number of `super` steps from the module, and the names that follow.
    pub(crate) fn relative_segments(
        &self,
        module: &ModulePath,
    ) -> (usize, impl Iterator<Item = &Ident>) {
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

/// The type of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RustType {
    String,
    I64,
    F64,
    Bool,
    /// `::serde_json::Value`
    Value,
    /// A path that the settings give, such as `::jiff::Timestamp`.
    External(String),
    Option(Box<RustType>),
    Vec(Box<RustType>),
    Box(Box<RustType>),
    /// A map with `String` keys, of the kind in the settings.
    Map(MapType, Box<RustType>),
    /// `List<T>` of the support module: a page of a list.
    List(Box<RustType>),
    /// `Patch<T>` of the support module: leave unchanged, clear or set.
    Patch(Box<RustType>),
    /// A type of the output.
    Item(ItemPath),
    /// The type of the ids of a resource.
    Id(ItemPath),
}

impl RustType {
    /// The type and the types nested in it, from the outside to the inside.
    pub(crate) fn layers(&self) -> impl Iterator<Item = &Self> {
        iter::successors(Some(self), |ty| match ty {
            Self::Option(inner) | Self::Vec(inner) | Self::Box(inner) => Some(inner),
            Self::Map(_, inner) | Self::List(inner) | Self::Patch(inner) => Some(inner),
            Self::String | Self::I64 | Self::F64 | Self::Bool | Self::Value => None,
            Self::External(_) | Self::Item(_) | Self::Id(_) => None,
        })
    }

    /// The path of the innermost layer, if that is a type of the output.
    pub(crate) fn item(&self) -> Option<&ItemPath> {
        match self.layers().last()? {
            Self::Item(path) | Self::Id(path) => Some(path),
            _ => None,
        }
    }

    /// The type, with its string replaced by this id type.
    pub(crate) fn with_texts_as(self, id: &ItemPath) -> Self {
        match self {
            Self::String => Self::Id(id.clone()),
            Self::Option(inner) => Self::Option(Box::new(inner.with_texts_as(id))),
            Self::Vec(inner) => Self::Vec(Box::new(inner.with_texts_as(id))),
            other => other,
        }
    }

    /// The type, in a `Box` if it may be large.
    pub(crate) fn boxed(self) -> Self {
        match self {
            Self::Item(_) | Self::External(_) => Self::Box(Box::new(self)),
            small => small,
        }
    }

    /// The type as Rust code, with `item` for the paths of types of the output.
    pub(crate) fn render(&self, item: &dyn Fn(&ItemPath) -> String) -> String {
        let inside = |inner: &Self| inner.render(item);
        match self {
            Self::String => "String".to_owned(),
            Self::I64 => "i64".to_owned(),
            Self::F64 => "f64".to_owned(),
            Self::Bool => "bool".to_owned(),
            Self::Value => "serde_json::Value".to_owned(),
            Self::External(path) => path.trim_start_matches("::").to_owned(),
            Self::Option(inner) => format!("Option<{}>", inside(inner)),
            Self::Vec(inner) => format!("Vec<{}>", inside(inner)),
            Self::Box(inner) => format!("Box<{}>", inside(inner)),
            Self::Map(map, inner) => {
                let map = map.path().trim_start_matches("::");
                format!("{map}<String, {}>", inside(inner))
            }
            Self::List(inner) => format!("runtime::List<{}>", inside(inner)),
            Self::Patch(inner) => format!("runtime::Patch<{}>", inside(inner)),
            Self::Item(path) | Self::Id(path) => item(path),
        }
    }
}

impl fmt::Display for RustType {
    /// Writes the type as a user would at the root of the output: `Vec<authkit::user::User>`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(&ItemPath::to_string))
    }
}
