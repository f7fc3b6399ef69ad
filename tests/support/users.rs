//! Crates that hold generated models and code that uses them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use reference_codegen::{Config, Generated, Layout};
use serde_json::Value;

use super::cargo::{self, write};
use super::fixtures::BASE_URL;

const WORKSPACE: &str = "[workspace]\nmembers = [\"users-*\"]\nresolver = \"3\"\n\n\
                         [profile.dev]\ndebug = false\nincremental = false\n";

/// Two references, and code that uses the models of the first.
#[derive(Debug, Clone)]
pub(crate) struct Pair {
    pub(crate) name: String,
    folder: PathBuf,
}

impl Pair {
    /// The pair in this folder: `old`, `new` and `user.rs`, and if they exist, the corrections of
    /// either side, `old.toml` and `new.toml`, and the settings, `codegen.toml`.
    pub(crate) fn at(folder: &Path) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self {
            name: folder.file_name().unwrap().to_str().unwrap().to_owned(),
            folder: folder.strip_prefix(root).unwrap_or(folder).to_owned(),
        }
    }

    /// The folder of one of the references.
    pub(crate) fn side(&self, side: &str) -> PathBuf {
        self.folder.join(side)
    }

    /// The corrections of one of the references.
    pub(crate) fn corrections(&self, side: &str) -> Option<PathBuf> {
        let file = self.folder.join(format!("{side}.toml"));
        if file.exists() { Some(file) } else { None }
    }

    /// The settings of both sides, those of `codegen.toml` if it exists.
    pub(crate) fn config(&self) -> Config {
        let file = self.folder.join("codegen.toml");
        let config = Config::new().base_url(BASE_URL);
        if file.exists() {
            config.config_file(file)
        } else {
            config
        }
    }

    /// The errors that the code must have with the new models, from its first line: `// E0061
    /// E0308`.
    pub(crate) fn errors(&self) -> BTreeSet<String> {
        let code = fs::read_to_string(self.folder.join("user.rs")).unwrap();
        let first = code.lines().next().unwrap();
        let errors = first.strip_prefix("// E").map(|_| &first[3..]);
        let errors = errors.unwrap_or_default().split(' ');
        errors
            .filter(|error| !error.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// The models of one of the references, in one file.
    pub(crate) fn models(&self, side: &str) -> Generated {
        let config = self.config().layout(Layout::File);
        let config = match self.corrections(side) {
            Some(file) => config.corrections(file),
            None => config,
        };
        config
            .generate(&[self.side(side)])
            .unwrap_or_else(|failure| panic!("{failure}"))
    }

    /// Puts models and code into a crate, and returns the declaration of the module for both.
    fn install(&self, side: &str, krate: &Path) -> String {
        let generated = self.models(side);
        let name = &self.name;
        let models = &generated.files()["reference.rs"];
        write(&krate.join(format!("src/models/{name}.rs")), models);
        let code = fs::read_to_string(self.folder.join("user.rs")).unwrap();
        write(&krate.join(format!("src/user/{name}.rs")), &code);
        format!(
            "pub mod {name} {{\n    pub mod models {{\n        include!(\"models/{name}.rs\");\n    }}\n    \
             pub mod user {{\n        include!(\"user/{name}.rs\");\n    }}\n}}\n"
        )
    }
}

/// A workspace of crates with models and users.
pub(crate) struct Users {
    root: PathBuf,
}

impl Users {
    pub(crate) fn new(name: &str) -> Self {
        let root = cargo::place(name);
        write(&root.join("Cargo.toml"), WORKSPACE);
        cargo::lock(&root);
        Self { root }
    }

    /// Adds a crate with one of the two models of each pair.
    pub(crate) fn add(&self, krate: &str, side: &str, pairs: &[Pair]) {
        let folder = self.root.join(format!("users-{krate}"));
        let modules: String = pairs
            .iter()
            .map(|pair| pair.install(side, &folder))
            .collect();
        write(&folder.join("src/lib.rs"), &modules);
        write(
            &folder.join("Cargo.toml"),
            &cargo::manifest(&format!("users-{krate}"), "2024", cargo::SERDE),
        );
    }

    /// Compiles everything, and returns the codes of the errors for each crate that has any; all
    /// must be in code of the user.
    pub(crate) fn errors(&self) -> BTreeMap<String, BTreeSet<String>> {
        let ran = cargo::cargo(
            &self.root,
            &[
                "check",
                "--workspace",
                "--keep-going",
                "--message-format=json",
            ],
        );
        let messages: Vec<Value> = ran
            .stdout
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let is_compiled = messages
            .iter()
            .any(|message| message["reason"] == "compiler-artifact");
        assert!(is_compiled, "nothing was compiled\n{}", ran.stderr);
        let mut errors: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for message in messages
            .iter()
            .filter(|message| message["message"]["level"] == "error")
        {
            let krate = message["target"]["name"].as_str().unwrap().to_owned();
            let codes = errors.entry(krate).or_default();
            codes.extend(error(&message["message"]));
        }
        errors
    }
}

/// The code of an error, which must be in code of a user; `None` for the count at the end.
fn error(message: &Value) -> Option<String> {
    let code = message["code"]["code"].as_str()?;
    let spans = message["spans"].as_array().unwrap();
    let is_users = spans.iter().any(|span| {
        span["is_primary"] == true && span["file_name"].as_str().unwrap().contains("src/user/")
    });
    assert!(is_users, "{}", message["rendered"].as_str().unwrap());
    Some(code.to_owned())
}
