//! `generate`, compared with the floor and cargo-typify.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::figures::{Contender, Figures, in_turns};
use crate::place::Place;
use crate::start::{cargo, output};

/// The release of cargo-typify.
const TYPIFY: &str = "0.8.0";

pub(crate) fn measure(place: &Place, rounds: usize) -> anyhow::Result<()> {
    let (ours, published) = (place.command()?, place.command_of("dist")?);
    let floor = place.program("floor", "release")?;
    let (schema, typify, cat) = (place.schema()?, typify(place)?, no_rustfmt(place)?);
    let peer = || {
        let mut command = Command::new(&typify);
        command.arg("typify").arg(&schema);
        command.arg("--output").arg(place.target.join("typify.rs"));
        command
    };
    let generate = |program: &Path, out: &str| {
        let mut command = Command::new(program);
        command.arg("generate").arg(&place.reference).arg("--quiet");
        command.arg("--out").arg(place.fresh(out)?);
        Ok(command)
    };
    let contenders = vec![
        Contender::new("`reference-codegen generate`", || generate(&ours, "run")),
        Contender::new("the same, compiled with the profile `dist`", || {
            generate(&published, "run-dist")
        }),
        Contender::new("the floor: read the pages, parse their YAML", || {
            let mut command = Command::new(&floor);
            command.arg(&place.reference);
            Ok(command)
        }),
        Contender::new(
            format!("cargo-typify {TYPIFY}, a schema of the same types"),
            || Ok(peer()),
        ),
        Contender::new("the same without the rustfmt that it starts", || {
            let mut command = peer();
            command.env("RUSTFMT", &cat);
            Ok(command)
        }),
    ];
    table(&in_turns(rounds, contenders)?);
    Ok(())
}

fn typify(place: &Place) -> anyhow::Result<PathBuf> {
    let root = place.target.join("typify");
    let mut install = cargo(&place.target, &root.join("target"));
    install.args(["install", "cargo-typify", "--locked", "--version", TYPIFY]);
    output({
        install.arg("--root").arg(&root);
        install
    })?;
    Ok(root.join("bin/cargo-typify"))
}

/// A program in place of `rustfmt` that gives its input back. cargo-typify looks for `rustfmt` in
/// the toolchain, not on the search path, unless the variable `RUSTFMT` names it.
fn no_rustfmt(place: &Place) -> anyhow::Result<PathBuf> {
    let program = place.fresh("no-rustfmt")?.join("rustfmt");
    fs::write(&program, "#!/bin/sh\nexec cat\n")?;
    fs::set_permissions(&program, Permissions::from_mode(0o755))?;
    Ok(program)
}

/// Prints a row for each contender, with its time as a multiple of the first one's.
fn table(figures: &[Figures]) {
    println!("| process | user time | ratio | peak memory |");
    println!("|---|--:|--:|--:|");
    for figure in figures {
        println!(
            "| {} | {:.3} s | {:.2} | {:.0} MiB |",
            figure.name,
            figure.seconds(),
            figure.times(&figures[0]),
            figure.mebibytes()
        );
    }
}
