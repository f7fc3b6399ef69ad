//! `cargo check` of the emitted crate, compared with that of a crate which another generator
//! writes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;
use serde_json::Value;
use syn::visit::{self, Visit};
use walkdir::WalkDir;

use crate::figures::{Contender, in_turns};
use crate::place::Place;
use crate::start::{cargo, output};

/// The peer, which is on the registry.
pub(crate) const PEER: &str = "workos";
pub(crate) const PEER_VERSION: &str = "3.5.0";

pub(crate) fn measure(place: &Place, rounds: usize) -> anyhow::Result<()> {
    let folder = workspace(place)?;
    let packages = ["whole", "by-direction", "table", "resources", PEER];
    let target = folder.join("target");
    let mut warm = cargo_without_lints(&folder, &target);
    warm.args(["check", "--workspace", "--offline"]);
    output(warm)?;
    let contenders = packages.map(|package| {
        let (folder, target) = (&folder, &target);
        Contender::new(package, move || {
            let mut clean = cargo(folder, target);
            clean.args(["clean", "--package", package]);
            output(clean)?;
            let mut check = cargo_without_lints(folder, target);
            check.args(["check", "--offline", "--jobs", "1", "--package", package]);
            Ok(check)
        })
    });
    let figures = in_turns(rounds, contenders.into())?;
    println!("| `cargo check` of | fields | user time | a field | ratio |");
    println!("|---|--:|--:|--:|--:|");
    let sources = [
        folder.join("whole"),
        folder.join("by-direction"),
        folder.join("table"),
        folder.join("resources"),
        peer(&folder, &target)?,
    ];
    let mut of_whole = None;
    for ((figure, source), name) in figures.iter().zip(sources).zip([
        "everything".to_owned(),
        "everything, `serde = \"by-direction\"`".to_owned(),
        "everything, `serde_code = \"table\"`".to_owned(),
        "the resources".to_owned(),
        format!("{PEER} {PEER_VERSION}"),
    ]) {
        let fields = fields(&source.join("src"))?;
        let each = figure.seconds() * 1e3 / fields as f64;
        let whole = *of_whole.get_or_insert(each);
        println!(
            "| {name} | {fields} | {:.2} s | {each:.2} ms | {:.2} |",
            figure.seconds(),
            each / whole
        );
    }
    Ok(())
}

/// `cargo` without lints. Cargo skips those of the peer, because it is from the registry.
fn cargo_without_lints(folder: &Path, target: &Path) -> Command {
    let mut cargo = cargo(folder, target);
    cargo.env("RUSTFLAGS", "--cap-lints=allow");
    cargo
}

/// Both of our crates and one that depends on the peer, with one set of dependencies.
fn workspace(place: &Place) -> anyhow::Result<PathBuf> {
    let command = place.command()?;
    let folder = place.target.join("check");
    fs::create_dir_all(folder.join("peer/src"))?;
    let settings = folder.join("table.toml");
    fs::write(&settings, "serde_code = \"table\"\n")?;
    let settings = settings
        .to_str()
        .context("the folder has a name in UTF-8")?;
    let crates = [
        ("whole", &[][..]),
        ("by-direction", &["--serde", "by-direction"]),
        ("table", &["--config", settings]),
        ("resources", &["--no-operations"]),
    ];
    for (name, more) in crates {
        let mut generate = Command::new(&command);
        generate
            .arg("generate")
            .arg(&place.reference)
            .args(["--quiet", "--layout", "crate"]);
        generate.args(["--crate-name", name]).args(more);
        if place.corrections.is_file() && name != "resources" {
            generate.arg("--corrections").arg(&place.corrections);
        }
        generate.arg("--out").arg(folder.join(name));
        output(generate)?;
    }
    let members = "[workspace]\nmembers = [\"resources\", \"whole\", \"by-direction\", \"table\", \"peer\"]\n\
                   resolver = \"3\"\n";
    fs::write(folder.join("Cargo.toml"), members)?;
    let manifest = format!(
        "[package]\nname = \"peer\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\n{PEER} = \"={PEER_VERSION}\"\n"
    );
    fs::write(folder.join("peer/Cargo.toml"), manifest)?;
    fs::write(folder.join("peer/src/lib.rs"), "")?;
    let mut fetch = cargo(&folder, &folder.join("target"));
    fetch.arg("fetch");
    output(fetch)?;
    Ok(folder)
}

/// The folder of the peer in the registry's cache.
fn peer(folder: &Path, target: &Path) -> anyhow::Result<PathBuf> {
    let mut metadata = cargo(folder, target);
    metadata.args(["metadata", "--offline", "--format-version", "1"]);
    let metadata: Value = serde_json::from_slice(&output(metadata)?)?;
    let packages = metadata["packages"]
        .as_array()
        .context("there are packages")?;
    let peer = packages
        .iter()
        .find(|package| package["name"] == PEER)
        .context("the peer is one")?;
    let manifest = Path::new(
        peer["manifest_path"]
            .as_str()
            .context("it has a manifest")?,
    );
    Ok(manifest.parent().context("that is in a folder")?.to_owned())
}

/// The number of fields of the structs and variants below a folder.
fn fields(folder: &Path) -> anyhow::Result<usize> {
    let mut counter = Fields(0);
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "rs")
        {
            counter.visit_file(&syn::parse_file(&fs::read_to_string(entry.path())?)?);
        }
    }
    Ok(counter.0)
}

struct Fields(usize);

impl Visit<'_> for Fields {
    fn visit_fields_named(&mut self, fields: &syn::FieldsNamed) {
        self.0 += fields.named.len();
        visit::visit_fields_named(self, fields);
    }
}
