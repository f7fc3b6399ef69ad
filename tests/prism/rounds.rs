//! The calls of a round, and the answers to them.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::description::{Described, Description};
use crate::program::Api;
use crate::releases;
use crate::server::Prism;

/// The word for a request with all that the description wants beside the docs.
const MENDED: &str = "mended";

/// The program that calls, and the server.
pub(crate) struct Caller {
    pub(crate) api: Api,
    pub(crate) description: Description,
    program: PathBuf,
    prism: Prism,
    forms: Vec<(String, String)>,
}

/// A call: an operation, a form of its request, a header `Prefer`, and a fault or [`MENDED`].
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) operation: String,
    pub(crate) form: String,
    pub(crate) prefer: String,
    pub(crate) fault: &'static str,
}

/// A call and its answer.
#[derive(Debug, Clone)]
pub(crate) struct Answered {
    pub(crate) call: Call,
    /// The output of the program about it.
    pub(crate) answer: Value,
}

impl Caller {
    pub(crate) fn new() -> Self {
        let api = Api::new(releases::published());
        let description = Description::read(&releases::description());
        let program = api.build(&description);
        let output = Command::new(&program).output().unwrap();
        let forms = String::from_utf8(output.stdout).unwrap();
        let forms = forms.lines().filter_map(|line| line.split_once('\t'));
        let forms = forms.map(|(operation, form)| (operation.to_owned(), form.to_owned()));
        Self {
            forms: forms.collect(),
            api,
            description,
            program,
            prism: Prism::start(&releases::description()),
        }
    }

    /// A call of each form of each operation.
    pub(crate) fn all(&self, prefer: &str) -> Vec<Call> {
        let calls = self.forms.iter().map(|(operation, form)| Call {
            operation: operation.clone(),
            form: form.clone(),
            prefer: prefer.to_owned(),
            fault: "",
        });
        calls.collect()
    }

    /// For each operation without an accepted request, a call with all that the description wants
    /// beside the docs, and with this header `Prefer`.
    pub(crate) fn mended(&self, answered: &[Answered], prefer: &str) -> Vec<Call> {
        let accepted = answered.iter().filter(|one| one.complaints().is_empty());
        let accepted: BTreeSet<&str> = accepted.map(|one| &*one.call.operation).collect();
        let mut calls: Vec<Call> = answered.iter().map(|one| one.call.clone()).collect();
        calls.retain(|call| {
            let id = call.operation.as_str();
            call.form == "needed" && !accepted.contains(id) && self.described(id).is_some()
        });
        for call in &mut calls {
            call.fault = MENDED;
            prefer.clone_into(&mut call.prefer);
        }
        calls
    }

    /// The operation in the description.
    pub(crate) fn described(&self, id: &str) -> Option<Described<'_>> {
        let operations = &self.api.inspection.operations;
        let operation = operations.iter().find(|one| one.id == id)?;
        self.description.find(&operation.method, &operation.path)
    }

    /// `false` for an operation whose answer has no body.
    pub(crate) fn has_response(&self, id: &str) -> bool {
        let mut operations = self.api.inspection.operations.iter();
        operations.any(|one| one.id == id && one.response.is_some())
    }

    /// Makes the calls, one after the other.
    pub(crate) fn make(&self, calls: Vec<Call>) -> Vec<Answered> {
        let folder = tempfile::tempdir().unwrap();
        let plan = folder.path().join("plan.tsv");
        let lines = calls.iter().map(|call| {
            format!(
                "{}\t{}\t{}\t{}\n",
                call.operation, call.form, call.prefer, call.fault
            )
        });
        fs::write(&plan, lines.collect::<String>()).unwrap();
        let mut caller = Command::new(&self.program);
        let output = caller.arg(&self.prism.base).arg(&plan).output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && errors.is_empty(), "{errors}");
        let answers = String::from_utf8(output.stdout).unwrap();
        let answers: Vec<Value> = answers
            .lines()
            .map(|it| serde_json::from_str(it).unwrap())
            .collect();
        assert_eq!(answers.len(), calls.len());
        let answered = calls.into_iter().zip(answers);
        answered
            .map(|(call, answer)| Answered { call, answer })
            .collect()
    }
}

impl Answered {
    pub(crate) fn status(&self) -> u64 {
        self.answer["status"].as_u64().unwrap_or_default()
    }

    /// The body, if it is JSON.
    pub(crate) fn body(&self) -> Option<Value> {
        serde_json::from_str(self.answer["body"].as_str()?).ok()
    }

    /// The complaints of Prism about the request, each once and in order; empty if Prism accepts
    /// the request.
    pub(crate) fn complaints(&self) -> String {
        let violations = self.answer["violations"].as_str().unwrap_or("[]");
        let violations: Value = serde_json::from_str(violations).unwrap();
        let violations = violations.as_array().unwrap().iter();
        let mut complaints: Vec<String> = violations.map(complaint).collect();
        // An error of Prism itself, for example that there is no such path, or no credential.
        let body = self.body().unwrap_or_default();
        let own = body["type"]
            .as_str()
            .and_then(|it| it.split_once("/prism/errors#"));
        complaints.extend(own.map(|(_, name)| name.to_owned()));
        if complaints.is_empty() && (400..).contains(&self.status()) && self.call.prefer.is_empty()
        {
            complaints.push(format!("status {}", self.status()));
        }
        let unsent = self.answer["unsent"].as_str();
        complaints.extend(unsent.map(|reason| format!("unsent: {reason}")));
        complaints.sort();
        complaints.dedup();
        complaints.join(", ")
    }
}

/// The place and the kind of a violation: `body.name required`.
fn complaint(violation: &Value) -> String {
    let place = violation["location"].as_array().into_iter().flatten();
    let place: Vec<&str> = place.filter_map(Value::as_str).skip(1).collect();
    let message = violation["message"].as_str().unwrap_or_default();
    let member = message.split('\'').nth(1).map(|name| format!(" {name}"));
    // A keyword of JSON Schema, or the number of a status.
    let code = violation["code"].to_string();
    let code = code.trim_matches('"');
    let complaint = format!("{} {code}{}", place.join("."), member.unwrap_or_default());
    complaint.trim().to_owned()
}
