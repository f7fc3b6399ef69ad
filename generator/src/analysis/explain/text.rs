//! The evidence as text, for people.

use std::fmt;

use super::Explanation;
use super::enums::{EnumType, RequestVariant};
use super::evidence::{
    Correction, Decision, Definition, Entity, EntityKind, Field, Location, Presence, Usage,
    ViewDeclaration,
};
use super::ids::{IdOwner, IdUsage, TypedId};
use crate::base::diagnostic::Escaped;

/// The type of a member without a field.
const NO_STRUCT: &str = "(not modelled)";

/// The number of members shown for a name.
const MAX_MEMBERS: usize = 20;

/// Prints each entity with one line for each field, then each field with the declaration of every
/// view. Texts of pages are escaped, so they cannot control the terminal.
impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entities = self.entities.iter().map(|it| it as &dyn fmt::Display);
        let fields = self.fields.iter().map(|it| it as &dyn fmt::Display);
        let enums = self.enums.iter().map(|it| it as &dyn fmt::Display);
        let ids = self.ids.iter().map(|it| it as &dyn fmt::Display);
        let parts = entities.chain(fields).chain(enums).chain(ids);
        for (index, part) in parts.enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{part}")?;
        }
        usages(f, &self.members)
    }
}

impl fmt::Display for EnumType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.rust)?;
        line(f, "path", self.endpoint.as_deref().unwrap_or_default())?;
        if self.requests.is_empty() {
            line(f, "values", &self.values.join(", "))?;
            line(f, "variants", &self.variants.join(", "))?;
        }
        for request in &self.requests {
            write!(f, "{request}")?;
        }
        usages(f, &self.fields)
    }
}

impl fmt::Display for TypedId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.rust)?;
        for IdOwner { id, page } in &self.owners {
            line(f, "owner", &format!("{id} of {page}"))?;
        }
        for IdUsage { usage, because } in self.fields.iter().take(MAX_MEMBERS) {
            let docs_path = Escaped(&usage.docs_path);
            writeln!(
                f,
                "  {docs_path}  (of {}): {}",
                Escaped(&usage.page),
                Escaped(because)
            )?;
        }
        more(f, self.fields.len())
    }
}

/// `grant_type = "password": PasswordRequest  (password of authkit/authentication.mdx)`
impl fmt::Display for RequestVariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let literal = Escaped(self.literal.as_deref().unwrap_or("(no literal)"));
        let (id, page) = (Escaped(&self.id), Escaped(&self.page));
        writeln!(f, "  {literal}: {}  ({id} of {page})", self.rust)
    }
}

/// Writes a line per usage, up to [`MAX_MEMBERS`].
fn usages(f: &mut fmt::Formatter<'_>, usages: &[Usage]) -> fmt::Result {
    for usage in usages.iter().take(MAX_MEMBERS) {
        let ty = usage.ty.as_deref().unwrap_or(NO_STRUCT);
        let (docs_path, page) = (Escaped(&usage.docs_path), Escaped(&usage.page));
        writeln!(f, "  {docs_path}: {ty}  (of {page})")?;
    }
    more(f, usages.len())
}

