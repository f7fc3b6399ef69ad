//! The modules of a library, and the targets of paths in them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use syn::{Attribute, Item, UseTree, Visibility};

use crate::macros;

/// The items of each module, by its path: `crate::config::types`.
pub(crate) struct Modules(BTreeMap<String, Vec<Item>>);

/// The target of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// The path of a module.
    Module(String),
    /// The path of a module, and the name of an item in it.
    Item(String, String),
}

impl Modules {
    /// Reads a library from its root, without its tests.
    pub(crate) fn read(root: &Path) -> Self {
        let mut modules = Self(BTreeMap::new());
        let text = fs::read_to_string(root).unwrap();
        let file = syn::parse_file(&text).unwrap();
        modules.add("crate".to_owned(), root.parent().unwrap(), file.items);
        modules
    }

    fn add(&mut self, path: String, folder: &Path, items: Vec<Item>) {
        let items = macros::expanded(items);
        for item in &items {
            let Item::Mod(inner) = item else {
                continue;
            };
            if is_for_tests(&inner.attrs) {
                continue;
            }
            let name = inner.ident.to_string();
            let path = format!("{path}::{name}");
            let below = folder.join(&name);
            if let Some((_, items)) = &inner.content {
                self.add(path, &below, items.clone());
                continue;
            }
            let files = [folder.join(format!("{name}.rs")), below.join("mod.rs")];
            let text = files.iter().find_map(|file| fs::read_to_string(file).ok());
            let file = syn::parse_file(&text.unwrap_or_else(|| panic!("no {path}"))).unwrap();
            self.add(path, &below, file.items);
        }
        self.0.insert(path, items);
    }

    pub(crate) fn items(&self, module: &str) -> &[Item] {
        self.0.get(module).map_or(&[], Vec::as_slice)
    }

    /// Every item, with its module.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &Item)> {
        let modules = self.0.iter();
        modules.flat_map(|(module, items)| items.iter().map(move |item| (&**module, item)))
    }

    /// The target of a path in a module; `None` for an item of another crate.
    pub(crate) fn resolve(&self, module: &str, segments: &[String]) -> Option<Target> {
        let mut at = Target::Module(module.to_owned());
        for segment in segments {
            let Target::Module(module) = at else {
                return None;
            };
            at = match segment.as_str() {
                "crate" => Target::Module("crate".to_owned()),
                "self" => Target::Module(module),
                "super" => Target::Module(module.rsplit_once("::")?.0.to_owned()),
                name => self.named(module, name)?,
            };
        }
        Some(at)
    }

    /// The target of a name in a module: a module, an item, or the target of a `use`.
    fn named(&self, module: String, name: &str) -> Option<Target> {
        let inner = format!("{module}::{name}");
        if self.0.contains_key(&inner) {
            return Some(Target::Module(inner));
        }
        let items = self.items(&module);
        if items
            .iter()
            .any(|item| self::name(item).as_deref() == Some(name))
        {
            return Some(Target::Item(module, name.to_owned()));
        }
        let uses = items.iter().filter_map(|item| match item {
            Item::Use(it) => Some(bindings(&it.tree)),
            _ => None,
        });
        let mut bound = uses.flatten().filter(|(bound, _)| bound == name);
        let (_, segments) = bound.next()?;
        // `use name::…` refers to another crate.
        if segments[0] == name {
            return None;
        }
        self.resolve(&module, &segments)
    }
}

/// The names that a `use` binds, each with its path.
pub(crate) fn bindings(tree: &UseTree) -> Vec<(String, Vec<String>)> {
    match tree {
        UseTree::Path(path) => {
            let inner = bindings(&path.tree).into_iter();
            let first = path.ident.to_string();
            let prefixed = inner.map(|(name, segments)| match segments.as_slice() {
                // `use a::{self}` binds `a`.
                [only] if only == "self" => (rename(&name, &first), vec![first.clone()]),
                _ => (name, [vec![first.clone()], segments].concat()),
            });
            prefixed.collect()
        }
        UseTree::Name(name) => vec![(name.ident.to_string(), vec![name.ident.to_string()])],
        UseTree::Rename(it) => vec![(it.rename.to_string(), vec![it.ident.to_string()])],
        UseTree::Group(group) => group.items.iter().flat_map(bindings).collect(),
        UseTree::Glob(_) => Vec::new(),
    }
}

fn rename(name: &str, first: &str) -> String {
    if name == "self" {
        first.to_owned()
    } else {
        name.to_owned()
    }
}

/// `true` for an item that other crates are meant to see.
pub(crate) fn is_public(visibility: &Visibility, attributes: &[Attribute]) -> bool {
    let is_hidden = attributes.iter().any(|attribute| {
        let list = attribute.meta.require_list();
        attribute.path().is_ident("doc")
            && list.is_ok_and(|list| list.tokens.to_string() == "hidden")
    });
    matches!(visibility, Visibility::Public(_)) && !is_hidden
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let list = attribute.meta.require_list();
        attribute.path().is_ident("cfg") && list.is_ok_and(|list| list.tokens.to_string() == "test")
    })
}

/// The name of a type, a function, a constant or a trait.
pub(crate) fn name(item: &Item) -> Option<String> {
    parts(item).map(|(name, _, _)| name)
}

/// The name of an item that is public.
pub(crate) fn public_name(item: &Item) -> Option<String> {
    let (name, visibility, attributes) = parts(item)?;
    if is_public(visibility, attributes) {
        Some(name)
    } else {
        None
    }
}

fn parts(item: &Item) -> Option<(String, &Visibility, &[Attribute])> {
    let (name, visibility, attributes) = match item {
        Item::Struct(it) => (&it.ident, &it.vis, &it.attrs),
        Item::Enum(it) => (&it.ident, &it.vis, &it.attrs),
        Item::Type(it) => (&it.ident, &it.vis, &it.attrs),
        Item::Trait(it) => (&it.ident, &it.vis, &it.attrs),
        Item::Const(it) => (&it.ident, &it.vis, &it.attrs),
        Item::Static(it) => (&it.ident, &it.vis, &it.attrs),
        Item::Fn(it) => (&it.sig.ident, &it.vis, &it.attrs),
        _ => return None,
    };
    Some((name.to_string(), visibility, attributes))
}

/// The path of a type, if the type is nothing but a path.
pub(crate) fn path_of(ty: &syn::Type) -> Option<Vec<String>> {
    let syn::Type::Path(path) = ty else {
        return None;
    };
    let segments = path.path.segments.iter();
    Some(segments.map(|segment| segment.ident.to_string()).collect())
}
