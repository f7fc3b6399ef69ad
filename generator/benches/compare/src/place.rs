//! The files and folders of the benchmarks.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::ensure;

use crate::start::{cargo, output};

/// The folders of a measurement.
#[derive(Debug)]
pub(crate) struct Place {
    /// The workspace of the generator.
    pub(crate) root: PathBuf,
    /// The pages.
    pub(crate) reference: PathBuf,
    /// The corrections of the reference.
    pub(crate) corrections: PathBuf,
    /// The folder for everything that a measurement makes.
    pub(crate) target: PathBuf,
}

impl Place {
    pub(crate) fn of(release: &str) -> anyhow::Result<Self> {
        let root = fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.."))?;
        let reference = root.join("schema/upstream").join(release).join("reference");
        ensure!(
            reference.is_dir(),
            "release {release} is not here: run schema/fetch"
        );
        let corrections = root
            .join("schema/corrections")
            .join(format!("{release}.toml"));
        let target = root.join("target/compare");
        fs::create_dir_all(&target)?;
        Ok(Self {
            root,
            reference,
            corrections,
            target,
        })
    }

    /// The folder of this crate.
    pub(crate) fn here() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR"))
    }

    /// The command, as a user installs it.
    pub(crate) fn command(&self) -> anyhow::Result<PathBuf> {
        self.command_of("release")
    }

    /// The command, compiled with this profile of the workspace.
    pub(crate) fn command_of(&self, profile: &str) -> anyhow::Result<PathBuf> {
        let mut build = cargo(&self.root, &self.root.join("target"));
        build.args([
            "build",
            "--profile",
            profile,
            "--package",
            "reference-codegen",
        ]);
        output(build)?;
        let folder = self.root.join("target").join(profile);
        Ok(folder.join("reference-codegen"))
    }

    /// A program of this crate, compiled with this profile.
    pub(crate) fn program(&self, name: &str, profile: &str) -> anyhow::Result<PathBuf> {
        let target = self.target.join("programs");
        let mut build = cargo(Self::here(), &target);
        build.args(["build", "--profile", profile, "--bin", name]);
        output(build)?;
        let folder = if profile == "dev" { "debug" } else { profile };
        Ok(target.join(folder).join(name))
    }

    /// A JSON Schema of the same types as the models.
    pub(crate) fn schema(&self) -> anyhow::Result<PathBuf> {
        let (inspect, derive) = (self.command()?, self.program("schema", "release")?);
        let schema = self.target.join("schema.json");
        let script = "\"$0\" inspect \"$1\" --format json --quiet | \"$2\" > \"$3\"";
        let mut shell = Command::new("sh");
        shell
            .args(["-c", script])
            .args([&inspect, &self.reference, &derive, &schema]);
        output(shell)?;
        Ok(schema)
    }

    /// An empty folder for what runs make.
    pub(crate) fn fresh(&self, name: &str) -> anyhow::Result<PathBuf> {
        let folder = self.target.join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }
}
