//! The table by which serde reads and writes a struct.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::Item;

use super::{macro_call, serde_traits};
use crate::pipeline::model::rust_model::{RustType, StructField, StructItem};

/// The call of the macro that implements the traits of serde for the struct.
pub(super) fn emit(item: &StructItem) -> Item {
    let name = &item.name;
    let directions = serde_traits(item.directions);
    let written = item.fields.iter().filter(|field| !field.wire.is_skipped());
    let members = written.enumerate().map(|(position, field)| {
        let position = Literal::usize_unsuffixed(position);
        let (presence, keyed) = (presence(field), field.keyed());
        let (name, key) = (keyed.name, keyed.key);
        quote!(#position #presence #name = #key)
    });
    let content = quote!(#name #(#directions)* { #(#members,)* });
    macro_call("members", content)
}

/// The way in which the member may be missing. It is the name of a function of the support module.
fn presence(field: &StructField) -> TokenStream {
    match field.ty {
        RustType::Patch(_) => quote!(patch),
        RustType::Option(_) if field.skip_none => quote!(optional),
        RustType::Option(_) => quote!(nullable),
        _ => quote!(required),
    }
}
