//! Where modules and items are.

use std::fmt;

use crate::names::Ident;

/// The way from the root of the output to a module.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ModulePath(pub(crate) Vec<Ident>);

impl ModulePath {
    /// The deepest module that all of these are, or are below.
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

    /// The section of the docs: the module below the root that it is in, if it is not the root.
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
        let (up, down) = self.relative_segments(module);
        let down: Vec<String> = down.map(Ident::to_string).collect();
        format!("{}{}", "super::".repeat(up), down.join("::"))
    }

    /// How many modules to leave, and the names to follow from there.
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
