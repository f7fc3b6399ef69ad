//! Checks that the output is up to date with the reference, in a test or in CI.

mod lines;
mod origin;

use std::path::Path;

use crate::base::diagnostic::{Code, Diagnostic, Error, Plural, Span};
use crate::base::read::{self, MAX_OUTPUT_SIZE};
use crate::config::Config;
use crate::pipeline::Generated;
use crate::pipeline::output::{self, Differences};
use origin::Origin;

/// The help for every difference.
const HELP: &str = "run `reference-codegen generate` with the same settings, and commit the result";
/// The help for a checkout with CRLF.
const ENDINGS: &str = "the files have CRLF line endings, but the generator writes LF; \
                       `eol=lf` in .gitattributes keeps LF";
/// The number of files that are listed.
const MAX_FILES: usize = 40;
/// The number of characters of a line that an error quotes.
const MAX_QUOTED: usize = 80;

impl Config {
    /// Fails if the output folder of the settings file is out of date with its pages; nothing is
    /// written.
    ///
    /// ```no_run
    /// # use reference_codegen::{Config, Error};
    /// # fn test() -> Result<(), Error> {
    /// Config::from_file("codegen.toml")?.check_all()
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The same as for [`Config::check`], or the settings name no pages.
    pub fn check_all(&self) -> Result<(), Error> {
        self.check(&[] as &[&Path])
    }

    /// Fails if [`Generated::write`] would change anything; nothing is written.
    ///
    /// For a crate that commits its models, this is a test. A test needs the generator as a
    /// dev-dependency, with the feature `analysis`:
    ///
    /// ```toml
    /// [dev-dependencies]
    /// reference-codegen = { path = "...", default-features = false, features = ["analysis"] }
    /// ```
    ///
    /// ```no_run
    /// # mod hidden {
    /// #[test]
    /// fn models_are_those_of_the_reference() -> Result<(), reference_codegen::Error> {
    ///     reference_codegen::Config::new().out_dir("src/models").check(&["reference"])
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The files are outdated. The error counts the outdated, missing and leftover
    /// files, lists the first of them, and mentions a different version of the
    /// generator, different settings or different line endings. It also fails
    /// with the errors of [`Config::generate`], or if a file may not be replaced.
    pub fn check(&self, roots: &[impl AsRef<Path>]) -> Result<(), Error> {
        self.generate(roots)?.check()
    }
}

impl Generated {
    /// Fails if [`Generated::write`] would change anything; nothing is written.
    ///
    /// # Errors
    ///
    /// The same as for [`Config::check`].
    pub fn check(&self) -> Result<(), Error> {
        output::refuse_foreign(self.files(), self.out_dir())?;
        self.refuse_other_selection()?;
        self.refuse_lost_text()?;
        let differences = self.differences()?;
        if differences == Differences::default() {
            return Ok(());
        }
        let files = Plural(differences.count(), "file is", "files are");
        let summary = format!("{files} out of date: {differences}");
        let mut diagnostics = vec![outdated(summary, HELP, None)];
        let causes = self.causes(&differences).into_iter();
        diagnostics.extend(causes.map(|cause| outdated(cause, "", None)));
        diagnostics.extend(self.files_that_differ(&differences));
        Err(Error::new(diagnostics))
    }

    /// The current text of a file in the output folder, with invalid bytes replaced by `\u{fffd}`.
    /// `None` if the file cannot be read, or is larger than an output file can be.
    pub fn text_on_disk(&self, path: &str) -> Option<String> {
        let bytes = read::file(&self.out_dir().join(path), MAX_OUTPUT_SIZE).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The causes of differences other than the reference, as sentences: a different version of the
    /// generator, different settings or different line endings.
    pub fn causes(&self, differences: &Differences) -> Vec<String> {
        let mut files = self.files().values();
        let new_origin = files.find_map(|text| Origin::from_text(text));
        let mut causes = Vec::new();
        for path in differences.changed.iter().chain(&differences.orphaned) {
            let old = self.text_on_disk(path).unwrap_or_default();
            let mut found = match (Origin::from_text(&old), new_origin) {
                (Some(old), Some(new)) => old.differences(new),
                _ => Vec::new(),
            };
            let new = self.files().get(path);
            if new.is_some_and(|new| lines::has_other_endings(&old, new)) {
                found.push(ENDINGS.to_owned());
            }
            found.retain(|cause| !causes.contains(cause));
            causes.extend(found);
        }
        causes
    }

    /// A diagnostic for each differing file, up to [`MAX_FILES`], and one for all others.
    fn files_that_differ(&self, differences: &Differences) -> Vec<Diagnostic> {
        let changed = differences.changed.iter().map(|path| self.changed(path));
        let missing = differences
            .missing
            .iter()
            .map(|path| self.whole(path, "is missing"));
        let orphaned = differences
            .orphaned
            .iter()
            .map(|path| self.whole(path, "is no longer generated"));
        let mut diagnostics: Vec<Diagnostic> = changed
            .chain(missing)
            .chain(orphaned)
            .take(MAX_FILES)
            .collect();
        if let more @ 1.. = differences.count() - diagnostics.len() {
            let more = Plural(more, "more file is", "more files are");
            diagnostics.push(outdated(format!("{more} not shown"), "", None));
        }
        diagnostics
    }

    /// A changed file, with the first line that differs, in the file and as generated.
    fn changed(&self, path: &str) -> Diagnostic {
        let file = self.out_dir().join(path);
        let (Some(old), Some(new)) = (self.text_on_disk(path), self.files().get(path)) else {
            return self.whole(path, "is out of date");
        };
        if lines::differ_in_endings_alone(&old, new) {
            return self.whole(path, "differs only in line endings");
        }
        let (line, generated) = lines::first_difference(&old, new);
        let is = old[line.clone()].trim();
        let message = match generated.unwrap_or_default().trim() {
            new if new == is => "only its white space differs".to_owned(),
            "" => format!("{} is no longer generated", quoted(is)),
            new if is.is_empty() => format!("{} is missing", quoted(new)),
            new => format!("{} is now {}", quoted(is), quoted(new)),
        };
        let message = format!("is out of date: {message}");
        let name = file.display().to_string();
        let span = Span::within(&name, &old, line.start, line.len());
        outdated(message, "", Some(span))
    }

    fn whole(&self, path: &str, message: &str) -> Diagnostic {
        let file = self.out_dir().join(path).display().to_string();
        outdated(message.to_owned(), "", Some(Span::file(file)))
    }
}

/// The beginning of a line, in backticks.
fn quoted(line: &str) -> String {
    let mut rest = line.chars();
    let begin: String = rest.by_ref().take(MAX_QUOTED).collect();
    let more = if rest.next().is_some() { "…" } else { "" };
    format!("`{begin}{more}`")
}

fn outdated(message: String, help: &str, span: Option<Span>) -> Diagnostic {
    Diagnostic::new(Code::OutdatedOutput, message, help.to_owned(), span)
}

#[cfg(test)]
mod tests;
