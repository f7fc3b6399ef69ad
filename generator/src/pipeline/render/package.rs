//! The files of a package: the modules below `src`, the manifest and the read-me.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::readme;
use crate::pipeline::model::package::{Package, Section};

/// The oldest Rust that compiles the output: reasons of lint attributes, 1.81.
const RUST_VERSION: &str = "1.81";

/// The package around the files of its modules.
pub(super) fn files(
    package: &Package,
    modules: BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = modules
        .into_iter()
        .map(|(path, text)| (format!("src/{path}"), text))
        .collect();
    files.insert("Cargo.toml".to_owned(), manifest(package));
    files.insert("README.md".to_owned(), readme::text(package));
    files
}

/// `Cargo.toml`
fn manifest(package: &Package) -> String {
    let Package {
        name, reference, ..
    } = package;
    let (features, dependencies) = (features(package), dependencies(package));
    format!(
        r#"[package]
name = "{name}"
description = "Models of the API that {reference} describes"
version = "0.1.0"
edition = "2021"
rust-version = "{RUST_VERSION}"

# A section of the reference each, and the sections whose types it refers to.
[features]
{features}
[dependencies]
{dependencies}"#
    )
}

/// Everything is there for whoever names the package alone, as Cargo's users expect; who wants less
/// turns the default off.
fn features(package: &Package) -> String {
    let mut text = "default = [\n".to_owned();
    for Section { feature, .. } in package.sections.values() {
        let _ = writeln!(text, "    \"{feature}\",");
    }
    text.push_str("]\n");
    for section in package.sections.values() {
        let needs: Vec<String> = needs(package, section)
            .map(|feature| format!("\"{feature}\""))
            .collect();
        // The names of modules are ASCII, so that the key needs no quotes.
        let _ = writeln!(text, "{} = [{}]", section.feature, needs.join(", "));
    }
    text
}

/// The features that a section turns on.
pub(super) fn needs<'a>(
    package: &'a Package,
    section: &'a Section,
) -> impl Iterator<Item = &'a str> {
    let needed = section.needs.iter();
    needed.filter_map(|name| Some(package.sections.get(name)?.feature.as_str()))
}

fn dependencies(package: &Package) -> String {
    let lines = package.dependencies.iter();
    lines
        .map(|(name, requirement)| format!("{name} = {requirement}\n"))
        .collect()
}
