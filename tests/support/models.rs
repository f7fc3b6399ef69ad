//! Generated models on their way into a scratch crate.

use std::path::{Path, PathBuf};

use reference_codegen::Layout;

use super::cargo::write;
use super::fixtures::{self, Payload};

/// A reference folder whose models become one module of a scratch crate.
#[derive(Debug, Clone)]
pub(crate) struct Models {
    /// The module.
    pub(crate) name: String,
    pub(crate) reference: PathBuf,
    /// The corrections file, if there is one.
    pub(crate) corrections: PathBuf,
    pub(crate) accepted: Vec<Payload>,
    pub(crate) rejected: Vec<Payload>,
}

impl Models {
    /// Writes the models below `src` of a crate; the result declares them.
    pub(crate) fn install(&self, layout: Layout, src: &Path) -> String {
        let generated = fixtures::corrected(&self.reference, &self.corrections, layout)
            .unwrap_or_else(|failure| panic!("{failure}"));
        let folder = src.join(&self.name);
        for (path, text) in generated.files() {
            write(&folder.join(path), text);
        }
        let name = &self.name;
        match layout {
            Layout::Tree => format!("#[path = \"{name}/lib.rs\"]\npub mod {name};\n"),
            _ => format!("pub mod {name} {{\n    include!(\"{name}/reference.rs\");\n}}\n"),
        }
    }

    /// A test that reads and writes the payloads with the types of the crate.
    pub(crate) fn test(&self, krate: &str) -> String {
        let lines = |payloads: &[Payload], function: &str| -> String {
            let lines = payloads.iter().map(|payload| {
                let (name, rust) = (&self.name, &payload.rust);
                format!(
                    "    {function}::<{krate}::{name}::{rust}>({:?});\n",
                    payload.file
                )
            });
            lines.collect()
        };
        let (accepted, rejected) = (
            lines(&self.accepted, "accepts"),
            lines(&self.rejected, "rejects"),
        );
        format!("#[test]\nfn {}() {{\n{accepted}{rejected}}}\n", self.name)
    }
}

/// The beginning of the tests of a scratch crate.
pub(crate) const TEST_HEAD: &str = r#"//! Pushes JSON through the models.
#![allow(dead_code)]

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt::Debug;

fn read(file: &str) -> Value {
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Reads, writes, and reads what was written.
fn accepts<T: Serialize + DeserializeOwned + PartialEq + Debug>(file: &str) {
    let given = read(file);
    let value: T = serde_json::from_value(given.clone()).unwrap_or_else(|error| panic!("{file}: {error}"));
    let other = file.replace(".json", ".written.json");
    let expected = if std::path::Path::new(&other).exists() { read(&other) } else { given };
    let written = serde_json::to_value(&value).unwrap();
    assert_eq!(written, expected, "{file}");
    assert_eq!(serde_json::from_value::<T>(written).unwrap(), value, "{file}");
}

fn rejects<T: DeserializeOwned + Debug>(file: &str) {
    match serde_json::from_value::<T>(read(file)) {
        Ok(value) => panic!("{file} is accepted as {value:?}"),
        Err(error) => {
            if let Ok(expected) = std::fs::read_to_string(file.replace(".json", ".error")) {
                assert_eq!(error.to_string(), expected.trim_end(), "{file}");
            }
        }
    }
}
"#;
