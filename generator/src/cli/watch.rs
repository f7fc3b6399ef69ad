//! `reference-codegen watch`

mod paths;
mod watcher;

use std::collections::BTreeSet;
use std::io::Write;

use clap::Args;
use reference_codegen::diagnostic::{Code, Escaped};
use reference_codegen::diff::OneLineSummary;
use reference_codegen::{Diagnostic, Generated, Watched, WriteSummary};

use crate::cli::arguments::{MessageFormat, Options};
use crate::cli::diagnostics;
use crate::cli::exit_status::CommandError;
use crate::cli::generate::{self, GenerateArguments};
use watcher::PageWatcher;

pub(super) const HELP: &str = "\
The arguments are those of generate. After each save of a page, the settings or
the corrections, watch prints the changed files, their impact on users in the
classes of `diff`, errors and new warnings. Ctrl-C stops it.

Examples:
  reference-codegen watch
  reference-codegen watch docs --out src/api";

#[derive(Debug, Args)]
pub(crate) struct WatchArguments {
    #[command(flatten)]
    generate: GenerateArguments,
}

/// Generates at once and after every save, until the output is closed.
///
/// After the first run, errors do not end the command: a page may have errors while somebody edits
/// it.
pub(super) fn run(
    arguments: &WatchArguments,
    options: &Options,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), CommandError> {
    let arguments = &arguments.generate;
    let mut watch = Watch {
        arguments,
        options,
        last: None,
        had_errors: false,
        warned: BTreeSet::new(),
    };
    let mut watcher = PageWatcher::new(arguments)?;
    if watcher.is_missing_given() {
        // The error of this run names the missing path.
        arguments.generate()?;
    }
    watch.generate(out, err)?;
    watch.announce(watcher.watched(), err)?;
    loop {
        watcher.wait(arguments)?;
        watch.generate(out, err)?;
    }
}

/// The arguments, and the result of the last run.
struct Watch<'a> {
    arguments: &'a GenerateArguments,
    options: &'a Options,
    /// The last run without errors.
    last: Option<Generated>,
    /// `true` if the last run had errors.
    had_errors: bool,
    /// The warnings of the last run without errors.
    warned: BTreeSet<Warning>,
}

/// Code, file and message: a warning on another line is not new.
type Warning = (Code, Option<String>, String);

fn warning(diagnostic: &Diagnostic) -> Warning {
    let file = diagnostic.span.as_ref().map(|span| span.file.clone());
    (diagnostic.code, file, diagnostic.message.clone())
}

impl Watch<'_> {
    /// Generates once; if there are errors, the files stay as they are.
    fn generate(&mut self, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), CommandError> {
        let result = self.arguments.generate();
        match result.and_then(|generated| Ok((generated.write()?, generated))) {
            Ok((written, generated)) => {
                self.warn(generated.diagnostics(), err)?;
                if !self.options.quiet {
                    self.summarize(&generated, &written, out)?;
                }
                self.last = Some(generated);
                self.had_errors = false;
            }
            Err(error) => {
                let Options {
                    message_format,
                    quiet,
                    ..
                } = *self.options;
                diagnostics::write_failure(&error, message_format, quiet, err)?;
                self.had_errors = true;
            }
        }
        Ok(())
    }

    /// Writes the warnings that the last run without errors did not have.
    fn warn(&mut self, warnings: &[Diagnostic], err: &mut dyn Write) -> Result<(), CommandError> {
        let is_new = |diagnostic: &&Diagnostic| !self.warned.contains(&warning(diagnostic));
        let new: Vec<Diagnostic> = warnings.iter().filter(is_new).cloned().collect();
        self.warned = warnings.iter().map(warning).collect();
        Ok(self.options.warn(&new, err)?)
    }

    /// Writes the changed files and the impact on users; for the first run the counts.
    fn summarize(
        &self,
        generated: &Generated,
        written: &WriteSummary,
        out: &mut dyn Write,
    ) -> Result<(), CommandError> {
        if self.had_errors {
            writeln!(out, "all errors are fixed")?;
        }
        let Some(last) = &self.last else {
            let folder = generated.out_dir().display().to_string();
            let folder = format!(" in {}", Escaped(&folder));
            generate::summarize(generated, written, &folder, out)?;
            return Ok(out.flush()?);
        };
        for path in &written.written {
            writeln!(out, "written: {}", Escaped(path))?;
        }
        for path in &written.removed {
            writeln!(out, "removed: {}", Escaped(path))?;
        }
        let impact = OneLineSummary(&generated.changes_since(last)).to_string();
        for line in impact.lines() {
            writeln!(out, "{line}")?;
        }
        let is_unchanged = written.written.is_empty() && written.removed.is_empty();
        if is_unchanged && impact.is_empty() && !self.had_errors {
            writeln!(out, "nothing has changed")?;
        }
        Ok(out.flush()?)
    }

    /// Writes the watched paths, unless only diagnostics are to be written.
    fn announce(&self, watched: &Watched, err: &mut dyn Write) -> Result<(), CommandError> {
        if self.options.quiet || self.options.message_format == MessageFormat::Json {
            return Ok(());
        }
        let paths = watched.folders.iter().chain(&watched.files);
        let paths: Vec<String> = paths.map(|path| path.display().to_string()).collect();
        writeln!(
            err,
            "watching {}; press Ctrl-C to stop",
            Escaped(&paths.join(", "))
        )?;
        Ok(err.flush()?)
    }
}
