//! Suggests corrections that would make the reference match the bodies. A maintainer reviews them
//! and adds them to the corrections file.

mod encoding;
mod reference;
pub(in crate::analysis) mod toml;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write};

use super::Body;
use super::coverage::Coverage;
use super::findings::{Findings, Mismatch, Rejection};
use super::inferred_type::{InferredMember, InferredType, is_nameable};
use super::value_location::MemberKey;
use crate::base::diagnostic::toml_string;
use crate::notation::docs_path;
use crate::pipeline::api::{Api, Type};
use crate::pipeline::correct;

pub use self::toml::Suggestions;
use self::toml::{Correction, array, inline_table, tables};
use encoding::Encodings;
use reference::{documented, field, known_types, page_name};

/// The number of bodies that a reason names. Further bodies are only counted.
const MAX_FILES: usize = 3;

/// The minimum number of bodies that must all have a member before it is suggested as required.
const ENOUGH_BODIES: usize = 2;

/// The evidence in all bodies, by member.
#[derive(Debug, Default)]
pub(super) struct Evidences {
    members: BTreeMap<MemberKey, Evidence>,
    /// The findings that no correction fixes, one line each.
    unfixable: Vec<String>,
    encodings: Encodings,
    bodies: usize,
}

impl Evidences {
    /// Adds the findings in the next body.
    pub(super) fn add(&mut self, file: &str, found: &Findings<'_>, api: &Api) {
        let body = self.bodies;
        self.bodies += 1;
        if let Some((operation, encoding)) = found.sent {
            self.encodings.add(operation, encoding, body);
        }
        for rejection in &found.rejections {
            self.add_unfixable(file, rejection, api);
            let evidence = self.of(&rejection.location.key);
            match &rejection.mismatch {
                Mismatch::Missing(_) => evidence.missing.add(body),
                Mismatch::Null { .. } => evidence.nulls.add(body),
                Mismatch::Kind { .. } | Mismatch::Value { .. } => {
                    evidence.mistyped.add(body);
                    let inferred = rejection.inferred.clone();
                    evidence.other_type = Some(match evidence.other_type.take() {
                        Some(other) => other.unify(inferred),
                        None => inferred,
                    });
                }
                // The encoding is counted by itself, and a body that is not JSON or cannot be read
                // is no evidence.
                Mismatch::Encoding { .. } | Mismatch::Other(_) => {}
            }
        }
        for unknown in &found.unknown_values {
            let evidence = self.of(&unknown.location.key);
            let value = unknown.value.clone();
            evidence.values.entry(value).or_default().add(body);
        }
        let mut seen = BTreeSet::new();
        for member in &found.undocumented {
            let is_repeated = !seen.insert(&member.location.pointer);
            if member.inferred.name.is_empty() {
                let pointer = &member.location.pointer;
                let line = format!("{file} {pointer}: an undocumented value without a name");
                self.unfixable.push(line);
            }
            let evidence = self.of(&member.location.key);
            let is_named = is_nameable(&member.inferred.name);
            evidence.is_unreadable |= is_repeated || !is_named || !member.is_readable;
            evidence.undocumented.add(body);
            let inferred = member.inferred.clone();
            evidence.member = Some(match evidence.member.take() {
                Some(other) => other.unify(inferred),
                None => inferred,
            });
        }
    }

    fn of(&mut self, key: &MemberKey) -> &mut Evidence {
        self.members.entry(key.clone()).or_default()
    }

    fn add_unfixable(&mut self, file: &str, rejection: &Rejection<'_>, api: &Api) {
        let key = &rejection.location.key;
        let is_member = field(key, api).is_some() && key.docs_path(api).is_some();
        match rejection.mismatch {
            Mismatch::Encoding { .. } => return,
            Mismatch::Other(_) => {}
            _ if is_member => return,
            _ => {}
        }
        let pointer = match rejection.location.pointer.as_str() {
            "" => "(root)",
            pointer => pointer,
        };
        let line = format!("{file} {pointer}: {}", rejection.mismatch);
        self.unfixable.push(line);
    }

