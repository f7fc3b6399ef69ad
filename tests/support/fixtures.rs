//! The fixtures: reference folders, and JSON that their models read or reject.

use std::fs;
use std::path::{Path, PathBuf};

use reference_codegen::{Config, Error, Generated, Layout};

/// The base URL of the pages of all cases.
pub(crate) const BASE_URL: &str = "https://workos.com/docs";

/// A folder of `tests/fixtures/ok` or `tests/fixtures/err`.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) name: String,
    folder: PathBuf,
}

/// JSON for one of the types of a case.
#[derive(Debug, Clone)]
pub(crate) struct Payload {
    /// The path of the type below the root of the output: `library::book::Book`.
    pub(crate) rust: String,
    pub(crate) file: PathBuf,
}

impl Case {
    /// The case in this folder.
    pub(crate) fn at(folder: &Path) -> Self {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        Self {
            name,
            folder: folder.to_owned(),
        }
    }

    /// The folder of pages, relative to the package, as messages show it.
    pub(crate) fn reference(&self) -> PathBuf {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        self.folder
            .strip_prefix(root)
            .unwrap_or(&self.folder)
            .join("reference")
    }

    /// The settings and the corrections beside the pages.
    pub(crate) fn config(&self) -> Config {
        let reference = self.reference();
        config(&reference, &reference.with_file_name("corrections.toml"))
    }

    /// The JSON that a type reads and writes back unchanged, or in the form of
    /// `<name>.written.json`.
    pub(crate) fn accepted(&self) -> Vec<Payload> {
        self.payloads("json")
    }

    /// The JSON that a type rejects, with the error in `<name>.error` if there is one.
    pub(crate) fn rejected(&self) -> Vec<Payload> {
        self.payloads("reject")
    }

    fn payloads(&self, kind: &str) -> Vec<Payload> {
        let folder = self.folder.join(kind);
        let types = if folder.is_dir() {
            entries(&folder)
        } else {
            Vec::new()
        };
        let files = types.iter().flat_map(|of| {
            entries(of).into_iter().map(|file| Payload {
                rust: name_of(of),
                file,
            })
        });
        files
            .filter(|payload| {
                let name = name_of(&payload.file);
                name.ends_with(".json") && !name.ends_with(".written.json")
            })
            .collect()
    }
}

/// Every case that must generate, in the order of their names.
pub(crate) fn ok() -> Vec<Case> {
    cases("ok")
}

/// Every case that must not generate, in the order of their names.
pub(crate) fn err() -> Vec<Case> {
    cases("err")
}

fn cases(kind: &str) -> Vec<Case> {
    entries(&root().join(kind))
        .iter()
        .map(|folder| Case::at(folder))
        .collect()
}

/// The models of a reference folder, with the `corrections.toml` beside it if there is one.
pub(crate) fn generate(reference: &Path, layout: Layout) -> Result<Generated, Error> {
    corrected(
        reference,
        &reference.with_file_name("corrections.toml"),
        layout,
    )
}

/// The models of a reference folder, with these corrections if the file exists, and with the
/// settings of the `codegen.toml` beside the folder.
pub(crate) fn corrected(
    reference: &Path,
    corrections: &Path,
    layout: Layout,
) -> Result<Generated, Error> {
    config(reference, corrections)
        .layout(layout)
        .generate(&[reference])
}

/// The settings beside a reference folder, with these corrections, as far as the files exist, and
/// the base URL of all cases.
fn config(reference: &Path, corrections: &Path) -> Config {
    let mut config = Config::new().base_url(BASE_URL);
    let settings = reference.with_file_name("codegen.toml");
    if settings.exists() {
        config = config.config_file(settings);
    }
    if corrections.exists() {
        config = config.corrections(corrections);
    }
    config
}

/// The folder of all fixtures.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// The content of a folder, in the order of the names.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    entries
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}
