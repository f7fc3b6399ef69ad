//! Random bodies of errors that are valid by the API's own description: the generated code reads
//! each as the type that the docs have for it, or else as an undocumented error with its whole
//! body.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use reference_codegen::Generated;
use reference_codegen::inspect::{Inspection, Role};
use reference_codegen::verify::{self, Verdict, Verification};
use serde_json::{Value, json};

use crate::support::cargo::{self, write};
use crate::support::{errors, leaves};
use crate::valid_bodies::{line_of, operation};

/// The schema of the members that the docs have for errors, beside those of the description.
pub(crate) fn members() -> Value {
    let (text, flag) = (json!({"type": "string"}), json!({"type": "boolean"}));
    let object = |properties: Value| {
        let names = properties.as_object().unwrap().keys();
        let names: Vec<&String> = names.collect();
        json!({"type": "object", "required": names, "properties": properties})
    };
    let list = |items: Value| json!({"type": "array", "items": items});
    object(json!({
        "auth_methods": object(json!({
            "apple_oauth": flag,
            "github_oauth": flag,
            "google_oauth": flag,
            "magic_auth": flag,
            "microsoft_oauth": flag,
            "password": flag,
        })),
        "authentication_factors": list(object(json!({"id": text, "type": text}))),
        "connection_ids": list(text.clone()),
        "email": text,
        "email_verification_id": text,
        "organizations": list(object(json!({"id": text, "name": text}))),
        "pending_authentication_token": text,
        "sso_connection_ids": list(text.clone()),
        "user": {"$ref": "#/components/schemas/UserlandUser"},
    }))
}

/// The alternatives of a schema, also those of its alternatives; none for any other schema.
pub(crate) fn alternatives(schema: &Value) -> Vec<&Value> {
    let lists = ["oneOf", "anyOf"].into_iter();
    let lists = lists.filter_map(|key| schema[key].as_array());
    let all = lists.flatten().flat_map(|one| {
        let inner = alternatives(one);
        if inner.is_empty() { vec![one] } else { inner }
    });
    all.collect()
}

/// An error of the tape, and its reading.
struct Read<'t> {
    line: usize,
    exchange: &'t Value,
    /// The output of the program about it.
    read: Value,
}

/// Reads all errors of the tape with the program at this place. `verify` and serde agree on each,
/// and nothing is lost.
pub(crate) fn are_read(
    place: &Path,
    verification: &Verification,
    exchanges: &[Value],
    models: &Generated,
) {
    let inspection = models.inspection();
    let errors = read(place, exchanges);
    assert!(errors.len() > 5_000, "{}", errors.len());
    let bodies = verification.bodies.iter();
    let bodies = bodies.filter(|body| body.role == verify::Role::Resource);
    let bodies: BTreeMap<usize, &verify::Body> =
        bodies.map(|body| (line_of(&body.file), body)).collect();
    let unidentified = verification.unidentified.iter();
    let unidentified: BTreeMap<usize, &str> = unidentified
        .map(|it| (line_of(&it.file), &*it.message))
        .collect();
    let (mut wrong, mut kinds) = (Vec::new(), BTreeSet::new());
    let mut without_type: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
    for error in &errors {
        let Read { exchange, read, .. } = error;
        let why = match (bodies.get(&error.line), unidentified.get(&error.line)) {
            (Some(body), None) => why_differing(body, error, &inspection),
            (None, Some(_)) if read["type"].is_null() => None,
            other => Some(format!("verify has {other:?}")),
        };
        let why = why.or_else(|| why_lossy(error));
        wrong.extend(why.map(|why| format!("{why}: {exchange} {read}")));
        match read["kind"].as_str() {
            Some(kind) => _ = kinds.insert(kind.to_owned()),
            None => {
                let statuses = without_type.entry(operation(exchange)).or_default();
                statuses.insert(exchange["status"].as_u64().unwrap());
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    // Each error of the docs is read.
    assert_eq!(kinds, errors::kinds(models));
    assert_without_type(&without_type);
}

/// The reason why serde and `verify` disagree on an error that the docs have, if they do.
fn why_differing(body: &verify::Body, error: &Read<'_>, inspection: &Inspection) -> Option<String> {
    let Read { exchange, read, .. } = error;
    let Some(ty) = read["type"].as_str() else {
        let is_rejected = body.verdict == Verdict::Rejected;
        return if is_rejected {
            None
        } else {
            Some(format!("{body:?} is not read"))
        };
    };
    let mut models = inspection.models.iter();
    let model = models.find(|model| {
        model.role == Role::Resource && model.id == body.id && ty.ends_with(&model.rust)
    });
    if model.is_none() || body.verdict != Verdict::Accepted {
        return Some(format!("{body:?} is read"));
    }
    let (given, written) = (&exchange["response"], &read["written"]);
    let undocumented = body.undocumented.iter().map(|member| &*member.pointer);
    let undocumented: Vec<&str> = undocumented.collect();
    let lost = [
        leaves::lost(given, written, &undocumented),
        leaves::lost(written, given, &[]),
    ];
    let lost = lost.concat();
    if lost.is_empty() {
        None
    } else {
        Some(format!("{lost:?} is lost"))
    }
}

/// The reason why the methods of an error do not return what the API has sent, if so.
fn why_lossy(error: &Read<'_>) -> Option<String> {
    let Read { exchange, read, .. } = error;
    let body = &exchange["response"];
    let mut lost = errors::lost(read, body);
    if read["status"] != exchange["status"] {
        lost.push("status");
    }
    if read["body"] != *body {
        lost.push("body");
    }
    if lost.is_empty() {
        None
    } else {
        Some(format!("{lost:?} is lost"))
    }
}

/// The operations of the description with errors for which the docs have no type, and the statuses
/// of these errors.
fn assert_without_type(without_type: &BTreeMap<String, BTreeSet<u64>>) {
    let lines = without_type.iter().map(|(operation, statuses)| {
        let statuses: Vec<String> = statuses.iter().map(u64::to_string).collect();
        format!("{operation}: {}\n", statuses.join(" "))
    });
    insta::assert_snapshot!("errors_without_type", lines.collect::<String>());
}

/// Reads the errors with the program.
fn read<'t>(place: &Path, exchanges: &'t [Value]) -> Vec<Read<'t>> {
    let errors = exchanges.iter().zip(1..);
    let errors = errors.filter(|(exchange, _)| exchange["status"].as_u64() >= Some(400));
    let errors: Vec<(&Value, usize)> = errors.collect();
    let lines = errors.iter().map(|(exchange, _)| {
        let (status, body) = (&exchange["status"], &exchange["response"]);
        format!("error\t{status}\t{body}\n")
    });
    write(&place.join("errors.tsv"), &lines.collect::<String>());
    let ran = cargo::cargo(place, &["run", "--quiet", "--", "errors.tsv"]).ok();
    let read = ran.stdout.lines().zip(&errors);
    let read = read.map(|(read, (exchange, line))| Read {
        line: *line,
        exchange,
        read: serde_json::from_str(read).unwrap(),
    });
    let read: Vec<Read<'_>> = read.collect();
    assert_eq!(read.len(), errors.len());
    read
}

/// The arms for the kinds of errors in the generated code, each with its name, the name of its type
/// and the JSON that this writes.
pub(crate) fn arms(models: &Generated) -> String {
    let arms = errors::kinds(models).into_iter().map(|kind| {
        format!(
            "        runtime::ErrorKind::{kind}(error) => \
             (Some({kind:?}), Some(type_name_of_val(&**error)), json!(error)),\n"
        )
    });
    arms.collect()
}
