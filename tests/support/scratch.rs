//! A workspace of crates that hold generated models and must compile without a warning.

use std::path::{Path, PathBuf};

use reference_codegen::Layout;

use super::cargo::{self, Ran, write};
use super::models::{Models, TEST_HEAD};

const LAYOUTS: [(&str, Layout); 2] = [("tree", Layout::Tree), ("file", Layout::File)];
const EDITIONS: [&str; 2] = ["2021", "2024"];

/// Every crate of the workspace.
pub(crate) const CRATES: [&str; 4] = ["tree-2021", "tree-2024", "file-2021", "file-2024"];

/// `warnings` covers every lint that warns; debug information only costs time.
const WORKSPACE: &str = r#"[workspace]
members = ["tree-*", "file-*"]
resolver = "3"

[workspace.lints.rust]
warnings = "deny"

[workspace.lints.clippy]
all = { level = "deny", priority = -1 }

[profile.dev]
debug = false
incremental = false
"#;

/// One crate for each layout and edition.
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
        for (layout_name, layout) in LAYOUTS {
            for edition in EDITIONS {
                scratch.add_crate(&format!("{layout_name}-{edition}"), edition, layout, models);
            }
        }
        scratch
    }

    fn add_crate(&self, name: &str, edition: &str, layout: Layout, models: &[Models]) {
        let folder = self.root.join(name);
        let modules: String = models
            .iter()
            .map(|models| models.install(layout, &folder.join("src")))
            .collect();
        let krate = name.replace('-', "_");
        let tests: String = models.iter().map(|models| models.test(&krate)).collect();
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
        self.cargo(&["clippy"], &CRATES);
    }

    /// Asserts that rustdoc has no warning.
    pub(crate) fn doc(&self, crates: &[&str]) {
        self.cargo(&["doc", "--no-deps"], crates);
    }

    /// Asserts that the payloads are accepted or rejected as their fixtures expect.
    pub(crate) fn json(&self) {
        self.cargo(&["test", "--tests", "--no-fail-fast"], &CRATES);
    }

    /// Asserts that no documentation has become a doctest.
    pub(crate) fn doc_tests(&self, crates: &[&str]) {
        let Ran { stdout, .. } = self.cargo(&["test", "--doc"], crates);
        let runs = stdout.lines().filter(|line| line.starts_with("running "));
        assert_eq!(
            runs.collect::<Vec<_>>(),
            vec!["running 0 tests"; crates.len()],
            "{stdout}"
        );
    }

    /// Asserts that rustfmt has nothing to change, whatever the layout.
    pub(crate) fn rustfmt(&self) {
        for edition in EDITIONS {
            let file = Path::new("src/lib.rs");
            cargo::rustfmt(&self.root.join(format!("tree-{edition}")), edition, file).ok();
            for name in &self.names {
                let file = format!("src/{name}/reference.rs");
                let folder = self.root.join(format!("file-{edition}"));
                cargo::rustfmt(&folder, edition, Path::new(&file)).ok();
            }
        }
    }

    fn cargo(&self, command: &[&str], crates: &[&str]) -> Ran {
        let packages = crates.iter().flat_map(|krate| ["--package", krate]);
        let arguments: Vec<&str> = command.iter().copied().chain(packages).collect();
        cargo::cargo(&self.root, &arguments).ok()
    }
}
