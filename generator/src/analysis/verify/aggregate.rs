//! Puts the findings in all bodies together, by file and line.

use std::collections::{BTreeMap, BTreeSet};

use super::findings::{self, Coverage, Findings};
use super::ids;
use super::payloads::Payload;
use super::suggest;
use super::value_location::DeclaredAt;
use super::{
    Body, CheckedPayload, Model, Reason, Role, UncoveredMember, Undocumented, Unidentified,
    UnidentifiedError, UnknownValue, VERSION, Verdict, Verification,
};
use crate::base::node_path::PageId;
use crate::pipeline::api::Api;
use crate::pipeline::source::Source;
use crate::pipeline::source_map::SourceMap;

/// The result of all bodies, in their order.
pub(super) fn aggregate<'a>(
    payloads: &[Payload],
    outcomes: Vec<Result<CheckedPayload<'a>, UnidentifiedError>>,
    api: &'a Api,
    sources: &[Source],
) -> Verification {
    let mut lines = SourceMap::new(sources);
    let mut bodies = Vec::new();
    let mut models: BTreeMap<(&str, Role, PageId), Model> = BTreeMap::new();
    let mut unknown_values = Vec::new();
    let mut unidentified = Vec::new();
    let (mut coverage, mut ids) = (Coverage::default(), BTreeSet::new());
    let mut found = Vec::new();
    for (payload, outcome) in payloads.iter().zip(outcomes) {
        let file = payload.file.clone();
        let mut checked = match outcome {
            Ok(checked) => checked,
            Err(UnidentifiedError { message, is_json }) => {
                unidentified.push(Unidentified {
                    file,
                    message,
                    is_json,
                });
                continue;
            }
        };
        coverage.append(std::mem::take(&mut checked.found.coverage));
        ids.append(&mut checked.found.ids);
        let unknown = checked.found.unknown_values.iter();
        unknown_values.extend(unknown.map(|unknown| unknown_value(&file, unknown, &mut lines)));
        let body = body(file, &checked, &mut lines);
        let page = checked.model.declaration.place.page;
        models
            .entry((checked.model.id, checked.model.role, page))
            .or_insert_with(|| empty_model(&body, page, api))
            .count(&body);
        bodies.push(body);
        found.push((payload.file.as_str(), checked.found));
    }
    let never_seen = coverage.never_seen().map(|(member, at)| UncoveredMember {
        id: member.owner.id(api).to_owned(),
        role: member.owner.role(),
        field: member.path.clone(),
        docs: shown(at, &mut lines),
    });
    Verification {
        version: VERSION,
        bodies,
        models: models.into_values().collect(),
        never_seen: never_seen.collect(),
        unknown_values,
        id_types: ids::seen(&ids),
        unidentified,
        suggestions: suggest::suggest(&found, &coverage, api),
        diagnostics: Vec::new(),
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

fn body(file: String, checked: &CheckedPayload<'_>, lines: &mut SourceMap<'_>) -> Body {
    let CheckedPayload { model, found } = checked;
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
        file,
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

/// The model of a body, which is not counted yet.
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