/// Writes the number of members that are not shown.
fn more(f: &mut fmt::Formatter<'_>, len: usize) -> fmt::Result {
    match len.saturating_sub(MAX_MEMBERS) {
        0 => Ok(()),
        more => writeln!(f, "  and {more} more"),
    }
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
        let (id, page) = (Escaped(&self.id), Escaped(&self.page));
        writeln!(f, "{} {id}  (of {page})", self.kind)?;
        line(f, "rust", &self.rust.join(", "))?;
        line(f, "title", self.title.as_deref().unwrap_or_default())?;
        line(f, "url", self.url.as_deref().unwrap_or_default())?;
        line(f, "sent", self.sent.as_deref().unwrap_or_default())?;
        defined(f, self.definition.as_ref())?;
        corrected(f, &self.corrections)?;
        for view in &self.views {
            line(f, view.view, &view.at.to_string())?;
        }
        for field in &self.fields {
            let ty = field.ty.as_deref().unwrap_or(NO_STRUCT);
            let docs_path = Escaped(&field.docs_path);
            writeln!(f, "  {docs_path}: {ty}  ({})", field.decision.rule)?;
        }
        Ok(())
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ty = self.ty.as_deref().unwrap_or(NO_STRUCT);
        match &self.rust {
            Some(rust) => writeln!(f, "{rust}: {ty}")?,
            None => writeln!(f, "{}: {ty}", Escaped(&self.docs_path))?,
        }
        line(f, "docs", &format!("{} of {}", self.docs_path, self.page))?;
        let wire = match self.wire.as_str() {
            "" => "the whole body",
            key => key,
        };
        line(f, "wire", wire)?;
        let Decision { rule, because } = &self.decision;
        line(f, "type", &format!("{rule}: {because}"))?;
        line(f, "id", self.id.as_deref().unwrap_or_default())?;
        line(f, "presence", &self.presence.to_string())?;
        line(f, "patch", self.patch.as_deref().unwrap_or_default())?;
        others(f, "absent", &self.absent_in)?;
        others(f, "optional", &self.optional_in)?;
        others(f, "nullable", &self.nullable_in)?;
        defined(f, self.definition.as_ref())?;
        corrected(f, &self.corrections)?;
        let mut previous = None;
        for declaration in &self.views {
            line(f, declaration.view, &declaration.to_string())?;
            let docs = declaration.docs.as_deref();
            if let Some(text) = docs.filter(|_| docs != previous) {
                line(f, "", &first_line(text))?;
                previous = docs;
            }
        }
        Ok(())
    }
}

/// `“The first line of a text …”`
fn first_line(text: &str) -> String {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let more = if lines.next().is_some() { " …" } else { "" };
    format!("“{first}{more}”")
}

impl fmt::Display for Presence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.words(), self.because)?;
        if let Some(at) = &self.at {
            write!(f, ", {at}")?;
        }
        match &self.corrected {
            Some(corrected) => write!(f, "; {}, {}", corrected.because, corrected.at),
            None => Ok(()),
        }
    }
}

/// `permissions: string[], optional  (pages/api-keys.mdx:12)`
impl fmt::Display for ViewDeclaration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.key, self.notation("(no type)"))?;
        for marker in self.markers() {
            write!(f, ", {marker}")?;
        }
        write!(f, "  ({}:{})", self.at.file, self.at.line)
    }
}

/// Writes the place and the reason of a definition.
fn defined(f: &mut fmt::Formatter<'_>, definition: Option<&Definition>) -> fmt::Result {
    let Some(Definition {
        kind,
        reason,
        file,
        line: number,
    }) = definition
    else {
        return Ok(());
    };
    let kind = match kind.as_str() {
        "resource" => String::new(),
        kind => format!(" as {kind}"),
    };
    line(f, "defined", &format!("by {file}:{number}{kind}"))?;
    line(f, "", &first_line(reason))
}

/// Writes the change, the place and the reason of each correction.
fn corrected(f: &mut fmt::Formatter<'_>, corrections: &[Correction]) -> fmt::Result {
    for Correction {
        path,
        what,
        reason,
        file,
        line: number,
    } in corrections
    {
        let change = format!("{path}: {what}  ({file}:{number})");
        line(f, "corrected", &change)?;
        line(f, "", &first_line(reason))?;
    }
    Ok(())
}

/// Writes the other operations in which the member is as the name says:
/// `absent    in open_cabin, lock_cabin`.
fn others(f: &mut fmt::Formatter<'_>, name: &str, operations: &[String]) -> fmt::Result {
    if operations.is_empty() {
        return Ok(());
    }
    line(f, name, &format!("in {}", operations.join(", ")))
}

/// Writes a name and its value; nothing if the value is empty.
fn line(f: &mut fmt::Formatter<'_>, name: &str, value: &str) -> fmt::Result {
    if value.is_empty() {
        return Ok(());
    }
    writeln!(f, "  {name:<9} {}", Escaped(value))
}
