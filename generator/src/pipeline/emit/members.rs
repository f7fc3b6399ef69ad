//! The table by which serde reads and writes a struct.

use proc_macro2::{Ident, Literal, Span};
use quote::quote;
use syn::{Item, LitInt};

use super::{macro_call, serde_traits};
use crate::pipeline::model::rust_model::{FieldEncoding, RustType, StructField, StructItem};

/// The kind of a member that is always present.
const REQUIRED: &str = "required";

/// The call of the macro that implements `Eq` and the traits of serde for the struct.
pub(super) fn emit(item: &StructItem) -> Item {
    let name = &item.name;
    let eq = if item.derives.eq {
        Some(quote!(Eq))
    } else {
        None
    };
    let directions = serde_traits(item.directions);
    let written = item.fields.iter().filter(|field| !field.wire.is_skipped());
    let mut required: u128 = 0;
    let mut members = Vec::new();
    for (position, field) in written.enumerate() {
        let (presence, keyed) = (presence(field), field.keyed());
        if presence == REQUIRED {
            required |= 1 << position;
        }
        let position = Literal::usize_unsuffixed(position);
        let presence = Ident::new(presence, Span::call_site());
        let (name, key) = (keyed.name, keyed.key);
        members.push(quote!(#position #presence #name = #key,));
    }
    let required = LitInt::new(&format!("{required:#b}"), Span::call_site());
    let content = quote!(#name #eq #(#directions)* { #(#members)* required = #required, });
    macro_call("members", content)
}

/// The way in which the member may be missing. It is the name of a function of the support module.
fn presence(field: &StructField) -> &'static str {
    match field.ty {
        _ if field.wire == FieldEncoding::CommaSeparated => "commas",
        RustType::Patch(_) => "patch",
        RustType::Option(_) if field.skip_none => "optional",
        RustType::Option(_) => "nullable",
        _ => REQUIRED,
    }
}
