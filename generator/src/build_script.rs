//! Generates the models in a build script: into `OUT_DIR`, with the directives that cargo reads.

mod memo;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{env, fs};

use crate::base::diagnostic::{Code, Diagnostic, Diagnostics, Error};
use crate::config::{Config, Layout, Settings};
use crate::pipeline::{Generated, Reference, output, source};
use memo::{Memo, RunResult};

impl Config {
    /// Generates one file below `OUT_DIR` with the models of the pages that the settings file
    /// names, for a `build.rs` with [`Config::from_file`].
    ///
    /// # Errors
    ///
    /// The same as for [`Config::compile`], or the settings name no pages.
    pub fn compile_all(&self) -> Result<(), Error> {
        self.compile(&[] as &[&Path])
    }

    /// Generates the models into one file below `OUT_DIR`, for a `build.rs`.
    ///
    /// The file is `reference.rs` or [`Config::file_name`], in `OUT_DIR` or
    /// [`Config::out_dir`]; the settings `layout` and `out` of a settings file
    /// do not apply. Cargo watches the pages, their folders, the settings file
    /// and the corrections, and shows every diagnostic as a `cargo::error` or a
    /// `cargo::warning` with file, line and column.
    ///
    /// The exact input of the last run is stored in `OUT_DIR`. If it has not changed, nothing is
    /// generated, and the warnings of the last run are repeated.
    ///
    /// # Errors
    ///
    /// [`Config::generate`] fails, a file cannot be written, or an earlier call
    /// in this process has already written it: two calls need two
    /// [file names](Config::file_name). Since cargo has already shown the
    /// diagnostics, the `Debug` output of the [`Error`] that `main` returns only
    /// counts them.
    pub fn compile(&self, roots: &[impl AsRef<Path>]) -> Result<(), Error> {
        let config = self.clone().layout(Layout::File);
        // A path with a line break has no directive, but its folder is watched.
        let watched = watched(&config, roots)
            .into_iter()
            .map(|path| path.display().to_string())
            .filter(|path| !path.contains(['\n', '\r']));
        print_directives(watched.map(|path| format!("cargo::rerun-if-changed={path}")));
        match generate_into_out_dir(&config, roots) {
            Ok(warnings) => {
                print(&warnings);
                Ok(())
            }
            Err(error) => {
                print_directives(error.diagnostics().iter().map(directive));
                Err(error.already_reported())
            }
        }
    }
}

/// Generates and writes the file, unless it is up to date; returns the directives with the
/// warnings.
fn generate_into_out_dir(config: &Config, roots: &[impl AsRef<Path>]) -> Result<String, Error> {
    let out_dir = env::var_os("OUT_DIR").map(PathBuf::from);
    let folder = config.explicit_out_dir().or(out_dir.as_deref());
    let folder = folder.ok_or_else(|| {
        Error::from_problem(
            Code::InvalidSettings,
            "the environment variable OUT_DIR is not set".to_owned(),
            "call this from a build script, or name a folder with `out_dir`",
            None,
        )
    })?;
    let settings = Settings {
        in_build_script: true,
        ..config.settings(roots)?
    };
    let RunResult { warnings, files } = up_to_date(settings, folder, out_dir.as_deref())?;
    write_once(&files, folder, &inputs(config, roots))?;
    Ok(warnings)
}

/// The files for a folder, and the warnings. Both are the results of the last run if the input
/// stored in `OUT_DIR` has not changed.
fn up_to_date(
    settings: Settings,
    folder: &Path,
    out_dir: Option<&Path>,
) -> Result<RunResult, Error> {
    let mut diagnostics = Diagnostics::for_view(settings.view);
    let pages = source::read(&settings, &mut diagnostics);
    let memo = out_dir.and_then(|out_dir| Memo::new(out_dir, &settings, &pages, &diagnostics));
    let last = memo.as_ref();
    let last = last.and_then(|memo| memo.recall(&settings.file_name, folder));
    if let Some(last) = last {
        return Ok(last);
    }
    let reference = Reference::from_pages(pages, &settings, diagnostics);
    let generated = Generated::new(reference, settings)?;
    let warnings = lines(generated.diagnostics().iter().map(directive));
    if let Some(memo) = memo {
        memo.save(&generated, &warnings);
    }
    Ok(RunResult {
        warnings,
        files: generated.files().clone(),
    })
}

/// The files that this process has written, and the inputs of each.
static WRITTEN: Mutex<BTreeMap<PathBuf, String>> = Mutex::new(BTreeMap::new());

