//! The judgement of the answers: every difference is in a table, and every row of a table is a
//! difference.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use reference_codegen::Config;
use reference_codegen::inspect::OperationInfo;
use serde_json::json;

use crate::rounds::{Answered, Caller};
use crate::support::leaves;
use crate::support::operations::is_address;

/// The number of operations of the description that are addresses to open in a browser.
const ADDRESSES: usize = 4;

/// Prism accepts each request, or its complaint is in `complaints.tsv`; the operations of
/// `lacking.txt` have no path in Prism.
pub(crate) fn requests(answered: &[Answered]) {
    let lacking = fs::read_to_string("tests/prism/lacking.txt").unwrap();
    let mut expected = table("complaints");
    let complaining = answered.iter().filter(|one| !one.complaints().is_empty());
    let found: Vec<String> = complaining.map(|one| key(one, &one.complaints())).collect();
    for one in answered {
        if lacking.lines().any(|id| id == one.call.operation) {
            expected.push(key(one, "NO_PATH_MATCHED_ERROR"));
        }
    }
    assert_same(expected, found);
}

/// Each answer of success is read, or is in `unread.tsv`, and `verify` agrees; the response has all
/// values of the answer except nulls and undocumented members. The types read at least this number
/// of answers, `least`.
pub(crate) fn answers(caller: &Caller, answered: &[Answered], least: usize) {
    let is_read = |one: &&Answered| one.status() < 300 && !one.answer["read"].is_null();
    let mut found = Vec::new();
    let mut read = Vec::new();
    for one in answered.iter().filter(is_read) {
        match one.answer["read"]["invalid"].as_str() {
            Some(invalid) => found.push(format!("{}\t{invalid}", one.call.operation)),
            None => read.push(one),
        }
    }
    assert!(read.len() >= least, "{} answers are read", read.len());
    let expected = if answered.iter().any(|one| !one.call.prefer.is_empty()) {
        table("unread")
    } else {
        Vec::new()
    };
    assert_same(expected, found);
    let lost = lost(caller, &read);
    assert_eq!(lost, Vec::<String>::new());
}

/// The leaves of answers that are missing in their response.
fn lost(caller: &Caller, read: &[&Answered]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let (mut index, mut bodies) = (String::new(), BTreeMap::new());
    for (number, one) in read.iter().enumerate() {
        let Some(body) = one
            .body()
            .filter(|_| caller.has_response(&one.call.operation))
        else {
            continue;
        };
        let file = format!("{number}.json");
        fs::write(folder.path().join(&file), body.to_string()).unwrap();
        index += &format!("{file}\tresponse\t{}\n", one.call.operation);
        bodies.insert(file, (one, body));
    }
    fs::write(folder.path().join("index.tsv"), index).unwrap();
    // The published settings keep members secret, of which `verify` shows no names.
    let config = Config::new().corrections(caller.api.corrections());
    let verified = config.verify(&[caller.api.reference()], folder.path());
    let verified = verified.unwrap_or_else(|failure| panic!("{failure}"));
    assert_eq!(verified.bodies.len(), bodies.len());
    assert!(!verified.has_rejected(), "{verified}");
    let lost = verified.bodies.iter().flat_map(|verified| {
        let (one, body) = &bodies[&verified.file];
        let undocumented = verified.undocumented.iter().map(|it| &*it.pointer);
        assert_eq!(verified.more_undocumented, 0, "{}", one.call.operation);
        let undocumented: Vec<&str> = undocumented.collect();
        let lost = leaves::lost(body, &one.answer["read"]["response"], &undocumented);
        lost.into_iter()
            .map(|at| format!("{} {at}", one.call.operation))
    });
    lost.collect()
}

/// Each operation has an answer of success, which is read. A random answer may also be rejected, as
/// `unread.tsv` lists it, see [`answers`]. There is none for the addresses to open in a browser,
/// and for operations that the description lacks.
pub(crate) fn each_is_answered(caller: &Caller, answered: &[Answered], mended: &[Answered]) {
    let lacking = fs::read_to_string("tests/prism/lacking.txt").unwrap();
    let read = answered.iter().chain(mended);
    let read = read.filter(|one| {
        let has = |key| one.answer["read"].get(key).is_some();
        let is_rejected = !one.call.prefer.is_empty() && has("invalid");
        one.status() < 300 && (has("response") || is_rejected)
    });
    let read: BTreeSet<&str> = read.map(|one| &*one.call.operation).collect();
    let mut described: Vec<&OperationInfo> = caller.api.inspection.operations.iter().collect();
    described.retain(|one| !lacking.lines().any(|id| id == one.id));
    for one in &described {
        assert_ne!(read.contains(&*one.id), is_address(one), "{}", one.id);
    }
    let addresses = described.iter().filter(|one| is_address(one));
    assert_eq!(addresses.count(), ADDRESSES);
}

/// The rows of a table, each without its reason.
fn table(name: &str) -> Vec<String> {
    let table = fs::read_to_string(format!("tests/prism/{name}.tsv")).unwrap();
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    let rows = rows.map(|row| {
        let (row, reason) = row.rsplit_once('\t').unwrap();
        assert!(!reason.is_empty(), "{row} has no reason");
        row.to_owned()
    });
    rows.collect()
}

fn key(one: &Answered, complaints: &str) -> String {
    format!("{}\t{}\t{complaints}", one.call.operation, one.call.form)
}

#[track_caller]
fn assert_same(mut expected: Vec<String>, mut found: Vec<String>) {
    expected.sort();
    found.sort();
    let new: Vec<&String> = found.iter().filter(|one| !expected.contains(one)).collect();
    let gone: Vec<&String> = expected.iter().filter(|one| !found.contains(one)).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "in no table: {new:#?}\nno more so: {gone:#?}"
    );
}

/// A leaf that is missing or different is reported; a leaf that is null or undocumented is not.
pub(crate) fn reports_lost_leaves() {
    let sent = json!({ "a/b": { "c": 1, "d": null }, "e": [1.0, 2, "f"], "g": [{}], "h": "i" });
    let read = json!({ "a/b": {}, "e": [1, 3], "h": "j" });
    let lost = leaves::lost(&sent, &read, &["/h"]);
    assert_eq!(lost, ["/a~1b/c", "/e/0", "/e/1", "/e/2"]);
}
