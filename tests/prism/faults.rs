//! Faults in requests, which Prism reports.

use reference_codegen::inspect::OperationInfo;

use crate::rounds::{Answered, Caller};

/// A fault that a generator could make.
struct Fault {
    name: &'static str,
    /// The form of the requests that can have it.
    form: &'static str,
    /// The least number of such requests.
    least: usize,
    /// The complaints about it, of which Prism makes one.
    says: [&'static str; 2],
    /// `true` for an operation whose request the fault makes wrong.
    can_fail: fn(&Caller, &OperationInfo) -> bool,
}

/// Of an operation without an error of its own, Prism only says that the request is invalid.
const INVALID: &str = "UNPROCESSABLE_ENTITY";
const MEDIA: [&str; 2] = ["415", "INVALID_CONTENT_TYPE"];

const FAULTS: [Fault; 11] = [
    of_body("member", ["body", INVALID]),
    of_body("type", ["body", INVALID]),
    of_body("place", ["body", INVALID]),
    of_body("encoding", MEDIA),
    of_body("encoding as form", MEDIA),
    of_query("member of query", ["query required", INVALID]),
    of_query("place of query", ["query required", "INVALID_CONTENT_TYPE"]),
    Fault {
        name: "type of query",
        form: "whole_0",
        least: 25,
        says: ["query", INVALID],
        can_fail: |caller, one| caller.described(&one.id).unwrap().has_typed_query(),
    },
    Fault {
        name: "place of path",
        form: "needed",
        least: 30,
        says: ["NO_METHOD_MATCHED_ERROR", "NO_PATH_MATCHED_ERROR"],
        can_fail: |caller, one| {
            let (before, last) = one.path.rsplit_once('/').unwrap();
            last.starts_with('{') && !caller.description.takes(&one.method, before)
        },
    },
    of_credential("credential"),
    of_credential("credential scheme"),
];

const fn of_body(name: &'static str, says: [&'static str; 2]) -> Fault {
    Fault {
        name,
        form: "needed",
        least: 30,
        says,
        can_fail: |caller, one| caller.described(&one.id).unwrap().needs_a_member(),
    }
}

const fn of_query(name: &'static str, says: [&'static str; 2]) -> Fault {
    Fault {
        name,
        form: "needed",
        least: 7,
        says,
        can_fail: |caller, one| caller.described(&one.id).unwrap().needs_query(),
    }
}

const fn of_credential(name: &'static str) -> Fault {
    Fault {
        name,
        form: "needed",
        least: 120,
        says: ["UNAUTHORIZED", "401"],
        can_fail: |caller, one| caller.described(&one.id).unwrap().takes_key(),
    }
}

/// Prism complains of the fault in each request that has one, and of none of these requests without
/// it.
pub(crate) fn are_reported(caller: &Caller, answered: &[Answered]) {
    for fault in &FAULTS {
        let operations = &caller.api.inspection.operations;
        let sound = answered
            .iter()
            .filter(|one| one.call.form == fault.form && one.complaints().is_empty());
        let can_fail = sound.filter(|one| {
            let mut operations = operations.iter();
            let operation = operations.find(|it| it.id == one.call.operation);
            (fault.can_fail)(caller, operation.unwrap())
        });
        let calls = can_fail.map(|one| {
            let mut call = one.call.clone();
            call.fault = fault.name;
            call
        });
        let answers = caller.make(calls.collect());
        let mut planted: Vec<&Answered> = answers.iter().collect();
        planted.retain(|one| one.answer["planted"] == true);
        let Fault {
            name, least, says, ..
        } = fault;
        assert!(planted.len() >= *least, "{name}: {}", planted.len());
        for one in planted {
            let complaints = one.complaints();
            let is_reported = says.iter().any(|it| complaints.contains(it));
            assert!(is_reported, "{name}: {}: {complaints}", one.call.operation);
        }
    }
}
