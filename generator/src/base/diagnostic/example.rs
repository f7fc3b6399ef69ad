//! Writes the examples of the documentation as pages.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

/// An example is front matter, a whole page, or several files, each below its name: the front
/// matter of a page, or corrections.
pub(crate) fn write(example: &str, folder: &Path) {
    let files = example.split("# ").filter_map(|file| file.split_once('\n'));
    let is_named = |(name, _): &(&str, &str)| name.ends_with(".mdx") || name.ends_with(".toml");
    let pages: Vec<(&str, &str)> = files.filter(is_named).collect();
    for (name, text) in &pages {
        let text = match name.ends_with(".mdx") {
            true => fenced(text.trim()),
            false => (*text).to_owned(),
        };
        fs::write(folder.join(name), text).unwrap();
    }
    if pages.is_empty() {
        let is_whole = example.starts_with(['-', '#']);
        let page = if is_whole {
            example.to_owned()
        } else {
            fenced(example)
        };
        fs::write(folder.join("parcels.mdx"), page).unwrap();
    }
}

fn fenced(yaml: &str) -> String {
    format!("---\n{yaml}\n---\n")
}
