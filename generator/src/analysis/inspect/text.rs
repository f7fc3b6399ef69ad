//! An inspection as text, for people. Texts of pages are escaped, so they cannot control the
//! terminal.

use std::fmt;

use super::{Correction, Counts, Inspection, Model, Omitted, OperationInfo, RequestEnum, Secret};
use crate::base::diagnostic::{Escaped, Plural};

/// Prints one line for each model, enum of requests, operation, omitted member, untyped member and
/// secret, then the counts.
impl fmt::Display for Inspection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for model in &self.models {
            writeln!(f, "{model}")?;
        }
        for request_enum in &self.request_enums {
            writeln!(f, "{request_enum}")?;
        }
        for operation in &self.operations {
            writeln!(f, "{operation}")?;
        }
        for omitted in &self.omitted {
            writeln!(f, "{omitted}")?;
        }
        for untyped in &self.untyped {
            let docs_path = Escaped(&untyped.docs_path);
            writeln!(f, "untyped    {docs_path}  (at {})", untyped.at)?;
        }
        for secret in &self.secrets {
            writeln!(f, "{secret}")?;
        }
        writeln!(f, "{}", self.counts)
    }
}

/// Prints one line.
impl fmt::Display for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            role, rust, file, ..
        } = self;
        let (id, page) = (Escaped(&self.id), Escaped(&self.page));
        let defined = match self.definition {
            Some(_) => ", defined",
            None => "",
        };
        let corrections = counted(&self.corrections);
        write!(
            f,
            "{role:<8} {rust}  ({id} of {page}, in {file}{defined}{corrections})"
        )
    }
}

/// Prints one line.
impl fmt::Display for RequestEnum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            role, rust, file, ..
        } = self;
        let (method, path) = (Escaped(&self.method), Escaped(&self.path));
        let operations = self.operations.join(", ");
        let operations = Escaped(&operations);
        write!(
            f,
            "{role:<8} {rust}  ({method} {path}: one of {operations}, in {file})"
        )
    }
}

/// Prints one line.
impl fmt::Display for OperationInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (id, page) = (Escaped(&self.id), Escaped(&self.page));
        let (method, path) = (Escaped(&self.method), Escaped(&self.path));
        let corrections = counted(&self.corrections);
        write!(f, "{method:<8} {path}  ({id} of {page}{corrections})")
    }
}

/// The number of corrections, if there are any.
fn counted(corrections: &[Correction]) -> String {
    match corrections.len() {
        0 => String::new(),
        count => format!(", {}", Plural(count, "correction", "corrections")),
    }
}

/// Prints one line.
impl fmt::Display for Omitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (id, page) = (Escaped(&self.id), Escaped(&self.page));
        let (member, file) = (Escaped(&self.member), Escaped(&self.file));
        let (line, column) = (self.line, self.column);
        write!(
            f,
            "omitted {member}  ({id} of {page}, at {file}:{line}:{column})"
        )
    }
}

/// Prints one line.
impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.redacted {
            write!(f, "secret   {}  (redacted)", self.rust)
        } else {
            write!(
                f,
                "secret?  {}  (not redacted: add it to `secrets` or `public`)",
                self.rust
            )
        }
    }
}

/// Prints three lines: the input, the output, and the number of matched members. Further lines
/// count skipped pages, definitions and corrections, if there are any.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let only_json = match self.json_resources {
            0 => String::new(),
            count => format!(" (plus {count} documented only as JSON)"),
        };
        writeln!(
            f,
            "read: {}, {}, {}{only_json}, {}",
            Plural(self.pages, "page", "pages"),
            Plural(self.entities, "entity", "entities"),
            Plural(self.resources, "resource", "resources"),
            Plural(self.operations, "operation", "operations"),
        )?;
        if self.passed_over > 0 {
            let pages = Plural(self.passed_over, "page", "pages");
            writeln!(f, "skipped: {pages}")?;
        }
        writeln!(
            f,
            "generated: {}, {}, {} ({} untyped), {} omitted",
            Plural(self.structs, "struct", "structs"),
            Plural(self.enums, "enum", "enums"),
            Plural(self.fields, "field", "fields"),
            self.untyped,
            self.omitted,
        )?;
        let others = Plural(self.other_members, "member", "members");
        write!(f, "matched: {} of {others} of other views", self.matched)?;
        if self.definitions > 0 {
            write!(f, "\ndefined: {}", self.definitions)?;
        }
        match self.corrections {
            0 => Ok(()),
            count => write!(f, "\ncorrections applied: {count}"),
        }
    }
}
