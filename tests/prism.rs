//! Every operation of the published reference, called on an independent server: Prism, which checks
//! each request against the API's OpenAPI description.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "prism/description.rs"]
mod description;
#[path = "prism/errors.rs"]
mod errors;
#[path = "prism/faults.rs"]
mod faults;
#[path = "prism/judge.rs"]
mod judge;
#[path = "prism/program.rs"]
mod program;
#[path = "reference/releases.rs"]
#[allow(dead_code, reason = "the counts are another test's")]
mod releases;
#[path = "prism/rounds.rs"]
mod rounds;
#[path = "prism/server.rs"]
mod server;
mod support;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use rounds::Caller;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let reason = missing();
    let trial = Trial::test("published::is_taken_and_answered", || {
        published();
        Ok::<(), Failed>(())
    });
    let trial = trial.with_ignored_flag(reason.is_some());
    let lost = Trial::test("judge::reports_lost_leaves", || {
        judge::reports_lost_leaves();
        Ok(())
    });
    let trials = vec![trial.with_kind(reason.unwrap_or_default()), lost];
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// The header `Prefer` for random values.
const RANDOM: &str = "dynamic=true";

/// One program makes all rounds, since compiling it takes long: with the examples of the
/// description and with random values, with a fault in each request, and with errors in the
/// answers.
fn published() {
    let caller = Caller::new();
    let answered = caller.make(caller.all(""));
    judge::requests(&answered);
    judge::answers(&caller, &answered, 251);
    let mended = caller.make(caller.mended(&answered, ""));
    judge::each_is_answered(&caller, &answered, &mended);
    judge::answers(&caller, &mended, 3);
    let random = caller.make(caller.all(RANDOM));
    let mended_random = caller.make(caller.mended(&answered, RANDOM));
    judge::each_is_answered(&caller, &random, &mended_random);
    judge::answers(&caller, &[random, mended_random].concat(), 253);
    faults::are_reported(&caller, &answered);
    errors::are_read(&caller, &[answered, mended].concat());
}

/// The reason to ignore the tests, if something that they need is missing.
fn missing() -> Option<String> {
    let fetched = [releases::published().folder(), releases::description()];
    if let Some(path) = fetched.iter().find(|path| !path.exists()) {
        return Some(format!("no {}: run schema/fetch", path.display()));
    }
    server::missing()
}
