//! What a body says of itself.

use serde_json::value::RawValue;

use super::super::Role;
use super::super::json::Json;

/// What a body says of itself, as far as it is JSON.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PayloadHints {
    is_list: bool,
    /// Its `object`, or that of the first item of a list.
    pub(super) object: Option<String>,
}

impl PayloadHints {
    /// Nothing is said by what is no JSON.
    pub(super) fn from_text(text: &str) -> Self {
        serde_json::from_str(text).map_or_else(|_| Self::default(), Self::of_value)
    }

    fn of_value(raw: &RawValue) -> Self {
        match Json::read(raw) {
            Ok(Json::Array(items)) => Self::of_list(&items),
            Ok(Json::Object(members)) => Self::of_object(&members),
            _ => Self::default(),
        }
    }

    fn of_list(items: &[&RawValue]) -> Self {
        Self {
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
    pub(super) fn role(&self) -> Role {
        match self.is_list {
            true => Role::List,
            false => Role::Resource,
        }
    }
}
