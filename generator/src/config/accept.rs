//! The warnings about pages that the settings accept.

use std::borrow::Cow;

use super::lint::Rule;
use super::page_globs::PageGlob;
use super::types::{ValueError, fail_with};
use crate::base::diagnostic::{Code, Diagnostic, Error, Severity, Span};
use crate::base::text::did_you_mean;

/// An accepted warning as it was set, not yet checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AcceptSetting {
    pub(super) code: Code,
    pub(super) place: String,
    pub(super) span: Option<Span>,
}

/// Accepted warnings: all of one code, on the pages or about the ids that match a glob.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Accepted {
    pub(crate) code: Code,
    glob: PageGlob,
}

impl Accepted {
    /// The text of the glob.
    pub(crate) fn place(&self) -> &str {
        &self.glob.text
    }

    /// The place in the settings file.
    pub(crate) fn span(&self) -> Option<&Span> {
        self.glob.span.as_ref()
    }

    /// `true` if the glob matches the page, or one of the docs paths of the warning on the page.
    pub(crate) fn fits(&self, page: &str, docs_paths: &[Cow<'_, str>]) -> bool {
        // A glob that matches an id also matches its members, as a glob of a folder matches its
        // pages.
        let is_about = |path: &str| {
            self.glob.is_used_by(path) || self.glob.is_used_by(&path.replace('.', "/"))
        };
        self.glob.is_used_by(page) || docs_paths.iter().any(|path| is_about(path))
    }
}

/// Parses the globs; fails with all that are invalid.
pub(super) fn checked(settings: Vec<AcceptSetting>) -> Result<Vec<Accepted>, Error> {
    let mut errors: Vec<Diagnostic> = Vec::new();
    let mut accepted = Vec::with_capacity(settings.len());
    for AcceptSetting { code, place, span } in settings {
        let glob = PageGlob::selecting(place, span.clone());
        match acceptable(code).and(glob) {
            Ok(glob) => accepted.push(Accepted { code, glob }),
            Err(error) => errors.push(error.at(span)),
        }
    }
    fail_with(errors)?;
    Ok(accepted)
}

/// The code with this name, or an error if it cannot be accepted.
pub(super) fn code(name: &str) -> Result<Code, ValueError> {
    if let Some(code) = Code::ALL.iter().find(|code| code.as_str() == name) {
        return acceptable(*code).map(|()| *code);
    }
    let codes = Code::ALL.iter().filter(|code| is_acceptable(**code));
    let codes = codes.map(|code| code.as_str());
    let otherwise = "write the code in brackets after `warning`, as in `unknown-key`";
    let help = match name.parse::<Rule>() {
        Ok(rule) => format!("set the level of the lint rule `{rule}` in `[lint]`"),
        Err(_) => did_you_mean::hint(did_you_mean::best_match(name, codes), otherwise),
    };
    let message = format!("`{name}` is not the code of a warning");
    Err(ValueError::new(message, help))
}

/// Fails for a code that is never a warning about a page.
fn acceptable(code: Code) -> Result<(), ValueError> {
    if is_acceptable(code) {
        return Ok(());
    }
    let message = format!("`{code}` is not the code of a warning about pages");
    let help = "remove it, and correct what it reports: only warnings about pages can be accepted";
    Err(ValueError::new(message, help.to_owned()))
}

/// `true` for a code that may be a warning at a place on a page. This includes errors that are only
/// warnings in the view of an SDK.
pub(crate) fn is_acceptable(code: Code) -> bool {
    match code.severity() {
        Severity::Warning => !matches!(code, Code::UnusedGlob | Code::NothingModelled),
        Severity::Error => matches!(
            code,
            Code::PageTooLarge
                | Code::DuplicateKey
                | Code::AliasNotAllowed
                | Code::TooDeep
                | Code::WrongShape
                | Code::InvalidName
                | Code::MissingKey
                | Code::DanglingDescription
                | Code::UnknownReference
                | Code::ReferenceCycle
                | Code::InvalidType
                | Code::DuplicateMember
        ),
    }
}