/// Writes the files. It is an error if an earlier call has written one of them, since its models
/// would be lost.
fn write_once(files: &BTreeMap<String, String>, folder: &Path, inputs: &str) -> Result<(), Error> {
    let mut written = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
    // A file has many paths, but only one canonical path, and none until the file exists.
    let canonical = |file: &String| fs::canonicalize(folder.join(file)).ok();
    for file in files.keys() {
        if let Some(earlier) = canonical(file).and_then(|path| written.get(&path)) {
            let path = folder.join(file);
            return Err(Error::from_problem(
                Code::InvalidSettings,
                format!(
                    "{} is already written from {earlier}; models from {inputs} would overwrite it",
                    path.display()
                ),
                "give one of the two another `file_name` or `out_dir`, or remove one call",
                None,
            ));
        }
    }
    // Every other file of the folder is left alone: other generators write there as well.
    output::add(files, folder)?;
    let paths = files.keys().filter_map(canonical);
    written.extend(paths.map(|path| (path, inputs.to_owned())));
    Ok(())
}

/// The folders of pages and the settings file, in a sentence.
fn inputs(config: &Config, roots: &[impl AsRef<Path>]) -> String {
    let roots = roots.iter().map(|root| root.as_ref().display().to_string());
    let roots = roots.collect::<Vec<_>>().join(", ");
    match config.watched_file() {
        Some(file) if roots.is_empty() => file.display().to_string(),
        Some(file) => format!("{roots} with {}", file.display()),
        None => roots,
    }
}

/// The files and folders that affect the output.
fn watched(config: &Config, roots: &[impl AsRef<Path>]) -> Vec<PathBuf> {
    let mut watched: Vec<PathBuf> = config
        .watched_file()
        .map(Path::to_owned)
        .into_iter()
        .collect();
    if let Ok(settings) = config.settings(roots) {
        watched.extend(settings.corrections.clone());
        watched.extend(source::watched(&settings));
    }
    watched
}

/// The diagnostic as one line for cargo, which shows it as an error or a warning of the crate.
fn directive(diagnostic: &Diagnostic) -> String {
    let text = diagnostic.to_string().replace("\n  ", "; ");
    // `cargo::error` needs Cargo 1.84. This library needs a newer version anyway.
    format!("cargo::{}={text}", diagnostic.severity)
}

fn print_directives(directives: impl Iterator<Item = String>) {
    print(&lines(directives));
}

fn lines(directives: impl Iterator<Item = String>) -> String {
    directives.map(|directive| directive + "\n").collect()
}