    /// The corrections that would make the reference match the findings, in page order.
    pub(super) fn suggest(
        self,
        bodies: &[Body],
        coverage: &Coverage<'_, '_>,
        api: &Api,
    ) -> Suggestions {
        let suggester = Suggester {
            api,
            coverage,
            bodies,
        };
        let (mut corrections, mut unfixable) = (Vec::new(), self.unfixable);
        suggester.add_encodings(&self.encodings, &mut corrections, &mut unfixable);
        // The keys are sorted, so each comes after the keys around it.
        let mut retyped: BTreeSet<&MemberKey> = BTreeSet::new();
        for (key, evidence) in &self.members {
            if is_inside(key, &retyped) {
                continue;
            }
            if suggester.add_corrections(key, evidence, &mut corrections) {
                retyped.insert(key);
            }
        }
        Suggestions {
            corrections,
            unfixable,
        }
    }
}

/// `true` for a member inside one of these members.
fn is_inside(key: &MemberKey, others: &BTreeSet<&MemberKey>) -> bool {
    let mut ends = key.path.match_indices(['.', '[', '{']);
    ends.any(|(end, _)| {
        let outer = MemberKey {
            owner: key.owner,
            path: key.path[..end].to_owned(),
        };
        others.contains(&outer)
    })
}

/// The evidence on one member.
#[derive(Debug, Default)]
struct Evidence {
    missing: Occurrences,
    nulls: Occurrences,
    /// The values that do not match the type.
    mistyped: Occurrences,
    /// The common type of the values that do not match.
    other_type: Option<InferredType>,
    /// The unknown values of the enum.
    values: BTreeMap<String, Occurrences>,
    undocumented: Occurrences,
    /// The member, if the reference does not describe it.
    member: Option<InferredMember>,
    /// `true` if no correction can add the member: a body has it twice, its key cannot be named, or
    /// serde can only skip its value.
    is_unreadable: bool,
}

/// The number of occurrences, and the bodies with them, without duplicates.
#[derive(Debug, Default)]
struct Occurrences {
    number: usize,
    bodies: Vec<usize>,
}

impl Occurrences {
    /// Counts an occurrence in a body. Bodies must be added in order.
    fn add(&mut self, body: usize) {
        self.number += 1;
        if self.bodies.last() != Some(&body) {
            self.bodies.push(body);
        }
    }
}

/// The files of some bodies, without duplicates.
struct PayloadFiles<'a>(Vec<&'a str>);

impl PayloadFiles<'_> {
    /// `true` if there are enough bodies to infer that a member of all of them is required.
    fn are_enough(&self) -> bool {
        self.0.len() >= ENOUGH_BODIES
    }
}

impl fmt::Display for PayloadFiles<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.0.len().min(MAX_FILES);
        f.write_str(&self.0[..shown].join(", "))?;
        match self.0.len() - shown {
            0 => Ok(()),
            others => write!(f, " and {others} more"),
        }
    }
}

struct Suggester<'s> {
    api: &'s Api,
    coverage: &'s Coverage<'s, 's>,
    bodies: &'s [Body],
}

