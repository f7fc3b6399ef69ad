//! One crate with models for several settings, each in a module of its own.

use std::path::{Path, PathBuf};

use reference_codegen::Config;

use super::cargo::{self, write};
use super::fixtures::Payload;
use super::models::TEST_HEAD;

/// A reference folder, and the settings for its models.
#[derive(Debug, Clone)]
pub(crate) struct Configured {
    /// The module.
    pub(crate) name: String,
    pub(crate) reference: PathBuf,
    pub(crate) config: Config,
}

impl Configured {
    /// Writes the models below `src`; the result declares them.
    pub(crate) fn install(&self, src: &Path) -> String {
        let generated = self
            .config
            .generate(&[&self.reference])
            .unwrap_or_else(|failure| panic!("{failure}"));
        let name = &self.name;
        for (path, text) in generated.files() {
            write(&src.join(name).join(path), text);
        }
        format!("#[path = \"{name}/lib.rs\"]\npub mod {name};\n")
    }
}

/// Warnings are errors.
const TABLES: &str = r#"
[lints.rust]
warnings = "deny"

[lints.clippy]
all = { level = "deny", priority = -1 }

[profile.dev]
debug = false
incremental = false

[workspace]
"#;

/// The crates that settings name, as the handbook tells users to depend on them.
const CRATES: &str = r#"
chrono = { version = "0.4", default-features = false, features = ["alloc", "serde"] }
indexmap = { version = "2", features = ["serde"] }
jiff = { version = "0.2", default-features = false, features = ["alloc", "serde"] }
time = { version = "0.3", features = ["serde-well-known"] }
"#;

/// Asserts that rustc and clippy have no warning for any of the models, in a crate at this place.
pub(crate) fn clippy(place: &str, all: &[Configured]) {
    let folder = made(place, all, "http = \"1\"\n");
    cargo::cargo(&folder, &["clippy"]).ok();
}

/// The same, and asserts that the models of each read and write the payloads.
pub(crate) fn json(place: &str, all: &[Configured], payloads: &[Payload]) {
    let folder = made(place, all, CRATES);
    let tests = all.iter().flat_map(|Configured { name, .. }| {
        let tests = payloads.iter().map(move |Payload { rust, file }| {
            format!("    accepts::<configured::{name}::{rust}>({file:?});\n")
        });
        [format!("#[test]\nfn {name}() {{\n")]
            .into_iter()
            .chain(tests)
            .chain(["}\n".to_owned()])
    });
    let tests: String = tests.collect();
    write(
        &folder.join("tests/json.rs"),
        &format!("{TEST_HEAD}\n{tests}"),
    );
    cargo::cargo(&folder, &["clippy"]).ok();
    cargo::cargo(&folder, &["test", "--tests", "--no-fail-fast"]).ok();
}

/// Asserts that the models compile without a warning, and that a test with them succeeds.
pub(crate) fn test(place: &str, all: &[Configured], test: &str) {
    let folder = made(place, all, CRATES);
    write(&folder.join("tests/models.rs"), test);
    cargo::cargo(&folder, &["clippy"]).ok();
    cargo::cargo(&folder, &["test", "--tests", "--no-fail-fast"]).ok();
}

/// Makes a crate with all of the models; returns its folder.
fn made(place: &str, all: &[Configured], crates: &str) -> PathBuf {
    let folder = cargo::place(place);
    let dependencies = [cargo::SERDE, crates.trim_start(), TABLES].concat();
    let manifest = cargo::manifest("configured", "2024", &dependencies);
    write(&folder.join("Cargo.toml"), &manifest);
    cargo::lock(&folder);
    let modules: String = all
        .iter()
        .map(|one| one.install(&folder.join("src")))
        .collect();
    let root = format!("//! Generated models.\n\n{modules}");
    write(&folder.join("src/lib.rs"), &root);
    folder
}
