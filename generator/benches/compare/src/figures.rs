//! The cost of processes, measured in turns.

use std::process::{Command, Stdio};

use anyhow::{Context, ensure};
use wait4::Wait4;

/// A process that can be started again and again.
pub(crate) struct Contender<'a> {
    pub(crate) name: String,
    /// Prepares a run, and returns its command.
    pub(crate) start: Box<dyn FnMut() -> anyhow::Result<Command> + 'a>,
}

impl<'a> Contender<'a> {
    pub(crate) fn new(
        name: impl Into<String>,
        start: impl FnMut() -> anyhow::Result<Command> + 'a,
    ) -> Self {
        Self {
            name: name.into(),
            start: Box::new(start),
        }
    }
}

/// The cost of the runs of one contender.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    pub(crate) name: String,
    /// Seconds in user mode, of the process and its children.
    user: Vec<f64>,
    /// The most bytes that one process had in memory.
    memory: Vec<f64>,
}

impl Figures {
    pub(crate) fn seconds(&self) -> f64 {
        median(self.user.clone())
    }

    pub(crate) fn mebibytes(&self) -> f64 {
        median(self.memory.clone()) / f64::from(1 << 20)
    }

    /// The ratio of the time of this contender to that of another, by the pairs of runs that were
    /// next to each other.
    pub(crate) fn times(&self, other: &Self) -> f64 {
        median(
            self.user
                .iter()
                .zip(&other.user)
                .map(|(a, b)| a / b)
                .collect(),
        )
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() % 2 {
        0 => f64::midpoint(values[middle - 1], values[middle]),
        _ => values[middle],
    }
}

/// Runs the contenders in turns, so that a slow minute of the machine affects all of them.
pub(crate) fn in_turns(
    rounds: usize,
    mut contenders: Vec<Contender<'_>>,
) -> anyhow::Result<Vec<Figures>> {
    let names = contenders.iter().map(|contender| contender.name.clone());
    let mut figures: Vec<Figures> = names
        .map(|name| Figures {
            name,
            ..Figures::default()
        })
        .collect();
    for round in 0..=rounds {
        for (contender, figures) in contenders.iter_mut().zip(&mut figures) {
            let (user, memory) = cost((contender.start)()?)?;
            // The first round warms the caches and does not count.
            if round > 0 {
                figures.user.push(user);
                figures.memory.push(memory);
            }
        }
    }
    Ok(figures)
}

/// The cost of a run: seconds in user mode, and bytes of memory.
fn cost(mut command: Command) -> anyhow::Result<(f64, f64)> {
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let mut child = command.spawn().with_context(|| format!("{command:?}"))?;
    let used = child.wait4()?;
    ensure!(used.status.success(), "{command:?}: {}", used.status);
    Ok((used.rusage.utime.as_secs_f64(), used.rusage.maxrss as f64))
}
