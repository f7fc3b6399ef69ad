//! Corrections of the reference that would make it fit the bodies, for a
//! maintainer to look at and to paste.

mod docs;
mod toml;

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use super::found::{Coverage, Described, Fault, Found, Reason};
use super::infer::{Inferred, Member};
use super::spot::Owner;
use crate::api::Api;
use crate::place::PageId;

pub use self::toml::Suggestions;
use self::toml::{Correction, fields, inline, quoted};
use docs::{docs_path, documented, field, page_of, twins};

/// A reason names so many bodies; the others are counted.
const MOST_FILES: usize = 3;

/// What would make the reference fit what was found, in the order of its pages.
pub(super) fn suggest<'a>(
    found: impl Iterator<Item = (&'a str, &'a Found<'a>)>,
    coverage: &Coverage<'_>,
    api: &Api,
) -> Suggestions {
    let mut evidence: BTreeMap<Described, Evidence<'a>> = BTreeMap::new();
    for (file, found) in found {
        for reason in &found.reasons {
            let of = evidence.entry(reason.spot.described()).or_default();
            of.add_reason(file, reason);
        }
        for unknown in &found.unknown_values {
            let of = evidence.entry(unknown.spot.described()).or_default();
            of.values.entry(&unknown.value).or_default().add(file);
        }
        for member in &found.undocumented {
            let of = evidence.entry(member.spot.described()).or_default();
            of.add_member(file, &member.suggested);
        }
    }
    let writer = Writer { api, coverage };
    let corrections = evidence
        .iter()
        .flat_map(|(described, evidence)| writer.corrections(described, evidence));
    Suggestions {
        corrections: corrections.collect(),
    }
}

/// What the bodies say of one member.
#[derive(Default)]
struct Evidence<'a> {
    missing: Files<'a>,
    null: Files<'a>,
    /// How often it was `null`.
    nulls: usize,
    /// A value of another type, and how often there was one.
    other: Option<(Inferred, usize, Files<'a>)>,
    values: BTreeMap<&'a str, Files<'a>>,
    /// A member that the reference does not have, and how often it was there.
    member: Option<(Member, usize, Files<'a>)>,
}

impl<'a> Evidence<'a> {
    fn add_reason(&mut self, file: &'a str, reason: &Reason<'_>) {
        match &reason.fault {
            Fault::Missing(_) => self.missing.add(file),
            Fault::Null { .. } => {
                self.null.add(file);
                self.nulls += 1;
            }
            Fault::Kind { .. } | Fault::Value { .. } => {
                let suggested = reason.suggested.clone();
                let (kind, times, files) =
                    self.other
                        .take()
                        .unwrap_or((Inferred::Unknown, 0, Files::default()));
                self.other = Some((kind.and(suggested), times + 1, files.with(file)));
            }
            // A body that is no JSON, or one that nobody reads, says nothing of the reference.
            Fault::Other(_) => {}
        }
    }

    fn add_member(&mut self, file: &'a str, member: &Member) {
        self.member = Some(match self.member.take() {
            Some((known, times, files)) => (known.and(member.clone()), times + 1, files.with(file)),
            None => (member.clone(), 1, Files::default().with(file)),
        });
    }
}

/// The bodies that say something, each once.
#[derive(Default)]
struct Files<'a>(Vec<&'a str>);

impl<'a> Files<'a> {
    fn add(&mut self, file: &'a str) {
        if !self.0.contains(&file) {
            self.0.push(file);
        }
    }

    fn with(mut self, file: &'a str) -> Self {
        self.add(file);
        self
    }
}

impl fmt::Display for Files<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.0.len().min(MOST_FILES);
        f.write_str(&self.0[..shown].join(", "))?;
        match self.0.len() - shown {
            0 => Ok(()),
            others => write!(f, " and {others} more"),
        }
    }
}

struct Writer<'a> {
    api: &'a Api,
    coverage: &'a Coverage<'a>,
}

