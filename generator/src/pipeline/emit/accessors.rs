//! The methods of a union that return the members common to all its alternatives.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::{attribute, doc_comment, rust_type};
use crate::base::diagnostic::Error;
use crate::base::text::markdown::escaped_code_span;
use crate::pipeline::model::rust_model::{
    AccessedField, Accessor, AccessorType, ModulePath, RustType, UnionItem,
};

/// The `impl` with the accessors; `None` if the alternatives have no common member.
///
/// # Errors
///
/// A type is not valid Rust.
pub(super) fn emit(item: &UnionItem, at: &ModulePath) -> Result<Option<Item>, Error> {
    if item.accessors.is_empty() {
        return Ok(None);
    }
    let accessors = item.accessors.iter().map(|it| accessor(it, item, at));
    let accessors: Vec<TokenStream> = accessors.collect::<Result<_, _>>()?;
    let name = &item.name;
    Ok(Some(parse_quote! {
        impl #name {
            #(#accessors)*
        }
    }))
}

fn accessor(accessor: &Accessor, union: &UnionItem, at: &ModulePath) -> Result<TokenStream, Error> {
    let Accessor { name, key, ty, .. } = accessor;
    let unknown = &union.unknown;
    let read = undocumented(ty, key);
    let key = escaped_code_span(key);
    let docs = doc_comment::attributes(&match read {
        Some(_) => {
            format!("The member {key} of the variant; for an undocumented value, from its JSON.")
        }
        None => format!("The member {key} of the variant; `None` for an undocumented value."),
    });
    let deprecated = accessor.deprecated.as_deref();
    let deprecated = deprecated.map(|note| attribute::value("deprecated", note));
    let result = returned(ty, at)?;
    let arms = union.variants.iter().zip(&accessor.fields);
    let arms = arms.map(|(variant, field)| {
        let (name, feature) = (&variant.name, variant.feature.iter());
        let value = documented(ty, field);
        quote!(#(#[cfg(feature = #feature)])* Self::#name(it) => #value,)
    });
    let last = match (read, &union.content) {
        (None, _) => quote!(Self::#unknown(_) => None),
        (Some(read), None) => quote!(Self::#unknown(value) => #read),
        (Some(read), Some(_)) => quote! {
            Self::#unknown(unread) => unread.content().and_then(|value| #read)
        },
    };
    Ok(quote! {
        #(#docs)*
        #deprecated #[must_use]
        pub fn #name(&self) -> Option<#result> {
            match self {
                #(#arms)*
                #last,
            }
        }
    })
}

/// The type of the value that an accessor returns.
fn returned(ty: &AccessorType, at: &ModulePath) -> Result<TokenStream, Error> {
    Ok(match ty {
        AccessorType::Text => quote!(&str),
        AccessorType::Value(ty) => {
            let ty = rust_type::emit(ty, at)?;
            quote!(#ty)
        }
        AccessorType::Reference(RustType::Vec(item)) => {
            let item = rust_type::emit(item, at)?;
            quote!(&[#item])
        }
        AccessorType::Reference(ty) => {
            let ty = rust_type::emit(ty, at)?;
            quote!(&#ty)
        }
    })
}

/// The value in a field of an alternative.
fn documented(ty: &AccessorType, field: &AccessedField) -> TokenStream {
    let name = &field.name;
    let inner = match &field.ty {
        RustType::Option(inner) => Some(inner.as_ref()),
        _ => None,
    };
    match (ty, inner) {
        (AccessorType::Text, None) => quote!(Some(it.#name.as_str())),
        (AccessorType::Text, Some(RustType::String)) => quote!(it.#name.as_deref()),
        (AccessorType::Text, Some(_)) => quote!(it.#name.as_ref().map(AsRef::as_ref)),
        (AccessorType::Value(_), None) => quote!(Some(it.#name)),
        (AccessorType::Value(_), Some(_)) => quote!(it.#name),
        (AccessorType::Reference(_), None) => quote!(Some(&it.#name)),
        (AccessorType::Reference(_), Some(RustType::Vec(_) | RustType::Box(_))) => {
            quote!(it.#name.as_deref())
        }
        (AccessorType::Reference(_), Some(_)) => quote!(it.#name.as_ref()),
    }
}

/// The member of an undocumented JSON `value`; `None` if JSON does not contain a value of this type
/// directly.
fn undocumented(ty: &AccessorType, key: &str) -> Option<TokenStream> {
    Some(match ty {
        AccessorType::Text => quote!(value[#key].as_str()),
        AccessorType::Value(RustType::I64) => quote!(value[#key].as_i64()),
        AccessorType::Value(RustType::F64) => quote!(value[#key].as_f64()),
        AccessorType::Value(RustType::Bool) => quote!(value[#key].as_bool()),
        AccessorType::Reference(RustType::Value) => quote!(value.get(#key)),
        AccessorType::Value(_) | AccessorType::Reference(_) => return None,
    })
}
