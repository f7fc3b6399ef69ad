//! The table of a struct's members, which implements traits of serde and others.

use proc_macro2::{Ident, Literal, Span};
use quote::quote;
use syn::{Item, LitInt};

use super::macro_call;
use crate::config::SerdeCode;
use crate::pipeline::model::rust_model::{FieldEncoding, RustType, StructField, StructItem};

/// The kind of a member that is always present.
const REQUIRED: &str = "required";

/// The traits that the table implements; empty if the struct has no table.
pub(super) fn traits(item: &StructItem) -> Vec<&'static str> {
    let is_written = item.is_written_by_table();
    let traits = [
        ("Debug", item.is_shown_by_table()),
        ("Eq", item.code == SerdeCode::Table && item.derives.eq),
        ("Hash", is_written),
        ("Serialize", is_written),
        ("Deserialize", item.is_read_by_table()),
    ];
    let there = traits.into_iter().filter(|(_, has_it)| *has_it);
    there.map(|(name, _)| name).collect()
}

/// The call of the macro that implements these traits for the struct.
pub(super) fn emit(item: &StructItem, traits: &[&str]) -> Item {
    let name = &item.name;
    let traits = traits.iter().map(|it| Ident::new(it, Span::call_site()));
    let mut required: u128 = 0;
    let mut members = Vec::new();
    for (position, field) in item.fields.iter().enumerate() {
        let (kind, keyed) = (kind(field), field.keyed());
        if kind == REQUIRED {
            required |= 1 << position;
        }
        let position = Literal::usize_unsuffixed(position);
        let kind = Ident::new(kind, Span::call_site());
        let (name, key) = (keyed.name, keyed.key);
        members.push(quote!(#position #kind #name = #key,));
    }
    let required = LitInt::new(&format!("{required:#b}"), Span::call_site());
    let content = quote!(#name #(#traits)* { #(#members)* required = #required, });
    macro_call("members", content)
}

/// The kind of a member or parameter. It is the name of a function of the support module.
fn kind(field: &StructField) -> &'static str {
    match field.ty {
        _ if field.wire.is_skipped() => "parameter",
        _ if field.wire == FieldEncoding::CommaSeparated => "commas",
        RustType::Patch(_) => "patch",
        RustType::Option(_) if field.skip_none => "optional",
        RustType::Option(_) => "nullable",
        _ => REQUIRED,
    }
}
