//! The package around the output: its features, its dependencies and its example.

mod example;

use std::collections::{BTreeMap, BTreeSet};

use super::rust_model::{HttpSupport, Item, ItemPath, ModulePath, RustModel, RustType};
use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::config::{PackageMetadata, Settings};
use crate::names::Ident;
use crate::pipeline::api::Api;

pub(crate) use example::{BaseUrl, Example, ExampleRequest};

/// The contents of `Cargo.toml` and `README.md`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) metadata: PackageMetadata,
    /// The URL of the reference, if the settings say where it is.
    pub(crate) reference: Option<String>,
    /// The number of pages of the reference.
    pub(crate) pages: usize,
    /// Each section of the docs, by its module.
    pub(crate) sections: BTreeMap<Ident, Section>,
    /// The enums with variants that need further features, with these features.
    pub(crate) partial: BTreeMap<ItemPath, BTreeSet<String>>,
    /// The crates that the output names, each with its requirement in `Cargo.toml`.
    pub(crate) dependencies: BTreeMap<&'static str, &'static str>,
    /// The support for the crate `http`, which may be a feature.
    pub(crate) http: HttpSupport,
    pub(crate) example: Option<Example>,
}

/// A part of the output that can be switched on by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Section {
    pub(crate) feature: String,
    /// The sections to whose types this section refers.
    pub(crate) needs: BTreeSet<Ident>,
    /// `true` if the root module refers to the section, directly or through others, so that no part
    /// compiles without it.
    pub(crate) always: bool,
}

/// Builds the package of a model that is otherwise complete.
///
/// Reports types of unknown crates, since their versions are not known.
pub(super) fn decide(
    model: &mut RustModel,
    api: &Api,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) {
    if let Some(root) = model.modules.get_mut(&ModulePath::default()) {
        root.docs.push_str(FEATURES);
    }
    let sections = sections(model);
    let pages = api.pages.iter();
    let pages = pages.filter(|page| settings.globs.selects(&page.path));
    model.package = Some(Package {
        name: settings.crate_name.clone(),
        metadata: settings.package.clone(),
        reference: settings
            .base_url
            .as_ref()
            .map(|url| format!("{url}/reference")),
        pages: pages.count(),
        partial: partial(model, &sections),
        sections,
        dependencies: dependencies(model, diagnostics),
        http: model.http,
        example: example::example(model),
    });
}

/// The end of the docs of the root.
const FEATURES: &str = "\n\nEach section of the reference is a module and a feature of this crate. \
                        All features are on\nby default.";

