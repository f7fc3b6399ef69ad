//! One crate with models by several settings, each in a module of its own.

use std::path::{Path, PathBuf};

use reference_codegen::Config;

use super::cargo::{self, write};

/// A reference folder, and how its models are made.
#[derive(Debug, Clone)]
pub(crate) struct Configured {
    /// The module.
    pub(crate) name: String,
    pub(crate) reference: PathBuf,
    pub(crate) config: Config,
}

const MANIFEST: &str = r#"[package]
name = "configured"
version = "0.0.0"
edition = "2024"

[dependencies]
serde = { version = "1", features = ["derive"] }
serde_json = "1"

[lints.rust]
warnings = "deny"

[lints.clippy]
all = { level = "deny", priority = -1 }

[profile.dev]
debug = false
incremental = false

[workspace]
"#;

/// No warning from rustc or clippy in any of them, in a crate at this place.
pub(crate) fn clippy(place: &str, all: &[Configured]) {
    let folder = cargo::place(place);
    write(&folder.join("Cargo.toml"), MANIFEST);
    cargo::lock(&folder);
    let modules: String = all
        .iter()
        .map(|one| install(one, &folder.join("src")))
        .collect();
    let root = format!("//! Generated models.\n\n{modules}");
    write(&folder.join("src/lib.rs"), &root);
    cargo::cargo(&folder, &["clippy"]).ok();
}

/// Writes models below `src`; the result declares them.
fn install(one: &Configured, src: &Path) -> String {
    let generated = one
        .config
        .generate(&[&one.reference])
        .unwrap_or_else(|failure| panic!("{failure}"));
    let name = &one.name;
    for (path, text) in generated.files() {
        write(&src.join(name).join(path), text);
    }
    format!("#[path = \"{name}/lib.rs\"]\npub mod {name};\n")
}
