//! Corrections of the reference that would make it fit the bodies, for a
//! maintainer to look at and to paste.

mod docs;
mod evidence;
mod guess;
mod toml;

use std::collections::BTreeMap;
use std::fmt::Write;

use super::found::{Coverage, Findings, MemberKey, Mismatch, Rejection};
use super::infer::{InferredType, Member};
use super::spot::SchemaOwner;
use crate::base::page_path;
use crate::pipeline::api::Api;

pub use self::toml::Suggestions;
use self::toml::{Correction, fields, inline, listed, quoted};
use docs::{docs_path, documented, field, page_of, same_id};
use evidence::{Evidence, PayloadFiles};

/// What would make the reference fit what was found, in the order of its pages.
pub(super) fn suggest<'a>(
    found: impl Iterator<Item = (&'a str, &'a Findings<'a>)>,
    coverage: &Coverage<'_>,
    api: &Api,
) -> Suggestions {
    let mut evidence: BTreeMap<MemberKey, Evidence<'a>> = BTreeMap::new();
    let mut without = Vec::new();
    for (file, found) in found {
        without.extend(
            found
                .reasons
                .iter()
                .filter_map(|reason| without_suggestion(file, reason, api)),
        );
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
    let writer = Suggester { api, coverage };
    let corrections = evidence
        .iter()
        .flat_map(|(described, evidence)| writer.corrections(described, evidence));
    Suggestions {
        corrections: corrections.collect(),
        unfixable: without,
    }
}

/// What is said of a reason that no correction could mend.
fn without_suggestion(file: &str, reason: &Rejection<'_>, api: &Api) -> Option<String> {
    let described = reason.spot.described();
    let is_member = field(&described, api).is_some() && docs_path(&described, api).is_some();
    let mends = is_member && !matches!(reason.fault, Mismatch::Other(_));
    (!mends).then(|| {
        let pointer = match reason.spot.pointer.as_str() {
            "" => "the whole",
            pointer => pointer,
        };
        format!("{file} {pointer}: {}", reason.fault)
    })
}

/// Whether this is what is in a list or map.
fn in_list((_, path): &MemberKey) -> bool {
    path.ends_with([']', '}'])
}

struct Suggester<'a> {
    api: &'a Api,
    coverage: &'a Coverage<'a>,
}

