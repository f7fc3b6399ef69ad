//! The result for people: what needs a look, then how every model fared.

mod names;

use std::fmt;

use super::{Body, Model, Unidentified, Verdict, Verification};
use crate::base::diagnostic::{Escaped, Plural};

/// Nothing that a page or a body holds can control the terminal.
impl fmt::Display for Verification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for body in &self.bodies {
            show_body(f, body)?;
        }
        for Unidentified { file, message, .. } in &self.unidentified {
            writeln!(f, "unidentified {}\n  {}", Escaped(file), Escaped(message))?;
        }
        names::undocumented(f, &self.bodies)?;
        names::unknown_values(f, &self.unknown_values)?;
        names::never_seen(f, &self.never_seen)?;
        self.table(f)?;
        self.totals(f)
    }
}

/// A body that was accepted needs no look.
fn show_body(f: &mut fmt::Formatter<'_>, body: &Body) -> fmt::Result {
    if body.verdict == Verdict::Accepted {
        return Ok(());
    }
    let Body { verdict, role, .. } = body;
    writeln!(
        f,
        "{verdict:<9} {}  ({role} {})",
        Escaped(&body.file),
        Escaped(&body.id)
    )?;
    for reason in &body.reasons {
        let at = match reason.pointer.as_str() {
            "" => "the whole",
            pointer => pointer,
        };
        writeln!(
            f,
            "  {}: {}  ({})",
            Escaped(at),
            Escaped(&reason.message),
            Escaped(&reason.docs)
        )?;
    }
    Ok(())
}

/// The columns of numbers, each as wide as its name.
const COLUMNS: [&str; 6] = [
    "bodies",
    "accepted",
    "rejected",
    "unchecked",
    "typed",
    "undocumented",
];

impl Verification {
    fn table(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widest = self.models.iter().map(|model| model.id.chars().count());
        let width = widest.max().unwrap_or_default();
        if self.models.is_empty() {
            return Ok(());
        }
        writeln!(f, "{:<8}  {:<width$}  {}", "role", "id", COLUMNS.join("  "))?;
        for model in &self.models {
            let Model { role, id, .. } = model;
            write!(f, "{role:<8}  {:<width$}", Escaped(id))?;
            for (name, cell) in COLUMNS.iter().zip(cells(model)) {
                write!(f, "  {cell:>width$}", width = name.len())?;
            }
            writeln!(f)?;
        }
        Ok(())
    }

    /// How many of the unidentified bodies are no JSON, if any.
    fn broken(&self) -> String {
        let broken = self.unidentified.iter().filter(|body| !body.is_json);
        match broken.count() {
            0 => String::new(),
            broken => format!(" ({broken} not JSON)"),
        }
    }

    fn totals(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sum = |of: fn(&Model) -> usize| self.models.iter().map(of).sum::<usize>();
        let (typed, untyped) = (
            sum(|model| model.typed_leaves),
            sum(|model| model.untyped_leaves),
        );
        writeln!(
            f,
            "{}: {} accepted, {} rejected, {} unchecked, {} unidentified{}",
            Plural(
                self.bodies.len() + self.unidentified.len(),
                "body",
                "bodies"
            ),
            sum(|model| model.accepted),
            sum(|model| model.rejected),
            sum(|model| model.unchecked),
            self.unidentified.len(),
            self.broken(),
        )?;
        writeln!(
            f,
            "{typed} of {} typed ({}); {}, {} never seen, {}",
            Plural(typed + untyped, "leaf", "leaves"),
            share(typed, untyped),
            Plural(
                sum(|model| model.undocumented),
                "undocumented member",
                "undocumented members"
            ),
            self.never_seen.len(),
            Plural(self.unknown_values.len(), "unknown value", "unknown values"),
        )
    }
}

fn cells(model: &Model) -> [String; 6] {
    [
        model.bodies.to_string(),
        model.accepted.to_string(),
        model.rejected.to_string(),
        model.unchecked.to_string(),
        share(model.typed_leaves, model.untyped_leaves),
        model.undocumented.to_string(),
    ]
}

/// How many of a hundred leaves are typed, never rounded up to all of them.
fn share(typed: usize, untyped: usize) -> String {
    match typed + untyped {
        0 => "-".to_owned(),
        all => format!("{}%", typed * 100 / all),
    }
}
