//! A progress bar on a terminal.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::arguments::Options;

/// Work that takes less time shows no bar.
const MIN_TIME: Duration = Duration::from_millis(500);

/// The style, without colours.
const STYLE: &str = "{msg} {bar:40} {percent}%";

/// The progress of a run.
pub(crate) struct Progress {
    start: Instant,
    min_time: Duration,
    message: &'static str,
    is_quiet: bool,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    pub(crate) fn new(message: &'static str, options: &Options) -> Self {
        Self {
            start: Instant::now(),
            min_time: MIN_TIME,
            message,
            is_quiet: options.quiet,
            bar: OnceLock::new(),
        }
    }

    /// Shows a bar for work that reports the number of finished steps and of all steps; the bar is
    /// cleared afterwards.
    pub(crate) fn show<R>(self, work: impl FnOnce(&(dyn Fn(usize, usize) + Sync)) -> R) -> R {
        let result = work(&|done, all| self.report(done, all));
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
        result
    }

    fn report(&self, done: usize, all: usize) {
        if !self.is_quiet && self.start.elapsed() >= self.min_time {
            // The target draws nothing unless standard error is a terminal.
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