impl Suggester<'_> {
    /// One correction for each thing that the bodies say of a member.
    fn corrections(&self, described: &MemberKey, evidence: &Evidence<'_>) -> Vec<Correction> {
        let flags = [
            ("optional", "absent", &evidence.missing),
            ("nullable", "null", &evidence.null),
        ];
        // What is in a list or map has no optionality of its own in the docs.
        let flags = flags
            .iter()
            .filter(|(_, _, files)| files.count() > 0 && !in_list(described));
        let flags = flags.map(|(key, what, files)| {
            (
                format!("{key} = true\nwas = false"),
                format!("{what} in {files}"),
            )
        });
        let mut changes: Vec<(String, String)> = flags.collect();
        changes.extend(match in_list(described) {
            true => self.retyped_inside(described, evidence),
            false => self.retyped(described, evidence),
        });
        changes.extend(self.values(described, &evidence.values));
        let here = changes
            .into_iter()
            .filter_map(|(change, reason)| self.correction(described, change, reason));
        here.chain(self.added(described, evidence)).collect()
    }

    fn correction(
        &self,
        described: &MemberKey,
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
    fn retyped(&self, described: &MemberKey, evidence: &Evidence<'_>) -> Option<(String, String)> {
        let (ty, times, files) = evidence.other.as_ref()?;
        let field = field(described, self.api)?;
        let was = field.ty.notation(self.api);
        let fit = self.coverage.times_seen(described) > times + evidence.nulls;
        let ty = match fit {
            true => ty.clone().and(documented(&field.ty)),
            false => ty.clone(),
        };
        let change = self.retype(ty, files, &was);
        Some((change, format!("another type in {files}")))
    }

    /// The lines that give another type, with the members that it describes in place.
    fn retype(&self, ty: InferredType, files: &PayloadFiles<'_>, was: &str) -> String {
        let ty = guess::ty(ty, files.count(), self.api);
        let mut change = format!("type = {}", quoted(&ty.to_string()));
        let fields = fields(ty.members(), 1);
        if !fields.is_empty() {
            let _ = write!(change, "\nfields = {fields}");
        }
        let _ = write!(change, "\nwas = {}", quoted(was));
        change
    }

    /// The type of a list or map, where what is in it has another one.
    fn retyped_inside(
        &self,
        described: &MemberKey,
        evidence: &Evidence<'_>,
    ) -> Option<(String, String)> {
        let field = field(described, self.api)?;
        let was = field.ty.notation(self.api);
        let (mut ty, mut files) = match &evidence.other {
            Some((ty, _, files)) => (ty.clone(), files.clone()),
            None if evidence.nulls > 0 => (InferredType::Any, PayloadFiles::default()),
            None => return None,
        };
        if evidence.nulls > 0 {
            ty = InferredType::Any;
        }
        files.add_all(&evidence.null);
        let (owner, mut path) = (described.0, described.1.as_str());
        let mut marks = Vec::new();
        while let Some(mark) = ["[]", "{}"].into_iter().find(|mark| path.ends_with(mark)) {
            marks.push(mark);
            path = &path[..path.len() - mark.len()];
        }
        // Another body has a list that fits, so both types are meant.
        if self.coverage.times_seen(&(owner, path.to_owned())) > files.count() {
            ty = InferredType::Any;
        }
        let ty = marks.into_iter().fold(ty, |ty, mark| match mark {
            "[]" => InferredType::Array(Box::new(ty)),
            _ => InferredType::Map(Box::new(ty)),
        });
        let change = self.retype(ty, &files, &was);
        Some((change, format!("another type inside in {files}")))
    }

    /// The values that an enum has not.
    fn values(
        &self,
        described: &MemberKey,
        values: &BTreeMap<&str, PayloadFiles<'_>>,
    ) -> Option<(String, String)> {
        if values.is_empty() {
            return None;
        }
        let mut all = PayloadFiles::default();
        values.values().for_each(|files| all.add_all(files));
        let known = field(described, self.api).and_then(|field| field.ty.values());
        let known = known.unwrap_or_default().iter();
        let change = format!(
            "add_values = {}\nwas = {}",
            listed(values.keys().copied()),
            listed(known.map(|known| known.value.as_str()))
        );
        Some((change, format!("in {all}")))
    }

    /// The member that the reference does not have. It may be absent unless several bodies
    /// have been seen, and all of them had it.
    fn added(&self, described: &MemberKey, evidence: &Evidence<'_>) -> Option<Correction> {
        let (member, times, files) = evidence.member.as_ref()?;
        let (owner, path) = described;
        let container = path.strip_suffix(&member.name)?.trim_end_matches('.');
        let container = (*owner, container.to_owned());
        let is_rare = self.coverage.struct_count(&container) > *times;
        let member = Member {
            optional: is_rare || !guess::is_certain(files.count()),
            ty: guess::ty(member.ty.clone(), files.count(), self.api),
            ..member.clone()
        };
        let correction = self.correction(
            &container,
            format!("add = {}\nwas = \"absent\"", inline(&member, 0)),
            format!("in {files}"),
        )?;
        Some(Correction {
            page: self.page(described),
            ..correction
        })
    }

    /// The page of the owner, where its id is on several that differ here.
    fn page(&self, described: &MemberKey) -> Option<String> {
        let (owner, path) = described;
        let facts = |owner: SchemaOwner| {
            field(&(owner, path.clone()), self.api)
                .map(|field| (field.optional, field.nullable, field.ty.notation(self.api)))
        };
        let differs = same_id(*owner, self.api).any(|twin| facts(twin) != facts(*owner));
        differs.then(|| {
            let page = &self.api.pages[page_of(*owner, self.api).index()];
            page_path::stem(&page.path).to_owned()
        })
    }
}
