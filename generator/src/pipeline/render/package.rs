//! The files of a package: the modules below `src`, the manifest and the README.

pub(super) mod example;

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::base::diagnostic::toml_string;
use crate::config::{PackageKey, PackageValue};
use crate::pipeline::header;
use crate::pipeline::model::package::{Package, Section};
use crate::pipeline::model::rust_model::HttpSupport;
use crate::pipeline::own_text::manifest::{
    FEATURES_COMMENT, HTTP_COMMENT, HTTP_FEATURE, VARIANTS_COMMENT,
};
use crate::pipeline::own_text::{MARKER, readme};

/// The oldest Rust version that compiles the output. Reasons in lint attributes need 1.81.
const RUST_VERSION: &str = "1.81";

/// The manifest of a package.
pub(super) const MANIFEST: &str = "Cargo.toml";

/// Adds the other files of a package to the files of its modules.
pub(super) fn files(
    package: &Package,
    modules: BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = modules
        .into_iter()
        .map(|(path, text)| (format!("src/{path}"), text))
        .collect();
    files.insert(MANIFEST.to_owned(), manifest(package));
    files.insert("README.md".to_owned(), readme(package));
    files
}

/// The lints of clippy's group `pedantic` that a package violates, with the reasons. Reasons are
/// short, because rustfmt breaks longer lines.
const LINTS: [(&str, &str); 3] = [
    ("default_trait_access", "the field has the type"),
    ("doc_markdown", "docs quote the reference"),
    ("struct_excessive_bools", "as in the reference"),
];

/// The attributes that allow the lints in the whole package.
pub(super) fn lints() -> String {
    let lints = LINTS
        .iter()
        .map(|(lint, reason)| format!("#![allow(clippy::{lint}, reason = \"{reason}\")]\n"));
    lints.collect()
}

/// `Cargo.toml`
fn manifest(package: &Package) -> String {
    let Package { name, metadata, .. } = package;
    let version = metadata.version();
    let description = match metadata.text(PackageKey::Description) {
        Some(description) => toml_string(description),
        None => match metadata.text(PackageKey::Title) {
            Some(title) => toml_string(&format!("Models of the {title}")),
            None => toml_string("Models of an HTTP API, generated from its reference"),
        },
    };
    let others = metadata_lines(package);
    let features = features(package);
    let docs_rs = docs_rs(package);
    let mut text = format!(
        r#"[package]
name = "{name}"
description = {description}
version = "{version}"
edition = "2021"
rust-version = "{RUST_VERSION}"
{others}autobins = false # a module `bin` is no program

[package.metadata.docs.rs]
{docs_rs}
{features}
[dependencies]
"#
    );
    for (name, requirement) in &package.dependencies {
        let _ = writeln!(text, "{name} = {requirement}");
    }
    text + &header::comment_line(MANIFEST, MARKER)
}

/// The lines for docs.rs, which shows every feature unless the settings list some.
fn docs_rs(package: &Package) -> String {
    let has_features = package.metadata.docs_rs().any(|(key, _)| key == "features");
    let mut lines = String::new();
    if !has_features {
        lines.push_str("all-features = true\n");
    }
    for (key, value) in package.metadata.docs_rs() {
        let _ = writeln!(lines, "{key} = {}", toml_value(value));
    }
    lines
}

/// `[features]`: one for each section, and `http`.
fn features(package: &Package) -> String {
    let mut text = format!("# {FEATURES_COMMENT}\n[features]\ndefault = [\n");
    // All features are on by default, as users of Cargo expect. A user who needs less disables the
    // default features.
    for Section { feature, .. } in package.sections.values() {
        let _ = writeln!(text, "    \"{feature}\",");
    }
    if package.http == (HttpSupport::Feature { is_default: true }) {
        text.push_str("    \"http\",\n");
    }
    text.push_str("]\n");
    for section in package.sections.values() {
        // Module names are ASCII, so the key needs no quotes.
        let needs = quoted_needs(package, section, '"');
        let _ = writeln!(text, "{} = [{needs}]", section.feature);
    }
    for (path, features) in &package.partial {
        let features: Vec<&str> = features.iter().map(String::as_str).collect();
        let _ = writeln!(
            text,
            "# {VARIANTS_COMMENT}`{path}` are typed with: {}",
            features.join(", ")
        );
    }
    if package.http != HttpSupport::Absent {
        let _ = writeln!(text, "# {HTTP_COMMENT}\n{HTTP_FEATURE}");
    }
    text
}

