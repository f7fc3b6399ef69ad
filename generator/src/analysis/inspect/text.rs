//! An inspection for people.

use std::fmt;

use super::{Correction, Counts, Inspection, Model, OperationInfo};
use crate::base::diagnostic::{Counted, Printable};

/// One line a model, one an enum of requests, one an operation, one a member left out, one a
/// vague member, one a secret, then the counts. Nothing from a page can
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
                Printable(id),
                Printable(page),
                counted(corrections)
            )?;
        }
        for shared in &self.request_enums {
            writeln!(f, "{shared}")?;
        }
        for operation in &self.operations {
            writeln!(f, "{operation}")?;
        }
        for left_out in &self.left_out {
            writeln!(f, "{left_out}")?;
        }
        for vague in &self.vague {
            writeln!(f, "vague    {}  (at {})", Printable(&vague.docs), vague.at)?;
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
        let (id, page) = (Printable(&self.id), Printable(&self.page));
        let (method, path) = (Printable(&self.method), Printable(&self.path));
        let corrections = counted(&self.corrections);
        write!(f, "{method:<8} {path}  ({id} of {page}{corrections})")
    }
}

/// How many corrections there are, where there are any.
fn counted(corrections: &[Correction]) -> String {
    match corrections.len() {
        0 => String::new(),
        count => format!(", {}", Counted(count, "correction", "corrections")),
    }
}

/// Three lines: what was read, what was made, and how far the views joined; a fourth where the
/// docs were corrected.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "read: {}, {}, {} (and {} met as JSON only), {}",
            Counted(self.pages, "page", "pages"),
            Counted(self.entities, "entity", "entities"),
            Counted(self.resources, "resource", "resources"),
            self.json_resources,
            Counted(self.operations, "operation", "operations"),
        )?;
        writeln!(
            f,
            "made: {}, {}, {} ({} vague), {} left out",
            Counted(self.structs, "struct", "structs"),
            Counted(self.enums, "enum", "enums"),
            Counted(self.fields, "field", "fields"),
            self.vague,
            self.left_out,
        )?;
        let others = Counted(self.other_members, "member", "members");
        write!(f, "joined: {} of {others} of other views", self.joined)?;
        match self.corrections {
            0 => Ok(()),
            count => write!(f, "\ncorrected: {}", Counted(count, "time", "times")),
        }
    }
}
