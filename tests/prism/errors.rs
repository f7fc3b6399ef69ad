//! The errors of the description, as answers to requests that Prism accepts.

use std::collections::BTreeMap;

use crate::rounds::{Answered, Caller};
use crate::support::errors;

/// Each error that the description has for an operation is read as an error of the API, once as the
/// example and once with random values.
pub(crate) fn are_read(caller: &Caller, answered: &[Answered]) {
    // Prism answers a request with another error only if it accepts the request.
    let accepted = answered.iter().filter(|one| one.complaints().is_empty());
    let accepted: BTreeMap<&str, &Answered> =
        accepted.map(|one| (&*one.call.operation, one)).collect();
    for preference in ["", ", dynamic=true"] {
        let calls = accepted.values().flat_map(|one| {
            let described = caller.described(&one.call.operation).unwrap();
            let statuses = described.errors().into_iter();
            statuses.map(|status| {
                let mut call = one.call.clone();
                call.prefer = format!("code={status}{preference}");
                (call, status)
            })
        });
        let (calls, statuses): (Vec<_>, Vec<_>) = calls.unzip();
        let answers = caller.make(calls);
        let called = answers.iter().zip(statuses);
        let called = called.filter(|(one, _)| !one.answer["read"].is_null());
        let read = called
            .inspect(|(one, status)| is_read(one, *status))
            .count();
        assert!(read > 300, "{read} errors are read");
    }
}

/// An error of the API has the status, the whole body, and its texts.
fn is_read(one: &Answered, status: u16) {
    let error = &one.answer["read"]["error"];
    assert_eq!(error["status"], status, "{one:?}");
    assert_eq!(one.status(), u64::from(status), "{one:?}");
    assert_eq!(error["operation"], *one.call.operation, "{one:?}");
    assert_eq!(error["body"], one.answer["body"], "{one:?}");
    let lost = errors::lost(error, &one.body().unwrap());
    assert_eq!(lost, [""; 0], "{one:?}");
}
