//! How everything came about, beside what was made.

use std::collections::BTreeSet;

use super::{Inspection, Role};
use crate::analysis::explain::{Evidence, Field};

impl Inspection {
    /// Adds how everything came about, which costs more than a build script should pay.
    pub(crate) fn add(&mut self, evidence: Evidence) {
        for model in &mut self.models {
            let part = match model.role {
                Role::Resource => "",
                Role::Request => ".parameters",
                Role::Response => ".returns",
            };
            model.fields = fields(&evidence, &model.id, &model.page, part);
        }
        let answers = self.models.iter();
        let answers: BTreeSet<(&str, &str)> = answers
            .filter(|model| model.role == Role::Response)
            .map(|model| (model.id.as_str(), model.page.as_str()))
            .collect();
        for operation in &mut self.operations {
            if !answers.contains(&(operation.id.as_str(), operation.page.as_str())) {
                operation.fields = fields(&evidence, &operation.id, &operation.page, ".returns");
            }
        }
        self.untyped = evidence.untyped;
        self.unjoined = evidence.unjoined;
    }
}

/// The fields of a part of an entity.
fn fields(evidence: &Evidence, id: &str, page: &str, part: &str) -> Vec<Field> {
    let prefix = format!("{id}{part}.");
    let mut entities = evidence.entities.iter();
    let entity = entities.find(|entity| entity.id == id && entity.page == page);
    let fields = entity.into_iter().flat_map(|entity| &entity.fields);
    let fields = fields.filter(|field| field.docs.starts_with(&prefix));
    fields.cloned().collect()
}
