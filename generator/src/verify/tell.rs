//! What a body is: as the index says, or as its own name and content tell.

use serde_json::value::RawValue;

use super::Role;
use super::json::Json;
use super::payloads::Payload;
use super::shape::Shapes;
use super::target::{Target, Targets};
use crate::api::{Resource, Type};
use crate::nearest;

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
        None => teller.guess(&payload.file),
    }
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
        let hint = nearest::hint(near, "the index may be of another release");
        Err(format!("the reference has no {thing} `{id}`; {hint}"))
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
    fn guess(&self, file: &str) -> Result<Vec<Target<'a>>, String> {
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
        let folder = folder.rsplit('/').next().unwrap_or_default();
        let stem = name.strip_suffix(".json").unwrap_or(name);
        let guesses = [
            self.of_name(stem, Role::Response),
            self.of_suffixed(stem),
            self.of_content(),
            self.of_name(folder, role_in_folder(stem)),
        ];
        let found = guesses.into_iter().find(|targets| !targets.is_empty());
        found.ok_or_else(|| {
            "neither its name, its `object` nor its folder is an id of the reference".to_owned()
        })
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
fn literal_object(resource: &Resource) -> Option<&String> {
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

/// What a body says of itself.
#[derive(Debug, Default, PartialEq, Eq)]
struct Content {
    is_array: bool,
    is_list: bool,
    /// Its `object`, or that of the first item of a list.
    object: Option<String>,
}

impl Content {
    /// Nothing is said by what is no JSON.
    fn of(text: &str) -> Self {
        serde_json::from_str(text).map_or_else(|_| Self::default(), Self::of_value)
    }

    fn of_value(raw: &RawValue) -> Self {
        match Json::read(raw) {
            Ok(Json::Array(items)) => Self {
                is_array: true,
                ..Self::of_list(&items)
            },
            Ok(Json::Object(members)) => Self::of_object(&members),
            _ => Self::default(),
        }
    }

    fn of_list(items: &[&RawValue]) -> Self {
        Self {
            is_array: false,
            is_list: true,
            object: items.first().and_then(|item| Self::of_value(item).object),
        }
    }

    /// A wrapper calls itself a list, or has the metadata of one.
    fn of_object(members: &[(String, &RawValue)]) -> Self {
        let member = |name: &str| {
            let member = members.iter().find(|(key, _)| key == name);
            member.map(|(_, raw)| *raw)
        };
        let object =
            member("object").and_then(|raw| serde_json::from_str::<String>(raw.get()).ok());
        let is_wrapper = match &object {
            Some(name) => name == "list",
            None => member("list_metadata").is_some(),
        };
        match member("data").filter(|_| is_wrapper).map(Json::read) {
            Some(Ok(Json::Array(items))) => Self::of_list(&items),
            _ => Self {
                object,
                ..Self::default()
            },
        }
    }

    /// What a body is whose id is a resource's.
    fn role(&self) -> Role {
        match self.is_list {
            true => Role::List,
            false => Role::Resource,
        }
    }
}
