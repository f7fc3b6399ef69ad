//! `pub name: Type`

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Field, Token, Visibility};

use super::{attribute, doc_comment, rust_type};
use crate::base::diagnostic::Error;
use crate::pipeline::model::rust_model::{FieldEncoding, ModulePath, RustType, StructField};

/// The widest list of arguments that rustfmt leaves on the line of its attribute.
const MAX_ARGUMENTS_WIDTH: usize = 70;

/// The field with its docs and serde attributes.
///
/// # Errors
///
/// Its type is not Rust, or an attribute of the settings.
pub(super) fn emit(field: &StructField, at: &ModulePath) -> Result<Field, Error> {
    let mut attrs = doc_comment::attributes(&field.docs);
    attrs.extend(
        field
            .deprecated
            .as_deref()
            .map(|note| attribute::value("deprecated", note)),
    );
    attrs.extend(serde(field));
    attrs.extend(attribute::parse_attributes(&field.attributes)?);
    Ok(Field {
        attrs,
        vis: Visibility::Public(<Token![pub]>::default()),
        modifiers: syn::FieldModifiers::default(),
        ident: Some(field.name.to_syn()),
        colon_token: Some(<Token![:]>::default()),
        ty: rust_type::emit(&field.ty, at)?,
        default: None,
    })
}

/// What serde must know: one attribute, or one for each argument where that would be too wide.
fn serde(field: &StructField) -> Vec<Attribute> {
    let arguments = arguments(field);
    let one = quote!(#(#arguments),*);
    match arguments.len() {
        0 => Vec::new(),
        2.. if one.to_string().chars().count() > MAX_ARGUMENTS_WIDTH => arguments
            .into_iter()
            .map(|argument| attribute::list("serde", argument))
            .collect(),
        _ => vec![attribute::list("serde", one)],
    }
}

fn arguments(field: &StructField) -> Vec<TokenStream> {
    if matches!(field.wire, FieldEncoding::Path | FieldEncoding::QueryOnly) {
        return vec![quote!(skip)];
    }
    let beside =
        (field.wire == FieldEncoding::QueryOnlyDeserialized).then(|| quote!(skip_serializing));
    let rename = field.rename.as_ref().map(|name| quote!(rename = #name));
    let with = (field.wire == FieldEncoding::CommaSeparated)
        .then(|| quote!(default, with = "runtime::comma_separated"));
    let time = (field.wire == FieldEncoding::Rfc3339).then(|| match field.ty {
        RustType::Option(_) => quote!(default, with = "runtime::rfc3339"),
        _ => quote!(with = "runtime::rfc3339"),
    });
    let skips = field.skip_none || field.wire == FieldEncoding::CommaSeparated;
    let skip = skips.then(|| match &field.ty {
        _ if field.wire == FieldEncoding::CommaSeparated => {
            quote!(skip_serializing_if = "runtime::comma_separated::is_empty")
        }
        RustType::Patch(_) => quote!(default, skip_serializing_if = "runtime::Patch::is_keep"),
        _ => quote!(skip_serializing_if = "Option::is_none"),
    });
    rename
        .into_iter()
        .chain(beside)
        .chain(with)
        .chain(time)
        .chain(skip)
        .collect()
}
