//! The role of each entity of a wire view (format, section 3.1).

use crate::base::view::View;
use crate::notation::METHODS;
use crate::pipeline::parse::Entity;

/// The entity that only explains the cursors of lists.
const DOCUMENTATION: &str = "list_metadata";

/// The role of an entity of a wire view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A call that the API answers.
    Operation,
    /// A thing that the API hands out.
    Resource,
    /// The description of a member, for others to refer to.
    SharedDefinition,
    /// A text about the API.
    Documentation,
    /// None of these.
    Unclear,
}

impl Role {
    /// The role of the entity, as far as it is described.
    pub(super) fn from_entity(view: View, entity: &Entity) -> Self {
        if is_operation(view, entity) {
            Self::Operation
        } else if entity.properties.is_some() {
            Self::Resource
        } else if is_call(entity) {
            Self::Unclear
        } else if entity.ty.is_some() && entity.is_shared_definition() {
            Self::SharedDefinition
        } else if entity.key == DOCUMENTATION {
            Self::Documentation
        } else {
            Self::Unclear
        }
    }
}

/// `true` if an entity is a call. Only `curl` has those; elsewhere an HTTP `type` means nothing.
pub(super) fn is_operation(view: View, entity: &Entity) -> bool {
    view == View::Curl && is_call(entity)
}

/// `true` if an entity is meant as a call, even with a mistake: it has a path or a method, or lists
/// that nothing else has.
fn is_call(entity: &Entity) -> bool {
    let has_path = |title: &str| title.starts_with('/');
    let has_method = |ty: &str| METHODS.iter().any(|known| known.eq_ignore_ascii_case(ty));
    let has_lists = entity.properties.is_none()
        && (entity.returns.is_some() || entity.parameters.is_some() && entity.ty.is_some());
    has_lists
        || entity.title.as_deref().is_some_and(has_path)
        || entity.ty.as_deref().is_some_and(has_method)
}
