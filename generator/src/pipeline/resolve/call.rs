//! The call of an operation: its method and its path (format, section 5).

use super::expanded::{ExpandedEntity, ListKind};
use super::view_joins;
use crate::base::diagnostic::{Code, Location};
use crate::base::node_path::NodeRef;
use crate::base::text::did_you_mean;
use crate::notation::METHODS;
use crate::notation::url_template::{PathError, UrlTemplate, is_one_of};
use crate::pipeline::api::CallFault;
use crate::pipeline::parse::Entity;

/// Reads the path of an operation. If a name could end in several places, the listed parameters
/// decide.
pub(super) fn path(entity: &Entity, lists: &ExpandedEntity) -> Result<UrlTemplate, PathError> {
    let lists = [ListKind::Parameters, ListKind::Properties].map(|list| lists.members(list));
    let listed = lists.into_iter().flat_map(view_joins::unwrapped);
    let is_listed = is_one_of(listed.map(|member| member.key.as_str()));
    UrlTemplate::parse(entity.title.as_deref().unwrap_or_default(), &is_listed)
}

/// The errors in an operation's method and path. In a faulty entity, missing parts are not
/// reported, since they may be among the unreadable parts.
pub(super) fn faults(
    entity: &Entity,
    place: &NodeRef,
    path: &Result<UrlTemplate, PathError>,
) -> Vec<CallFault> {
    if entity.is_faulty {
        return Vec::new();
    }
    let method = method_fault(entity, place);
    let path = path.as_ref().err();
    let path = path.map(|error| path_fault(entity, place, error));
    method.into_iter().chain(path).collect()
}

/// The error of an operation without a method, or with an unknown one.
fn method_fault(entity: &Entity, place: &NodeRef) -> Option<CallFault> {
    let (message, help, at) = match entity.ty.as_deref() {
        None => (
            format!("the operation `{}` has no method", entity.key),
            "add it, as in `type: GET`; or correct it with `method` or `drop`".to_owned(),
            place.clone(),
        ),
        Some(method) if METHODS.contains(&method) => return None,
        Some(method) => (
            format!("`{method}` is not a method of an operation"),
            method_help(method),
            place.key("type"),
        ),
    };
    Some(CallFault {
        code: Code::UnknownMethod,
        message,
        help,
        location: Location::Value(at),
    })
}

fn method_help(method: &str) -> String {
    // Methods are so short that names with one wrong letter are not similar enough for
    // `best_match`.
    let upper = method.to_uppercase();
    let near = METHODS
        .into_iter()
        .find(|known| strsim::osa_distance(&upper, known) <= 1)
        .or_else(|| did_you_mean::best_match(&upper, METHODS));
    let methods = METHODS.join(", ");
    let otherwise = format!("write one of {methods}; or correct it with `method` or `drop`");
    did_you_mean::hint(near, &otherwise)
}

/// The error of an operation without a valid path.
fn path_fault(entity: &Entity, place: &NodeRef, error: &PathError) -> CallFault {
    let (message, help, at) = match entity.title {
        Some(_) => (error.message.clone(), error.help, place.key("title")),
        None => (
            format!("the operation `{}` has no path", entity.key),
            "add it, as in `title: /things/:id`",
            place.clone(),
        ),
    };
    CallFault {
        code: Code::InvalidPath,
        message,
        help: format!("{help}; or correct it with `url` or `drop`"),
        location: Location::Value(at),
    }
}
