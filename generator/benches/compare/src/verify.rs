//! `verify`, compared with jsonschema-rs from PyPI behind Python's own JSON parser.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;
use serde_json::{Value, json};

use crate::figures::{Contender, in_turns};
use crate::place::Place;
use crate::start::output;

/// The release of jsonschema-rs.
const PEER: &str = "0.61.2";

/// The number of bodies, and that of the users in each.
const BODIES: usize = 2000;
const USERS: usize = 100;

pub(crate) fn measure(place: &Place, rounds: usize) -> anyhow::Result<()> {
    let (ours, python) = (place.command()?, python(place)?);
    let (schema, program) = (schema(place)?, Place::here().join("programs/verify.py"));
    let (bodies, size) = bodies(place)?;
    let verify = |folder: &Path| {
        let mut command = Command::new(&ours);
        command.arg("verify").arg(&place.reference).arg("--quiet");
        command.arg("--payloads").arg(folder);
        Ok(command)
    };
    let (all, quarter) = (&bodies, quarter(place, &bodies)?);
    let contenders = vec![
        Contender::new(format!("`verify`, {BODIES} bodies"), || verify(all)),
        Contender::new(
            format!("jsonschema-rs {PEER}, the same, read by Python"),
            || {
                let mut command = Command::new(&python);
                command.args([&program, &schema, &all.join("list_users")]);
                Ok(command)
            },
        ),
        Contender::new(format!("`verify`, {} of them", BODIES / 4), || {
            verify(&quarter)
        }),
    ];
    let figures = in_turns(rounds, contenders)?;
    println!(
        "| bodies of {:.0} kB | user time | ratio | peak memory |",
        size as f64 / 1e3
    );
    println!("|---|--:|--:|--:|");
    for figure in &figures {
        let (seconds, times) = (figure.seconds(), figure.times(&figures[0]));
        let (name, memory) = (&figure.name, figure.mebibytes());
        println!("| {name} | {seconds:.3} s | {times:.2} | {memory:.0} MiB |");
    }
    Ok(())
}

/// The Python of an environment that has the peer.
fn python(place: &Place) -> anyhow::Result<PathBuf> {
    let environment = place.target.join("python");
    let mut create = Command::new("python3");
    create.args(["-m", "venv"]).arg(&environment);
    output(create)?;
    let python = environment.join("bin/python");
    let mut install = Command::new(&python);
    install.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]);
    install.arg(format!("jsonschema-rs=={PEER}"));
    output(install)?;
    Ok(python)
}

/// A JSON Schema of a list of users.
fn schema(place: &Place) -> anyhow::Result<PathBuf> {
    let mut schema: Value = serde_json::from_slice(&fs::read(place.schema()?)?)?;
    let user = "AuthkitUserUser";
    schema["definitions"]
        .get(user)
        .with_context(|| format!("the schema defines `{user}`"))?;
    schema["required"] = json!(["object", "data", "list_metadata"]);
    schema["properties"] = json!({
        "object": { "enum": ["list"] },
        "data": { "type": "array", "items": { "$ref": format!("#/definitions/{user}") } },
        "list_metadata": { "type": "object", "properties": { "after": { "type": "string" } } },
    });
    let path = place.target.join("users.json");
    fs::write(&path, schema.to_string())?;
    Ok(path)
}

/// A folder with bodies, and the size of one in bytes.
fn bodies(place: &Place) -> anyhow::Result<(PathBuf, usize)> {
    let folder = place.fresh("bodies")?;
    fs::create_dir(folder.join("list_users"))?;
    let mut size = 0;
    for number in 0..BODIES {
        let users: Vec<Value> = (0..USERS).map(|user| one(number * USERS + user)).collect();
        let after = json!({ "after": format!("user_{number:026}") });
        let body = json!({ "object": "list", "data": users, "list_metadata": after }).to_string();
        size = body.len();
        fs::write(folder.join(file(number)), body)?;
    }
    Ok((folder, size))
}

fn file(number: usize) -> String {
    format!("list_users/{number:04}.json")
}

fn one(number: usize) -> Value {
    json!({
        "object": "user",
        "id": format!("user_{number:026}"),
        "email": format!("gardener.{number}@garden.example"),
        "first_name": format!("Ada {number}"),
        "last_name": "Bauer-Lindgren",
        "email_verified": number.is_multiple_of(2),
        "profile_picture_url": format!("https://pictures.garden.example/portraits/{number:032x}"),
        "last_sign_in_at": "2026-03-04T05:06:07.123Z",
        "external_id": format!("gardener-{number}"),
        "metadata": { "garden": "north", "plot": (number % 9).to_string() },
        "locale": "en-US",
        "created_at": "2025-01-02T03:04:05.678Z",
        "updated_at": "2025-11-12T13:14:15.161Z",
    })
}

/// A folder with the first quarter of the bodies.
fn quarter(place: &Place, bodies: &Path) -> anyhow::Result<PathBuf> {
    let folder = place.fresh("quarter")?;
    fs::create_dir(folder.join("list_users"))?;
    for number in 0..BODIES / 4 {
        fs::copy(bodies.join(file(number)), folder.join(file(number)))?;
    }
    Ok(folder)
}
