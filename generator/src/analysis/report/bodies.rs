//! Which bodies fit, by model and by body.

use serde::Serialize;

use super::{Entity, Report};
use crate::analysis::explain::EntityKind;
use crate::analysis::verify::{self, Role, Verdict, Verification};

/// What came of holding bodies against the models.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Bodies {
    /// The models that bodies were checked against.
    pub models: Vec<Model>,
    /// Every body whose model is known.
    pub bodies: Vec<Body>,
    /// Texts that an enum does not know.
    pub unknown_values: Vec<Note>,
    /// Bodies of which nothing tells what they are.
    pub unidentified: Vec<Note>,
    /// Members that the reference describes and no body has.
    pub never_seen: Vec<Note>,
}

/// A model, and how the bodies of it fared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Model {
    /// The anchor of the resource or operation.
    pub anchor: Option<String>,
    /// Whether the page alone tells which it is.
    pub is_twin: bool,
    /// How its bodies fared.
    #[serde(flatten)]
    pub fared: verify::Model,
}

impl Model {
    /// How many of a hundred leaves are typed, never rounded up.
    pub fn typed(&self) -> String {
        let (typed, untyped) = (self.fared.typed_values, self.fared.untyped_values);
        match typed + untyped {
            0 => "–".to_owned(),
            all => format!("{} %", typed * 100 / all),
        }
    }
}

/// A body, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Body {
    /// The file, below the folder of bodies.
    pub file: String,
    /// The docs id of the operation or resource.
    pub id: String,
    /// What it is to the API.
    pub role: Role,
    /// What became of it.
    pub verdict: Verdict,
    /// Why it is rejected.
    pub reasons: Vec<Note>,
    /// Members that the reference does not know.
    pub undocumented: Vec<Note>,
}

/// Something to know, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Note {
    /// The body, or the member in it.
    pub of: String,
    /// What there is to know.
    pub message: String,
    /// Where the docs say otherwise: `page:line`.
    pub docs: String,
}

impl Bodies {
    /// The verdicts as they are shown; each entity is told how its bodies fared.
    pub(super) fn new(verification: &Verification, report: &mut Report) -> Self {
        let entities = &mut report.entities;
        let models = verification.models.iter().map(|fared| {
            let entity = tell(fared, entities);
            Model {
                is_twin: entity.is_some_and(|entity| entity.is_twin),
                anchor: entity.map(|entity| entity.anchor.clone()),
                fared: fared.clone(),
            }
        });
        let models = models.collect();
        let notes = Notes { report };
        Self {
            models,
            bodies: verification
                .bodies
                .iter()
                .map(|body| notes.body(body))
                .collect(),
            unknown_values: notes.unknown_values(verification),
            unidentified: notes.unidentified(verification),
            never_seen: notes.never_seen(verification),
        }
    }
}

/// Tells the entity of a model how its bodies fared.
fn tell<'a>(model: &verify::Model, entities: &'a mut [Entity]) -> Option<&'a Entity> {
    let ty = match model.role {
        Role::Resource | Role::List => EntityKind::Resource,
        Role::Request | Role::Response => EntityKind::Operation,
    };
    let mut entities = entities.iter_mut();
    let entity = entities
        .find(|entity| entity.kind == ty && entity.id == model.id && entity.page == model.page)?;
    let tally = entity.bodies.get_or_insert_default();
    tally.all += model.accepted + model.rejected + model.unchecked;
    tally.rejected += model.rejected;
    Some(entity)
}

/// Turns what was found into notes.
struct Notes<'a> {
    report: &'a Report,
}

impl Notes<'_> {
    fn note(&self, of: &str, message: String, docs: &str) -> Note {
        Note {
            of: of.to_owned(),
            message,
            docs: self.report.files.located(docs),
        }
    }

    fn body(&self, body: &verify::Body) -> Body {
        let reasons = body.reasons.iter();
        let reasons = reasons.map(|reason| {
            let of = match reason.pointer.as_str() {
                "" => "the whole",
                pointer => pointer,
            };
            self.note(of, reason.message.clone(), &reason.docs)
        });
        let undocumented = body.undocumented.iter();
        let undocumented =
            undocumented.map(|member| self.note(&member.pointer, member.kind.to_owned(), ""));
        Body {
            file: body.file.clone(),
            id: body.id.clone(),
            role: body.role,
            verdict: body.verdict,
            reasons: reasons.collect(),
            undocumented: undocumented.collect(),
        }
    }

    fn unknown_values(&self, verification: &Verification) -> Vec<Note> {
        let values = verification.unknown_values.iter();
        let notes = values.map(|unknown| {
            let of = format!("{} {}", unknown.file, unknown.pointer);
            self.note(&of, unknown.value.clone(), &unknown.docs)
        });
        notes.collect()
    }

    fn unidentified(&self, verification: &Verification) -> Vec<Note> {
        let unidentified = verification.unidentified.iter();
        let notes = unidentified.map(|one| self.note(&one.file, one.message.clone(), ""));
        notes.collect()
    }

    fn never_seen(&self, verification: &Verification) -> Vec<Note> {
        let members = verification.never_seen.iter();
        let notes = members.map(|member| {
            let of = format!("{} {}", member.role, member.id);
            self.note(&of, member.field.clone(), &member.docs)
        });
        notes.collect()
    }
}
