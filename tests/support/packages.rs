//! Generated crates in one workspace, and a crate that depends on all of them.

use std::path::{Path, PathBuf};

use reference_codegen::{Config, Layout};

use super::cargo::{self, write};

/// The crate that holds the code of every read-me.
const READER: &str = "reader";

/// Turns warnings into errors, in these crates and not in their dependencies.
const DENY: [&str; 4] = [
    "--config",
    "build.rustflags = ['--deny=warnings']",
    "--config",
    "build.rustdocflags = ['--deny=warnings']",
];

/// Turns warnings and the findings of more lints into errors.
const PEDANTIC: [&str; 2] = [
    "--config",
    "build.rustflags = ['--deny=warnings', '--deny=clippy::pedantic', '--deny=missing-docs']",
];

const WORKSPACE: &str = r#"[workspace]
members = ["*-models", "reader"]
resolver = "2"

[profile.dev]
debug = false
incremental = false
"#;

/// Generated crates, compiled into one target folder.
pub(crate) struct Packages {
    root: PathBuf,
    packages: Vec<Package>,
}

struct Package {
    name: String,
    manifest: String,
    readme: String,
}

impl Packages {
    /// A crate for each reference folder, `<name>-models`.
    pub(crate) fn new(place: &str, references: &[(String, PathBuf)]) -> Self {
        let root = cargo::place(place);
        write(&root.join("Cargo.toml"), WORKSPACE);
        write(&root.join("rustfmt.toml"), "");
        cargo::lock(&root);
        let packages: Vec<Package> = references
            .iter()
            .map(|(name, reference)| Package::install(&root, name, reference))
            .collect();
        add_reader(&root.join(READER), &packages);
        Self { root, packages }
    }

    /// Asserts that with every feature rustdoc has no warning, and rustfmt changes nothing.
    pub(crate) fn docs_and_format(&self) {
        self.cargo(&["doc", "--workspace", "--no-deps", "--all-features"]);
        for package in &self.packages {
            let folder = self.root.join(&package.name);
            cargo::rustfmt(&folder, "2021", Path::new("src/lib.rs")).ok();
        }
    }

    /// Asserts that rustc and clippy have no warning for the examples of the READMEs with the
    /// features that they name.
    pub(crate) fn readmes(&self) {
        self.cargo(&["clippy", "--no-deps", "--package", READER]);
    }

    /// Asserts that with every feature clippy has no warning, that of its group `pedantic` included,
    /// and that no item lacks docs.
    pub(crate) fn clippy(&self) {
        let clippy = ["clippy", "--workspace", "--exclude", READER];
        let arguments = [&clippy[..], &["--all-features"], &PEDANTIC].concat();
        cargo::cargo(&self.root, &arguments).ok();
    }

    /// Asserts that the examples of the root docs and the readmes compile as doctests; there is one
    /// of each.
    pub(crate) fn doc_tests(&self) {
        let test = ["test", "--doc", "--workspace", "--exclude", READER];
        let arguments = [&test[..], &["--all-features"], &DENY].concat();
        let tested = cargo::cargo(&self.root, &arguments).ok();
        let count = |what: &str| {
            let lines = tested.stdout.lines();
            let tests = lines.filter(|line| line.starts_with("test ") && line.ends_with(" ... ok"));
            tests.filter(|line| line.contains(what)).count()
        };
        let calling = self.packages.iter();
        let calling = calling.filter(|it| it.code().contains("fn call<")).count();
        assert!(calling > 0, "{}", tested.stdout);
        assert_eq!(
            [count("lib.rs - (line "), count("lib.rs - readme (line ")],
            [calling; 2]
        );
    }

    /// Asserts that rustc has no warning without any feature, nor with any single one. A run checks
    /// one feature of each package.
    pub(crate) fn each_feature_alone(&self) {
        self.check("");
        let features: Vec<_> = self.packages.iter().map(Package::features).collect();
        let most = features.iter().map(Vec::len).max().unwrap_or_default();
        for position in 0..most {
            let single = features.iter().filter_map(|of_one| of_one.get(position));
            self.check(&single.map(String::as_str).collect::<Vec<_>>().join(","));
        }
    }

    fn check(&self, features: &str) {
        let check = ["check", "--workspace", "--exclude", READER];
        let features = ["--no-default-features", "--features", features];
        self.cargo(&[&check[..], &features].concat());
    }

    fn cargo(&self, arguments: &[&str]) {
        cargo::cargo(&self.root, &[arguments, &DENY].concat()).ok();
    }
}

impl Package {
    fn install(root: &Path, name: &str, reference: &Path) -> Self {
        let name = format!("{}-models", name.replace('_', "-"));
        let mut config = Config::new().layout(Layout::Crate).crate_name(&name);
        let corrections = reference.with_file_name("corrections.toml");
        if corrections.exists() {
            config = config.corrections(corrections);
        }
        let generated = config
            .generate(&[reference])
            .unwrap_or_else(|failure| panic!("{failure}"));
        for (path, text) in generated.files() {
            write(&root.join(&name).join(path), text);
        }
        let text = |path: &str| generated.files()[path].clone();
        Self {
            manifest: text("Cargo.toml"),
            readme: text("README.md"),
            name,
        }
    }

    /// The features of the sections, which are on by default, and `http`, with the package's name.
    fn features(&self) -> Vec<String> {
        let lines = self.manifest.lines();
        let listed = lines
            .skip_while(|line| *line != "default = [")
            .skip(1)
            .take_while(|line| *line != "]");
        let sections = listed.map(|line| line.trim_matches([' ', '"', ',']));
        let lines = self.manifest.lines();
        let others = lines.filter_map(|line| line.strip_suffix(" = [\"dep:http\"]"));
        let features: Vec<_> = sections
            .chain(others)
            .map(|feature| format!("{}/{feature}", self.name))
            .collect();
        assert!(!features.is_empty(), "{} has no feature", self.name);
        features
    }

    /// The line for the dependency in the read-me.
    fn dependency(&self) -> String {
        let start = format!("{} = ", self.name);
        let line = self.readme.lines().find(|line| line.starts_with(&start));
        let line = line.unwrap_or_else(|| panic!("no dependency in\n{}", self.readme));
        line.replace("path/to/", "../")
    }

    /// The Rust of the read-me.
    fn code(&self) -> &str {
        let block = self.readme.split("```rust\n").nth(1);
        let code = block.and_then(|rest| rest.split("```").next());
        code.unwrap_or_else(|| panic!("no code in\n{}", self.readme))
    }
}

fn add_reader(folder: &Path, packages: &[Package]) {
    let dependencies: Vec<String> = packages.iter().map(Package::dependency).collect();
    let dependencies = format!(
        "http = \"1\"\nserde_json = \"1\"\n{}\n",
        dependencies.join("\n")
    );
    let manifest = cargo::manifest(READER, "2021", &dependencies);
    let modules = packages.iter().map(|package| {
        let name = package.name.replace('-', "_");
        format!("\nmod {name}_shown {{\n{}}}\n", package.code())
    });
    let modules: String = modules.collect();
    let head = "//! The code of the read-mes.\n#![allow(dead_code)]\n";
    write(&folder.join("Cargo.toml"), &manifest);
    write(&folder.join("src/lib.rs"), &format!("{head}{modules}"));
}
