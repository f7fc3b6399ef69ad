//! `reference-codegen watch`: generate again whenever a page is saved.

mod changes;
mod saves;

use std::io::Write;

use clap::Args;
use reference_codegen::Generated;

use crate::command::arguments::{GenerateArguments, Options};
use crate::command::status::Failed;
use crate::command::{problems, warn};
use saves::Saves;

pub(crate) const HELP: &str = "\
Takes the arguments of generate. Tells the files that each save changes, what
it means for those who use the models, a line for each class of `diff`, and the
problems of the reference; ends when it is interrupted.

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
) -> Result<(), Failed> {
    let mut watch = Watch {
        arguments: &arguments.generate,
        options,
        last: None,
    };
    let mut saves = Saves::of(watch.arguments)?;
    loop {
        watch.generate(out, err)?;
        saves.wait(watch.arguments)?;
    }
}

/// What is watched, and what it gave last.
struct Watch<'a> {
    arguments: &'a GenerateArguments,
    options: &'a Options,
    last: Option<Generated>,
}

impl Watch<'_> {
    /// Generates once; problems are shown, and the files stay as they are.
    fn generate(&mut self, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Failed> {
        let config = self.arguments.config();
        let result = config
            .generate(&self.arguments.settings.reference)
            .and_then(|generated| {
                let written = generated.write()?;
                Ok((generated, written))
            });
        match result {
            Ok((generated, written)) => {
                warn(generated.diagnostics(), self.options, err)?;
                for line in changes::lines(self.last.as_ref(), &generated, &written) {
                    writeln!(out, "{line}")?;
                }
                self.last = Some(generated);
            }
            Err(failure) => {
                problems::write(failure.diagnostics(), self.options.message_format, err)?;
            }
        }
        Ok(out.flush()?)
    }
}
