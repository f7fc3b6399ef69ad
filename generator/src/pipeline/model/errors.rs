//! The errors that the docs describe: resources that are the bodies of error responses.

use std::collections::BTreeMap;

use super::builder::ModelBuilder;
use super::rust_model::{ErrorVariant, ItemPath};
use crate::names;
use crate::pipeline::api::{DefinedAs, Field, Resource, ResourceId, Type};

/// The members that distinguish errors, in the order of preference.
pub(crate) const TELLING: [&str; 2] = ["code", "error"];

/// The members with a text for people. An error has at least one of them.
const MESSAGES: [&str; 2] = ["message", "error_description"];

/// The members that identify a thing. An error has none of them.
const IDENTITIES: [&str; 2] = ["id", "object"];

/// An error, before its variant has a name.
struct FoundError<'a> {
    resource: &'a Resource,
    /// The words of its name.
    words: String,
    body: ItemPath,
    /// The member that distinguishes it from other errors, with its values.
    member: &'static str,
    texts: Vec<String>,
}

impl ModelBuilder<'_> {
    /// Lists the resources that are errors, without duplicates. Sections that describe the same
    /// error have one variant, since its code is the same.
    pub(super) fn errors(&mut self) {
        let mut found: Vec<FoundError<'_>> = Vec::new();
        for (position, resource) in self.api.resources.iter().enumerate() {
            let body = self.resource_path(ResourceId(position));
            let is_new = found.iter().all(|other| {
                other.resource.id != resource.id
                    || !Field::are_equivalent(&other.resource.fields, &resource.fields)
            });
            if let Some((member, texts)) = telling_member(resource).filter(|_| is_new) {
                found.push(FoundError {
                    resource,
                    words: self.words_of_error(position, &body),
                    member,
                    texts,
                    body,
                });
            }
        }
        let names = variant_texts(&found);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let names = names::variant_names(&names, &[names::UNDOCUMENTED]);
        let errors = found.into_iter().zip(names);
        let errors = errors.map(|(error, name)| ErrorVariant {
            name,
            member: error.member,
            texts: error.texts,
            body: error.body,
            is_deprecated: false,
        });
        self.model.errors = errors.collect();
    }

    /// The words of an error in the name of its variant: `SsoRequired` for `sso_required_error`.
    ///
    /// They are those of the id, which is the same on every page that describes the error, or those
    /// of the name that the settings give the type.
    fn words_of_error(&self, position: usize, body: &ItemPath) -> String {
        let own = self.names.name(self.names.resource(position));
        let name = if *own == body.name {
            names::type_name(&self.api.resources[position].id)
        } else {
            body.name.clone()
        };
        let name = name.as_str();
        let short = name.strip_suffix("Error").filter(|name| !name.is_empty());
        short.unwrap_or(name).to_owned()
    }
}

/// The member that distinguishes a resource from other errors, with its values; `None` if it is not
/// an error.
pub(crate) fn telling_member(resource: &Resource) -> Option<(&'static str, Vec<String>)> {
    let has = |names: &[&str], test: fn(&Field) -> bool| {
        let mut fields = resource.fields.iter();
        fields.any(|field| names.contains(&field.name.as_str()) && test(field))
    };
    let has_message = has(&MESSAGES, |field| field.ty == Type::String);
    let is_defined = resource.origin.defined == Some(DefinedAs::Error);
    if !is_defined && (!has_message || has(&IDENTITIES, |_| true)) {
        return None;
    }
    TELLING.into_iter().find_map(|name| {
        let field = resource.fields.iter().find(|field| field.name == name)?;
        let texts = match &field.ty {
            Type::Enum(values) if !field.optional && !field.nullable => values,
            _ => return None,
        };
        let texts = texts.iter().map(|value| value.value.clone());
        Some((name, texts.collect()))
    })
}

/// The texts that name the variants of errors. If several have the same words, each text begins
/// with the modules of its type.
fn variant_texts(errors: &[FoundError<'_>]) -> Vec<String> {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for error in errors {
        *uses.entry(&error.words).or_default() += 1;
    }
    let texts = errors.iter().map(|FoundError { words, body, .. }| {
        if uses[words.as_str()] == 1 {
            return words.clone();
        }
        let modules = body.module.0.iter().map(|module| module.as_str());
        modules
            .chain([words.as_str()])
            .collect::<Vec<_>>()
            .join("_")
    });
    texts.collect()
}
