//! `pub enum Name { Variant(Type), ... }` for a member whose type another member determines.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::{accessors, attribute, doc_comment, macro_call, rust_type, serde_traits};
use crate::base::diagnostic::Error;
use crate::names;
use crate::pipeline::model::rust_model::{
    ModulePath, Selector, StructField, UnionItem, UnionVariant,
};

/// The enum, and the call of the macro that implements `name` and the traits of serde. The enum
/// represents both members.
///
/// # Errors
///
/// The type of a variant is not valid Rust.
pub(super) fn emit(
    item: &UnionItem,
    tag: &str,
    content: &str,
    at: &ModulePath,
) -> Result<Vec<Item>, Error> {
    let (name, unknown) = (&item.name, &item.unknown);
    let mut derives = vec!["Debug", "Clone", "PartialEq"];
    derives.extend(item.derives.eq.then_some("Eq"));
    derives.extend(item.derives.hash.then_some("Hash"));
    let derive = attribute::derive(&derives, &item.extras, &[], &["Serialize", "Deserialize"])?;
    let extras = attribute::parse_attributes(&item.extras.attributes)?;
    let mut variants = Vec::with_capacity(item.variants.len());
    for variant in &item.variants {
        let docs = doc_comment::attributes(&variant.docs);
        let feature = variant.feature.iter();
        let (name, ty) = (&variant.name, rust_type::emit(&variant.ty, at)?);
        variants.push(quote!(#(#docs)* #(#[cfg(feature = #feature)])* #name(#ty)));
    }
    let directions = serde_traits(item.directions);
    let listed = item.variants.iter().map(listed);
    let content_of_call = quote!(#name #tag #content #(#directions)* { #(#listed,)* });
    let mut items = vec![
        parse_quote! {
            #derive
            #(#extras)*
            #[non_exhaustive]
            pub enum #name {
                #(#variants,)*
                #[doc = " Content without a variant, preserved verbatim. Its name is not documented, or the content"]
                #[doc = " does not match its type. In the second case the error is preserved too."]
                #unknown(runtime::Unread),
            }
        },
        macro_call("tagged_union", content_of_call),
    ];
    items.extend(accessors::emit(item, at)?);
    Ok(items)
}

/// `UserCreated = "user.created" if "users"`
fn listed(variant: &UnionVariant) -> TokenStream {
    let name = &variant.name;
    let tag = match &variant.selector {
        Selector::Discriminators(tags) => tags.first(),
        Selector::Json(_) => None,
    };
    let feature = variant.feature.iter();
    quote!(#name = #tag #(if #feature)*)
}

/// The method `name` of a struct, which returns the name of the variant in this field.
pub(super) fn name_of_struct(name: &names::Ident, field: &StructField) -> Item {
    let field = &field.name;
    parse_quote! {
        impl #name {
            /// The name on the wire, which only the content determines.
            #[must_use]
            pub fn name(&self) -> &str {
                self.#field.name()
            }
        }
    }
}
