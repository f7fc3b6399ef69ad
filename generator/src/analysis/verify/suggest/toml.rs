//! Corrections as TOML.

use std::fmt;

use super::super::inferred_type::InferredMember;
use crate::base::diagnostic::{Escaped, toml_string};

/// Corrections as TOML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suggestions {
    pub(super) corrections: Vec<Correction>,
    /// The rejections that no correction fixes, a line each.
    pub(super) unfixable: Vec<String>,
}

/// One `[[correct]]` table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Correction {
    /// `api_key.owner.id`, `create_api_key.parameters.name`
    pub(super) path: String,
    /// The page, if the id is on several that differ.
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
pub(super) fn array<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let texts: Vec<String> = texts.map(toml_string).collect();
    format!("[{}]", texts.join(", "))
}

/// The members of an object as an array of tables, one a line; empty if there are none.
pub(super) fn tables(members: &[InferredMember], depth: usize) -> String {
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
    format!("{{ {} }}", pairs.join(", "))
}