/// Every section, with the sections that it needs.
fn sections(model: &RustModel) -> BTreeMap<Ident, Section> {
    let mut sections = BTreeMap::new();
    for name in model.modules.keys().filter_map(ModulePath::section) {
        // The features `default` and `http` have other meanings.
        let feature = match name.as_str() {
            "default" | "http" => format!("{name}_"),
            name => name.to_owned(),
        };
        let section = Section {
            feature,
            ..Section::default()
        };
        sections.insert(name.clone(), section);
    }
    let mut always = Vec::new();
    for (module, item) in model.items() {
        let from = module.section();
        let types = match item {
            // A tagged union with content keeps variants whose feature is off as JSON.
            Item::Union(union) if union.content.is_some() => Vec::new(),
            item => item.types(),
        };
        let types = types.into_iter().filter_map(RustType::item);
        for to in types.filter_map(|path| path.module.section()) {
            match from.and_then(|from| sections.get_mut(from)) {
                Some(section) if from != Some(to) => drop(section.needs.insert(to.clone())),
                Some(_) => {}
                None => always.push(to.clone()),
            }
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

/// Gives each variant of a tagged union the feature of its type, unless the type always exists
/// together with the union. Returns the features of each union.
fn partial(
    model: &mut RustModel,
    sections: &BTreeMap<Ident, Section>,
) -> BTreeMap<ItemPath, BTreeSet<String>> {
    let mut partial: BTreeMap<ItemPath, BTreeSet<String>> = BTreeMap::new();
    for (module, items) in &mut model.modules {
        for item in &mut items.items {
            let Item::Union(union) = item else { continue };
            if union.content.is_none() {
                continue;
            }
            let mut features = BTreeSet::new();
            for variant in &mut union.variants {
                let to = variant.ty.item().and_then(|path| path.module.section());
                let section = to.filter(|to| Some(*to) != module.section());
                let section = section.and_then(|to| sections.get(to));
                if let Some(section) = section.filter(|section| !section.always) {
                    variant.feature = Some(section.feature.clone());
                    features.insert(section.feature.clone());
                }
            }
            if !features.is_empty() {
                let names: Vec<String> = features.iter().map(|it| format!("`{it}`")).collect();
                let names = names.join(", ");
                union.docs += &format!(
                    "\n\nAll variants exist with the features {names}. Without the feature of a \
                     variant, its content is\n`{}`, with its name and JSON.",
                    union.unknown
                );
                partial.insert(module.item(&union.name), features);
            }
        }
    }
    partial
}

/// The crates that generated code can refer to, each with its requirement in `Cargo.toml`. The code
/// compiles with the oldest version that satisfies the requirement.
pub(crate) const CRATES: [(&str, &str); 7] = [
    (
        "chrono",
        r#"{ version = "0.4.31", default-features = false, features = ["alloc", "serde"] }"#,
    ),
    ("http", r#"{ version = "1", optional = true }"#),
    ("indexmap", r#"{ version = "2", features = ["serde"] }"#),
    (
        "jiff",
        r#"{ version = "0.2", default-features = false, features = ["alloc", "serde"] }"#,
    ),
    ("serde", r#"{ version = "1.0.203", features = ["derive"] }"#),
    ("serde_json", r#""1.0.127""#),
    (
        "time",
        r#"{ version = "0.3.36", features = ["serde-well-known"] }"#,
    ),
];

/// The crates that come with Rust.
const STANDARD: [&str; 3] = ["alloc", "core", "std"];

fn dependencies(
    model: &RustModel,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<&'static str, &'static str> {
    // Every item can be serialized, or belongs to an item that can.
    let mut paths = BTreeSet::from(["::serde::Serialize"]);
    if model.http != HttpSupport::Absent {
        paths.insert("::http::Request");
    }
    if !model.errors.is_empty() {
        paths.insert("::serde_json::Value");
    }
    for (_, item) in model.items() {
        // The support module always has functions for these items, even if their fields name no
        // such crate.
        if matches!(item, Item::Endpoint(_) | Item::Union(_)) {
            paths.insert("::serde_json::Value");
        }
        let layers = item.types().into_iter().flat_map(RustType::layers);
        paths.extend(layers.filter_map(|layer| match layer {
            RustType::Value => Some("::serde_json::Value"),
            RustType::Map(map, _) => Some(map.path()),
            RustType::External(path) => Some(path),
            _ => None,
        }));
    }
    let mut found = BTreeMap::new();
    for path in paths {
        for name in crates(path).filter(|name| !STANDARD.contains(name)) {
            match CRATES.iter().find(|(known, _)| *known == name) {
                Some((name, requirement)) => drop(found.insert(*name, *requirement)),
                None => {
                    let message = format!("a generated crate cannot use the type `{path}`");
                    let help = "choose a type of `jiff`, `chrono` or `time`, or another layout";
                    diagnostics.report(Code::InvalidSettings, message, help, Location::Nowhere);
                }
            }
        }
    }
    found
}

/// The crates in the path of a type, including those of its generic arguments.
fn crates(path: &str) -> impl Iterator<Item = &str> {
    path.split(|c: char| !c.is_alphanumeric() && !"_:".contains(c))
        .filter_map(|path| Some(path.trim_start_matches(':').split_once("::")?.0))
}
