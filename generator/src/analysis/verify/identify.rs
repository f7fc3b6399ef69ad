//! What a body is: as the index says, or as its own name and content do.

mod content;

use std::collections::BTreeSet;

use serde_json::value::RawValue;

use super::infer::TAG;
use super::payloads::{INDEX, IndexEntry, Payload};
use super::shape::ShapeBuilder;
use super::target::{ModelRef, Models};
use super::{CheckedPayload, Role};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::did_you_mean;
use crate::pipeline::api::{EnumValue, Resource};
use content::PayloadHints;

/// What helps where nothing identifies a body.
const NEXT: &str = "say what it is in index.tsv: its file, role and docs id";

/// Why nothing identifies a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnidentifiedError {
    pub(super) message: String,
    /// Whether it is JSON at all.
    pub(super) is_json: bool,
}

impl UnidentifiedError {
    fn new(message: String) -> Self {
        Self {
            message,
            is_json: true,
        }
    }

    /// What identifies it has no model.
    pub(super) fn without_model() -> Self {
        Self::new(format!("the reference has no model of it; correct {INDEX}"))
    }
}

/// A problem for each id of the index that the reference does not have.
pub(super) fn unknown_ids(payloads: &[Payload], shapes: ShapeBuilder<'_>) -> Vec<Diagnostic> {
    let listed = payloads.iter().filter_map(|payload| {
        let identifier = Identifier::new(payload, shapes);
        let listed = payload.listed.as_ref()?;
        identifier
            .named(listed)
            .is_empty()
            .then(|| identifier.unknown_id(listed))
    });
    listed.collect()
}

/// The models that a body may be of: those of its id on every page that has it.
///
/// # Errors
///
/// Nothing identifies the body; the text says why.
pub(super) fn targets<'a>(
    payload: &Payload,
    shapes: ShapeBuilder<'a>,
) -> Result<Vec<ModelRef<'a>>, UnidentifiedError> {
    let identifier = Identifier::new(payload, shapes);
    match &payload.listed {
        Some(listed) => Ok(identifier.named(listed)),
        None => identifier
            .guess(&payload.file)
            .ok_or_else(|| unidentified(payload.text.as_deref())),
    }
}

/// Why nothing identifies a body.
fn unidentified(text: Option<&str>) -> UnidentifiedError {
    let broken = match text {
        Some(text) => serde_json::from_str::<&RawValue>(text)
            .err()
            .map(|error| error.to_string()),
        None => Some("not UTF-8".to_owned()),
    };
    match broken {
        Some(why) => UnidentifiedError {
            message: format!("not JSON: {why}; mend or remove it"),
            is_json: false,
        },
        None => UnidentifiedError::new(format!(
            "neither its name nor its folder is an id of the reference, and no resource has its `object`; {NEXT}"
        )),
    }
}

/// Of what its own name and content tell of a body, the one thing that reads it; for several
/// share an `object`, and none of them is more likely than the others.
///
/// # Errors
///
/// Several read it, or none of several; the text says which.
pub(super) fn pick_unique<'a>(
    held: Vec<CheckedPayload<'a>>,
) -> Result<Vec<CheckedPayload<'a>>, UnidentifiedError> {
    let name = |held: &CheckedPayload<'a>| (held.target.role, held.target.id);
    let all: BTreeSet<_> = held.iter().map(name).collect();
    let fits = held.iter().filter(|held| held.found.reasons.is_empty());
    let fits: BTreeSet<_> = fits.map(name).collect();
    match (all.len(), fits.len()) {
        (0 | 1, _) => Ok(held),
        (_, 1) => {
            let held = held.into_iter().filter(|held| fits.contains(&name(held)));
            Ok(held.collect())
        }
        (_, 0) => Err(ambiguous(&all, "but none of them reads it")),
        _ => Err(ambiguous(&fits, "and each of them reads it")),
    }
}

fn ambiguous(names: &BTreeSet<(Role, &str)>, how: &str) -> UnidentifiedError {
    let names = names.iter().map(|(role, id)| format!("the {role} `{id}`"));
    let names: Vec<String> = names.collect();
    UnidentifiedError::new(format!("it may be {}, {how}; {NEXT}", names.join(" or ")))
}

struct Identifier<'a> {
    targets: Models<'a>,
    content: PayloadHints,
}

impl<'a> Identifier<'a> {
    fn new(payload: &Payload, shapes: ShapeBuilder<'a>) -> Self {
        Self {
            targets: Models { shapes },
            content: PayloadHints::from_text(payload.text.as_deref().unwrap_or_default()),
        }
    }

