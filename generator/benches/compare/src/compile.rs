//! A cold build of the library as a build-dependency, compared with its peers.

use std::fs;
use std::path::{Path, PathBuf};

use crate::figures::{Contender, in_turns};
use crate::place::Place;
use crate::start::{cargo, output};

pub(crate) fn measure(place: &Place, rounds: usize) -> anyhow::Result<()> {
    let path = place.root.join("generator");
    let ours = format!("reference-codegen = {{ path = {path:?}, default-features = false }}");
    // Each with the dependencies that its documentation tells a build script to use.
    let dependents = [
        ("reference-codegen", ours.as_str()),
        ("prost-build 0.14", "prost-build = \"0.14\""),
        (
            "typify 0.8",
            "prettyplease = \"0.2\"\nschemars = \"0.8\"\nserde_json = \"1\"\nsyn = \"2\"\n\
             typify = { version = \"0.8\", default-features = false }",
        ),
    ];
    let mut contenders = Vec::new();
    let mut crates = Vec::new();
    for (number, (name, dependencies)) in dependents.iter().enumerate() {
        let folder = dependent(place, number, dependencies)?;
        crates.push(count(place, &folder)?);
        contenders.push(Contender::new(*name, move || {
            let target = place.fresh(&format!("dependent-{number}-target"))?;
            let mut build = cargo(&folder, &target);
            build.args(["build", "--offline"]);
            Ok(build)
        }));
    }
    let figures = in_turns(rounds, contenders)?;
    println!("| build-dependency | crates | cold build, user time | ratio |");
    println!("|---|--:|--:|--:|");
    for (figure, crates) in figures.iter().zip(crates) {
        let (seconds, times) = (figure.seconds(), figure.times(&figures[0]));
        println!(
            "| {} | {crates} | {seconds:.1} s | {times:.2} |",
            figure.name
        );
    }
    Ok(())
}

/// A crate with nothing but these build-dependencies, fetched.
fn dependent(place: &Place, number: usize, dependencies: &str) -> anyhow::Result<PathBuf> {
    let folder = place.fresh(&format!("dependent-{number}"))?;
    let manifest = format!(
        "[package]\nname = \"dependent\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [workspace]\n\n[build-dependencies]\n{dependencies}\n"
    );
    fs::create_dir(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("build.rs"), "fn main() {}\n")?;
    fs::write(folder.join("src/lib.rs"), "")?;
    let mut fetch = cargo(&folder, &folder);
    fetch.arg("fetch");
    output(fetch)?;
    Ok(folder)
}

/// The number of crates that the build compiles besides the dependent.
fn count(place: &Place, folder: &Path) -> anyhow::Result<usize> {
    let mut tree = cargo(folder, &place.target);
    tree.args([
        "tree",
        "--offline",
        "--prefix",
        "none",
        "--no-dedupe",
        "--edges",
        "normal,build",
    ]);
    let tree = String::from_utf8(output(tree)?)?;
    let mut crates: Vec<&str> = tree
        .lines()
        .filter_map(|line| line.split(" (").next())
        .collect();
    crates.sort_unstable();
    crates.dedup();
    Ok(crates.iter().filter(|name| !name.is_empty()).count() - 1)
}
