//! Work on many items with every core, results in order.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Applies `work` to every item and returns the results in the order of the items.
///
/// It uses one thread per core, or fewer if no more can be started. The result does not depend on
/// their number.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    map_with(thread::Builder::new, items, work)
}

/// [`map`] in the current thread and in threads from `builder`.
fn map_with<T: Sync, R: Send>(
    builder: fn() -> thread::Builder,
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(items.len());
    if threads < 2 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    // Takes the next item that no thread has taken, until none is left.
    let run_worker = || {
        let mut results = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            match items.get(index) {
                Some(item) => results.push((index, work(item))),
                None => return results,
            }
        }
    };
    let mut results: Vec<(usize, R)> = thread::scope(|scope| {
        // A limit on processes or memory may prevent another thread.
        let spawn = |_| builder().spawn_scoped(scope, run_worker).ok();
        let workers: Vec<_> = (1..threads).map_while(spawn).collect();
        let mut results = run_worker();
        for worker in workers {
            let more = worker.join();
            results.extend(more.unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        results
    });
    results.sort_unstable_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ITEMS: [usize; 100] = [1; 100];

    #[test]
    fn without_further_threads_the_current_one_does_all() {
        // No machine has enough memory for this stack.
        let builder = || thread::Builder::new().stack_size(usize::MAX / 4);
        assert!(builder().spawn(|| ()).is_err());
        let threads = map_with(builder, &ITEMS, |_| thread::current().id());
        assert_eq!(threads, [thread::current().id(); ITEMS.len()]);
    }

    #[test]
    fn the_results_are_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1_000).collect();
        assert_eq!(map(&items, |item| *item), items);
    }

    #[test]
    #[should_panic(expected = "at the last item")]
    fn a_panic_of_a_thread_reaches_the_caller() {
        map(&[1, 2, 3], |item| assert!(*item < 3, "at the last item"));
    }
}
