//! What all changes share: where they are made, and how they are recorded.

use super::correction::{Change, Correction, Located, NewMember};
use super::problem::CorrectionError;
use super::typing;
use crate::base::diagnostic::Code;
use crate::base::node_path::{NodeRef, PageId};
use crate::pipeline::api::{Api, AppliedCorrection, Field};

/// Where a correction is applied.
pub(super) struct CorrectionContext<'a> {
    pub(super) api: &'a Api,
    pub(super) correction: &'a Correction,
    /// The page of what is corrected.
    pub(super) page: PageId,
}

impl<'a> CorrectionContext<'a> {
    pub(super) fn new(api: &'a Api, correction: &'a Correction, page: PageId) -> Self {
        Self {
            api,
            correction,
            page,
        }
    }

    /// Whether the correction drops what it is for.
    pub(super) fn drops(&self) -> bool {
        let mut changes = self.correction.changes.iter();
        changes.any(|change| matches!(change.value, Change::Drop { .. }))
    }

    /// Whether the correction says where a parameter goes.
    pub(super) fn places(&self) -> bool {
        let mut changes = self.correction.changes.iter();
        changes.any(|change| matches!(change.value, Change::Place { .. }))
    }

    /// The name that the correction gives, with its place.
    pub(super) fn renames(&self) -> Option<Located<&str>> {
        let mut changes = self.correction.changes.iter();
        changes.find_map(|change| match &change.value {
            Change::Name { is, .. } => Some(Located {
                value: is.as_str(),
                span: change.span.clone(),
            }),
            _ => None,
        })
    }

    /// Makes every change, and gives what each came to; or every problem.
    pub(super) fn each(
        &self,
        mut make: impl FnMut(&Located<Change>) -> Result<String, CorrectionError>,
    ) -> Result<Vec<String>, Vec<CorrectionError>> {
        let mut made = Vec::new();
        let mut problems = Vec::new();
        let changes = &self.correction.changes;
        for change in changes {
            match make(change) {
                Ok(what) => made.push(what),
                Err(problem) => problems.push((change.value.key(), problem)),
            }
        }
        if problems.is_empty() {
            return Ok(made);
        }
        let moot = problems.iter().filter(|(_, problem)| problem.is_moot());
        let is_moot = moot.count() == changes.len();
        let problems =
            problems
                .into_iter()
                .map(|(key, problem)| match is_moot || changes.len() == 1 {
                    true => problem,
                    false => problem.for_one_of_several(key),
                });
        Err(problems.collect())
    }

    /// The record of what was made.
    pub(super) fn applied(&self, made: &[String]) -> AppliedCorrection {
        AppliedCorrection {
            path: self.correction.path.value.clone(),
            what: made.join(", "),
            reason: self.correction.reason.clone(),
            place: self.correction.path.span.clone(),
        }
    }

    /// The change is one for something else.
    pub(super) fn not_applicable(&self, change: &Located<Change>, target: &str) -> CorrectionError {
        let help = match change.value.key() {
            "method" | "url" | "returns" | "wrap" | "unwrap" => "it is for an operation",
            "in" => "it is for a parameter: `<operation>.parameters.<member>`",
            "add" => "it is for what has members",
            "description" => "it is for a resource, an operation or a member",
            "drop" => "it is for a member or an operation",
            _ => "it is for a member",
        };
        let message = format!("{target} has no `{}` to correct", change.value.key());
        CorrectionError::new(Code::InvalidCorrection, &change.span, message, help)
    }

    /// Adds a member that the docs do not have.
    pub(super) fn add(
        &self,
        fields: &mut Vec<Field>,
        member: &NewMember,
        place: &NodeRef,
    ) -> Result<(), CorrectionError> {
        let mut field = typing::field(member, place, self)?;
        field.corrections.push(self.applied(&["added".to_owned()]));
        fields.push(field);
        Ok(())
    }
}

/// Refuses new members that are there already.
pub(super) fn refuse_present<'f>(
    members: &[NewMember],
    find: impl Fn(&NewMember) -> Option<&'f Field>,
) -> Result<(), CorrectionError> {
    let mut before: &[AppliedCorrection] = &[];
    let present = members.iter().filter(|member| {
        let there = find(member);
        before = there.map_or(before, |field| &field.corrections);
        there.is_some()
    });
    let present: Vec<&NewMember> = present.collect();
    let Some(first) = present.first() else {
        return Ok(());
    };
    let names = present.iter().map(|member| code(&member.name.value));
    let names = names.collect::<Vec<_>>().join(", ");
    let is = if present.len() == 1 { "is" } else { "are" };
    let (span, says) = (&first.name.span, format!("{names} {is} there"));
    Err(match present.len() == members.len() {
        true => CorrectionError::already_true(span, &says, before),
        false => CorrectionError::caught_up_in_part(span, &says, &names, before),
    })
}

/// Replaces a description, if it is the one that is meant.
pub(super) fn describe(
    docs: &mut Option<String>,
    change: &Located<Change>,
    before: &[AppliedCorrection],
) -> Result<String, CorrectionError> {
    let Change::Description { is, was } = &change.value else {
        return Ok(String::new());
    };
    let now = docs.as_deref().unwrap_or_default();
    if same_words(is, now) {
        let says = "this is the description";
        return Err(CorrectionError::already_true(&change.span, says, before));
    }
    let matches = match was.value.strip_suffix('…') {
        Some(beginning) => words(now).starts_with(words(beginning).trim_end()),
        None => same_words(&was.value, now),
    };
    if !matches {
        let shown = match now {
            "" => "nothing".to_owned(),
            now => code(&beginning(&words(now))),
        };
        return Err(CorrectionError::stale(&was.span, "this", &shown, before));
    }
    *docs = (!is.is_empty()).then(|| is.clone());
    Ok("description".to_owned())
}

fn same_words(a: &str, b: &str) -> bool {
    words(a) == words(b)
}

/// As much of a text as shows which one it is.
fn beginning(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Line breaks and double spaces mean nothing in a description's comparison.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Texts as TOML has them: one, or a list.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.escape_default())
}

/// A name or type as Markdown code.
pub(super) fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}
