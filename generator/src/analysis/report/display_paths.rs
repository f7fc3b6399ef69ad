//! Shortens the paths in a report to paths relative to the reference, so that the report does not
//! depend on the location of the reference.

use std::collections::BTreeMap;
use std::path::Path;

use crate::analysis::display_path;
use crate::analysis::explain::{Correction, Definition, Evidence, Location};
use crate::analysis::lint::Finding;
use crate::analysis::verify::Verification;
use crate::base::diagnostic::Span;
use crate::pipeline::source::Source;

/// The pages, by the files from which they were read.
pub(super) struct DisplayPaths<'a> {
    pages: BTreeMap<&'a str, &'a str>,
}

impl<'a> DisplayPaths<'a> {
    pub(super) fn new(sources: &'a [Source]) -> Self {
        let pages = sources.iter();
        Self {
            pages: pages
                .map(|source| (source.file.as_str(), source.path.as_str()))
                .collect(),
        }
    }

    /// The page of a file, or the path of the file if it is no page.
    fn page(&self, file: &str) -> String {
        match self.pages.get(file) {
            Some(page) => (*page).to_owned(),
            None => display_path::path(Path::new(file)),
        }
    }

    pub(super) fn shorten_evidence(&self, evidence: &mut Evidence) {
        for entity in &mut evidence.entities {
            shorten_definition(entity.definition.as_mut());
            shorten_corrections(&mut entity.corrections);
            for view in &mut entity.views {
                self.shorten_location(&mut view.at);
            }
            for field in &mut entity.fields {
                shorten_definition(field.definition.as_mut());
                shorten_corrections(&mut field.corrections);
                if let Some(at) = &mut field.presence.at {
                    self.shorten_location(at);
                }
                if let Some(corrected) = &mut field.presence.corrected {
                    self.shorten_location(&mut corrected.at);
                }
                for declaration in &mut field.views {
                    self.shorten_location(&mut declaration.at);
                }
            }
        }
        for unmatched in &mut evidence.unmatched {
            self.shorten_location(&mut unmatched.at);
        }
    }

    fn shorten_location(&self, at: &mut Location) {
        at.file = self.page(&at.file);
    }

    pub(super) fn shorten_finding(&self, finding: &mut Finding) {
        self.shorten_span(&mut finding.span);
        for related in &mut finding.related {
            self.shorten_span(&mut related.span);
        }
    }

    fn shorten_span(&self, span: &mut Option<Span>) {
        if let Some(span) = span {
            span.file = self.page(&span.file);
        }
    }

    pub(super) fn shorten_verification(&self, verification: &mut Verification) {
        for body in &mut verification.bodies {
            for reason in &mut body.reasons {
                self.shorten_line(&mut reason.docs);
            }
        }
        for unknown in &mut verification.unknown_values {
            self.shorten_line(&mut unknown.docs);
        }
        for member in &mut verification.never_seen {
            self.shorten_line(&mut member.docs);
        }
    }

    /// Shortens `file:line`.
    fn shorten_line(&self, line: &mut String) {
        if let Some((file, number)) = line.rsplit_once(':') {
            *line = format!("{}:{number}", self.page(file));
        }
    }
}

fn shorten_definition(definition: Option<&mut Definition>) {
    if let Some(definition) = definition {
        definition.file = display_path::path(Path::new(&definition.file));
    }
}

fn shorten_corrections(corrections: &mut [Correction]) {
    for correction in corrections {
        correction.file = display_path::path(Path::new(&correction.file));
    }
}
