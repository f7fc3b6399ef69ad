//! Random bodies that are valid by the API's own description: they are accepted, and the generated
//! types read the bodies that `verify` accepts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use reference_codegen::inspect::{Inspection, Role};
use reference_codegen::verify::{self, Verdict, Verification};
use reference_codegen::{Config, Generated, Layout};
use serde_json::{Value, json};

use crate::Release;
use crate::releases::description;
use crate::schema_bodies::{Bodies, merged};
use crate::support::cargo::{self, write};
use crate::support::leaves;
use crate::valid_errors;

/// The bodies of each schema.
const BODIES: usize = 16;

/// The places where a body that is valid by the description is rejected, or the required members
/// that it lacks, and the reason to believe the docs.
const REJECTED: [(&str, &str); 21] = [
    ("device_authorization_request /expires_in", SECONDS),
    ("device_authorization_request /interval", SECONDS),
    ("email_verification_required_error email", ERROR),
    (
        "email_verification_required_error email_verification_id",
        ERROR,
    ),
    (
        "email_verification_required_error pending_authentication_token",
        ERROR,
    ),
    ("list_actions data", LIST),
    ("list_invitations data", LIST),
    ("list_organization_memberships data", LIST),
    ("list_schemas data", LIST),
    ("list_sessions data", LIST),
    ("mfa_challenge_error authentication_factors", ERROR),
    ("mfa_challenge_error pending_authentication_token", ERROR),
    ("mfa_challenge_error user", ERROR),
    ("mfa_enrollment_error pending_authentication_token", ERROR),
    ("mfa_enrollment_error user", ERROR),
    (
        "organization_authentication_required_error auth_methods",
        ERROR,
    ),
    ("organization_authentication_required_error email", ERROR),
    (
        "organization_authentication_required_error sso_connection_ids",
        ERROR,
    ),
    ("organization_selection_required_error organizations", ERROR),
    (
        "organization_selection_required_error pending_authentication_token",
        ERROR,
    ),
    ("organization_selection_required_error user", ERROR),
];
const SECONDS: &str = "the description has `number` for whole seconds";
const LIST: &str = "the description has a list without the list";
const ERROR: &str = "the description requires less of an error, which then has no kind of its own";

/// `verify` accepts the bodies except at the listed places, and the generated types agree.
pub(crate) fn are_accepted(release: Release) {
    let place = cargo::place("valid_bodies");
    let exchanges = exchanges();
    let tape = place.join("tape.jsonl");
    let lines = exchanges.iter().map(|exchange| format!("{exchange}\n"));
    write(&tape, &lines.collect::<String>());
    let config = || Config::new().corrections(release.corrections());
    let verification = config()
        .verify(&[release.folder()], &tape)
        .unwrap_or_else(|failure| panic!("{failure}"));
    let rejected = rejected(&verification);
    let places: Vec<&str> = rejected.keys().map(String::as_str).collect();
    let expected: Vec<&str> = REJECTED.iter().map(|(place, _)| *place).collect();
    assert_eq!(places, expected, "{rejected:#?}");
    let generated = config().layout(Layout::File).generate(&[release.folder()]);
    let generated = generated.unwrap_or_else(|failure| panic!("{failure}"));
    write_program(&place, &generated);
    assert_without_page(&verification, &exchanges);
    let differing = differing(&place, &verification, &exchanges);
    assert!(differing.is_empty(), "{differing:#?}");
    valid_errors::are_read(&place, &verification, &exchanges, &generated);
}

