//! One crate with the models of every view, each in a module of its own.

use std::path::{Path, PathBuf};

use reference_codegen::{Config, View};

use super::cargo::{self, write};

/// A view of a reference folder.
#[derive(Debug, Clone)]
pub(crate) struct ViewOf {
    /// The module.
    pub(crate) name: String,
    pub(crate) reference: PathBuf,
    pub(crate) view: View,
}

const MANIFEST: &str = r#"[package]
name = "views"
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

/// No warning from rustc or clippy in any of the views.
pub(crate) fn clippy(views: &[ViewOf]) {
    let folder = cargo::place("views");
    write(&folder.join("Cargo.toml"), MANIFEST);
    cargo::lock(&folder);
    let modules: String = views
        .iter()
        .map(|view| install(view, &folder.join("src")))
        .collect();
    let root = format!("//! Generated models.\n\n{modules}");
    write(&folder.join("src/lib.rs"), &root);
    cargo::cargo(&folder, &["clippy"]).ok();
}

/// Writes the models of a view below `src`; the result declares them.
fn install(view: &ViewOf, src: &Path) -> String {
    let generated = Config::new()
        .view(view.view)
        .generate(&[&view.reference])
        .unwrap_or_else(|failure| panic!("{failure}"));
    let name = &view.name;
    for (path, text) in generated.files() {
        write(&src.join(name).join(path), text);
    }
    format!("#[path = \"{name}/lib.rs\"]\npub mod {name};\n")
}
