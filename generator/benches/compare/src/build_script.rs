//! A real build script, compared with one that uses typify.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;
use serde_json::Value;

use crate::figures::{Contender, in_turns};
use crate::place::Place;
use crate::start::{cargo, output};

/// The profiles of build scripts: Cargo's default, and two with a line in a manifest; each with
/// the profile of a program that is compiled like them, or fully optimized.
const PROFILES: [(&str, &str, &str); 3] = [
    (
        "unoptimized",
        "profile.dev.build-override.opt-level=0",
        "dev",
    ),
    (
        "`opt-level = 1`",
        "profile.dev.build-override.opt-level=1",
        "release",
    ),
    (
        "`opt-level = 3`",
        "profile.dev.build-override.opt-level=3",
        "release",
    ),
];

pub(crate) fn measure(place: &Place, rounds: usize) -> anyhow::Result<()> {
    let schema = place.schema()?;
    println!("| build script | the floor | ours | pages touched | typify | typify, beside ours |");
    println!("|---|--:|--:|--:|--:|--:|");
    for (name, profile, like) in PROFILES {
        let floor = place.program("floor", like)?;
        let ours = script("script-ours", profile, place, &schema)?;
        let typify = script("script-typify", profile, place, &schema)?;
        let run =
            |script: &Path, package: &str, out: &Path| ready(script, package, place, &schema, out);
        let kept = place.fresh("kept")?;
        let contenders = vec![
            Contender::new("floor", || {
                let mut command = Command::new(&floor);
                command.arg(&place.reference);
                Ok(command)
            }),
            // In an empty folder the build script finds no earlier result.
            Contender::new("ours", || Ok(run(&ours, "ours", &place.fresh("empty")?))),
            Contender::new("pages touched", || Ok(run(&ours, "ours", &kept))),
            Contender::new("typify", || Ok(run(&typify, "typify", &kept))),
        ];
        let figures = in_turns(rounds, contenders)?;
        let [floor, ours, touched, typify] = [0, 1, 2, 3].map(|at| figures[at].seconds());
        let times = figures[3].times(&figures[1]);
        println!(
            "| {name} | {floor:.3} s | {ours:.3} s | {touched:.3} s | {typify:.3} s | {times:.1} |"
        );
    }
    Ok(())
}

/// Builds a package, and returns the path of its compiled build script.
fn script(package: &str, profile: &str, place: &Place, schema: &Path) -> anyhow::Result<PathBuf> {
    let mut build = cargo(Place::here(), &place.target.join("scripts"));
    build.args(["check", "--package", package, "--config", profile]);
    build.arg("--message-format=json");
    build
        .env("REFERENCE", &place.reference)
        .env("SCHEMA", schema);
    let messages = String::from_utf8(output(build)?)?;
    let messages = messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut scripts = messages.filter(|message| {
        message["reason"] == "compiler-artifact"
            && message["target"]["kind"][0] == "custom-build"
            && message["package_id"]
                .as_str()
                .is_some_and(|id| id.contains(&format!("#{package}@")))
    });
    let script = scripts.next().context("cargo has built a build script")?;
    Ok(script["filenames"][0]
        .as_str()
        .context("a program has a file")?
        .into())
}

/// The script, to be run as Cargo runs it.
fn ready(script: &Path, package: &str, place: &Place, schema: &Path, out: &Path) -> Command {
    let folder = Place::here().join("build-scripts").join(package);
    let mut command = Command::new(script);
    command
        .current_dir(&folder)
        .env("CARGO_MANIFEST_DIR", folder);
    command.env("OUT_DIR", out);
    command
        .env("REFERENCE", &place.reference)
        .env("SCHEMA", schema);
    command
}
