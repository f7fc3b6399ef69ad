//! An inspection for people.

use std::fmt;

use super::{Correction, Counts, Inspection, Model, OperationInfo};
use crate::base::diagnostic::{Escaped, Plural};

/// One line a model, one an enum of requests, one an operation, one a member omitted, one a
/// untyped member, one a secret, then the counts. Nothing from a page can
/// control the terminal.
impl fmt::Display for Inspection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Model {
            id,
            page,
            role,
            rust,
            file,
            corrections,
            ..
        } in &self.models
        {
            writeln!(
                f,
                "{role:<8} {rust}  ({} of {}, in {file}{})",
                Escaped(id),
                Escaped(page),
                counted(corrections)
            )?;
        }
        for shared in &self.request_enums {
            writeln!(f, "{shared}")?;
        }
        for operation in &self.operations {
            writeln!(f, "{operation}")?;
        }
        for omitted in &self.omitted {
            writeln!(f, "{omitted}")?;
        }
        for untyped in &self.untyped {
            writeln!(
                f,
                "untyped    {}  (at {})",
                Escaped(&untyped.docs),
                untyped.at
            )?;
        }
        for secret in &self.secrets {
            writeln!(f, "{secret}")?;
        }
        writeln!(f, "{}", self.counts)
    }
}

/// One line.
impl fmt::Display for OperationInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (id, page) = (Escaped(&self.id), Escaped(&self.page));
        let (method, path) = (Escaped(&self.method), Escaped(&self.path));
        let corrections = counted(&self.corrections);
        write!(f, "{method:<8} {path}  ({id} of {page}{corrections})")
    }
}

/// How many corrections there are, where there are any.
fn counted(corrections: &[Correction]) -> String {
    match corrections.len() {
        0 => String::new(),
        count => format!(", {}", Plural(count, "correction", "corrections")),
    }
}

/// Three lines: what was read, what was made, and how far the views joined; a fourth where the
/// docs were corrected.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "read: {}, {}, {} (and {} met as JSON only), {}",
            Plural(self.pages, "page", "pages"),
            Plural(self.entities, "entity", "entities"),
            Plural(self.resources, "resource", "resources"),
            self.json_resources,
            Plural(self.operations, "operation", "operations"),
        )?;
        writeln!(
            f,
            "made: {}, {}, {} ({} untyped), {} omitted",
            Plural(self.structs, "struct", "structs"),
            Plural(self.enums, "enum", "enums"),
            Plural(self.fields, "field", "fields"),
            self.untyped,
            self.omitted,
        )?;
        let others = Plural(self.other_members, "member", "members");
        write!(f, "joined: {} of {others} of other views", self.joined)?;
        match self.corrections {
            0 => Ok(()),
            count => write!(f, "\ncorrected: {}", Plural(count, "time", "times")),
        }
    }
}
