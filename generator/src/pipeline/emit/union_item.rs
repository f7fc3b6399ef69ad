//! `pub enum Name { Variant(Type), ... }`, told apart by a tag or by the kind of JSON.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Item, ItemEnum, Variant, parse_quote};

use super::{attribute, doc_comment, rust_type};
use crate::base::diagnostic::Error;
use crate::pipeline::model::rust_model::{ModulePath, Selector, UnionItem, UnionVariant};

/// The enum, and how it is read. Each alternative is written as itself.
///
/// # Errors
///
/// The type of an alternative is not Rust.
pub(super) fn emit(item: &UnionItem, at: &ModulePath) -> Result<Vec<Item>, Error> {
    let mut items = vec![Item::Enum(definition(item, at)?)];
    items.extend(item.directions.deserialize.then(|| deserialize(item)));
    Ok(items)
}

fn definition(item: &UnionItem, at: &ModulePath) -> Result<ItemEnum, Error> {
    let (name, unknown) = (&item.name, &item.unknown);
    let derives = [
        ("Debug", true),
        ("Clone", true),
        ("PartialEq", true),
        ("Eq", item.derives.eq),
        ("Hash", item.derives.hash),
    ];
    let derives: Vec<_> = derives
        .into_iter()
        .filter_map(|(name, wanted)| wanted.then_some(name))
        .collect();
    let written: &[&str] = if item.directions.serialize {
        &["Serialize"]
    } else {
        &[]
    };
    let derive = attribute::derive(&derives, &item.extras, written, &["Deserialize"])?;
    let variants = item
        .variants
        .iter()
        .map(|variant| self::variant(variant, at));
    let variants = variants.collect::<Result<Vec<_>, _>>()?;
    // An attribute of serde means nothing where nothing is derived.
    let untagged = item
        .directions
        .serialize
        .then(|| quote!(#[serde(untagged)]));
    let extras = attribute::parse_attributes(&item.extras.attributes)?;
    Ok(parse_quote! {
        #derive
        #(#extras)*
        #untagged
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " A value that is not documented, kept as it came."]
            #unknown(::serde_json::Value),
        }
    })
}

fn variant(variant: &UnionVariant, at: &ModulePath) -> Result<Variant, Error> {
    let docs = doc_comment::attributes(&variant.docs);
    let name = &variant.name;
    let ty = rust_type::emit(&variant.ty, at)?;
    Ok(parse_quote!(#(#docs)* #name(#ty)))
}

/// The alternative that the value says it is, and no other; what says nothing known is kept.
fn deserialize(item: &UnionItem) -> Item {
    let (name, unknown) = (&item.name, &item.unknown);
    let subject = match &item.tag {
        Some(tag) => quote!(value[#tag].as_str()),
        None => quote!(value),
    };
    let arms = item.variants.iter().map(|variant| {
        let (name, pattern) = (&variant.name, pattern(&variant.selector));
        quote!(#pattern => runtime::alternative(value).map(Self::#name))
    });
    parse_quote! {
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
            where
                D: ::serde::Deserializer<'de>,
            {
                let value = runtime::any_value(deserializer)?;
                match #subject {
                    #(#arms,)*
                    _ => Ok(Self::#unknown(value)),
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
            quote!(::serde_json::Value::#variant(_))
        }
    }
}
