//! Whether the output is what the reference gives now: for a test, or a gate.

use std::fs;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Failure, Span};
use crate::header::Origin;
use crate::{Config, Differences, Generated, output};

/// What mends every difference.
const HELP: &str =
    "run `reference-codegen generate` with the same settings, and commit what it writes";

impl Config {
    /// Fails if [`Generated::write`] would change anything; nothing is written.
    ///
    /// For a crate that commits its models, this is a test:
    ///
    /// ```no_run
    /// # mod hidden {
    /// #[test]
    /// fn models_are_those_of_the_reference() -> Result<(), reference_codegen::Failure> {
    ///     reference_codegen::Config::new().out_dir("src/models").check(&["reference"])
    /// }
    /// # }
    /// ```
    ///
    /// The failure lists every file that is missing, outdated or left over, and
    /// says if another version of the generator or other settings made them.
    /// Or it is that of [`Config::generate`], or of a folder that cannot be read.
    pub fn check(&self, roots: &[impl AsRef<Path>]) -> Result<(), Failure> {
        self.generate(roots)?.check()
    }
}

impl Generated {
    /// Fails if [`Generated::write`] would change anything; nothing is written.
    ///
    /// # Errors
    ///
    /// As [`Config::check`].
    pub fn check(&self) -> Result<(), Failure> {
        output::refuse(self.files(), self.out_dir())?;
        let differences = self.differences()?;
        if differences == Differences::default() {
            return Ok(());
        }
        let Differences {
            changed,
            missing,
            orphaned,
        } = &differences;
        let count = changed.len() + missing.len() + orphaned.len();
        let message = format!("{count} files are not what the reference gives now");
        let mut problems = vec![outdated(message, HELP, None)];
        let causes = self.causes(&differences).into_iter();
        problems.extend(causes.map(|cause| outdated(cause, "", None)));
        problems.extend(changed.iter().map(|path| self.changed(path)));
        problems.extend(missing.iter().map(|path| self.whole(path, "is missing")));
        let orphaned = orphaned.iter();
        problems.extend(orphaned.map(|path| self.whole(path, "is generated no longer")));
        Err(Failure::new(problems))
    }

    /// What has made files differ apart from the reference, in sentences:
    /// another version of the generator, and other settings.
    pub fn causes(&self, differences: &Differences) -> Vec<String> {
        let Some(now) = self.files().values().find_map(|text| Origin::of(text)) else {
            return Vec::new();
        };
        let mut causes = Vec::new();
        for path in differences.changed.iter().chain(&differences.orphaned) {
            let text = fs::read_to_string(self.out_dir().join(path)).unwrap_or_default();
            let found = Origin::of(&text).map(|then| then.differences(now));
            for cause in found.unwrap_or_default() {
                if !causes.contains(&cause) {
                    causes.push(cause);
                }
            }
        }
        causes
    }

    /// A file with another text, with the place of the first line that differs.
    fn changed(&self, path: &str) -> Diagnostic {
        let file = self.out_dir().join(path);
        let name = file.display().to_string();
        let message = "is not what the reference gives now".to_owned();
        let span = match (fs::read_to_string(&file), self.files().get(path)) {
            (Ok(there), Some(made)) => {
                let line = first_difference(&there, made);
                Span::within(&name, &there, line.start, line.len())
            }
            _ => Span::file(name),
        };
        outdated(message, "", Some(span))
    }

    fn whole(&self, path: &str, what: &str) -> Diagnostic {
        let file = self.out_dir().join(path).display().to_string();
        outdated(what.to_owned(), "", Some(Span::file(file)))
    }
}

/// The first line of `there` that is another in `made`; the end if `made` just goes on.
fn first_difference(there: &str, made: &str) -> std::ops::Range<usize> {
    let mut made = made.split_inclusive('\n');
    let mut start = 0;
    for line in there.split_inclusive('\n') {
        if made.next() != Some(line) {
            return start..start + line.trim_end().len();
        }
        start += line.len();
    }
    start..start
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