    /// What the index names; the id itself, or one that differs in `-` and `_` only.
    fn named(&self, listed: &IndexEntry) -> Vec<ModelRef<'a>> {
        let IndexEntry { role, id, .. } = listed;
        let exact = self.of_role(*role, |known| known == id);
        match exact.is_empty() {
            true => self.of_role(*role, |known| is_same(known, id)),
            false => exact,
        }
    }

    fn unknown_id(&self, listed: &IndexEntry) -> Diagnostic {
        let IndexEntry {
            role, id, id_at, ..
        } = listed;
        let thing = match role {
            Role::Request | Role::Response => "operation",
            Role::Resource | Role::List => "resource",
        };
        let near = did_you_mean::best_match(id, self.targets.ids(*role));
        let otherwise = "correct the line, which may be of another release, or remove it";
        Diagnostic {
            code: Code::InvalidSettings,
            message: format!("the reference has no {thing} `{id}`"),
            help: did_you_mean::hint(near, otherwise),
            span: Some(id_at.clone()),
        }
    }

    fn of_role(&self, role: Role, is_it: impl Fn(&str) -> bool) -> Vec<ModelRef<'a>> {
        match role {
            Role::Request | Role::Response => self.targets.operations(role, is_it),
            Role::Resource => self.targets.resources(|resource| is_it(&resource.id)),
            Role::List => self.targets.lists(|resource| is_it(&resource.id)),
        }
    }

    /// What the file's name says, else the folder's if it is an operation's, else the body's
    /// own name, else the folder's.
    fn guess(&self, file: &str) -> Option<Vec<ModelRef<'a>>> {
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
        let folder = folder.rsplit('/').next().unwrap_or_default();
        let stem = name.strip_suffix(".json").unwrap_or(name);
        let guesses = [
            self.of_name(stem, Role::Response),
            self.of_suffixed(stem),
            self.of_role(role_in_folder(stem), |id| is_same(id, folder)),
            self.of_content(),
            self.of_name(folder, role_in_folder(stem)),
        ];
        guesses.into_iter().find(|targets| !targets.is_empty())
    }

    /// What has this name in the docs: an operation, else a resource.
    fn of_name(&self, name: &str, of_operation: Role) -> Vec<ModelRef<'a>> {
        let is_it = |id: &str| is_same(id, name);
        let operations = self.of_role(of_operation, is_it);
        match operations.is_empty() {
            true => self.of_role(self.content.role(), is_it),
            false => operations,
        }
    }

    /// `create_parcel_request`, `create_parcel.response`
    fn of_suffixed(&self, stem: &str) -> Vec<ModelRef<'a>> {
        let roles = [Role::Request, Role::Response].into_iter();
        let named = roles.filter_map(|role| Some((role, stem.strip_suffix(role.as_str())?)));
        named
            .flat_map(|(role, id)| {
                let id = id.trim_end_matches(['-', '_', '.']);
                self.of_role(role, |known| is_same(known, id))
            })
            .collect()
    }

    /// What `object` names, or in a list the `object` of its first item.
    fn of_content(&self) -> Vec<ModelRef<'a>> {
        let PayloadHints { object, .. } = &self.content;
        let is_it = |resource: &Resource| {
            let said = object.as_ref();
            said.is_some_and(|said| objects(resource).any(|known| known == said))
        };
        match self.content.role() {
            Role::List => self.targets.lists(is_it),
            _ => self.targets.resources(is_it),
        }
    }
}

/// Whether a name is that of an id; files have `-` where ids have `_`.
fn is_same(id: &str, name: &str) -> bool {
    let spelt = |byte| if byte == b'-' { b'_' } else { byte };
    !name.is_empty() && id.bytes().map(spelt).eq(name.bytes().map(spelt))
}

/// What a file is in the folder of an operation.
fn role_in_folder(stem: &str) -> Role {
    let mut words = stem.split(['-', '_', '.']);
    match words.any(|word| word == Role::Request.as_str()) {
        true => Role::Request,
        false => Role::Response,
    }
}

/// The texts that a resource's `object` holds, as the reference knows them.
pub(super) fn objects(resource: &Resource) -> impl Iterator<Item = &str> {
    let mut fields = resource.fields.iter();
    let object = fields.find(|field| field.name == TAG);
    let values = object.and_then(|field| field.ty.values());
    values
        .unwrap_or_default()
        .iter()
        .map(|known: &EnumValue| known.value.as_str())
}
