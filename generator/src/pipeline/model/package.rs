//! The package around the output: its features, what it depends on, and what it shows first.

use std::collections::{BTreeMap, BTreeSet};

use super::rust_model::{Item, ItemPath, ModulePath, RustModel, RustType};
use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::role::Role;
use crate::config::Settings;
use crate::names::Ident;
use crate::pipeline::api::Api;

/// What `Cargo.toml` and `README.md` say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Package {
    pub(crate) name: String,
    /// The address of the reference.
    pub(crate) reference: String,
    /// How many pages it has.
    pub(crate) pages: usize,
    /// Each section of the docs, by its module.
    pub(crate) sections: BTreeMap<Ident, Section>,
    /// The crates that the output names, and what Cargo has to know of each.
    pub(crate) dependencies: BTreeMap<&'static str, &'static str>,
    pub(crate) example: Option<ReadmeExample>,
}

/// A part of the output that can be switched on by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Section {
    pub(crate) feature: String,
    /// The sections whose types it refers to.
    pub(crate) needs: BTreeSet<Ident>,
    /// Whether the root refers to it, so that nothing compiles without it.
    pub(crate) always: bool,
}

/// What a new user sees first; at least one of the two.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ReadmeExample {
    /// A resource.
    pub(crate) model: Option<ItemPath>,
    /// An operation of the same section.
    pub(crate) endpoint: Option<ItemPath>,
}

impl ReadmeExample {
    /// The section that both are in, if they are in one.
    pub(crate) fn section(&self) -> Option<&Ident> {
        let path = self.model.as_ref().or(self.endpoint.as_ref())?;
        path.module.section()
    }
}

/// Decides the package of a model that is otherwise complete.
///
/// A type whose crate is not known is reported: nothing says which version to depend on.
pub(super) fn decide(
    model: &mut RustModel,
    api: &Api,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) {
    if let Some(root) = model.modules.get_mut(&ModulePath::default()) {
        root.docs.push_str(FEATURES);
    }
    model.package = Some(Package {
        name: settings.crate_name.clone(),
        reference: format!("{}/reference", settings.base_url),
        pages: api.pages.len(),
        sections: sections(model),
        dependencies: dependencies(model, diagnostics),
        example: example(model),
    });
}

/// What the docs of the root say besides.
const FEATURES: &str = "\n\nEach section of the reference is a module, and a feature of this crate: \
                        all are on unless\ndefault features are off.";

/// Every section, with what it needs.
fn sections(model: &RustModel) -> BTreeMap<Ident, Section> {
    let names = model.modules.keys().filter_map(ModulePath::section);
    let mut sections: BTreeMap<Ident, Section> = names
        .map(|name| (name.clone(), Section::named(name)))
        .collect();
    let mut always = Vec::new();
    for (from, to) in references(model) {
        match from.and_then(|from| sections.get_mut(from)) {
            Some(section) => drop(section.needs.insert(to.clone())),
            None => always.push(to.clone()),
        }
    }
    while let Some(name) = always.pop() {
        if let Some(section) = sections.get_mut(&name).filter(|section| !section.always) {
            section.always = true;
            always.extend(section.needs.iter().cloned());
        }
    }
    sections
}

impl Section {
    /// The section of this module. Cargo has given the feature `default` a meaning of its own.
    fn named(module: &Ident) -> Self {
        let feature = match module.as_str() {
            "default" => "default_".to_owned(),
            name => name.to_owned(),
        };
        Self {
            feature,
            ..Self::default()
        }
    }
}

/// From which section to which other one a type refers; the root is in none.
fn references(model: &RustModel) -> impl Iterator<Item = (Option<&Ident>, &Ident)> {
    let types = model
        .items()
        .flat_map(|(module, item)| item.types().into_iter().map(move |ty| (module, ty)));
    let targets = types.flat_map(|(module, ty)| {
        ty.layers().filter_map(move |layer| match layer {
            RustType::Item(path) => Some((module.section(), path.module.section()?)),
            _ => None,
        })
    });
    targets.filter(|(from, to)| *from != Some(*to))
}

