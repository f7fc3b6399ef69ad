//! A workspace of crates that hold generated models and must compile without a warning.

use std::path::{Path, PathBuf};

use reference_codegen::Layout;

use super::cargo::{self, Ran, write};
use super::models::{Models, TEST_HEAD};

/// Every crate of the workspace, with its layout and its edition. No rule of the output depends on
/// both.
const CRATES: [(&str, Layout, &str); 2] = [
    ("tree", Layout::Tree, "2021"),
    ("file", Layout::File, "2024"),
];

/// `warnings` covers every lint that warns; debug information only costs time.
const WORKSPACE: &str = r#"[workspace]
members = ["tree", "file"]
resolver = "3"

[workspace.lints.rust]
warnings = "deny"

[workspace.lints.clippy]
all = { level = "deny", priority = -1 }

[profile.dev]
debug = false
incremental = false
"#;

/// One crate for each layout, in different editions.
pub(crate) struct Scratch {
    root: PathBuf,
    /// The modules.
    names: Vec<String>,
}

impl Scratch {
    /// Puts the models, each as a module, into every crate of the workspace.
    pub(crate) fn new(name: &str, models: &[Models]) -> Self {
        let scratch = Self {
            root: cargo::place(name),
            names: models.iter().map(|models| models.name.clone()).collect(),
        };
        write(&scratch.root.join("Cargo.toml"), WORKSPACE);
        // The defaults of rustfmt, whatever a folder above configures.
        write(&scratch.root.join("rustfmt.toml"), "");
        cargo::lock(&scratch.root);
        for (name, layout, edition) in CRATES {
            scratch.add_crate(name, edition, layout, models);
        }
        scratch
    }

    fn add_crate(&self, name: &str, edition: &str, layout: Layout, models: &[Models]) {
        let folder = self.root.join(name);
        let modules: String = models
            .iter()
            .map(|models| models.install(layout, &folder.join("src")))
            .collect();
        let tests: String = models.iter().map(|models| models.test(name)).collect();
        let dependencies = format!("{}\n[lints]\nworkspace = true\n", cargo::SERDE);
        let manifest = cargo::manifest(name, edition, &dependencies);
        write(&folder.join("Cargo.toml"), &manifest);
        write(
            &folder.join("src/lib.rs"),
            &format!("//! Generated models.\n\n{modules}"),
        );
        write(
            &folder.join("tests/json.rs"),
            &format!("{TEST_HEAD}\n{tests}"),
        );
    }

    /// Asserts that rustc and clippy have no warning.
    pub(crate) fn clippy(&self) {
        self.cargo(&["clippy"]);
    }

    /// Asserts that rustdoc has no warning.
    pub(crate) fn doc(&self) {
        self.cargo(&["doc", "--no-deps"]);
    }

    /// Asserts that the payloads are accepted or rejected as their fixtures expect.
    pub(crate) fn json(&self) {
        self.cargo(&["test", "--tests", "--no-fail-fast"]);
    }

    /// Asserts that no documentation has become a doctest.
    pub(crate) fn doc_tests(&self) {
        let Ran { stdout, .. } = self.cargo(&["test", "--doc"]);
        let runs = stdout.lines().filter(|line| line.starts_with("running "));
        assert_eq!(
            runs.collect::<Vec<_>>(),
            ["running 0 tests"; CRATES.len()],
            "{stdout}"
        );
    }

    /// Asserts that rustfmt has nothing to change, whatever the layout and the edition.
    pub(crate) fn rustfmt(&self) {
        let files = self.names.iter();
        let files = files.map(|name| format!("file/src/{name}/reference.rs"));
        for file in files.chain(["tree/src/lib.rs".to_owned()]) {
            for edition in ["2021", "2024"] {
                cargo::rustfmt(&self.root, edition, Path::new(&file)).ok();
            }
        }
    }

    fn cargo(&self, command: &[&str]) -> Ran {
        cargo::cargo(&self.root, command).ok()
    }
}
