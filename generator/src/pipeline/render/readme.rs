//! `README.md` of a package: what it is, how to use it, where it comes from.

use super::package;
use crate::pipeline::model::package::{Package, ReadmeExample};
use crate::pipeline::model::rust_model::ItemPath;

/// The text of the file.
pub(super) fn text(package: &Package) -> String {
    let parts = [
        Some(introduction(package)),
        package
            .example
            .as_ref()
            .map(|example| usage(package, example)),
        features(package),
        Some(origin(package)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

fn introduction(package: &Package) -> String {
    let Package {
        name, reference, ..
    } = package;
    format!("# {name}\n\nRust models of the API that <{reference}> describes.")
}

/// The dependency, and what can be written with it.
fn usage(package: &Package, example: &ReadmeExample) -> String {
    let name = &package.name;
    let section = example.section();
    let section = section.and_then(|section| package.sections.get(section));
    let feature = section.map_or(String::new(), |section| {
        let feature = &section.feature;
        format!(", default-features = false, features = [\"{feature}\"]")
    });
    let also = match example.model {
        Some(_) => "serde_json = \"1\"\n",
        None => "",
    };
    let code = code(&package.name.replace('-', "_"), example);
    format!(
        r#"## Use

```toml
[dependencies]
{name} = {{ path = "path/to/{name}"{feature} }}
{also}```

```rust
{code}```"#
    )
}

/// A resource that is read, and a request that knows where it goes.
fn code(krate: &str, example: &ReadmeExample) -> String {
    let ReadmeExample { model, endpoint } = example;
    let paths = [model, endpoint].into_iter().flatten();
    let mut paths: Vec<String> = paths.map(ToString::to_string).collect();
    paths.extend(
        endpoint
            .iter()
            .map(|_| "runtime::{Endpoint, InvalidRequest}".to_owned()),
    );
    paths.sort();
    let uses = paths.iter().map(|path| format!("use {krate}::{path};\n"));
    let reads = model.iter().map(reads);
    let sends = endpoint.iter().map(sends);
    uses.chain(reads).chain(sends).collect()
}

fn reads(model: &ItemPath) -> String {
    let name = &model.name;
    format!(
        "
/// Reads a body of the API.
fn read(body: &str) -> serde_json::Result<{name}> {{
    serde_json::from_str(body)
}}
"
    )
}

fn sends(endpoint: &ItemPath) -> String {
    let name = &endpoint.name;
    format!(
        r#"
/// Where a request goes, with its query; serialized, it is its own body.
fn target(request: &{name}) -> Result<(&'static str, String), InvalidRequest> {{
    Ok(({name}::METHOD, request.url("https://api.example.com")?))
}}
"#
    )
}

/// The features, where there are any.
fn features(package: &Package) -> Option<String> {
    let rows = package.sections.values().map(|section| {
        let needs: Vec<String> = package::needs(package, section)
            .map(|feature| format!("`{feature}`"))
            .collect();
        let needs = match needs.as_slice() {
            [] => "no other".to_owned(),
            needs => needs.join(", "),
        };
        format!("| `{}` | {needs} |\n", section.feature)
    });
    let rows: String = rows.collect();
    (!rows.is_empty()).then(|| {
        format!(
            "## Features

Each section of the reference is a module and a feature, and all are on by default. Without the
default features only the sections that are named, and those that they need, are compiled.

| feature | needs |
|---|---|
{}",
            rows.trim_end()
        )
    })
}

fn origin(package: &Package) -> String {
    let pages = match package.pages {
        1 => "one page".to_owned(),
        pages => format!("{pages} pages"),
    };
    let version = env!("CARGO_PKG_VERSION");
    format!(
        "## Origin

Made by `reference-codegen` {version} from {pages} of the reference, with the layout `crate`. Change the
pages or the settings and generate it again; what is changed here is lost."
    )
}