/// What Cargo has to know of each crate that generated code can refer to.
const CRATES: [(&str, &str); 6] = [
    (
        "chrono",
        r#"{ version = "0.4", default-features = false, features = ["alloc", "serde"] }"#,
    ),
    ("indexmap", r#"{ version = "2", features = ["serde"] }"#),
    (
        "jiff",
        r#"{ version = "0.2", default-features = false, features = ["alloc", "serde"] }"#,
    ),
    ("serde", r#"{ version = "1", features = ["derive"] }"#),
    ("serde_json", r#""1.0.127""#),
    (
        "time",
        r#"{ version = "0.3", features = ["serde-well-known"] }"#,
    ),
];

/// The crates that come with Rust.
const STANDARD: [&str; 3] = ["alloc", "core", "std"];

fn dependencies(
    model: &RustModel,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<&'static str, &'static str> {
    let mut found = BTreeMap::new();
    let paths = model.items().flat_map(|(_, item)| {
        let layers = item.types().into_iter().flat_map(RustType::layers);
        // Every item can be serialized, or is there for those that can.
        ["::serde::Serialize"]
            .into_iter()
            .chain(support(item))
            .chain(layers.filter_map(path))
    });
    for path in paths.collect::<BTreeSet<_>>() {
        for name in crates(path).filter(|name| !STANDARD.contains(name)) {
            match CRATES.iter().find(|(known, _)| *known == name) {
                Some((name, requirement)) => drop(found.insert(*name, *requirement)),
                None => {
                    let message = format!("a crate of its own cannot have the type `{path}`");
                    let help = "choose a type of `jiff`, `chrono` or `time`, or another layout";
                    diagnostics.report(Code::InvalidSettings, message, help, Location::Nowhere);
                }
            }
        }
    }
    found
}

/// What the support module has for an item and no field needs to name.
fn support(item: &Item) -> Option<&'static str> {
    matches!(item, Item::Endpoint(_) | Item::Union(_)).then_some("::serde_json::Value")
}

/// The path of a type that another crate defines.
fn path(ty: &RustType) -> Option<&str> {
    match ty {
        RustType::Value => Some("::serde_json::Value"),
        RustType::Map(map, _) => Some(map.path()),
        RustType::External(path) => Some(path),
        _ => None,
    }
}

/// The crates that the path of a type begins with, those of its arguments included.
fn crates(path: &str) -> impl Iterator<Item = &str> {
    path.split(|c: char| !c.is_alphanumeric() && !"_:".contains(c))
        .filter_map(|path| Some(path.trim_start_matches(':').split_once("::")?.0))
}

/// The first resource, and the first operation beside it; nothing that the docs deprecate.
fn example(model: &RustModel) -> Option<ReadmeExample> {
    let is_fresh = |path: &&ItemPath| !is_deprecated(model, path);
    let listed = model.named_types.iter();
    let resources = listed.filter(|listed| listed.role == Role::Resource);
    let resource = resources.map(|listed| &listed.path).find(is_fresh);
    let endpoints = model.operations.iter().map(|operation| &operation.endpoint);
    let mut endpoints = endpoints.filter(is_fresh);
    let endpoint = match resource {
        Some(resource) => {
            endpoints.find(|endpoint| endpoint.module.section() == resource.module.section())
        }
        None => endpoints.next(),
    };
    resource.or(endpoint).map(|_| ReadmeExample {
        model: resource.cloned(),
        endpoint: endpoint.cloned(),
    })
}

fn is_deprecated(model: &RustModel, path: &ItemPath) -> bool {
    let items = model.modules.get(&path.module);
    let mut items = items.into_iter().flat_map(|module| &module.items);
    items.any(|item| match item {
        Item::Struct(item) => item.name == path.name && item.deprecated.is_some(),
        _ => false,
    })
}
