//! `pub enum Name { Variant(Type), ... }`, distinguished by a tag or by the JSON type.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Item, parse_quote};

use super::{accessors, attribute, doc_comment, rust_type, tagged_union};
use crate::base::diagnostic::Error;
use crate::pipeline::model::rust_model::{ModulePath, Selector, UnionItem};

/// The enum, an explicit `Deserialize`, and the accessors. `Serialize` is derived, and untagged.
///
/// # Errors
///
/// The type of an alternative is not valid Rust.
pub(super) fn emit(item: &UnionItem, at: &ModulePath) -> Result<Vec<Item>, Error> {
    if let (Some(tag), Some(content)) = (&item.tag, &item.content) {
        return tagged_union::emit(item, tag, content, at);
    }
    let mut items = vec![definition(item, at)?];
    if item.directions.deserialize {
        items.push(deserialize(item));
    }
    items.extend(accessors::emit(item, at)?);
    Ok(items)
}

fn definition(item: &UnionItem, at: &ModulePath) -> Result<Item, Error> {
    let (name, unknown) = (&item.name, &item.unknown);
    let mut derives = vec!["Debug", "Clone", "PartialEq"];
    if item.derives.eq {
        derives.push("Eq");
    }
    if item.derives.hash {
        derives.push("Hash");
    }
    let mut serde = Vec::new();
    // An attribute of serde is only valid with a derive of serde.
    let mut untagged = None;
    if item.directions.serialize {
        serde.push("Serialize");
        untagged = Some(quote!(#[serde(untagged)]));
    }
    let derive = attribute::derive(&derives, &item.extras, &serde, &["Deserialize"])?;
    let mut variants = Vec::new();
    for variant in &item.variants {
        let docs = doc_comment::attributes(&variant.docs);
        let name = &variant.name;
        let ty = rust_type::emit(&variant.ty, at)?;
        variants.push(quote!(#(#docs)* #name(#ty)));
    }
    let extras = attribute::parse_attributes(&item.extras.attributes)?;
    Ok(parse_quote! {
        #derive
        #(#extras)*
        #untagged
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " An undocumented value, preserved verbatim."]
            #unknown(::serde_json::Value),
        }
    })
}

/// `Deserialize`, which reads only the alternative that the value determines. A value of no
/// alternative is kept as JSON.
fn deserialize(item: &UnionItem) -> Item {
    let (name, unknown) = (&item.name, &item.unknown);
    let subject = match &item.tag {
        Some(tag) => quote!(json.text(#tag)),
        None => quote!(json.kind()),
    };
    let arms = item.variants.iter().map(|variant| {
        let (name, pattern) = (&variant.name, pattern(&variant.selector));
        quote!(#pattern => json.alternative().map(Self::#name))
    });
    parse_quote! {
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
            where
                D: ::serde::Deserializer<'de>,
            {
                let json = runtime::FlatJson::deserialize(deserializer)?;
                match #subject {
                    #(#arms,)*
                    _ => json.value().map(Self::#unknown),
                }
            }
        }
    }
}

fn pattern(selector: &Selector) -> TokenStream {
    match selector {
        Selector::Discriminators(tags) => quote!(Some(#(#tags)|*)),
        Selector::Json(variant) => {
            let variant = syn::Ident::new(variant, Span::call_site());
            quote!(runtime::Kind::#variant)
        }
    }
}
