//! Documented errors of the API, and errors as a program reads them.

use std::collections::BTreeSet;

use reference_codegen::Generated;
use serde_json::Value;

/// The members of `ApiError` that are texts of the body.
const TEXTS: [&str; 4] = ["message", "code", "error", "error_description"];

/// The members of a body that the methods of `ApiError` do not return as they are. A program prints
/// what they return, by their names.
pub(crate) fn lost(read: &Value, body: &Value) -> Vec<&'static str> {
    let mut lost = TEXTS.to_vec();
    lost.retain(|name| read[name].as_str() != body[name].as_str());
    if read["errors"] != body["errors"] {
        lost.push("errors");
    }
    lost
}

/// The variants of `ErrorKind`, one for each documented error.
pub(crate) fn kinds(models: &Generated) -> BTreeSet<String> {
    let mut kinds = BTreeSet::new();
    let texts = models.files().values();
    for text in texts.filter(|text| text.contains("enum ErrorKind")) {
        let items = syn::parse_file(text).unwrap().items;
        let items = items.into_iter().flat_map(|item| match item {
            syn::Item::Mod(module) => module.content.unwrap_or_default().1,
            item => vec![item],
        });
        for item in items {
            if let syn::Item::Enum(all) = item
                && all.ident == "ErrorKind"
            {
                kinds.extend(all.variants.iter().map(|kind| kind.ident.to_string()));
            }
        }
    }
    kinds.remove("Undocumented");
    kinds
}
