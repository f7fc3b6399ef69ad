//! The errors that the docs describe: resources that are the bodies of error responses.

use std::collections::HashMap;

use super::builder::ModelBuilder;
use super::rust_model::{ErrorVariant, ItemPath};
use crate::names;
use crate::pipeline::api::{ResourceId, telling_member};

/// An error, before its variant has a name.
struct FoundError {
    /// The words of its name.
    words: String,
    body: ItemPath,
    /// The member that distinguishes it from other errors, with its values.
    member: &'static str,
    texts: Vec<String>,
}

impl ModelBuilder<'_> {
    /// Lists the resources that are errors, without duplicates.
    pub(super) fn errors(&mut self) {
        let mut found: Vec<FoundError> = Vec::new();
        let resources = self.api.resources.iter().zip(&self.aliases);
        for (position, (resource, alias)) in resources.enumerate() {
            if alias.is_some() {
                continue;
            }
            if let Some((member, texts)) = telling_member(resource) {
                let body = self.resource_path(ResourceId(position));
                found.push(FoundError {
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

/// The texts that name the variants of errors. If several have the same words, each text begins
/// with the modules of its type.
fn variant_texts(errors: &[FoundError]) -> Vec<String> {
    let mut uses: HashMap<&str, usize> = HashMap::new();
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
