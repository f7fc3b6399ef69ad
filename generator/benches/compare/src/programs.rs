//! The length of a program with the emitted crate, compared with the same program for the peer.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::ensure;

use crate::check::{PEER, PEER_VERSION};
use crate::place::Place;
use crate::start::{cargo, output};

/// The parts of a program that belong to no call.
const IMPORTS: &str = "imports";
const CLIENT: &str = "client and constants";
const FUNCTIONS: &str = "signatures and ends of functions";

pub(crate) fn measure(place: &Place) -> anyhow::Result<()> {
    let paths = ["official", "ours"].map(program);
    let mut format = Command::new("rustfmt");
    format.args(["--check", "--edition", "2024"]).args(&paths);
    output(format)?;
    compile(place)?;
    let official = parts(&fs::read_to_string(&paths[0])?);
    let ours = parts(&fs::read_to_string(&paths[1])?);
    let names = |parts: &[(String, Size)]| -> Vec<String> {
        parts.iter().map(|(name, _)| name.clone()).collect()
    };
    ensure!(
        names(&official) == names(&ours),
        "the programs differ in their calls or the order of these"
    );
    println!(
        "| lines, words, characters of | {PEER} {PEER_VERSION} | ours | ratio of characters |"
    );
    println!("|---|--:|--:|--:|");
    for ((name, official), (_, ours)) in official.iter().zip(&ours) {
        row(name, official, ours);
    }
    row("everything", &sum(&official), &sum(&ours));
    Ok(())
}

fn row(name: &str, official: &Size, ours: &Size) {
    let ratio = ours.characters as f64 / official.characters as f64;
    let [official, ours] = [official, ours].map(|size| {
        let (lines, words, characters) = (size.lines, size.words, size.characters);
        format!("{lines}, {words}, {characters}")
    });
    println!("| {name} | {official} | {ours} | {ratio:.2} |");
}

fn program(name: &str) -> PathBuf {
    Place::here()
        .join("programs")
        .join(name)
        .with_extension("rs")
}

/// Writes the crate of the published settings.
pub(crate) fn published(place: &Place, out: &Path) -> anyhow::Result<()> {
    let mut generate = Command::new(place.command()?);
    generate
        .args(["generate", "--quiet", "--config"])
        .arg(place.root.join("schema/published.toml"))
        .arg("--out")
        .arg(out);
    output(generate)?;
    Ok(())
}

/// Checks both programs, each as a crate, with the crate of the published settings.
fn compile(place: &Place) -> anyhow::Result<()> {
    let folder = place.target.join("usage");
    published(place, &folder.join("workos-api"))?;
    fs::write(
        folder.join("Cargo.toml"),
        "[workspace]\nmembers = [\"workos-api\", \"official\", \"ours\"]\nresolver = \"3\"\n",
    )?;
    let official = format!(
        "futures-util = {{ version = \"0.3\", default-features = false }}\n\
         serde_json = \"1\"\n{PEER} = \"={PEER_VERSION}\"\n"
    );
    let ours = "reqwest = \"0.12\"\nthiserror = \"2\"\n\
                workos-api = { path = \"../workos-api\", features = [\"http\"] }\n";
    member(&folder, "official", &official)?;
    member(&folder, "ours", ours)?;
    let target = folder.join("target");
    let mut fetch = cargo(&folder, &target);
    fetch.arg("fetch");
    output(fetch)?;
    let mut check = cargo(&folder, &target);
    check.args(["check", "--offline", "--workspace"]);
    output(check)?;
    Ok(())
}

fn member(folder: &Path, name: &str, dependencies: &str) -> anyhow::Result<()> {
    let path = program(name);
    // A struct literal of the peer names every field, including the deprecated ones.
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [lib]\npath = {path:?}\n\n[lints.rust]\ndeprecated = \"allow\"\n\n\
         [dependencies]\n{dependencies}"
    );
    fs::create_dir_all(folder.join(name))?;
    fs::write(folder.join(name).join("Cargo.toml"), manifest)?;
    Ok(())
}

/// The length of code, without comments, empty lines and indentation.
#[derive(Debug, Default)]
struct Size {
    lines: usize,
    words: usize,
    characters: usize,
}

impl Size {
    fn add(&mut self, other: &Self) {
        self.lines += other.lines;
        self.words += other.words;
        self.characters += other.characters;
    }
}

fn sum(parts: &[(String, Size)]) -> Size {
    parts.iter().fold(Size::default(), |mut sum, (_, size)| {
        sum.add(size);
        sum
    })
}

/// The calls of a program in their order, after the parts that belong to no call.
fn parts(source: &str) -> Vec<(String, Size)> {
    let mut parts: Vec<(String, Size)> = [IMPORTS, CLIENT, FUNCTIONS]
        .map(|name| (name.to_owned(), Size::default()))
        .into();
    let mut current = 0;
    for line in source.lines() {
        let code = line.trim();
        if code.is_empty() || code.starts_with("//!") {
            continue;
        }
        if let Some(call) = code.strip_prefix("// ") {
            current = parts.len();
            parts.push((call.to_owned(), Size::default()));
            continue;
        }
        if let Some(part) = outside(line) {
            current = part;
        } else if line == "}" && current > 2 {
            current = 2;
        }
        parts[current].1.add(&Size {
            lines: 1,
            words: code.split_whitespace().count(),
            characters: code.chars().count(),
        });
    }
    parts
}

/// The place of the part that an item begins.
fn outside(line: &str) -> Option<usize> {
    match line {
        line if line.starts_with("use ") => Some(0),
        line if line.starts_with("pub async fn ") => Some(2),
        line if line.starts_with([' ', '}', ')']) => None,
        _ => Some(1),
    }
}