impl<'s> Suggester<'s> {
    /// The files of bodies by their positions.
    fn files<'o>(&self, all: impl IntoIterator<Item = &'o Occurrences>) -> PayloadFiles<'s> {
        let mut seen = BTreeSet::new();
        let bodies = all.into_iter().flat_map(|some| &some.bodies);
        let files = bodies.filter(|body| seen.insert(**body));
        PayloadFiles(files.map(|body| &*self.bodies[*body].file).collect())
    }

    /// Adds a correction for each kind of evidence on a member. Returns `true` if a correction
    /// changes the type, which replaces everything inside the member.
    fn add_corrections(
        &self,
        key: &MemberKey,
        evidence: &Evidence,
        corrections: &mut Vec<Correction>,
    ) -> bool {
        let mut retyped = None;
        // In the docs, items of a list or map cannot be optional or nullable.
        if key.path.ends_with([']', '}']) {
            retyped = self.retyped_item(key, evidence);
        } else if field(key, self.api).is_some() {
            for (flag, state, occurrences) in [
                ("optional", "absent", &evidence.missing),
                ("nullable", "null", &evidence.nulls),
            ] {
                if occurrences.number > 0 {
                    let files = self.files([occurrences]);
                    let change = format!("{flag} = true\nwas = false");
                    corrections.extend(self.correction(key, change, format!("{state} in {files}")));
                }
            }
            retyped = self.retyped(key, evidence);
        }
        if let Some(retyped) = retyped {
            corrections.push(retyped);
            return true;
        }
        corrections.extend(self.added_values(key, &evidence.values));
        if !evidence.is_unreadable {
            corrections.extend(self.added_member(key, evidence));
        }
        false
    }

    /// The correction of a member, if it has a docs path.
    fn correction(&self, key: &MemberKey, change: String, reason: String) -> Option<Correction> {
        Some(Correction {
            path: key.docs_path(self.api)?,
            page: page_name(key, self.api),
            change,
            reason,
        })
    }

    /// The type of all values of a member, including those that have the documented type.
    fn retyped(&self, key: &MemberKey, evidence: &Evidence) -> Option<Correction> {
        let mut ty = evidence.other_type.clone()?;
        let unfit = evidence.mistyped.number + evidence.nulls.number;
        if self.coverage.members(key) > unfit {
            ty = ty.unify(documented(&field(key, self.api)?.ty));
        }
        let files = self.files([&evidence.mistyped]);
        self.retype(key, ty, &files, "a different type in")
    }

    /// The type of a list or map whose items have another type.
    fn retyped_item(&self, key: &MemberKey, evidence: &Evidence) -> Option<Correction> {
        let mut ty = if evidence.nulls.number == 0 {
            evidence.other_type.clone()?
        } else {
            InferredType::Any
        };
        let files = self.files([&evidence.mistyped, &evidence.nulls]);
        let mut container = key.clone();
        let mut suffixes = Vec::new();
        while let Some(suffix) = ["[]", "{}"]
            .into_iter()
            .find(|suffix| container.path.ends_with(suffix))
        {
            suffixes.push(suffix);
            container.path.truncate(container.path.len() - suffix.len());
        }
        // Other bodies have a list that matches, so the type must allow both.
        if self.coverage.members(&container) > files.0.len() {
            ty = InferredType::Any;
        }
        let ty = suffixes.into_iter().fold(ty, |ty, suffix| match suffix {
            "[]" => InferredType::Array(Box::new(ty)),
            _ => InferredType::Map(Box::new(ty)),
        });
        self.retype(key, ty, &files, "a different item type in")
    }

    /// The correction to another type, with the members that it describes in place.
    fn retype(
        &self,
        key: &MemberKey,
        ty: InferredType,
        files: &PayloadFiles<'_>,
        reason: &str,
    ) -> Option<Correction> {
        let current = correct::expected_notation(field(key, self.api)?, self.api)?;
        let ty = known_types(ty, files.are_enough(), self.api);
        let mut change = format!("type = {}", toml_string(&ty.to_string()));
        let fields = tables(ty.members(), 1);
        if !fields.is_empty() {
            let _ = write!(change, "\nfields = {fields}");
        }
        let _ = write!(change, "\nwas = {}", toml_string(&current));
        self.correction(key, change, format!("{reason} {files}"))
    }

    /// The unknown values of an enum.
    fn added_values(
        &self,
        key: &MemberKey,
        values: &BTreeMap<String, Occurrences>,
    ) -> Option<Correction> {
        if values.is_empty() {
            return None;
        }
        let files = self.files(values.values());
        // The texts of a union are in its definition, which a correction cannot change.
        let known = field(key, self.api)?.ty.values()?.iter();
        let change = format!(
            "add_values = {}\nwas = {}",
            array(values.keys().map(String::as_str)),
            array(known.map(|known| known.value.as_str()))
        );
        self.correction(key, change, format!("in {files}"))
    }

    /// A member that the reference does not describe. It is required only if enough bodies have
    /// its struct, and all of them have the member.
    fn added_member(&self, key: &MemberKey, evidence: &Evidence) -> Option<Correction> {
        let mut member = evidence.member.clone()?;
        let files = self.files([&evidence.undocumented]);
        let path = docs_path::split_last(&key.path).map_or("", |(path, _)| path);
        let container = MemberKey {
            owner: key.owner,
            path: path.to_owned(),
        };
        // The metadata of a list has cursors even if the docs list no members of it.
        if let Some(container) = field(&container, self.api)
            && !matches!(container.ty.innermost(), Type::Object(_))
        {
            return None;
        }
        let is_rare = self.coverage.structs(&container) > evidence.undocumented.number;
        member.optional = is_rare || !files.are_enough();
        member.ty = known_types(member.ty, files.are_enough(), self.api);
        let change = format!("add = {}\nwas = \"absent\"", inline_table(&member, 0));
        Some(Correction {
            page: page_name(key, self.api),
            ..self.correction(&container, change, format!("in {files}"))?
        })
    }
}
