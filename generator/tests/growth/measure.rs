//! The processor time for many parts, compared with that for few.

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

const FEW: usize = 100;

/// The ratio of many to few. The larger this ratio is, the clearer is the excess of a stage that
/// looks at everything for each part, even briefly.
const TIMES: usize = 16;

/// The limit for the time of many parts, as a multiple of the time of few that is scaled by
/// `TIMES`. A stage that looks at all other parts for each part exceeds the limit as soon as it
/// takes a fifteenth of the time of few.
const MAX_RATIO: f64 = 2.0;

/// Held by the test that measures.
static ALONE: Mutex<()> = Mutex::new(());

/// Fails if a run over the folder for many takes more than its share of the time for few.
pub(crate) fn assert_growth_of(
    name: &str,
    folder: impl Fn(usize) -> tempfile::TempDir,
    run: impl Fn(&Path),
) {
    let seconds = |folder: &Path| {
        let start = now();
        run(folder);
        (now() - start).as_secs_f64()
    };
    // Only one test measures at a time.
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let (few, many) = (folder(FEW), folder(TIMES * FEW));
    // Even processor time depends on other work of the machine, so the best of several tries
    // counts.
    let (mut of_few, mut of_many) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..5 {
        of_few = of_few.min(seconds(few.path()));
        of_many = of_many.min(seconds(many.path()));
        if of_many / of_few <= MAX_RATIO * TIMES as f64 {
            return;
        }
    }
    let times = of_many / of_few / TIMES as f64;
    panic!("of many {name} one takes {times:.1} times as long");
}

/// The processor time of this process, which no other process takes.
#[cfg(unix)]
fn now() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.try_into().unwrap()
}

/// The time since the first call.
#[cfg(not(unix))]
fn now() -> Duration {
    static FIRST: std::sync::LazyLock<std::time::Instant> =
        std::sync::LazyLock::new(std::time::Instant::now);
    FIRST.elapsed()
}
