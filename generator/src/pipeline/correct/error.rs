//! Errors of corrections that do not match the docs.

use std::fmt::Display;

use super::correction::{Change, Located};
use crate::base::diagnostic::{Code, Diagnostics, Location, Span};
use crate::pipeline::api::AppliedCorrection;

/// The help if the docs have neither the old nor the new value of the correction.
const LOOK: &str =
    "if the docs are still wrong, set `was` to their value; otherwise remove the correction";

/// An error of one correction.
#[derive(Debug)]
pub(super) struct CorrectionError {
    code: Code,
    message: String,
    help: String,
    span: Box<Span>,
    /// `true` if the docs already agree with the change.
    is_moot: bool,
    /// The `was` to write, if it is missing.
    missing_was: Option<String>,
    /// `true` if the error only follows from the error of a definition.
    is_consequence: bool,
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
            missing_was: None,
            is_consequence: false,
        }
    }

    /// The error, which is not reported if it only follows from the error of a definition.
    pub(super) fn unless_consequence(self, is_consequence: bool) -> Self {
        Self {
            is_consequence,
            ..self
        }
    }

    pub(super) fn is_moot(&self) -> bool {
        self.is_moot
    }

    /// Sets the help for a correction with other changes that are still needed.
    pub(super) fn for_one_of_several(self, key: &str) -> Self {
        let help = match &self.missing_was {
            Some(now) => format!("add `{key} = {now}` to `was`, the value in the docs"),
            None if self.is_moot => format!("remove `{key}` here, and keep the rest"),
            None => return self,
        };
        Self { help, ..self }
    }

    /// Adds the page to the message, since the correction matches on another page.
    pub(super) fn only_on(self, page: &str) -> Self {
        Self {
            message: format!("on `{page}`: {}", self.message),
            help: "select one page with `page = \"...\"`".to_owned(),
            ..self
        }
    }

    pub(super) fn report(self, diagnostics: &mut Diagnostics) {
        if self.is_consequence {
            return;
        }
        let at = Location::Known(*self.span);
        diagnostics.report(self.code, self.message, self.help, at);
    }
}

/// Lets `?` return one error from a function that returns all of them.
impl From<CorrectionError> for Vec<CorrectionError> {
    fn from(error: CorrectionError) -> Self {
        vec![error]
    }
}

impl Change {
    /// The error for a change that is impossible for its target.
    pub(super) fn invalid(
        &self,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> CorrectionError {
        CorrectionError::new(Code::InvalidCorrection, &self.span, message, help)
    }

    /// Returns `was`, or an error that shows the missing `was` as TOML.
    pub(super) fn require<'w, W>(
        &self,
        was: &'w Option<Located<W>>,
        now: impl FnOnce() -> String,
    ) -> Result<&'w Located<W>, CorrectionError> {
        was.as_ref().ok_or_else(|| {
            let now = now();
            let message = format!("`{}` needs `was`, the value in the docs", self.key);
            let help = format!("add `was = {now}`, the value in the docs");
            CorrectionError {
                missing_was: Some(now),
                ..self.invalid(message, help)
            }
        })
    }

    /// The errors of this change, for a target with these earlier corrections.
    pub(super) fn after<'a>(&'a self, before: &'a [AppliedCorrection]) -> Stale<'a> {
        Stale {
            span: &self.span,
            before: before.last(),
        }
    }
}

/// Creates the errors of a change that is out of date because of the docs or an earlier correction.
#[derive(Clone, Copy)]
pub(super) struct Stale<'a> {
    pub(super) span: &'a Span,
    /// The last earlier correction of the target.
    pub(super) before: Option<&'a AppliedCorrection>,
}

impl Stale<'_> {
    /// The error if the docs already agree with the change.
    pub(super) fn already_true(self, says: &str) -> CorrectionError {
        let help = match self.before {
            Some(_) => "remove one of the two",
            None => "remove the correction",
        };
        CorrectionError {
            is_moot: true,
            ..self.stale(says, help)
        }
    }

    /// The error if the docs already agree with some items of the change.
    pub(super) fn partly_true(self, says: &str, items: &str) -> CorrectionError {
        let help = match self.before {
            Some(_) => format!("remove {items} from one of the two"),
            None => format!("remove {items} here, and keep the rest"),
        };
        self.stale(says, &help)
    }

    fn stale(self, says: &str, help: &str) -> CorrectionError {
        let message = match self.before {
            Some(applied) => {
                let verb = if applied.defines {
                    "defines"
                } else {
                    "corrects"
                };
                format!("line {} already {verb} this: {says}", applied.place.line)
            }
            None => format!("the docs are already right: {says}"),
        };
        CorrectionError::new(Code::StaleCorrection, self.span, message, help)
    }

    /// Checks that the docs have the value that the change replaces. `now` is their value.
    pub(super) fn check_was<W: Display>(
        self,
        was: &Located<W>,
        is_unchanged: bool,
        now: &str,
    ) -> Result<(), CorrectionError> {
        if is_unchanged {
            return Ok(());
        }
        Err(self.changed(&was.span, &code(&was.value.to_string()), now))
    }

    /// The error if the docs have neither the old nor the new value of the change.
    pub(super) fn changed(self, was_at: &Span, was: &str, now: &str) -> CorrectionError {
        let (message, help) = match self.before {
            Some(AppliedCorrection { place, defines, .. }) => {
                let verb = if *defines {
                    "defines this as"
                } else {
                    "corrects this to"
                };
                let message = format!("line {} {verb} {now}, so it is not {was}", place.line);
                (message, "keep one of the two")
            }
            None => (format!("the docs say {now}, not {was}"), LOOK),
        };
        CorrectionError::new(Code::StaleCorrection, was_at, message, help)
    }

    /// The error if `was` lists other values than the docs.
    pub(super) fn lists(self, was_at: &Span, difference: &str) -> CorrectionError {
        let (message, help) = match self.before {
            Some(AppliedCorrection { place, defines, .. }) => {
                let what = if *defines { "definition" } else { "correction" };
                let message = format!(
                    "after the {what} of line {} the list {difference}",
                    place.line
                );
                (message, "set `was` to the list after that change")
            }
            None => (format!("the list of the docs {difference}"), LOOK),
        };
        CorrectionError::new(Code::StaleCorrection, was_at, message, help)
    }
}

/// A name or type as Markdown code.
pub(super) fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}

/// Names or types as Markdown code.
pub(super) fn codes<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let codes: Vec<String> = texts.into_iter().map(|text| code(text.as_ref())).collect();
    codes.join(", ")
}
