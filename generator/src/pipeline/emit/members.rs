//! The table by which serde reads and writes a struct.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use syn::{Item, parse_quote};

use crate::pipeline::model::rust_model::{RustType, StructField, StructItem};

/// The call of the macro that implements the traits of serde for the struct.
pub(super) fn emit(item: &StructItem) -> Item {
    let name = &item.name;
    let directions = item.directions.names();
    let directions = directions
        .iter()
        .map(|name| Ident::new(name, Span::call_site()));
    let written = item.fields.iter().filter(|field| !field.wire.is_skipped());
    let members = written.enumerate().map(|(position, field)| {
        let position = Literal::usize_unsuffixed(position);
        let (presence, keyed) = (presence(field), field.keyed());
        let (name, key) = (keyed.name, keyed.key);
        quote!(#position #presence #name = #key)
    });
    parse_quote!(members! { #name #(#directions)* { #(#members,)* } })
}

/// The way in which the member may be missing, which has the name of the function that writes it.
fn presence(field: &StructField) -> TokenStream {
    match field.ty {
        RustType::Patch(_) => quote!(patch),
        RustType::Option(_) if field.skip_none => quote!(optional),
        RustType::Option(_) => quote!(nullable),
        _ => quote!(required),
    }
}
