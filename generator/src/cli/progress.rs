//! A bar on a terminal, while there is something to wait for.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::arguments::Options;

/// What is done sooner is not worth a bar.
const MOMENT: Duration = Duration::from_millis(500);

/// Without colours, so that nobody has to turn them off.
const STYLE: &str = "{msg} {bar:40} {percent}%";

/// How far a run has come.
pub(crate) struct Progress {
    start: Instant,
    patience: Duration,
    message: &'static str,
    is_quiet: bool,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    pub(crate) fn new(message: &'static str, options: &Options) -> Self {
        Self {
            start: Instant::now(),
            patience: MOMENT,
            message,
            is_quiet: options.quiet,
            bar: OnceLock::new(),
        }
    }

    /// Shows the work as it tells how many steps of how many are done; nothing is left of it
    /// afterwards.
    pub(crate) fn show<R>(self, work: impl FnOnce(&(dyn Fn(usize, usize) + Sync)) -> R) -> R {
        let result = work(&|done, all| self.tell(done, all));
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
        result
    }

    fn tell(&self, done: usize, all: usize) {
        if !self.is_quiet && self.start.elapsed() >= self.patience {
            // It draws nothing where standard error is no terminal.
            let terminal = ProgressDrawTarget::stderr;
            let bar = self.bar.get_or_init(|| bar(self.message, all, terminal()));
            bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
        }
    }
}

fn bar(message: &'static str, all: usize, target: ProgressDrawTarget) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(u64::try_from(all).ok(), target);
    let style = ProgressStyle::with_template(STYLE);
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.with_message(message)
}

#[cfg(test)]
mod tests;
