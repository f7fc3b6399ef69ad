//! `pub name: Type`

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Field, Token, Visibility};

use super::{attribute, rust_type};
use crate::base::diagnostic::Error;
use crate::config::SerdeCode;
use crate::pipeline::model::rust_model::{FieldEncoding, ModulePath, RustType, StructField};

/// The maximum width of the arguments of one attribute.
const MAX_ARGUMENTS_WIDTH: usize = 70;

/// The attribute in place of the docs of a field. Docs are most of the output, so they are printed
/// directly, without a syntax tree.
pub(crate) const DOCS_MARK: &str = "__docs";

/// The field with the mark of its docs, and with serde attributes if a derive reads them.
///
/// # Errors
///
/// The type or an attribute of the settings is not valid Rust.
pub(super) fn emit(field: &StructField, code: SerdeCode, at: &ModulePath) -> Result<Field, Error> {
    let mut attrs = vec![attribute::word(DOCS_MARK)];
    attrs.extend(
        field
            .deprecated
            .as_deref()
            .map(|note| attribute::value("deprecated", note)),
    );
    if code == SerdeCode::Derive {
        attrs.extend(serde(field));
    }
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

/// The attributes for serde: one, or one for each argument if one would be too wide.
pub(super) fn serde(field: &StructField) -> Vec<Attribute> {
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
    if field.wire == FieldEncoding::Flattened {
        return vec![quote!(flatten)];
    }
    let mut arguments = Vec::new();
    if let Some(name) = &field.rename {
        arguments.push(quote!(rename = #name));
    }
    match field.wire {
        FieldEncoding::Path | FieldEncoding::Skipped => return vec![quote!(skip)],
        FieldEncoding::CommaSeparated => {
            arguments.push(quote!(default, with = "runtime::comma_separated"));
            let is_empty = "runtime::comma_separated::is_empty";
            arguments.push(quote!(skip_serializing_if = #is_empty));
            return arguments;
        }
        FieldEncoding::Rfc3339 if matches!(field.ty, RustType::Option(_)) => {
            arguments.push(quote!(default, with = "runtime::rfc3339"));
        }
        FieldEncoding::Rfc3339 => arguments.push(quote!(with = "runtime::rfc3339")),
        FieldEncoding::Plain | FieldEncoding::Custom | FieldEncoding::Flattened => {}
    }
    if field.skip_none {
        arguments.push(match field.ty {
            RustType::Patch(_) => quote!(default, skip_serializing_if = "runtime::Patch::is_keep"),
            _ => quote!(skip_serializing_if = "Option::is_none"),
        });
    }
    arguments
}