/// Some bodies for each response of the description, and for each alternative of an error: of these
/// also one with all members that the docs have for errors.
fn exchanges() -> Vec<Value> {
    let text = fs::read_to_string(description()).unwrap();
    let description: Value = serde_yaml::from_str(&text).unwrap();
    let members = valid_errors::members();
    let (mut random, mut more) = (Bodies::new(&description), Bodies::new(&description));
    let mut exchanges = Vec::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            for (status, response) in operation["responses"].as_object().into_iter().flatten() {
                let schema = &response["content"]["application/json"]["schema"];
                let whole = (0..BODIES).filter(|_| !schema.is_null());
                let mut bodies: Vec<Value> = whole.map(|_| random.body(schema)).collect();
                let status: u16 = status.parse().unwrap();
                if status >= 400 {
                    for alternative in valid_errors::alternatives(schema) {
                        let body = more.body(alternative);
                        bodies.push(merged(more.body(&members), body.clone()));
                        bodies.push(body);
                    }
                }
                exchanges.extend(bodies.into_iter().map(|body| {
                    json!({ "method": method, "url": path, "status": status, "response": body })
                }));
            }
        }
    }
    exchanges
}

/// The operations whose responses have no type, since no page has the operation.
fn assert_without_page(verification: &Verification, exchanges: &[Value]) {
    let unidentified = verification.unidentified.iter();
    let unidentified = unidentified.map(|it| (&exchanges[line_of(&it.file) - 1], &it.message));
    let answers = unidentified.filter(|(exchange, _)| exchange["status"].as_u64() < Some(400));
    let operations: BTreeSet<String> = answers
        .map(|(exchange, why)| {
            assert!(why.starts_with("no operation is at "), "{exchange}: {why}");
            format!("{}\n", operation(exchange))
        })
        .collect();
    let lines = operations.into_iter().collect::<String>();
    insta::assert_snapshot!("operations_without_page", lines);
}

/// The method and the path of an exchange.
pub(crate) fn operation(exchange: &Value) -> String {
    let [method, path] = ["method", "url"].map(|key| exchange[key].as_str().unwrap());
    format!("{} {path}", method.to_uppercase())
}

/// The line of an exchange in the tape.
pub(crate) fn line_of(file: &str) -> usize {
    let (_, line) = file.rsplit_once(':').unwrap();
    line.parse().unwrap()
}

/// The rejected bodies: for each place the reason, and the first exchange with it.
fn rejected(verification: &Verification) -> BTreeMap<String, String> {
    let mut rejected = BTreeMap::new();
    for body in verification
        .bodies
        .iter()
        .filter(|body| body.role != verify::Role::Request)
    {
        for reason in &body.reasons {
            let tokens = reason.pointer.split('/');
            let tokens = tokens.filter(|token| token.parse::<usize>().is_err());
            let mut place = format!("{} {}", body.id, tokens.collect::<Vec<_>>().join("/"));
            if let Some((_, name)) = reason.message.split_once("required member `") {
                place.push_str(name.trim_end_matches("` is missing"));
            }
            let shown = format!("{}: {} ({})", body.file, reason.message, reason.docs);
            rejected.entry(place).or_insert(shown);
        }
    }
    rejected
}

/// The bodies on which serde and `verify` disagree, and those that lose values on the way through
/// their types, other than `null` and undocumented members.
fn differing(place: &Path, verification: &Verification, exchanges: &[Value]) -> Vec<String> {
    let bodies = || {
        verification
            .bodies
            .iter()
            .filter(|body| body.role != verify::Role::Request)
    };
    let given = bodies().map(|body| &exchanges[line_of(&body.file) - 1]["response"]);
    let given: Vec<&Value> = given.collect();
    assert!(given.len() > 100 * BODIES, "{}", given.len());
    let lines = bodies().zip(&given);
    let lines = lines.map(|(body, given)| format!("{}\t{}\t{given}\n", body.role, body.id));
    write(&place.join("bodies.tsv"), &lines.collect::<String>());
    let ran = cargo::cargo(place, &["run", "--quiet", "--", "bodies.tsv"]).ok();
    let written = ran.stdout.lines().map(|line| match line {
        "-" => None,
        line => Some(serde_json::from_str(line).unwrap()),
    });
    let written: Vec<Option<Value>> = written.collect();
    assert_eq!(written.len(), given.len());
    let all = bodies().zip(given.iter().zip(&written));
    let differing = all.filter(|(body, (given, written))| match written {
        Some(written) => match body.verdict {
            Verdict::Accepted => !is_kept(body, given, written),
            // No type is documented for the body.
            Verdict::Unchecked => false,
            _ => true,
        },
        None => body.verdict != Verdict::Rejected,
    });
    let shown = differing.map(|(body, (given, written))| format!("{body:?}\n{given}\n{written:?}"));
    shown.collect()
}

