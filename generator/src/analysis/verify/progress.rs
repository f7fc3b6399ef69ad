//! How far a run has come.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Is told how many steps of how many are done, by several threads at once.
pub(super) type Tell<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Every body is two steps: it is read, and it is checked against the models.
pub(super) struct Progress<'a> {
    done: AtomicUsize,
    on_progress: Tell<'a>,
}

impl<'a> Progress<'a> {
    pub(super) fn new(tell: Tell<'a>) -> Self {
        let done = AtomicUsize::new(0);
        Self {
            done,
            on_progress: tell,
        }
    }

    /// One of the two steps of one of so many bodies is done.
    pub(super) fn step(&self, bodies: usize) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        (self.on_progress)(done, 2 * bodies);
    }
}
