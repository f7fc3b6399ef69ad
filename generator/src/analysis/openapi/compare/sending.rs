//! Compares servers, credentials and body encodings with the description.

use super::Comparer;
use crate::analysis::openapi::described::{Content, Described};
use crate::analysis::openapi::disagreement::Kind;
use crate::analysis::openapi::found::{Fix, Owner, Site};
use crate::pipeline::api::{API, Credential, Encoding};

impl<'a> Comparer<'a> {
    /// Compares the server, credential and encodings of an operation.
    pub(super) fn sending(&mut self, index: usize, described: &'a Described<'a>) {
        let operation = &self.api.operations[index];
        let site = Site::entity(Owner::Operation(index), &operation.id, &operation.place);
        let moves = self.server(&operation.server, &site, described);
        let docs = operation.credential();
        if let Some(openapi) = described.credential.filter(|openapi| docs != *openapi) {
            // An access token is a parameter, and only the server `api` gets the API key, so a
            // correction of the credential is not always possible.
            let is_token = [docs, openapi].contains(&Credential::AccessToken);
            let fix = if moves && openapi == Credential::None {
                Fix::OfAnother
            } else if is_token || moves || operation.server != API {
                Fix::None
            } else {
                call(Kind::Credential, openapi.as_str(), docs.as_str())
            };
            let claims = (docs.as_str(), openapi.as_str());
            self.add(Kind::Credential, &site, &described.pointer, claims, fix);
        } else if let Some(scheme) = described.other_scheme.clone()
            && docs != Credential::None
        {
            let claims = (format!("{} as bearer", docs.as_str()), scheme);
            self.add(
                Kind::Credential,
                &site,
                &described.pointer,
                claims,
                Fix::None,
            );
        }
        if let Some(content) = &described.body
            && !operation.body.is_empty()
        {
            self.encoding(operation.encoding, &site, content);
        }
        let contents = described
            .responses
            .iter()
            .filter_map(|answer| answer.content.as_ref());
        let site = site.at(format!("{}.returns", operation.id));
        for content in contents {
            let mut types = content.types.iter();
            if !types.any(|media| Encoding::from_media_type(media) == Some(Encoding::Json)) {
                let claims = ("json", content.types.join(", "));
                self.add(Kind::Encoding, &site, &content.pointer, claims, Fix::None);
            }
        }
    }

    /// Compares the server, and returns `true` if a correction to another one is suggested.
    fn server(&mut self, docs: &str, site: &Site<'a>, described: &'a Described<'a>) -> bool {
        let openapi = described.server.unwrap_or(API);
        let name = self.servers.get(openapi).copied().unwrap_or(openapi);
        // A server without a base URL in the settings may be any server other than the API.
        let may_be = docs != API && name == openapi && openapi != API;
        if docs == name || may_be && !self.servers.values().any(|named| *named == docs) {
            return false;
        }
        let is_known = name != openapi || openapi == API;
        let fix = if is_known {
            call(Kind::Server, name, docs)
        } else {
            Fix::None
        };
        self.add(Kind::Server, site, &described.pointer, (docs, openapi), fix);
        is_known && name != API
    }

    /// Compares the encoding of a body. A description may have several.
    fn encoding(&mut self, docs: Encoding, site: &Site<'a>, content: &Content<'a>) {
        let has = |encoding: Encoding| {
            let mut types = content.types.iter();
            types.any(|media| Encoding::from_media_type(media) == Some(encoding))
        };
        if has(docs) {
            return;
        }
        let other = [Encoding::Json, Encoding::Form]
            .into_iter()
            .find(|it| has(*it));
        let (openapi, fix) = match other {
            Some(other) => {
                let fix = call(Kind::Encoding, other.as_str(), docs.as_str());
                (other.as_str().to_owned(), fix)
            }
            None => (content.types.join(", "), Fix::None),
        };
        let claims = (docs.as_str(), openapi);
        self.add(Kind::Encoding, site, &content.pointer, claims, fix);
    }
}

/// The correction of a key of the operation.
fn call<'a>(key: Kind, to: &str, was: &str) -> Fix<'a> {
    let (to, was) = (to.to_owned(), was.to_owned());
    Fix::Call { key, to, was }
}
