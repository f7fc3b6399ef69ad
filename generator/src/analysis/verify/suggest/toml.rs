//! Corrections as TOML.

use std::fmt;

use super::super::infer::Member;
use crate::base::diagnostic::Escaped;

/// Corrections as TOML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suggestions {
    pub(super) corrections: Vec<Correction>,
    /// What no correction could mend, a line each.
    pub(super) unfixable: Vec<String>,
}

/// One `[[correct]]` table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Correction {
    /// `api_key.owner.id`, `create_api_key.parameters.name`
    pub(super) path: String,
    /// The page, where the id is on several and they differ.
    pub(super) page: Option<String>,
    /// `optional = true`
    pub(super) change: String,
    pub(super) reason: String,
}

/// The tables, with an empty line between two.
impl fmt::Display for Suggestions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, correction) in self.corrections.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{correction}")?;
        }
        for (index, without) in self.unfixable.iter().enumerate() {
            if index == 0 && !self.corrections.is_empty() {
                writeln!(f)?;
            }
            writeln!(f, "# no suggestion for {}", Escaped(without))?;
        }
        Ok(())
    }
}

impl fmt::Display for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "[[correct]]\npath = {}", quoted(&self.path))?;
        if let Some(page) = &self.page {
            writeln!(f, "page = {}", quoted(page))?;
        }
        writeln!(f, "{}\nreason = {}", self.change, quoted(&self.reason))
    }
}

/// A text as TOML spells it, which is how JSON does.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text)
        .to_string()
        .replace('\u{7f}', "\\u007F")
}

/// Texts as an array.
pub(super) fn listed<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let texts: Vec<String> = texts.map(quoted).collect();
    format!("[{}]", texts.join(", "))
}

/// The members of an object as an array of tables, one a line; empty where there are none.
pub(super) fn fields(members: &[Member], depth: usize) -> String {
    if members.is_empty() {
        return String::new();
    }
    let indent = "    ".repeat(depth);
    let lines = members
        .iter()
        .map(|member| format!("{indent}{},\n", inline(member, depth)));
    let outer = "    ".repeat(depth - 1);
    format!("[\n{}{outer}]", lines.collect::<String>())
}

/// `{ name = "weight", type = "integer", optional = true }`
pub(super) fn inline(member: &Member, depth: usize) -> String {
    let mut pairs = vec![
        format!("name = {}", quoted(&member.name)),
        format!("type = {}", quoted(&member.ty.to_string())),
    ];
    for (key, is) in [("optional", member.optional), ("nullable", member.nullable)] {
        if is {
            pairs.push(format!("{key} = true"));
        }
    }
    let fields = fields(member.ty.members(), depth + 1);
    if !fields.is_empty() {
        pairs.push(format!("fields = {fields}"));
    }
    format!("{{ {} }}", pairs.join(", "))
}
