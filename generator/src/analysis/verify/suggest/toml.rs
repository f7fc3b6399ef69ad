//! Corrections as TOML.

use std::fmt;

use super::super::inferred_type::InferredMember;
use crate::base::diagnostic::{Escaped, toml_string};

/// Corrections as TOML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suggestions {
    pub(super) corrections: Vec<Correction>,
    /// The findings that no correction fixes, one line each.
    pub(super) unfixable: Vec<String>,
}

/// One `[[correct]]` table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::analysis) struct Correction {
    /// `api_key.owner.id`, `create_api_key.parameters.name`
    pub(in crate::analysis) path: String,
    /// The page, if the id is on several that differ.
    pub(in crate::analysis) page: Option<String>,
    /// `optional = true`
    pub(in crate::analysis) change: String,
    pub(in crate::analysis) reason: String,
}

impl Suggestions {
    /// The findings that no correction fixes, one line each.
    pub fn unfixable(&self) -> &[String] {
        &self.unfixable
    }
}

/// Prints the tables as TOML, separated by empty lines.
impl fmt::Display for Suggestions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, correction) in self.corrections.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{correction}")?;
        }
        if !self.corrections.is_empty() && !self.unfixable.is_empty() {
            writeln!(f)?;
        }
        for unfixable in &self.unfixable {
            writeln!(f, "# no suggestion for {}", Escaped(unfixable))?;
        }
        Ok(())
    }
}

impl fmt::Display for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "[[correct]]\npath = {}", toml_string(&self.path))?;
        if let Some(page) = &self.page {
            writeln!(f, "page = {}", toml_string(page))?;
        }
        writeln!(f, "{}\nreason = {}", self.change, toml_string(&self.reason))
    }
}

/// An array of strings.
pub(in crate::analysis) fn array<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let texts: Vec<String> = texts.map(toml_string).collect();
    format!("[{}]", texts.join(", "))
}

/// The members of an object as an array of tables, one per line; empty if there are none.
pub(in crate::analysis) fn tables(members: &[InferredMember], depth: usize) -> String {
    if members.is_empty() {
        return String::new();
    }
    let indent = "    ".repeat(depth);
    let lines = members
        .iter()
        .map(|member| format!("{indent}{},\n", inline_table(member, depth)));
    let outer = "    ".repeat(depth - 1);
    format!("[\n{}{outer}]", lines.collect::<String>())
}

/// `{ name = "weight", type = "integer", optional = true }`
pub(super) fn inline_table(member: &InferredMember, depth: usize) -> String {
    format!("{{ {} }}", pairs(member, depth).join(", "))
}

/// The pairs of the table of a member.
pub(in crate::analysis) fn pairs(member: &InferredMember, depth: usize) -> Vec<String> {
    let mut pairs = vec![
        format!("name = {}", toml_string(&member.name)),
        format!("type = {}", toml_string(&member.ty.to_string())),
    ];
    for (key, is_set) in [("optional", member.optional), ("nullable", member.nullable)] {
        if is_set {
            pairs.push(format!("{key} = true"));
        }
    }
    let fields = tables(member.ty.members(), depth + 1);
    if !fields.is_empty() {
        pairs.push(format!("fields = {fields}"));
    }
    pairs
}
