//! Why a correction does not fit the docs.

use crate::base::diagnostic::{Code, Diagnostics, Location, Span};
use crate::pipeline::api::AppliedCorrection;

/// What helps where the docs say a third thing.
const LOOK: &str = "look whether they are still wrong: then set `was` to what they say, else remove the correction";

/// A problem of one correction.
#[derive(Debug)]
pub(super) struct CorrectionError {
    code: Code,
    message: String,
    help: String,
    span: Box<Span>,
    /// Whether nothing is left of the change.
    is_moot: bool,
    /// What the docs say, where the change does not say what it replaces.
    unsaid: Option<String>,
}

impl CorrectionError {
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
            is_moot: false,
            unsaid: None,
        }
    }

    /// The change does not say what it replaces, which is this, as TOML has it.
    pub(super) fn missing_expected(key: &str, now: &str, span: &Span) -> Self {
        let message = format!("what does `{key}` replace?");
        let help = format!("add `was = {now}`, which is what the docs say");
        Self {
            unsaid: Some(now.to_owned()),
            ..Self::new(Code::InvalidCorrection, span, message, help)
        }
    }

    /// The docs say what the correction wants.
    pub(super) fn already_true(span: &Span, says: &str, before: &[AppliedCorrection]) -> Self {
        let (message, help) = match before.last() {
            Some(applied) => (already(applied, says), "remove one of the two"),
            None => (already_true(says), "remove the correction"),
        };
        Self {
            is_moot: true,
            ..Self::new(Code::StaleCorrection, span, message, help)
        }
    }

    /// The docs say a part of what a change wants: these of its items.
    pub(super) fn caught_up_in_part(
        span: &Span,
        says: &str,
        items: &str,
        before: &[AppliedCorrection],
    ) -> Self {
        let (message, help) = match before.last() {
            Some(applied) => (
                already(applied, says),
                format!("remove {items} from one of the two"),
            ),
            None => (
                already_true(says),
                format!("remove {items} here, and keep the rest"),
            ),
        };
        Self::new(Code::StaleCorrection, span, message, help)
    }

    /// The same, where the correction has other changes that are still needed.
    pub(super) fn for_one_of_several(self, key: &str) -> Self {
        if let Some(now) = &self.unsaid {
            let help = format!("add `{key} = {now}` to `was`, which is what the docs say");
            return Self { help, ..self };
        }
        if !self.is_moot {
            return self;
        }
        Self {
            help: format!("remove `{key}` here, and keep the rest"),
            ..self
        }
    }

    /// Whether nothing is left of the change that has the problem.
    pub(super) fn is_moot(&self) -> bool {
        self.is_moot
    }

    /// The docs say neither what the correction replaces nor what it wants.
    pub(super) fn stale(span: &Span, was: &str, now: &str, before: &[AppliedCorrection]) -> Self {
        let (message, help) = match before.last() {
            Some(AppliedCorrection { place, .. }) => (
                format!(
                    "line {} has corrected this to {now}, and it is not {was}",
                    place.line
                ),
                "keep one of the two",
            ),
            None => (format!("the docs say {now}, and not {was}"), LOOK),
        };
        Self::new(Code::StaleCorrection, span, message, help)
    }

    /// What is listed is not what the correction takes for all of it.
    pub(super) fn lists(span: &Span, difference: &str, before: &[AppliedCorrection]) -> Self {
        let (message, help) = match before.last() {
            Some(AppliedCorrection { place, .. }) => (
                format!(
                    "after the correction of line {} the list {difference}",
                    place.line
                ),
                "set `was` to what is listed after that",
            ),
            None => (format!("the list of the docs {difference}"), LOOK),
        };
        Self::new(Code::StaleCorrection, span, message, help)
    }

    /// The same, where the correction fits another page.
    pub(super) fn only_on(self, page: &str) -> Self {
        Self {
            message: format!("on `{page}`: {}", self.message),
            help: "name the page that is meant with `page = \"...\"`".to_owned(),
            ..self
        }
    }

    pub(super) fn raise(self, diagnostics: &mut Diagnostics) {
        diagnostics.report(
            self.code,
            self.message,
            self.help,
            Location::Known(*self.span),
        );
    }
}

fn already_true(says: &str) -> String {
    format!("the docs have caught up: {says}")
}

fn already(applied: &AppliedCorrection, says: &str) -> String {
    format!("line {} corrects this already: {says}", applied.place.line)
}
