//! Why a correction does not fit the docs.

use crate::api::Applied;
use crate::diagnostic::{At, Code, Report, Span};

/// A problem of one correction.
#[derive(Debug)]
pub(super) struct Problem {
    code: Code,
    message: String,
    help: String,
    span: Box<Span>,
}

impl Problem {
    pub(super) fn new(
        code: Code,
        span: &Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            code,
            message: message.into(),
            help: help.into(),
            span: Box::new(span.clone()),
        }
    }

    /// The docs say what the correction wants.
    pub(super) fn caught_up(span: &Span, says: &str, before: &[Applied]) -> Self {
        match before.last() {
            Some(applied) => Self::new(
                Code::StaleCorrection,
                span,
                format!("line {} corrects this already: {says}", applied.place.line),
                "remove one of the two",
            ),
            None => Self::new(
                Code::StaleCorrection,
                span,
                format!("the docs have caught up: {says}"),
                "remove the correction",
            ),
        }
    }

    /// The docs say neither what the correction replaces nor what it wants.
    pub(super) fn moved_on(span: &Span, was: &str, now: &str, before: &[Applied]) -> Self {
        match before.last() {
            Some(applied) => Self::new(
                Code::StaleCorrection,
                span,
                format!(
                    "line {} has corrected this to {now}, and it is not {was}",
                    applied.place.line
                ),
                "keep one of the two",
            ),
            None => Self::new(
                Code::StaleCorrection,
                span,
                format!("the docs say {now}, and not {was}"),
                "look whether they are still wrong: then set `was` to what they say, else remove the correction",
            ),
        }
    }

    /// The same, where the correction fits another page.
    pub(super) fn only_on(self, page: &str) -> Self {
        Self {
            message: format!("on `{page}`: {}", self.message),
            help: "name the page that is meant with `page = \"...\"`".to_owned(),
            ..self
        }
    }

    pub(super) fn raise(self, report: &mut Report) {
        report.raise(self.code, self.message, self.help, At::Known(*self.span));
    }
}
