//! An inspection for people.

use std::fmt;

use super::{Correction, Counts, Inspection, Model, OperationInfo};
use crate::diagnostic::Printable;

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
        #[cfg(feature = "command")]
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
        1 => ", 1 correction".to_owned(),
        several => format!(", {several} corrections"),
    }
}

/// Three lines: what was read, what was made, and how far the views joined; a fourth where the
/// docs were corrected.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            pages,
            entities,
            resources,
            json_resources,
            operations,
            structs,
            enums,
            fields,
            vague,
            left_out,
            corrections,
            other_members,
            joined,
        } = self;
        writeln!(
            f,
            "read: {pages} pages, {entities} entities, {resources} resources \
             (and {json_resources} met as JSON only), {operations} operations"
        )?;
        writeln!(
            f,
            "made: {structs} structs, {enums} enums, {fields} fields ({vague} vague), {left_out} left out"
        )?;
        write!(
            f,
            "joined: {joined} of {other_members} members of other views"
        )?;
        match corrections {
            0 => Ok(()),
            _ => write!(f, "\ncorrected: {corrections} times"),
        }
    }
}