/// Prints directives to standard output, where cargo reads them. Errors are ignored: if cargo has
/// stopped reading, the build is over.
fn print(directives: &str) {
    let _ = io::stdout().lock().write_all(directives.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::Span;

    #[test]
    fn a_problem_is_one_line_whatever_the_page_holds() {
        let diagnostic = |code| {
            Diagnostic::new(
                code,
                "`a\ncargo::rustc-cfg=b` is not it".to_owned(),
                "remove it".to_owned(),
                Some(Span::within("p.mdx", "---\na", 4, 1)),
            )
        };
        let directives =
            [Code::UnknownKey, Code::UnknownType].map(|code| directive(&diagnostic(code)));
        let expected = [
            r"cargo::warning=p.mdx:2:1: warning[unknown-key]: `a\ncargo::rustc-cfg=b` is not it; help: remove it",
            r"cargo::error=p.mdx:2:1: error[unknown-type]: `a\ncargo::rustc-cfg=b` is not it; help: remove it",
        ];
        assert_eq!(directives, expected);
    }

    const PAGE: &str = "---\nreference:\n  curl:\n    - { key: kite, properties: [] }\n---\n";

    #[test]
    fn two_calls_need_two_files() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for pages in ["kites", "boats"] {
            fs::create_dir(path(pages)).unwrap();
            fs::write(path(pages).join("index.mdx"), PAGE).unwrap();
        }
        fs::write(path("boats.toml"), "").unwrap();
        let config = Config::new().out_dir(path("out"));
        config.compile(&[path("kites")]).unwrap();
        let models = fs::read_to_string(path("out/reference.rs")).unwrap();
        let header = models.lines().next().unwrap_or_default();
        assert!(
            header.contains("; the build script regenerates it."),
            "{header}"
        );
        // A second call is an error under any name of the folder, even with the same pages.
        let again = config.clone().out_dir(path("kites/../out"));
        let other = config.clone().config_file(path("boats.toml"));
        for (config, pages, inputs) in [
            (&config, "kites", "kites"),
            (&again, "boats", "boats"),
            (&other, "boats", "boats with boats.toml"),
        ] {
            let error = generate_into_out_dir(&config.clone().layout(Layout::File), &[path(pages)]);
            let message = error.unwrap_err().diagnostics()[0].message.clone();
            let message = message.replace(&format!("{}/", folder.path().display()), "");
            let expected = format!("from kites; models from {inputs} would overwrite it");
            assert!(message.ends_with(&expected), "{message}");
        }
        assert_eq!(
            fs::read_to_string(path("out/reference.rs")).unwrap(),
            models
        );
        let named = config.file_name("boats.rs");
        named.compile(&[path("boats")]).unwrap();
        assert!(path("out/boats.rs").is_file());
    }

    #[test]
    fn a_settings_file_names_the_pages_and_the_corrections() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("pages")).unwrap();
        fs::write(path("pages/kite.mdx"), PAGE).unwrap();
        let fixes = "[[correct]]\npath = \"kite\"\nadd = { name = \"span\", type = \"float\" }\n\
                     was = \"absent\"\nreason = \"all have one\"\n";
        fs::write(path("fixes.toml"), fixes).unwrap();
        let file = path("codegen.toml");
        let settings = "reference = \"pages\"\ncorrections = \"fixes.toml\"\nmap = \"IndexMap\"\n";
        fs::write(&file, settings).unwrap();
        let config = Config::from_file(&file).unwrap().out_dir(path("out"));
        config.compile_all().unwrap();
        let models = fs::read_to_string(path("out/reference.rs")).unwrap();
        assert!(models.contains("pub span: f64,"), "{models}");
        let files = config.generate_all().unwrap();
        assert!(files.files()["kite.rs"].contains("pub span: f64,"));
        let watched = watched(&config, &[] as &[&Path]);
        assert!(watched.contains(&path("pages/kite.mdx")) && watched.contains(&file));
        let again = config.compile_all().unwrap_err().diagnostics()[0]
            .message
            .clone();
        let (file, end) = (file.display(), "would overwrite it");
        assert!(
            again.ends_with(&format!("from {file}; models from {file} {end}")),
            "{again}"
        );
    }

    #[test]
    fn an_accepted_warning_is_not_repeated() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("pages")).unwrap();
        let page = PAGE.replace("key: kite,", "key: kite, colour: red,");
        fs::write(path("pages/kite.mdx"), page).unwrap();
        let warnings = |accept: &str| {
            let settings = format!("reference = 'pages'\n{accept}");
            fs::write(path("codegen.toml"), settings).unwrap();
            let config = Config::from_file(path("codegen.toml")).unwrap();
            let config = config.out_dir(path("out")).layout(Layout::File);
            let settings = config.settings(&[] as &[&Path]).unwrap();
            up_to_date(settings, &path("out"), None).unwrap().warnings
        };
        assert!(warnings("").contains("[unknown-key]"));
        assert_eq!(warnings("[accept]\nunknown-key = ['kite']\n"), "");
    }

    #[test]
    fn every_error_of_a_settings_file_is_told_when_it_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("codegen.toml");
        let missing = Config::from_file(&file).unwrap_err();
        assert!(missing.to_string().contains("codegen.toml: "), "{missing}");
        fs::write(&file, "layout = \"tre\"\nout = 1\n").unwrap();
        assert_eq!(Config::from_file(&file).unwrap_err().diagnostics().len(), 2);
        fs::write(&file, "").unwrap();
        let error = Config::from_file(&file).unwrap().generate_all();
        let help = error.unwrap_err().diagnostics()[0].help.clone();
        assert!(help.contains("`reference` in the settings"), "{help}");
    }

    #[test]
    fn pages_folders_and_settings_are_watched_and_outputs_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for folder in ["sub", ".history", "drafts"] {
            fs::create_dir_all(path("pages").join(folder)).unwrap();
        }
        fs::create_dir_all(path("out")).unwrap();
        for file in [
            "pages/sub/a.mdx",
            "pages/notes.txt",
            "pages/.#a.mdx",
            "pages/.history/a.mdx",
            "pages/drafts/b.mdx",
            "out/reference.rs",
            "codegen.toml",
            "fixes.toml",
        ] {
            fs::write(path(file), "").unwrap();
        }
        let config = Config::new()
            .exclude("drafts/**")
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
