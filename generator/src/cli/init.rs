//! `reference-codegen init`

mod first_test;
mod manifest;
mod new_files;

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use reference_codegen::diagnostic::{Code, Diagnostic, Escaped};
use reference_codegen::{Config, Error};

use crate::cli::arguments::Options;
use crate::cli::exit_status::{CommandError, Status};
use manifest::{MANIFEST, Manifest};
use new_files::{NewFile, Written};

/// A problem, and the next step.
type Problem = (String, &'static str);

pub(super) const HELP: &str = "\
Writes codegen.toml, the build script and a first test into a package. If the
pages are there, the test reads a JSON body with one of the models. A file that
exists is never changed; the lines to add to it are printed.

Examples:
  reference-codegen init
  reference-codegen init crates/models --reference docs/reference";

/// The reason for a missing test if there are no pages yet.
const NO_PAGES: &str = "no pages; put them into the folder of the reference, and run this again";

const SETTINGS: &str = "codegen.toml";
const FIRST_TEST: &str = "tests/models.rs";
const REFERENCE: &str = "reference";

const SETTINGS_TEXT: &str = "\
# Settings of reference-codegen; paths start at this folder.

REFERENCE
# corrections = \"corrections.toml\"  # where the docs are wrong
# time = \"jiff\"                     # or \"chrono\", \"time\": the type of timestamps
# http = true                       # conversions of requests to the crate `http`
# secrets = [\"**.client_secret\"]    # fields that `Debug` does not show
";

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
    let mut tell = |(problem, help): Problem| {
        let _ = writeln!(err, "error: {}\n  help: {help}", Escaped(&problem));
        CommandError::Told(Status::Impossible)
    };
    let manifest = Manifest::read(folder).map_err(&mut tell)?;
    let reference = arguments.reference.as_deref();
    let first_test = first_test(folder, reference.unwrap_or(REFERENCE), &manifest)?;
    let no_test = first_test.as_ref().err().copied();
    let files = files(reference, &manifest, first_test.ok());
    let written = new_files::write(folder, files).map_err(&mut tell)?;
    if !options.quiet {
        summarize(&written, no_test, out)?;
    }
    let left = written.left.iter();
    let left = left.map(|(file, line)| (file.as_str(), line.as_str()));
    let dependencies = Some((MANIFEST, manifest.missing.as_str()));
    for (file, lines) in left.chain(dependencies.filter(|(_, lines)| !lines.is_empty())) {
        writeln!(out, "\nadd to {}:\n", Escaped(file))?;
        for line in lines.lines() {
            let indent = if line.is_empty() { "" } else { "    " };
            writeln!(out, "{indent}{line}")?;
        }
    }
    Ok(out.flush()?)
}

/// The files of a package with models.
fn files(reference: Option<&str>, manifest: &Manifest, first_test: Option<String>) -> Vec<NewFile> {
    let setting = format!(
        "reference = {}",
        toml_string(reference.unwrap_or(REFERENCE))
    );
    let call = BUILD_SCRIPT.lines().nth(3).unwrap_or_default().trim();
    let include = LIBRARY.lines().last().unwrap_or_default();
    let mut files = vec![
        NewFile {
            name: SETTINGS.to_owned(),
            text: SETTINGS_TEXT.replace("REFERENCE", &setting),
            // An existing settings file may have any settings, but must have the setting of the
            // arguments.
            needed: reference.map(|_| setting),
        },
        NewFile {
            name: manifest.build_script.clone(),
            text: BUILD_SCRIPT.to_owned(),
            needed: Some(call.to_owned()),
        },
        NewFile {
            name: manifest.library.clone(),
            text: LIBRARY.to_owned(),
            needed: Some(include.to_owned()),
        },
    ];
    files.extend(first_test.map(|text| NewFile {
        name: FIRST_TEST.to_owned(),
        text,
        needed: None,
    }));
    files
}

/// A path as a string of TOML, with `/` on every system.
fn toml_string(path: &str) -> String {
    let path = if cfg!(windows) {
        path.replace('\\', "/")
    } else {
        path.to_owned()
    };
    // A JSON string is a valid TOML string, unless it contains DEL.
    let json = serde_json::Value::from(path).to_string();
    json.replace('\u{7f}', "\\u007F")
}

/// The first test of the package, or the reason why there is none.
fn first_test(
    folder: &Path,
    reference: &str,
    manifest: &Manifest,
) -> Result<Result<String, &'static str>, Error> {
    let settings = folder.join(SETTINGS);
    let generated = if settings.exists() {
        Config::from_file(settings)?.generate(&[] as &[&Path])
    } else {
        Config::new().generate(&[folder.join(reference)])
    };
    let is_of_folder = |it: &Diagnostic| {
        let is_page = it.span.as_ref().is_some_and(|at| at.file.ends_with(".mdx"));
        matches!(it.code, Code::NoPages | Code::UnreadableFile) && !is_page
    };
    let is_by_direction = |line: &str| line.contains("serde = \"by-direction\"");
    match generated {
        Ok(generated) => {
            let mut files = generated.files().values();
            let is_written = !files.any(|text| text.lines().take(2).any(is_by_direction));
            let inspection = generated.inspection();
            let test = first_test::of(&inspection, &manifest.crate_name, is_written);
            Ok(test.ok_or("the pages have no resource that a test can read"))
        }
        Err(error) if error.diagnostics().iter().all(is_of_folder) => Ok(Err(NO_PAGES)),
        Err(error) => Err(error),
    }
}

/// Prints the names of the files, and the reason for a missing test.
fn summarize(
    written: &Written,
    no_test: Option<&str>,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    for (what, names) in [("created", &written.created), ("kept", &written.kept)] {
        if !names.is_empty() {
            writeln!(out, "{what}: {}", Escaped(&names.join(", ")))?;
        }
    }
    if let Some(reason) = no_test {
        writeln!(out, "no first test: {reason}")?;
    }
    Ok(())
}