/// Writes a crate that reads bodies as their types, with the models.
fn write_program(place: &Path, models: &Generated) {
    write(
        &place.join("src/models.rs"),
        &models.files()["reference.rs"],
    );
    let types = types(&models.inspection());
    let arms = types.iter().map(|((role, id), types)| {
        let reads = types.iter().map(|rust| format!("written::<{rust}>(text)"));
        let reads = reads.collect::<Vec<_>>().join(".or_else(|| ");
        let closed = ")".repeat(types.len() - 1);
        format!("        (\"{role}\", \"{id}\") => {reads}{closed},\n")
    });
    let main = MAIN.replace("// ARMS", &arms.collect::<String>());
    let main = main.replace("// KINDS", &valid_errors::arms(models));
    write(&place.join("src/main.rs"), &main);
    let dependencies = [
        cargo::SERDE,
        "\n[workspace]\n\n[profile.dev]\ndebug = false\n",
    ]
    .concat();
    write(
        &place.join("Cargo.toml"),
        &cargo::manifest("reads", "2024", &dependencies),
    );
    cargo::lock(place);
}

/// `true` if a body comes out of its type as it went in.
fn is_kept(body: &verify::Body, given: &Value, written: &Value) -> bool {
    let undocumented = body.undocumented.iter().map(|member| &*member.pointer);
    let undocumented: Vec<&str> = undocumented.collect();
    leaves::lost(given, written, &undocumented).is_empty()
        && leaves::lost(written, given, &[]).is_empty()
}

/// The Rust types of each response and each resource, by its role and its docs id.
fn types(inspection: &Inspection) -> BTreeMap<(&'static str, String), BTreeSet<String>> {
    let mut types: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for operation in &inspection.operations {
        let nothing = || "runtime::NoContent".to_owned();
        let response = operation.response.clone().unwrap_or_else(nothing);
        types
            .entry(("response", operation.id.clone()))
            .or_default()
            .insert(response);
    }
    for model in inspection
        .models
        .iter()
        .filter(|model| model.role == Role::Resource)
    {
        types
            .entry(("resource", model.id.clone()))
            .or_default()
            .insert(model.rust.clone());
    }
    types
}

const MAIN: &str = r#"//! Reads each body as its type, and prints what it writes again; `-` if it is not read. For an error
//! it prints all parts that a caller can ask for.
#![allow(dead_code)]

mod models;
use std::any::type_name_of_val;

use models::*;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

fn written<T: DeserializeOwned + Serialize>(text: &str) -> Option<String> {
    let read = serde_json::from_str::<T>(text).ok()?;
    Some(serde_json::to_string(&read).unwrap())
}

fn read(role: &str, id: &str, text: &str) -> Option<String> {
    match (role, id) {
        ("error", status) => Some(error(status.parse().unwrap(), text).to_string()),
// ARMS
        _ => panic!("no {role} {id}"),
    }
}

fn error(status: u16, body: &str) -> Value {
    let headers: [(&str, &str); 0] = [];
    let error = runtime::ApiError::new(status, headers, body.as_bytes().to_vec());
    let (kind, ty, written) = match error.kind() {
// KINDS
        _ => (None, None, Value::Null),
    };
    json!({
        "kind": kind,
        "type": ty,
        "written": written,
        "status": error.status(),
        "message": error.message(),
        "code": error.code(),
        "error": error.error(),
        "error_description": error.error_description(),
        "errors": error.errors(),
        "body": serde_json::from_slice::<Value>(error.body()).unwrap(),
    })
}

fn main() {
    let file = std::env::args().nth(1).unwrap();
    for line in std::fs::read_to_string(file).unwrap().lines() {
        let mut columns = line.splitn(3, '\t');
        let mut next = || columns.next().unwrap();
        println!("{}", read(next(), next(), next()).unwrap_or("-".to_owned()));
    }
}
"#;
