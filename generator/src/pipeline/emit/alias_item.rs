//! `pub type Name = Target;`

use syn::{Item, parse_quote};

use super::rust_type;
use crate::base::diagnostic::Error;
use crate::pipeline::model::rust_model::{AliasItem, ModulePath};

/// The alias.
///
/// # Errors
///
/// Its target is not Rust.
pub(super) fn emit(item: &AliasItem, at: &ModulePath) -> Result<Vec<Item>, Error> {
    let name = &item.name;
    let target = rust_type::emit(&item.target, at)?;
    Ok(vec![parse_quote!(pub type #name = #target;)])
}