/// The metadata of the settings, except the version and description. Without a homepage in the
/// settings, the URL of the reference is used if it is known.
fn metadata_lines(package: &Package) -> String {
    let Package {
        metadata,
        reference,
        ..
    } = package;
    let mut lines = String::new();
    let homepage = metadata.text(PackageKey::Homepage);
    if let (None, Some(reference)) = (homepage, reference) {
        let _ = writeln!(lines, "homepage = {}", toml_string(reference));
    }
    for (key, value) in metadata.others() {
        let _ = writeln!(lines, "{key} = {}", toml_value(value));
    }
    lines
}

fn toml_value(value: &PackageValue) -> String {
    match value {
        PackageValue::Text(text) => toml_string(text),
        PackageValue::List(texts) => {
            let texts: Vec<String> = texts.iter().map(|text| toml_string(text)).collect();
            format!("[{}]", texts.join(", "))
        }
    }
}

/// The features that a section enables, each in quotes.
fn quoted_needs(package: &Package, section: &Section, quote: char) -> String {
    let features = section
        .needs
        .iter()
        .filter_map(|name| package.sections.get(name))
        .map(|needed| format!("{quote}{}{quote}", needed.feature));
    features.collect::<Vec<_>>().join(", ")
}

/// The title of the README, and the sentence below it.
fn heading(package: &Package) -> String {
    let metadata = &package.metadata;
    let title = metadata.text(PackageKey::Title);
    let mut text = format!("# {}\n\n", title.unwrap_or(&package.name));
    let description = metadata.text(PackageKey::Description);
    let subject = title.map_or_else(|| "an HTTP API".to_owned(), |title| format!("the {title}"));
    let models = format!("Rust models of {subject}, generated from its reference");
    text += &match (description, &package.reference) {
        (Some(description), Some(reference)) => {
            format!("{description}\n\nReference: <{reference}>")
        }
        (Some(description), None) => description.to_owned(),
        (None, Some(reference)) => format!("{models}: <{reference}>"),
        (None, None) => models + ".",
    };
    text + "\n\n"
}

/// `README.md`: the description, usage and origin of the package.
fn readme(package: &Package) -> String {
    let mut text = heading(package);
    if let Some(example) = &package.example {
        text += &example::usage(package, example);
    }
    if !package.sections.is_empty() {
        text += &features_chapter(package);
    }
    if package.http != HttpSupport::Absent {
        text += "The feature `http` adds `runtime::Http`, with conversions to requests and from responses of the
crate `http`. Most clients use these types.\n\n";
    }
    let pages = match package.pages {
        1 => "one page".to_owned(),
        pages => format!("{pages} pages"),
    };
    let version = env!("CARGO_PKG_VERSION");
    text + &format!(
        "{}

Generated by `reference-codegen` {version} from {pages} of the reference, with the layout `crate`. To
change it, change the pages or the settings, and generate it again. A section of yours belongs
below the next line. Other changes above it are lost.

{}",
        readme::ORIGIN,
        header::comment_line("README.md", MARKER)
    )
}

/// The chapter about the features of the package.
fn features_chapter(package: &Package) -> String {
    let mut text = format!(
        "{}

Each section of the reference is a module and a feature. All features are on by default. With
`default-features = false`, only the named sections and the sections that they need are compiled.

| feature | needs |
|---|---|
",
        readme::FEATURES
    );
    for section in package.sections.values() {
        let needs = match quoted_needs(package, section, '`') {
            needs if needs.is_empty() => "no other".to_owned(),
            needs => needs,
        };
        let _ = writeln!(text, "| `{}` | {needs} |", section.feature);
    }
    text += "\n";
    for (path, features) in &package.partial {
        let features: Vec<String> = features.iter().map(|it| format!("`{it}`")).collect();
        let _ = writeln!(
            text,
            "`{path}` has all its variants with the features {}. Without the feature of a variant, its\n\
             content is kept as JSON, with its name.\n",
            features.join(", ")
        );
    }
    text
}
