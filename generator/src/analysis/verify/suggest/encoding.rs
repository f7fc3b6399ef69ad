//! Suggests the encodings of requests, by how they were sent.

use std::collections::BTreeMap;

use super::reference::page_of;
use super::{Correction, Occurrences, Suggester};
use crate::analysis::verify::findings::encoding_in_words;
use crate::analysis::verify::value_location::SchemaOwner;
use crate::pipeline::api::Encoding;

/// The bodies with each encoding, by the position of the operation.
#[derive(Debug, Default)]
pub(super) struct Encodings(BTreeMap<usize, BTreeMap<Encoding, Occurrences>>);

impl Encodings {
    /// Counts a body of an operation.
    pub(super) fn add(&mut self, operation: usize, encoding: Encoding, body: usize) {
        let encodings = self.0.entry(operation).or_default();
        encodings.entry(encoding).or_default().add(body);
    }
}

impl Suggester<'_> {
    /// Adds a correction for each operation whose bodies were all sent in another encoding. A
    /// mismatch of only some bodies is added to those that no correction fixes.
    pub(super) fn add_encodings(
        &self,
        encodings: &Encodings,
        corrections: &mut Vec<Correction>,
        unfixable: &mut Vec<String>,
    ) {
        let encoding_of = |owner| match owner {
            SchemaOwner::Request(position) => Some(self.api.operations[position].encoding),
            _ => None,
        };
        for (position, sent) in &encodings.0 {
            let operation = &self.api.operations[*position];
            let others = sent.iter().filter(|(it, _)| **it != operation.encoding);
            for (encoding, bodies) in others {
                let files = self.files([bodies]);
                if sent.len() == 1 && (*encoding == Encoding::Json || operation.has_named_body()) {
                    let (to, was) = (encoding.as_str(), operation.encoding.as_str());
                    corrections.push(Correction {
                        path: operation.id.clone(),
                        page: page_of(SchemaOwner::Request(*position), encoding_of, self.api),
                        change: format!("encoding = \"{to}\"\nwas = \"{was}\""),
                        reason: format!("sent like this in {files}"),
                    });
                } else {
                    let (found, expected) = (
                        encoding_in_words(*encoding),
                        encoding_in_words(operation.encoding),
                    );
                    unfixable.push(format!(
                        "{files} (root): expected {expected}, found {found}"
                    ));
                }
            }
        }
    }
}
