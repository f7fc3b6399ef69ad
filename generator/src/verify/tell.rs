//! What a body is: as the index says, or as its own name and content tell.

mod content;

use std::collections::BTreeSet;

use serde_json::value::RawValue;

use super::payloads::{INDEX, Payload};
use super::shape::Shapes;
use super::target::{Target, Targets};
use super::{Held, Role};
use crate::api::{Resource, Type};
use crate::nearest;
use content::Content;

/// What helps where a body does not tell what it is.
const NEXT: &str = "say what it is in index.tsv: its file, role and docs id";

/// The models that a body may be of: those of its id on every page that has it.
///
/// # Errors
///
/// Nothing tells what the body is; the text says why.
pub(super) fn targets<'a>(
    payload: &Payload,
    shapes: Shapes<'a>,
) -> Result<Vec<Target<'a>>, String> {
    let teller = Teller {
        targets: Targets { shapes },
        content: Content::of(payload.text.as_deref().unwrap_or_default()),
    };
    match &payload.listed {
        Some((role, id)) => teller.named(*role, id),
        None => teller
            .guess(&payload.file)
            .ok_or_else(|| untold(payload.text.as_deref())),
    }
}

/// Why nothing tells what a body is.
fn untold(text: Option<&str>) -> String {
    let broken = match text {
        Some(text) => serde_json::from_str::<&RawValue>(text)
            .err()
            .map(|error| error.to_string()),
        None => Some("not UTF-8".to_owned()),
    };
    match broken {
        Some(why) => format!("not JSON: {why}; mend it, or {NEXT}"),
        None => format!(
            "neither its name, its `object` nor its folder is an id of the reference; {NEXT}"
        ),
    }
}

/// Of what its own name and content tell of a body, the one thing that reads it; for several
/// share an `object`, and none of them is more likely than the others.
///
/// # Errors
///
/// Several read it, or none of several; the text says which.
pub(super) fn decide<'a>(held: Vec<Held<'a>>) -> Result<Vec<Held<'a>>, String> {
    let name = |held: &Held<'a>| (held.target.role, held.target.id);
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

fn ambiguous(names: &BTreeSet<(Role, &str)>, how: &str) -> String {
    let names = names.iter().map(|(role, id)| format!("the {role} `{id}`"));
    let names: Vec<String> = names.collect();
    format!("it may be {}, {how}; {NEXT}", names.join(" or "))
}

struct Teller<'a> {
    targets: Targets<'a>,
    content: Content,
}

impl<'a> Teller<'a> {
    /// What the index names; the id itself, or one that differs in `-` and `_` only.
    fn named(&self, role: Role, id: &str) -> Result<Vec<Target<'a>>, String> {
        let exact = self.of_role(role, |known| known == id);
        let targets = match exact.is_empty() {
            true => self.of_role(role, |known| is_same(known, id)),
            false => exact,
        };
        if !targets.is_empty() {
            return Ok(targets);
        }
        let thing = match role {
            Role::Request | Role::Response => "operation",
            Role::Resource | Role::List => "resource",
        };
        let near = nearest::of(id, self.targets.ids(role));
        let help = match near {
            Some(near) => format!("did you mean `{near}`? Correct its line in {INDEX}"),
            None => format!("correct its line in {INDEX}, which may be of another release"),
        };
        Err(format!("the reference has no {thing} `{id}`; {help}"))
    }

    fn of_role(&self, role: Role, is_it: impl Fn(&str) -> bool) -> Vec<Target<'a>> {
        match role {
            Role::Request | Role::Response => self.targets.operations(role, is_it),
            Role::Resource => self.targets.resources(|resource| is_it(&resource.id)),
            Role::List => self
                .targets
                .lists(self.content.is_array, |resource| is_it(&resource.id)),
        }
    }

    /// What the file's name says, else the body's own name, else the folder's.
    fn guess(&self, file: &str) -> Option<Vec<Target<'a>>> {
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
        let folder = folder.rsplit('/').next().unwrap_or_default();
        let stem = name.strip_suffix(".json").unwrap_or(name);
        let guesses = [
            self.of_name(stem, Role::Response),
            self.of_suffixed(stem),
            self.of_content(),
            self.of_name(folder, role_in_folder(stem)),
        ];
        guesses.into_iter().find(|targets| !targets.is_empty())
    }

    /// What has this name in the docs: an operation, else a resource.
    fn of_name(&self, name: &str, of_operation: Role) -> Vec<Target<'a>> {
        let is_it = |id: &str| is_same(id, name);
        let operations = self.of_role(of_operation, is_it);
        match operations.is_empty() {
            true => self.of_role(self.content.role(), is_it),
            false => operations,
        }
    }

    /// `create_parcel_request`, `create_parcel.response`
    fn of_suffixed(&self, stem: &str) -> Vec<Target<'a>> {
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
    fn of_content(&self) -> Vec<Target<'a>> {
        let Content {
            is_array, object, ..
        } = &self.content;
        let is_it =
            |resource: &Resource| object.is_some() && literal_object(resource) == object.as_ref();
        match self.content.role() {
            Role::List => self.targets.lists(*is_array, is_it),
            _ => self.targets.resources(is_it),
        }
    }
}

/// Whether a name is that of an id; files have `-` where ids have `_`.
fn is_same(id: &str, name: &str) -> bool {
    let of = |text: &str| text.replace('-', "_");
    !name.is_empty() && of(id) == of(name)
}

/// What a file is in the folder of an operation.
fn role_in_folder(stem: &str) -> Role {
    let mut words = stem.split(['-', '_', '.']);
    match words.any(|word| word == Role::Request.as_str()) {
        true => Role::Request,
        false => Role::Response,
    }
}

/// The one text that a resource's `object` holds.
pub(super) fn literal_object(resource: &Resource) -> Option<&String> {
    let object = resource
        .fields
        .iter()
        .find(|field| field.name == "object")?;
    match &object.kind {
        Type::Enum(values) => match &values[..] {
            [only] => Some(&only.value),
            _ => None,
        },
        _ => None,
    }
}
