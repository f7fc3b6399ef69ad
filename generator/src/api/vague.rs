//! Which members are vague still, once the docs are corrected.

use super::{Api, Decision, Field, Operation, Resource, Response, Type, Vague};

impl Api {
    /// Forgets the vague members that corrections have given a type, or taken away: what is
    /// counted and shown is what is vague in the result.
    pub(crate) fn settle_vague(&mut self) {
        let mut vague = std::mem::take(&mut self.vague);
        vague.retain(|vague| self.is_vague(vague));
        self.vague = vague;
    }

    fn is_vague(&self, vague: &Vague) -> bool {
        let mut keys = vague.docs.splitn(3, '.');
        let (id, list) = (keys.next().unwrap_or_default(), keys.next());
        let is_it = |resource: &&Resource| resource.id == id && resource.page == vague.page;
        if let Some(resource) = self.resources.iter().find(is_it) {
            return has(&resource.fields, vague);
        }
        let is_it = |operation: &&Operation| operation.id == id && operation.page == vague.page;
        let operation = self.operations.iter().find(is_it);
        operation.is_some_and(|operation| match (list, &operation.response) {
            (Some("returns"), Response::Body(kind)) => is_open(kind) || inside(kind, vague),
            (Some("returns"), Response::Nothing | Response::Url) => false,
            _ => has(&operation.query, vague) || has(&operation.body, vague),
        })
    }
}

/// Whether the member is there, and says no more than it did.
fn has(fields: &[Field], vague: &Vague) -> bool {
    fields.iter().any(|field| {
        let origin = &field.origin;
        let is_open = origin.decision == Decision::StillVague && !origin.corrected.kind;
        is_open && field.place == vague.place || inside(&field.kind, vague)
    })
}

fn inside(kind: &Type, vague: &Vague) -> bool {
    match kind {
        Type::Object(fields) => has(fields, vague),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => inside(inner, vague),
        Type::Union(union) => {
            let mut alternatives = union.alternatives.iter();
            alternatives.any(|alternative| inside(&alternative.kind, vague))
        }
        _ => false,
    }
}

/// Whether nothing is known of what is inside: the whole of an answer, whose only member names
/// it and is no field.
fn is_open(kind: &Type) -> bool {
    match kind {
        Type::Any => true,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => is_open(inner),
        _ => false,
    }
}
