//! What an operation documents and the output does not have.

use std::collections::BTreeMap;

use super::items::ModelBuilder;
use super::rust_model::OmittedMember;
use crate::base::node_path::NodeRef;
use crate::pipeline::api::{Field, Operation, Type};

/// The members of one operation that are in the output, as often as they are. One place may be
/// there twice: a parameter and a part of the answer can refer to the same member.
#[derive(Debug, Default)]
pub(super) struct EmittedCounts(BTreeMap<NodeRef, usize>);

impl EmittedCounts {
    /// Counts a member that is in the output.
    pub(super) fn add(&mut self, place: &NodeRef) {
        *self.0.entry(place.clone()).or_default() += 1;
    }

    /// Counts these members and all that are in them, where a type of our own stands for them.
    pub(super) fn add_all(&mut self, fields: &[Field]) {
        for field in fields {
            self.add(&field.place);
            if let Type::Object(fields) = &field.ty {
                self.add_all(fields);
            }
        }
    }

    /// Whether the member is there once more than it was asked for.
    fn take(&mut self, place: &NodeRef) -> bool {
        let left = self.0.get_mut(place).filter(|count| **count > 0);
        left.map(|count| *count -= 1).is_some()
    }
}

impl ModelBuilder<'_> {
    /// Lists what the operation documents beyond what was emitted since the last one.
    pub(super) fn list_omitted(&mut self, operation: &Operation) {
        let mut emitted = std::mem::take(&mut self.emitted);
        let missing = operation
            .documented
            .iter()
            .filter(|member| !emitted.take(&member.place));
        let page = &self.api.pages[operation.page.index()].path;
        self.model
            .omitted
            .extend(missing.map(|member| OmittedMember {
                id: operation.id.clone(),
                page: page.clone(),
                member: member.path.clone(),
                place: member.place.clone(),
            }));
    }
}
