//! The library in a build script: `OUT_DIR`, what to watch, and problems as cargo shows them.

use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::base::diagnostic::{Code, Diagnostic, Error};
use crate::config::{Config, Layout};
use crate::pipeline::{output, source};

impl Config {
    /// Generates the models into one file below `OUT_DIR`, for a `build.rs`.
    ///
    /// The file is `reference.rs` or [`Config::file_name`], in `OUT_DIR` or
    /// [`Config::out_dir`]; a settings file's `layout` and `out` are for the
    /// command. Cargo is told to watch the pages, their folders and the
    /// settings file and the corrections, and is given every problem, as a
    /// `cargo::error` or a `cargo::warning` with file, line and column.
    ///
    /// # Errors
    ///
    /// As [`Config::generate`], and where the file cannot be written. Cargo has
    /// shown the problems by then, so the [`Error`] that `main` returns only
    /// counts them.
    pub fn compile(&self, roots: &[impl AsRef<Path>]) -> Result<(), Error> {
        let config = self.clone().layout(Layout::File);
        print_directives(&watch_lines(&watched(&config, roots)));
        match generate_into_out_dir(&config, roots) {
            Ok(warnings) => {
                print_directives(&lines(&warnings));
                Ok(())
            }
            Err(failure) => {
                print_directives(&lines(failure.diagnostics()));
                Err(failure.already_reported())
            }
        }
    }
}

/// Generates and writes the file; gives the warnings.
fn generate_into_out_dir(
    config: &Config,
    roots: &[impl AsRef<Path>],
) -> Result<Vec<Diagnostic>, Error> {
    let folder = out_dir(config)?;
    let generated = config.generate(roots)?;
    // Every other file of the folder is left alone: other generators write there as well.
    output::add(generated.files(), &folder)?;
    Ok(generated.diagnostics().to_vec())
}

/// The folder that the build script named, or cargo's.
fn out_dir(config: &Config) -> Result<PathBuf, Error> {
    let named = config.explicit_out_dir().map(Path::to_owned);
    named
        .or_else(|| env::var_os("OUT_DIR").map(PathBuf::from))
        .ok_or_else(|| {
            let help = "call this from a build script, or name a folder with `out_dir`";
            Error::from_problem(
                Code::InvalidSettings,
                "the environment variable OUT_DIR is not set".to_owned(),
                help,
                None,
            )
        })
}

/// The files and folders that decide the output.
fn watched(config: &Config, roots: &[impl AsRef<Path>]) -> Vec<PathBuf> {
    let settings = config.settings(roots);
    let (pages, corrections) = settings
        .map(|settings| (source::watched(&settings.reference), settings.corrections))
        .unwrap_or_default();
    let files = config.watched_file().map(Path::to_owned).into_iter();
    files.chain(corrections).chain(pages).collect()
}

/// A path with a line break cannot be said to cargo; its folder is watched all the same.
fn watch_lines(paths: &[PathBuf]) -> Vec<String> {
    let paths = paths.iter().map(|path| path.display().to_string());
    paths
        .filter(|path| !path.contains(['\n', '\r']))
        .map(|path| format!("cargo::rerun-if-changed={path}"))
        .collect()
}

/// Each problem as one line for cargo, which shows it as an error or a warning of the crate.
fn lines(diagnostics: &[Diagnostic]) -> Vec<String> {
    let line = |diagnostic: &Diagnostic| {
        let text = diagnostic.to_string().replace("\n  ", "; ");
        // Cargo knows `error` since 1.84; a dependent needs a newer one for this library.
        format!("cargo::{}={text}", diagnostic.severity())
    };
    diagnostics.iter().map(line).collect()
}

/// Cargo reads the lines from standard output. If it has stopped reading, the
/// build is over, and there is nobody to tell.
fn print_directives(lines: &[String]) {
    let mut text = lines.join("\n");
    if !text.is_empty() {
        text.push('\n');
        let _ = io::stdout().lock().write_all(text.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::Span;

    #[test]
    fn a_problem_is_one_line_whatever_the_page_holds() {
        let diagnostic = |code| Diagnostic {
            code,
            message: "`a\ncargo::rustc-cfg=b` is not it".to_owned(),
            help: "remove it".to_owned(),
            span: Some(Span::within("p.mdx", "---\na", 4, 1)),
        };
        let told = lines(&[Code::UnknownKey, Code::UnknownType].map(diagnostic));
        let expected = [
            r"cargo::warning=p.mdx:2:1: warning[unknown-key]: `a\ncargo::rustc-cfg=b` is not it; help: remove it",
            r"cargo::error=p.mdx:2:1: error[unknown-type]: `a\ncargo::rustc-cfg=b` is not it; help: remove it",
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn pages_folders_and_settings_are_watched_and_outputs_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::create_dir_all(path("pages/sub")).unwrap();
        std::fs::create_dir_all(path("out")).unwrap();
        for file in [
            "pages/sub/a.mdx",
            "pages/notes.txt",
            "out/reference.rs",
            "codegen.toml",
            "fixes.toml",
        ] {
            std::fs::write(path(file), "").unwrap();
        }
        let config = Config::new()
            .config_file(path("codegen.toml"))
            .corrections(path("fixes.toml"))
            .out_dir(path("out"));
        let expected = [
            path("codegen.toml"),
            path("fixes.toml"),
            path("pages"),
            path("pages/sub"),
            path("pages/sub/a.mdx"),
        ];
        assert_eq!(watched(&config, &[path("pages")]), expected);
    }
}
