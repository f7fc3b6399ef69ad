//! Compares the types and known values of path parameters.

use super::Comparer;
use super::types::Typed;
use crate::analysis::openapi::described::{Described, Parameter, Place};
use crate::analysis::openapi::disagreement::Kind;
use crate::analysis::openapi::found::{Fix, Owner, Site};
use crate::analysis::openapi::joined::{Joined, Text};
use crate::notation::docs_path;
use crate::notation::url_template::UrlTemplate;
use crate::pipeline::api::{Operation, PathParameter, Type};

/// Compares each path parameter of an operation with the parameter at the same position, since
/// their names may differ.
pub(super) fn compare<'a>(comparer: &mut Comparer<'a>, index: usize, described: &'a Described<'a>) {
    let operation: &'a Operation = &comparer.api.operations[index];
    let Ok(path) = UrlTemplate::parse_corrected(described.path, &|_| true) else {
        return;
    };
    let entity = Site::entity(Owner::Operation(index), &operation.id, &operation.place);
    for (parameter, name) in operation.path_parameters.iter().zip(path.parameters()) {
        let known = described.parameters.get(&(Place::Path, name.to_owned()));
        if let Some(known) = known {
            let name = operation.parameter_name(parameter);
            let path = docs_path::join(&format!("{}.parameters", operation.id), &name);
            let site = match &parameter.described {
                Some(field) => entity.member(field, path),
                None => entity.at(path),
            };
            compare_one(comparer, parameter, &site, known);
        }
    }
}

fn compare_one<'a>(
    comparer: &mut Comparer<'a>,
    parameter: &'a PathParameter,
    site: &Site<'a>,
    known: &Parameter<'a>,
) {
    let joined = Joined::new(Some(&known.schema), comparer.expander);
    let field = parameter.described.as_ref();
    // A timestamp in a path counts as a text. The docs give no type for a parameter that they do
    // not describe.
    let ty = field.map_or(&Type::String, |field| &field.ty);
    let has_values = matches!(joined.text, Some(Text::Values(_)));
    let is_text = matches!(ty, Type::String | Type::Timestamp);
    let is_same_text = is_text && joined.text.is_some() && !has_values;
    let is_unsaid = joined.is_any || *ty == Type::Any || field.is_none() && !has_values;
    if is_unsaid || is_same_text {
        return;
    }
    let of = Typed {
        field,
        site,
        pointer: &known.pointer,
    };
    if !comparer.is_same(ty, &joined, of) {
        let claims = comparer.types(ty, &joined);
        let fix = match field {
            // A correction cannot change a path parameter to another type than a text.
            _ if joined.text.is_none() => Fix::None,
            Some(field) => Fix::Type(field, Some(known.schema.clone())),
            None => Fix::TypeOfText(&parameter.name, known.schema.clone()),
        };
        comparer.add(Kind::Type, site, &known.pointer, claims, fix);
    }
}