impl Writer<'_> {
    /// One correction for each thing that the bodies say of a member.
    fn corrections(&self, described: &Described, evidence: &Evidence<'_>) -> Vec<Correction> {
        let mut changes = Vec::new();
        if !evidence.missing.0.is_empty() {
            changes.push((
                "optional = true".to_owned(),
                format!("absent in {}", evidence.missing),
            ));
        }
        if !evidence.null.0.is_empty() {
            changes.push((
                "nullable = true".to_owned(),
                format!("null in {}", evidence.null),
            ));
        }
        changes.extend(self.retyped(described, evidence));
        if !evidence.values.is_empty() {
            changes.push(values(&evidence.values));
        }
        let in_list = described.1.ends_with([']', '}']);
        let here = changes
            .into_iter()
            // What is in a list or map has no optionality or type of its own in the docs.
            .filter(|(change, _)| !in_list || change.starts_with("add_values"))
            .filter_map(|(change, reason)| self.correction(described, change, reason));
        here.chain(self.added(described, evidence)).collect()
    }

    fn correction(
        &self,
        described: &Described,
        change: String,
        reason: String,
    ) -> Option<Correction> {
        Some(Correction {
            path: docs_path(described, self.api)?,
            page: self.page(described),
            change,
            reason,
        })
    }

    /// The type that the values have, those included that have the documented one.
    fn retyped(&self, described: &Described, evidence: &Evidence<'_>) -> Option<(String, String)> {
        let (kind, times, files) = evidence.other.as_ref()?;
        let field = field(described, self.api)?;
        let was = field.kind.notation(self.api);
        let fit = self.coverage.times_seen(described) > times + evidence.nulls;
        let kind = match fit {
            true => kind.clone().and(documented(&field.kind)),
            false => kind.clone(),
        };
        let mut change = format!("type = {}", quoted(&kind.to_string()));
        let fields = fields(kind.members(), 1);
        if !fields.is_empty() {
            let _ = write!(change, "\nfields = {fields}");
        }
        let _ = write!(change, "\nwas = {}", quoted(&was));
        Some((change, format!("another type in {files}")))
    }

    /// The member that the reference does not have.
    fn added(&self, described: &Described, evidence: &Evidence<'_>) -> Option<Correction> {
        let (member, times, files) = evidence.member.as_ref()?;
        let (owner, path) = described;
        let container = path.strip_suffix(&member.name)?.trim_end_matches('.');
        let container = (*owner, container.to_owned());
        let member = Member {
            optional: self.coverage.times_met(&container) > *times,
            ..member.clone()
        };
        let correction = self.correction(
            &container,
            format!("add = {}", inline(&member, 0)),
            format!("in {files}"),
        )?;
        Some(Correction {
            page: self.page(described),
            ..correction
        })
    }

    /// The page of the owner, where its id is on several that differ here.
    fn page(&self, described: &Described) -> Option<String> {
        let (owner, path) = described;
        let name = |page: PageId| {
            let path = &self.api.pages[page.index()].path;
            let stem = path.strip_suffix(".mdx").unwrap_or(path);
            stem.strip_suffix("/index").unwrap_or(stem).to_owned()
        };
        let facts = |owner: Owner| {
            field(&(owner, path.clone()), self.api).map(|field| {
                (
                    field.optional,
                    field.nullable,
                    field.kind.notation(self.api),
                )
            })
        };
        let differs = twins(*owner, self.api).any(|twin| facts(twin) != facts(*owner));
        differs.then(|| name(page_of(*owner, self.api)))
    }
}

/// The values that an enum has not.
fn values(values: &BTreeMap<&str, Files<'_>>) -> (String, String) {
    let texts: Vec<String> = values.keys().map(|value| quoted(value)).collect();
    let mut all = Files::default();
    for file in values.values().flat_map(|files| &files.0) {
        all.add(file);
    }
    (
        format!("add_values = [{}]", texts.join(", ")),
        format!("in {all}"),
    )
}
