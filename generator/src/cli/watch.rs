//! `reference-codegen watch`: generate again whenever a page is saved.

mod changes;
mod places;
mod saves;

use std::collections::BTreeSet;
use std::io::Write;

use clap::Args;
use reference_codegen::diagnostic::{Code, Escaped};
use reference_codegen::{Diagnostic, Error, Generated, Watched, WriteSummary};

use crate::cli::arguments::{GenerateArguments, MessageFormat, Options};
use crate::cli::status::CommandError;
use crate::cli::{problems, warn};
use saves::PageWatcher;

pub(crate) const HELP: &str = "\
Takes the arguments of generate. Tells the files that each save changes, what
it means for those who use the models, a line for each class of `diff`, errors,
and warnings that are new; ends when it is interrupted. The settings file and
the corrections are watched as the pages are.

Examples:
  reference-codegen watch
  reference-codegen watch docs --out src/api";

#[derive(Debug, Args)]
pub(crate) struct WatchArguments {
    #[command(flatten)]
    pub(crate) generate: GenerateArguments,
}

/// Generates now and after every save, until nobody reads what it says.
///
/// Only what is wrong from the start ends it: a page that is being written may
/// well have errors for a while.
pub(crate) fn run(
    arguments: &WatchArguments,
    options: &Options,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), CommandError> {
    let mut watch = Watch {
        arguments: &arguments.generate,
        options,
        last: None,
        had_errors: false,
        warned: BTreeSet::new(),
    };
    let mut saves = PageWatcher::new(watch.arguments)?;
    if saves.is_missing_any() {
        // It tells what is missing as it tells it to everybody.
        watch.generated()?;
    }
    watch.generate(out, err)?;
    watch.start(&saves, err)?;
    loop {
        saves.wait(watch.arguments)?;
        watch.generate(out, err)?;
    }
}

/// What is watched, and what it gave last.
struct Watch<'a> {
    arguments: &'a GenerateArguments,
    options: &'a Options,
    last: Option<Generated>,
    /// Whether the last run had errors.
    had_errors: bool,
    /// What the last good run has warned of.
    warned: BTreeSet<Warning>,
}

/// Code, file and message: a warning that has only moved to another line is not new.
type Warning = (Code, Option<String>, String);

fn warning(problem: &Diagnostic) -> Warning {
    let file = problem.span.as_ref().map(|span| span.file.clone());
    (problem.code, file, problem.message.clone())
}

impl Watch<'_> {
    fn generated(&self) -> Result<Generated, Error> {
        let config = self.arguments.config();
        config.generate(&self.arguments.settings.reference)
    }

    /// Generates once; problems are shown, and the files stay as they are.
    fn generate(&mut self, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), CommandError> {
        let result = self.generated().and_then(|generated| {
            let written = generated.write()?;
            Ok((generated, written))
        });
        match result {
            Ok((generated, written)) => {
                self.warn(generated.diagnostics(), err)?;
                self.tell(&generated, &written, out)?;
                self.last = Some(generated);
                self.had_errors = false;
            }
            Err(failure) => {
                problems::write(failure.diagnostics(), self.options.message_format, err)?;
                self.had_errors = true;
            }
        }
        Ok(())
    }

    /// Shows the warnings that the last good run has not shown.
    fn warn(&mut self, warnings: &[Diagnostic], err: &mut dyn Write) -> Result<(), CommandError> {
        let is_new = |problem: &&Diagnostic| !self.warned.contains(&warning(problem));
        let new: Vec<Diagnostic> = warnings.iter().filter(is_new).cloned().collect();
        self.warned = warnings.iter().map(warning).collect();
        warn(&new, self.options, err)
    }

    fn tell(
        &self,
        generated: &Generated,
        written: &WriteSummary,
        out: &mut dyn Write,
    ) -> Result<(), CommandError> {
        if self.options.quiet {
            return Ok(());
        }
        if self.had_errors {
            writeln!(out, "no errors any more")?;
        }
        let lines = changes::lines(self.last.as_ref(), generated, written);
        if lines.is_empty() && !self.had_errors {
            writeln!(out, "nothing has changed")?;
        }
        for line in lines {
            writeln!(out, "{line}")?;
        }
        Ok(out.flush()?)
    }

    /// Says what is watched, once; to nobody who reads nothing but problems.
    fn start(&self, saves: &PageWatcher, err: &mut dyn Write) -> Result<(), CommandError> {
        if self.options.quiet || self.options.message_format == MessageFormat::Json {
            return Ok(());
        }
        let Watched { folders, files, .. } = saves.watched();
        let all = folders.iter().chain(files);
        let all: Vec<String> = all.map(|path| path.display().to_string()).collect();
        let all = all.join(", ");
        writeln!(err, "watching {}; Ctrl-C ends it", Escaped(&all))?;
        Ok(err.flush()?)
    }
}
