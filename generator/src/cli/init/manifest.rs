//! The manifest of the package that uses the models.

use std::fs;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::Problem;

/// The name of the file.
pub(super) const MANIFEST: &str = "Cargo.toml";

/// The parts of a manifest that concern the models.
pub(super) struct Manifest {
    /// The name of the library crate, as Rust code spells it.
    pub(super) crate_name: String,
    /// The file of the build script.
    pub(super) build_script: String,
    /// The root file of the library.
    pub(super) library: String,
    /// The dependencies that the manifest lacks, as lines.
    pub(super) missing: String,
}

impl Manifest {
    /// The manifest in a folder. The error is the problem, and the next step.
    pub(super) fn read(folder: &Path) -> Result<Self, Problem> {
        let path = folder.join(MANIFEST);
        let place = path.display();
        let text = fs::read_to_string(&path).map_err(|error| {
            let help = "run `cargo init --lib` in that folder first";
            (format!("{place}: {error}"), help)
        })?;
        let table = DeTable::parse(&text);
        let table = table.map_err(|error| {
            let help = "correct the manifest";
            (format!("{place}: {}", error.message()), help)
        })?;
        let text = |of: &str, key| member(table.get_ref(), of, key).and_then(DeValue::as_str);
        let name = text("package", "name").ok_or_else(|| {
            let help = "name the folder of a package, not of a workspace";
            (format!("{place}: no `package.name`"), help)
        })?;
        Ok(Self {
            crate_name: text("lib", "name").unwrap_or(name).replace('-', "_"),
            build_script: text("package", "build").unwrap_or("build.rs").to_owned(),
            library: text("lib", "path").unwrap_or("src/lib.rs").to_owned(),
            missing: missing(table.get_ref()),
        })
    }
}

/// The member of a table of the manifest.
fn member<'t, 'i>(manifest: &'t DeTable<'i>, table: &str, key: &str) -> Option<&'t DeValue<'i>> {
    let table = manifest.get(table)?.get_ref();
    table.get(key).map(toml::Spanned::get_ref)
}

/// The lines of dependencies that a manifest lacks, with their tables.
fn missing(manifest: &DeTable) -> String {
    let mut lines = String::new();
    let mut table = "";
    if member(manifest, "package", "build").and_then(DeValue::as_bool) == Some(false) {
        lines += "[package]\nbuild = \"build.rs\" # instead of `false`\n";
        table = "package";
    }
    for (of, name, line) in dependencies() {
        let there = member(manifest, of, name);
        if there.is_some_and(|there| name != "serde" || may_derive(there)) {
            continue;
        }
        if table != of {
            if !table.is_empty() {
                lines.push('\n');
            }
            lines += &format!("[{of}]\n");
            table = of;
        }
        lines += &line;
        lines.push('\n');
    }
    lines
}

/// `true` unless a dependency on serde lacks the feature for derives. The features of a dependency
/// of the workspace are in another manifest.
fn may_derive(serde: &DeValue) -> bool {
    let features = serde.get("features").map(toml::Spanned::get_ref);
    let mut features = features.and_then(DeValue::as_array).into_iter().flatten();
    serde.get("workspace").is_some()
        || features.any(|feature| feature.get_ref().as_str() == Some("derive"))
}

/// The dependencies of the models and of their build script: the table, the crate, and its line.
fn dependencies() -> [(&'static str, &'static str, String); 3] {
    let serde = "serde = { version = \"1\", features = [\"derive\"] }";
    // The path to a checkout, as long as the repository has no address.
    let source = match env!("CARGO_PKG_REPOSITORY") {
        "" => "path = \"../reference-codegen/generator\"".to_owned(),
        repository => format!("git = \"{repository}\""),
    };
    let generator = format!("reference-codegen = {{ {source}, default-features = false }}");
    [
        ("dependencies", "serde", serde.to_owned()),
        (
            "dependencies",
            "serde_json",
            "serde_json = \"1\"".to_owned(),
        ),
        ("build-dependencies", "reference-codegen", generator),
    ]
}
