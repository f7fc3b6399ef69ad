//! What each entity of a wire view is (format, section 3.1).

use crate::base::view::View;
use crate::notation::METHODS;
use crate::pipeline::parse::Entity;

/// The entity that only says what the cursors of lists mean.
const DOCUMENTATION: &str = "list_metadata";

/// What an entity of a wire view is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A call that the API answers.
    Operation,
    /// A thing that the API hands out.
    Resource,
    /// What a member is like that refers to it.
    SharedDefinition,
    /// Nothing of the API, only a text about it.
    Documentation,
    /// None of these.
    Unclear,
}

impl Role {
    /// What the entity is, as far as it says.
    pub(super) fn from_entity(view: View, entity: &Entity) -> Self {
        match entity {
            _ if is_operation(view, entity) => Self::Operation,
            Entity {
                properties: Some(_),
                ..
            } => Self::Resource,
            _ if is_call(entity) => Self::Unclear,
            Entity { ty: Some(_), .. } if entity.is_shared_definition() => Self::SharedDefinition,
            Entity { key, .. } if key == DOCUMENTATION => Self::Documentation,
            _ => Self::Unclear,
        }
    }
}

/// Whether an entity is a call. Only `curl` has those; elsewhere an HTTP `type` means nothing.
pub(super) fn is_operation(view: View, entity: &Entity) -> bool {
    view == View::Curl && is_call(entity)
}

/// Whether an entity is to be a call, even if it says so with a mistake: it has a path or a method,
/// or lists that nothing else has.
fn is_call(entity: &Entity) -> bool {
    let has_path = |title: &str| title.starts_with('/');
    let has_method = |ty: &str| METHODS.iter().any(|known| known.eq_ignore_ascii_case(ty));
    let has_lists = match (&entity.properties, &entity.parameters, &entity.returns) {
        (Some(_), ..) => false,
        (None, _, Some(_)) => true,
        (None, parameters, None) => parameters.is_some() && entity.ty.is_some(),
    };
    has_lists
        || entity.title.as_deref().is_some_and(has_path)
        || entity.ty.as_deref().is_some_and(has_method)
}
