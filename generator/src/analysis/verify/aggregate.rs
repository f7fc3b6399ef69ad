//! Combines the findings in all bodies, by file and line.

use std::collections::BTreeMap;

use super::coverage::Coverage;
use super::findings::{self, Findings};
use super::ids::Prefixes;
use super::models::{ModelRef, Models};
use super::suggest::Evidences;
use super::value_location::DeclaredAt;
use super::{
    Body, CheckedBody, Model, Outcome, Reason, Role, UncoveredMember, Undocumented, Unidentified,
    UnidentifiedError, UnknownValue, VERSION, Verdict, Verification,
};
use crate::base::node_path::PageId;
use crate::pipeline::api::Api;
use crate::pipeline::source::Source;
use crate::pipeline::source_map::SourceMap;

/// The combined result of the bodies so far.
pub(super) struct Aggregate<'m, 'a> {
    all: &'m Models<'a>,
    lines: SourceMap<'m>,
    bodies: Vec<Body>,
    models: BTreeMap<(&'a str, Role, PageId), Model>,
    unknown_values: Vec<UnknownValue>,
    unidentified: Vec<Unidentified>,
    coverage: Coverage<'m, 'a>,
    ids: Prefixes,
    evidences: Evidences,
}

impl<'m, 'a> Aggregate<'m, 'a> {
    pub(super) fn new(all: &'m Models<'a>, sources: &'m [Source]) -> Self {
        Self {
            all,
            lines: SourceMap::new(sources),
            bodies: Vec::new(),
            models: BTreeMap::new(),
            unknown_values: Vec::new(),
            unidentified: Vec::new(),
            coverage: Coverage::new(&all.places),
            ids: Prefixes::default(),
            evidences: Evidences::default(),
        }
    }

    /// Adds the outcome of the next body.
    pub(super) fn add(&mut self, file: &str, outcome: Outcome<'m, 'a>) {
        let CheckedBody { model, found } = match outcome {
            Ok(checked) => checked,
            Err(UnidentifiedError {
                message,
                is_readable,
            }) => {
                self.unidentified.push(Unidentified {
                    file: file.to_owned(),
                    message,
                    is_json: is_readable,
                });
                return;
            }
        };
        self.coverage.add(&found.visits);
        let (api, lines) = (self.all.shapes.api, &mut self.lines);
        let unknown = found.unknown_values.iter();
        let unknown = unknown.map(|unknown| unknown_value(file, unknown, lines));
        self.unknown_values.extend(unknown);
        let body = body(file, model, &found, lines);
        let page = model.declaration.place.page;
        self.models
            .entry((model.id, model.role, page))
            .or_insert_with(|| empty_model(&body, page, api))
            .count(&body);
        self.bodies.push(body);
        self.evidences.add(file, &found, api);
        self.ids.append(found.ids);
    }

    /// The result of all bodies.
    pub(super) fn verification(mut self) -> Verification {
        let Models { shapes, places, .. } = self.all;
        let api = shapes.api;
        let never_seen = self.coverage.never_seen().into_iter();
        let never_seen = never_seen.map(|(member, at)| UncoveredMember {
            id: member.owner.id(api).to_owned(),
            role: member.owner.role(),
            field: member.path.clone(),
            docs: shown(at, &mut self.lines),
        });
        Verification {
            version: VERSION,
            never_seen: never_seen.collect(),
            suggestions: self.evidences.suggest(&self.bodies, &self.coverage, api),
            bodies: self.bodies,
            models: self.models.into_values().collect(),
            unknown_values: self.unknown_values,
            id_types: shapes.marked.seen(&self.ids, places, api),
            unidentified: self.unidentified,
            diagnostics: Vec::new(),
        }
    }
}

fn unknown_value(
    file: &str,
    unknown: &findings::UnknownValue<'_>,
    lines: &mut SourceMap<'_>,
) -> UnknownValue {
    UnknownValue {
        file: file.to_owned(),
        pointer: unknown.location.pointer.clone(),
        value: unknown.value.clone(),
        docs: shown(unknown.location.declaration.ty(), lines),
    }
}

fn body(file: &str, model: &ModelRef<'_>, found: &Findings<'_>, lines: &mut SourceMap<'_>) -> Body {
    let reasons = found.rejections.iter().map(|rejection| Reason {
        pointer: rejection.location.pointer.clone(),
        message: rejection.mismatch.to_string(),
        docs: shown(rejection.declared_at(), lines),
    });
    let undocumented = found.undocumented.iter().map(|member| Undocumented {
        pointer: member.location.pointer.clone(),
        kind: member.kind.as_str(),
    });
    Body {
        file: file.to_owned(),
        id: model.id.to_owned(),
        role: model.role,
        verdict: verdict(found),
        reasons: reasons.collect(),
        typed_values: found.typed,
        untyped_values: found.untyped,
        undocumented: undocumented.collect(),
        more_undocumented: found.more_undocumented,
    }
}

fn verdict(found: &Findings<'_>) -> Verdict {
    if !found.rejections.is_empty() {
        Verdict::Rejected
    } else if found.typed == 0 && !found.is_empty_as_documented {
        Verdict::Unchecked
    } else {
        Verdict::Accepted
    }
}

/// The model of a body, with all counts zero.
fn empty_model(body: &Body, page: PageId, api: &Api) -> Model {
    Model {
        id: body.id.clone(),
        role: body.role,
        page: api.pages[page.index()].path.clone(),
        bodies: 0,
        accepted: 0,
        rejected: 0,
        unchecked: 0,
        typed_values: 0,
        untyped_values: 0,
        undocumented: 0,
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
        self.typed_values += body.typed_values;
        self.untyped_values += body.untyped_values;
        self.undocumented += body.undocumented.len() + body.more_undocumented;
    }
}

/// `file:line` of a declaration.
fn shown(at: DeclaredAt<'_>, lines: &mut SourceMap<'_>) -> String {
    match at {
        DeclaredAt::Page(place) => match lines.line(place) {
            Some((file, line)) => format!("{file}:{line}"),
            None => String::new(),
        },
        DeclaredAt::Correction(span) => format!("{}:{}", span.file, span.line),
    }
}
