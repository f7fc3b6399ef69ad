//! What was found in all bodies, put together by file and line.

use std::collections::{BTreeMap, BTreeSet};

use super::found::{Coverage, Findings};
use super::payloads::Payload;
use super::spot::{DeclaredAt as At, SchemaOwner};
use super::suggest::{self, Suggestions};
use super::{
    Body, CheckedPayload, Model, Reason, Role, UncoveredMember, Undocumented, Unidentified,
    UnidentifiedError, UnknownValue, VERSION, Verdict, Verification,
};
use crate::base::node_path::{NodeRef, PageId};
use crate::pipeline::api::Api;
use crate::pipeline::source::Source;
use crate::pipeline::source_map::SourceMap;

/// Everything found, in the order of the bodies.
pub(super) struct Results<'a> {
    api: &'a Api,
    checked: Vec<(&'a str, CheckedPayload<'a>)>,
    unidentified: Vec<Unidentified>,
    coverage: Coverage<'a>,
    /// Where each place is, for people: `file:line`.
    docs: BTreeMap<&'a NodeRef, String>,
}

impl<'a> Results<'a> {
    /// Puts together what became of each body.
    pub(super) fn new(
        payloads: &'a [Payload],
        outcomes: Vec<Result<CheckedPayload<'a>, UnidentifiedError>>,
        api: &'a Api,
        sources: &[Source],
    ) -> Self {
        let mut results = Self {
            api,
            checked: Vec::new(),
            unidentified: Vec::new(),
            coverage: Coverage::default(),
            docs: BTreeMap::new(),
        };
        for (payload, outcome) in payloads.iter().zip(outcomes) {
            match outcome {
                Ok(mut checked) => {
                    results
                        .coverage
                        .append(std::mem::take(&mut checked.found.coverage));
                    results.checked.push((&payload.file, checked));
                }
                Err(UnidentifiedError { message, is_json }) => {
                    results.unidentified.push(Unidentified {
                        file: payload.file.clone(),
                        message,
                        is_json,
                    })
                }
            }
        }
        results.docs = locate(results.places(), sources);
        results
    }

    /// The result as others read it.
    pub(super) fn verification(self) -> Verification {
        let bodies: Vec<Body> = self
            .checked
            .iter()
            .map(|(file, checked)| self.body(file, checked))
            .collect();
        Verification {
            version: VERSION,
            models: self.models(&bodies),
            never_seen: self.never_seen(),
            unknown_values: self.unknown_values(),
            suggestions: self.suggestions(),
            unidentified: self.unidentified,
            bodies,
            diagnostics: Vec::new(),
        }
    }

