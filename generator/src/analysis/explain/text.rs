//! The evidence as text, for people.

use std::fmt;

use super::Correction;
use super::Explanation;
use super::evidence::{
    Entity, EntityKind, EnumType, Field, Location, Presence, RequestVariant, Usage, ViewDeclaration,
};
use crate::base::diagnostic::Escaped;

/// What is said of a member that no field stands for.
const NO_STRUCT: &str = "(not modelled)";

/// So many members of a name are shown.
const MAX_MEMBERS: usize = 20;

/// Each entity with a line a field, then each field with what every view says. Nothing from
/// a page can control the terminal.
impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, entity) in self.entities.iter().enumerate() {
            separate(index > 0, f)?;
            write!(f, "{entity}")?;
        }
        for (index, field) in self.fields.iter().enumerate() {
            separate(index > 0 || !self.entities.is_empty(), f)?;
            write!(f, "{field}")?;
        }
        let is_first = self.entities.is_empty() && self.fields.is_empty();
        for (index, known) in self.enums.iter().enumerate() {
            separate(index > 0 || !is_first, f)?;
            write!(f, "{known}")?;
        }
        members(f, &self.members)
    }
}

impl fmt::Display for EnumType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.rust)?;
        line(f, "path", self.endpoint.as_deref().unwrap_or_default())?;
        match self.requests.is_empty() {
            true => line(f, "values", &self.values.join(", "))?,
            false => self.requests.iter().try_for_each(|it| write!(f, "{it}"))?,
        }
        members(f, &self.fields)
    }
}

/// `grant_type = "password": PasswordRequest  (password of authkit/authentication.mdx)`
impl fmt::Display for RequestVariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let literal = self.literal.as_deref().unwrap_or("(no literal)");
        let (id, page) = (Escaped(&self.id), Escaped(&self.page));
        let literal = Escaped(literal);
        writeln!(f, "  {literal}: {}  ({id} of {page})", self.rust)
    }
}

/// A line for each, as many as somebody reads.
fn members(f: &mut fmt::Formatter<'_>, members: &[Usage]) -> fmt::Result {
    for member in members.iter().take(MAX_MEMBERS) {
        let ty = member.ty.as_deref().unwrap_or(NO_STRUCT);
        let (docs, page) = (Escaped(&member.docs), Escaped(&member.page));
        writeln!(f, "  {docs}: {ty}  (of {page})")?;
    }
    match members.len().saturating_sub(MAX_MEMBERS) {
        0 => Ok(()),
        more => writeln!(f, "  and {more} more"),
    }
}

fn separate(wanted: bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if wanted { writeln!(f) } else { Ok(()) }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", Escaped(&self.file), self.line)
    }
}

impl fmt::Display for EntityKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Resource => "resource",
            Self::Operation => "operation",
        })
    }
}

impl fmt::Display for Entity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} {}  (of {})",
            self.kind,
            Escaped(&self.id),
            Escaped(&self.page)
        )?;
        line(f, "rust", &self.rust.join(", "))?;
        line(f, "title", self.title.as_deref().unwrap_or_default())?;
        line(f, "url", self.url.as_deref().unwrap_or_default())?;
        corrected(f, &self.corrections)?;
        for view in &self.views {
            line(f, view.view, &view.at.to_string())?;
        }
        for field in &self.fields {
            let ty = field.ty.as_deref().unwrap_or(NO_STRUCT);
            let docs = Escaped(&field.docs);
            writeln!(f, "  {docs}: {ty}  ({})", field.decision.rule)?;
        }
        Ok(())
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ty = self.ty.as_deref().unwrap_or(NO_STRUCT);
        match &self.rust {
            Some(rust) => writeln!(f, "{rust}: {ty}")?,
            None => writeln!(f, "{}: {ty}", Escaped(&self.docs))?,
        }
        line(f, "docs", &format!("{} of {}", self.docs, self.page))?;
        line(f, "wire", &self.wire)?;
        line(
            f,
            "type",
            &format!("{}: {}", self.decision.rule, self.decision.because),
        )?;
        line(f, "presence", &self.presence.to_string())?;
        corrected(f, &self.corrections)?;
        let mut told = None;
        for saying in &self.views {
            line(f, saying.view, &saying.to_string())?;
            if saying.docs.is_some() && saying.docs != told {
                told.clone_from(&saying.docs);
                line(f, "", &quoted(told.as_deref().unwrap_or_default()))?;
            }
        }
        Ok(())
    }
}

/// The first line of a description. Views that repeat the one before are not quoted again.
fn quoted(docs: &str) -> String {
    let mut lines = docs.lines();
    let first = lines.next().unwrap_or_default();
    let more = if lines.next().is_some() { " …" } else { "" };
    format!("“{first}{more}”")
}

impl fmt::Display for Presence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.optional, self.nullable) {
            (false, false) => "required",
            (true, false) => "may be absent",
            (false, true) => "may be null",
            (true, true) => "may be absent or null",
        })?;
        write!(f, ": {}", self.because)?;
        match &self.at {
            Some(at) => write!(f, ", {at}"),
            None => Ok(()),
        }
    }
}

/// `permissions: string[], optional  (pages/api-keys.mdx:12)`
impl fmt::Display for ViewDeclaration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.key)?;
        write!(f, ": {}", self.ty.as_deref().unwrap_or("(no type)"))?;
        if !self.members.is_empty() {
            write!(f, " of {}", self.members.join(", "))?;
        }
        for (mark, is_set) in [("optional", self.optional), ("deprecated", self.deprecated)] {
            if is_set {
                write!(f, ", {mark}")?;
            }
        }
        write!(f, "  ({}:{})", self.at.file, self.at.line)
    }
}

/// What each correction made of it, and why.
fn corrected(f: &mut fmt::Formatter<'_>, corrections: &[Correction]) -> fmt::Result {
    for Correction {
        path,
        what,
        reason,
        file,
        line: at,
    } in corrections
    {
        line(f, "corrected", &format!("{path}: {what}  ({file}:{at})"))?;
        line(f, "", &quoted(reason))?;
    }
    Ok(())
}

/// A name and its value; nothing where there is no value.
fn line(f: &mut fmt::Formatter<'_>, name: &str, value: &str) -> fmt::Result {
    match value {
        "" => Ok(()),
        value => writeln!(f, "  {name:<9} {}", Escaped(value)),
    }
}
