//! Whether the output is what the reference gives now: for a test, or a gate.

mod causes;
mod lines;

use std::fs;
use std::path::Path;

use crate::base::diagnostic::{Code, Diagnostic, Error, Plural, Span};
use crate::config::Config;
use crate::pipeline::Generated;
use crate::pipeline::output::{self, Differences};

/// What mends every difference.
const HELP: &str =
    "run `reference-codegen generate` with the same settings, and commit what it writes";
/// Nobody reads on after this many files.
const MAX_FILES: usize = 40;

impl Config {
    /// Fails if [`Generated::write`] would change anything; nothing is written.
    ///
    /// For a crate that commits its models, this is a test:
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
    /// The failure counts the files that are outdated, missing or left over,
    /// names the first of them, and says if another version of the generator,
    /// other settings or a checkout's line endings made them differ. Or it is
    /// that of [`Config::generate`], or of a file that may not be replaced.
    pub fn check(&self, roots: &[impl AsRef<Path>]) -> Result<(), Error> {
        self.generate(roots)?.check()
    }
}

impl Generated {
    /// Fails if [`Generated::write`] would change anything; nothing is written.
    ///
    /// # Errors
    ///
    /// As [`Config::check`].
    pub fn check(&self) -> Result<(), Error> {
        output::refuse(self.files(), self.out_dir())?;
        let differences = self.differences()?;
        if differences == Differences::default() {
            return Ok(());
        }
        let mut problems = vec![outdated(summary(&differences), HELP, None)];
        let causes = self.causes(&differences).into_iter();
        problems.extend(causes.map(|cause| outdated(cause, "", None)));
        problems.extend(self.files_that_differ(&differences));
        Err(Error::new(problems))
    }

    /// A problem for each file, and at last one for those that are too many.
    fn files_that_differ(&self, differences: &Differences) -> Vec<Diagnostic> {
        let changed = differences.changed.iter().map(|path| self.changed(path));
        let missing = differences.missing.iter();
        let missing = missing.map(|path| self.whole(path, "is missing"));
        let orphaned = differences.orphaned.iter();
        let orphaned = orphaned.map(|path| self.whole(path, "is generated no longer"));
        let all = changed.chain(missing).chain(orphaned);
        let mut problems: Vec<Diagnostic> = all.take(MAX_FILES).collect();
        if let more @ 1.. = differences.count() - problems.len() {
            let more = Plural(more, "more file is", "more files are");
            problems.push(outdated(format!("{more} not shown"), "", None));
        }
        problems
    }

    /// A file with another text, with the place of the first line that differs.
    fn changed(&self, path: &str) -> Diagnostic {
        let file = self.out_dir().join(path);
        let name = file.display().to_string();
        let (there, made) = match (fs::read_to_string(&file), self.files().get(path)) {
            (Ok(there), Some(made)) => (there, made),
            _ => return self.whole(path, "is not what the reference gives now"),
        };
        if lines::differ_in_endings_alone(&there, made) {
            return self.whole(path, "has other line endings, and is otherwise right");
        }
        let line = lines::first_difference(&there, made);
        let span = Span::within(&name, &there, line.start, line.len());
        let message = "is not what the reference gives now".to_owned();
        outdated(message, "", Some(span))
    }

    fn whole(&self, path: &str, what: &str) -> Diagnostic {
        let file = self.out_dir().join(path).display().to_string();
        outdated(what.to_owned(), "", Some(Span::file(file)))
    }
}

/// `3 files are not what the reference gives now: 2 outdated, 0 missing, 1 no longer generated`
fn summary(differences: &Differences) -> String {
    let files = Plural(differences.count(), "file is", "files are");
    format!("{files} not what the reference gives now: {differences}")
}

fn outdated(message: String, help: &str, span: Option<Span>) -> Diagnostic {
    Diagnostic {
        code: Code::OutdatedOutput,
        message,
        help: help.to_owned(),
        span,
    }
}

#[cfg(test)]
mod tests;
