//! `reference-codegen init`

mod first_test;
mod manifest;

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use reference_codegen::diagnostic::{Code, Escaped};
use reference_codegen::{Config, Error};

use crate::cli::arguments::Options;
use crate::cli::exit_status::{CommandError, Status};
use manifest::{MANIFEST, Manifest};

pub(super) const HELP: &str = "\
Writes codegen.toml, the build script and a first test into a package. If the
pages are there, the test reads a JSON body with one of the models. A file that
exists is never changed; the lines to add to it are printed. The folder of
pages is in the package.

Examples:
  reference-codegen init
  reference-codegen init crates/models --reference docs/reference";

const SETTINGS: &str = "codegen.toml";
const FIRST_TEST: &str = "tests/models.rs";

const BUILD_SCRIPT: &str = "\
//! Generates the models of the API.

fn main() -> Result<(), reference_codegen::Error> {
    reference_codegen::Config::from_file(\"codegen.toml\")?.compile_all()
}
";
const LIBRARY: &str = "\
//! Models of the API.

include!(concat!(env!(\"OUT_DIR\"), \"/reference.rs\"));
";

#[derive(Debug, Args)]
pub(crate) struct InitArguments {
    /// Folder of the package [default: .]
    #[arg(value_hint = ValueHint::DirPath)]
    package: Option<PathBuf>,
    /// Folder of pages [default: reference]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    reference: Option<String>,
}

/// Writes the files that are missing, and prints what is left to do.
///
/// Nothing is written if the package has no manifest, or if its pages have errors.
pub(super) fn run(
    arguments: &InitArguments,
    options: &Options,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), CommandError> {
    let folder = arguments.package.as_deref().unwrap_or(Path::new(""));
    let reference = arguments.reference.as_deref().unwrap_or("reference");
    let manifest = match Manifest::read(folder) {
        Ok(manifest) => manifest,
        Err((problem, help)) => {
            writeln!(err, "error: {}\n  help: {help}", Escaped(&problem))?;
            return Err(CommandError::Told(Status::Impossible));
        }
    };
    let first_test = first_test(folder, reference, &manifest)?;
    let mut package = Package::new(folder);
    package.add(SETTINGS, &settings(reference), None)?;
    let last_line = |text: &str| text.lines().last().unwrap_or_default().to_owned();
    let call = BUILD_SCRIPT.lines().nth(3).unwrap_or_default().trim();
    package.add(&manifest.build_script, BUILD_SCRIPT, Some(call))?;
    package.add(&manifest.library, LIBRARY, Some(&last_line(LIBRARY)))?;
    if let Some(test) = &first_test {
        package.add(FIRST_TEST, test, None)?;
    }
    if !options.quiet {
        package.summarize(out)?;
        if first_test.is_none() {
            writeln!(
                out,
                "no first test: the reference has no pages, or no resource with members that it can fill in"
            )?;
        }
    }
    if !manifest.missing.is_empty() {
        package.left.push((MANIFEST.to_owned(), manifest.missing));
    }
    for (file, lines) in &package.left {
        writeln!(out, "\nadd to {file}:\n")?;
        for line in lines.lines() {
            let indent = if line.is_empty() { "" } else { "    " };
            writeln!(out, "{indent}{line}")?;
        }
    }
    Ok(out.flush()?)
}

/// The settings file for a folder of pages.
fn settings(reference: &str) -> String {
    // Text in JSON is text in TOML.
    let reference = serde_json::Value::from(reference.replace('\\', "/"));
    format!(
        "# Settings of reference-codegen; paths start at this folder.

reference = {reference}
# corrections = \"corrections.toml\"  # where the docs are wrong
# time = \"jiff\"                     # or \"chrono\", \"time\": the type of timestamps
# http = true                       # conversions of requests to the crate `http`
# secrets = [\"**.client_secret\"]    # fields that `Debug` does not show
"
    )
}

/// The first test of the package; `None` if there are no pages yet, or no resource for a test.
fn first_test(
    folder: &Path,
    reference: &str,
    manifest: &Manifest,
) -> Result<Option<String>, Error> {
    let settings = folder.join(SETTINGS);
    let generated = if settings.exists() {
        Config::from_file(settings)?.generate(&[] as &[&Path])
    } else {
        Config::new().generate(&[folder.join(reference)])
    };
    let has_no_pages = |error: &Error| {
        let mut diagnostics = error.diagnostics().iter();
        diagnostics.all(|it| matches!(it.code, Code::NoPages | Code::UnreadableFile))
    };
    match generated {
        Ok(generated) => Ok(first_test::of(
            &generated.inspection(),
            &manifest.crate_name,
        )),
        Err(error) if has_no_pages(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The files of the package, as far as they concern the models.
struct Package<'a> {
    folder: &'a Path,
    created: Vec<String>,
    kept: Vec<String>,
    /// The lines to add to a file.
    left: Vec<(String, String)>,
}

impl<'a> Package<'a> {
    fn new(folder: &'a Path) -> Self {
        Self {
            folder,
            created: Vec::new(),
            kept: Vec::new(),
            left: Vec::new(),
        }
    }

    /// Writes a new file. One that exists is kept; it may lack a line that the models need.
    fn add(&mut self, name: &str, text: &str, needed: Option<&str>) -> io::Result<()> {
        let path = self.folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                file.write_all(text.as_bytes())?;
                self.created.push(name.to_owned());
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                self.kept.push(name.to_owned());
                let is_there =
                    |line: &str| fs::read_to_string(&path).is_ok_and(|it| it.contains(line));
                if let Some(line) = needed.filter(|line| !is_there(line)) {
                    self.left.push((name.to_owned(), line.to_owned()));
                }
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    fn summarize(&self, out: &mut dyn Write) -> io::Result<()> {
        for (what, names) in [("created", &self.created), ("kept", &self.kept)] {
            if !names.is_empty() {
                writeln!(out, "{what}: {}", names.join(", "))?;
            }
        }
        Ok(())
    }
}
