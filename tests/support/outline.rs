//! The outline of generated models: names and types, no prose.

use std::collections::BTreeMap;

use reference_codegen::Generated;

/// The outline of every section of the docs: the first segment of the module path.
///
/// Reads what is printed, one line a fact: the file, an item, a field or variant with
/// its type, and serde's attributes, which hold the names on the wire.
pub(crate) fn sections(generated: &Generated) -> BTreeMap<String, String> {
    let mut sections: BTreeMap<String, String> = BTreeMap::new();
    for (path, text) in generated
        .files()
        .iter()
        .filter(|(path, _)| !matches!(path.as_str(), "runtime.rs"))
    {
        let section = path.split(['/', '.']).next().unwrap_or(path);
        let section = if section == "lib" { "index" } else { section };
        let outline = sections.entry(section.to_owned()).or_default();
        outline.push_str(&format!("{path}\n"));
        for line in facts(text) {
            outline.push_str(&format!("  {line}\n"));
        }
    }
    sections
}

/// The lines of type definitions without documentation.
fn facts(text: &str) -> Vec<&str> {
    let mut facts = Vec::new();
    let mut is_inside = false;
    for line in text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
    {
        let starts = ["pub struct ", "pub enum ", "pub type ", "pub mod "]
            .iter()
            .any(|start| line.starts_with(start));
        let is_derive = line.starts_with("#[derive(");
        if starts || is_inside || is_derive {
            facts.push(line);
        }
        is_inside = is_inside && line != "}" || starts && line.ends_with('{');
    }
    facts
}