    fn places(&self) -> BTreeSet<&'a NodeRef> {
        let found = || self.checked.iter().map(|(_, checked)| &checked.found);
        let reasons = found().flat_map(|found| &found.reasons);
        let unknown = found().flat_map(|found| &found.unknown_values);
        let never_seen = self.coverage.never_seen().map(|(_, at)| at);
        let all = reasons
            .map(super::found::Rejection::at)
            .chain(unknown.map(|unknown| unknown.spot.type_declared_at()))
            .chain(never_seen);
        let pages = all.filter_map(|at| match at {
            At::Page(place) => Some(place),
            At::Correction(_) => None,
        });
        pages.collect()
    }

    fn docs(&self, at: At<'a>) -> String {
        match at {
            At::Page(place) => self.docs.get(place).cloned().unwrap_or_default(),
            At::Correction(span) => format!("{}:{}", span.file, span.line),
        }
    }

    fn body(&self, file: &str, checked: &CheckedPayload<'a>) -> Body {
        let CheckedPayload { target, found } = checked;
        let reasons = found.reasons.iter().map(|reason| Reason {
            pointer: reason.spot.pointer.clone(),
            message: reason.fault.to_string(),
            docs: self.docs(reason.at()),
        });
        let undocumented = found.undocumented.iter().map(|member| Undocumented {
            pointer: member.spot.pointer.clone(),
            kind: member.kind.as_str(),
        });
        Body {
            file: file.to_owned(),
            id: target.id.to_owned(),
            role: target.role,
            verdict: verdict(found),
            reasons: reasons.collect(),
            typed_leaves: found.typed,
            untyped_leaves: found.untyped,
            undocumented: undocumented.collect(),
            more_undocumented: found.more_undocumented,
        }
    }

    fn models(&self, bodies: &[Body]) -> Vec<Model> {
        let mut models: BTreeMap<(&str, Role, PageId), Model> = BTreeMap::new();
        for ((_, checked), body) in self.checked.iter().zip(bodies) {
            let page = checked.target.place.page;
            let model = models
                .entry((checked.target.id, body.role, page))
                .or_insert_with(|| Model {
                    id: body.id.clone(),
                    role: body.role,
                    page: self.api.pages[page.index()].path.clone(),
                    bodies: 0,
                    accepted: 0,
                    rejected: 0,
                    unchecked: 0,
                    typed_leaves: 0,
                    untyped_leaves: 0,
                    undocumented: 0,
                });
            model.count(body);
        }
        models.into_values().collect()
    }

    fn never_seen(&self) -> Vec<UncoveredMember> {
        let members = self.coverage.never_seen().map(|((owner, field), at)| {
            let (role, id) = named(*owner, self.api);
            UncoveredMember {
                id: id.to_owned(),
                role,
                field: field.clone(),
                docs: self.docs(at),
            }
        });
        members.collect()
    }

    fn unknown_values(&self) -> Vec<UnknownValue> {
        let values = self.checked.iter().flat_map(|(file, checked)| {
            checked
                .found
                .unknown_values
                .iter()
                .map(|unknown| UnknownValue {
                    file: (*file).to_owned(),
                    pointer: unknown.spot.pointer.clone(),
                    value: unknown.value.clone(),
                    docs: self.docs(unknown.spot.type_declared_at()),
                })
        });
        values.collect()
    }

    fn suggestions(&self) -> Suggestions {
        let found = self
            .checked
            .iter()
            .map(|(file, checked)| (*file, &checked.found));
        suggest::suggest(found, &self.coverage, self.api)
    }
}

impl Model {
    fn count(&mut self, body: &Body) {
        self.bodies += 1;
        match body.verdict {
            Verdict::Accepted => self.accepted += 1,
            Verdict::Rejected => self.rejected += 1,
            Verdict::Unchecked => self.unchecked += 1,
        }
        self.typed_leaves += body.typed_leaves;
        self.untyped_leaves += body.untyped_leaves;
        self.undocumented += body.undocumented.len() + body.more_undocumented;
    }
}

fn verdict(found: &Findings<'_>) -> Verdict {
    match (found.reasons.is_empty(), found.typed) {
        (false, _) => Verdict::Rejected,
        (true, 0) if !found.is_empty_as_documented => Verdict::Unchecked,
        (true, _) => Verdict::Accepted,
    }
}

/// The owner of a description by its role and its id in the docs.
pub(super) fn named(owner: SchemaOwner, api: &Api) -> (Role, &str) {
    match owner {
        SchemaOwner::Resource(id) => (Role::Resource, &api.resources[id.0].id),
        SchemaOwner::List(id) => (Role::List, &api.resources[id.0].id),
        SchemaOwner::Request(position) => (Role::Request, &api.operations[position].id),
        SchemaOwner::Response(position) => (Role::Response, &api.operations[position].id),
    }
}

/// `file:line` of every place.
fn locate<'a>(places: BTreeSet<&'a NodeRef>, sources: &[Source]) -> BTreeMap<&'a NodeRef, String> {
    let mut lines = SourceMap::new(sources);
    let located = places.into_iter().map(|place| {
        let found = lines.line(place);
        let shown = found.map(|(file, line)| format!("{file}:{line}"));
        (place, shown.unwrap_or_default())
    });
    located.collect()
}
