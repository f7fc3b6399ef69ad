//! The least work that reading a reference takes: its files are read, and a YAML parser runs over
//! the front matter of each.

use std::{env, fs};

use anyhow::Context;
use serde_yaml::Value;
use walkdir::WalkDir;

fn main() -> anyhow::Result<()> {
    let reference = env::args().nth(1).context("usage: floor REFERENCE")?;
    let mut nodes = 0;
    for entry in WalkDir::new(reference) {
        let entry = entry?;
        if entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "mdx")
        {
            let page = fs::read_to_string(entry.path())?;
            nodes += count(&serde_yaml::from_str(front_matter(&page))?);
        }
    }
    println!("{nodes} nodes");
    Ok(())
}

fn front_matter(page: &str) -> &str {
    let yaml = page.strip_prefix("---\n").unwrap_or_default();
    yaml.split_once("\n---\n").map_or("", |(yaml, _)| yaml)
}

/// The number of nodes of a value. Its use keeps the compiler from leaving the parsing out.
fn count(value: &Value) -> usize {
    match value {
        Value::Sequence(items) => 1 + items.iter().map(count).sum::<usize>(),
        Value::Mapping(entries) => 1 + entries.values().map(count).sum::<usize>(),
        _ => 1,
    }
}
