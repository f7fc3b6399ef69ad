//! The types of fields.

use proc_macro2::Span;
use syn::{
    AngleBracketedGenericArguments, GenericArgument, Ident, Path, PathArguments, PathSegment,
    Token, Type, TypePath,
};

use super::internal_error;
use crate::base::diagnostic::Error;
use crate::names;
use crate::pipeline::model::rust_model::{ItemPath, ModulePath, RustType};

/// The type as written in the module `at`.
///
/// # Errors
///
/// A path of the settings is not a valid type.
pub(super) fn emit(ty: &RustType, at: &ModulePath) -> Result<Type, Error> {
    Ok(match ty {
        RustType::String => named("String"),
        RustType::I64 => named("i64"),
        RustType::F64 => named("f64"),
        RustType::Bool => named("bool"),
        RustType::Value => absolute(&["serde_json", "Value"]),
        RustType::External(path) => external(path)?,
        RustType::Option(inner) => with_arguments(named("Option"), [emit(inner, at)?]),
        RustType::Vec(inner) => with_arguments(named("Vec"), [emit(inner, at)?]),
        RustType::Box(inner) => with_arguments(named("Box"), [emit(inner, at)?]),
        RustType::Map(map, inner) => {
            let map = external(map.path())?;
            with_arguments(map, [named("String"), emit(inner, at)?])
        }
        RustType::List(inner) => with_arguments(support("List"), [emit(inner, at)?]),
        RustType::Patch(inner) => with_arguments(support("Patch"), [emit(inner, at)?]),
        RustType::Item(item) | RustType::Id(item) => relative(item, at),
    })
}

/// The path from the module `at` to an item: with `super` to their common ancestor, then down.
///
/// It is valid wherever the user includes the root, unlike a path from `crate::`.
fn relative(item: &ItemPath, at: &ModulePath) -> Type {
    let (up, down) = item.relative_segments(at);
    let mut segments = vec![ident("super"); up];
    segments.extend(down.map(names::Ident::to_syn));
    path_type(None, segments)
}

/// A type of the support module. Modules that use it import the support module.
fn support(name: &str) -> Type {
    path_type(None, vec![ident("runtime"), ident(name)])
}

/// A type of the prelude, or a primitive one.
fn named(name: &str) -> Type {
    path_type(None, vec![ident(name)])
}

/// A path that begins with `::`, so that no name in the user's crate can shadow it.
fn absolute(names: &[&str]) -> Type {
    path_type(
        Some(<Token![::]>::default()),
        names.iter().map(|name| ident(name)).collect(),
    )
}

fn external(path: &str) -> Result<Type, Error> {
    syn::parse_str(path)
        .map_err(|error| internal_error(format!("`{path}` is not the path of a type: {error}")))
}

fn with_arguments<const N: usize>(mut ty: Type, arguments: [Type; N]) -> Type {
    if let Type::Path(TypePath { path, .. }) = &mut ty
        && let Some(last) = path.segments.last_mut()
    {
        last.arguments = PathArguments::AngleBracketed(AngleBracketedGenericArguments {
            colon2_token: None,
            lt_token: <Token![<]>::default(),
            args: arguments.into_iter().map(GenericArgument::Type).collect(),
            gt_token: <Token![>]>::default(),
        });
    }
    ty
}

fn path_type(leading_colon: Option<Token![::]>, segments: Vec<Ident>) -> Type {
    Type::Path(TypePath {
        attrs: Vec::new(),
        qself: None,
        path: Path {
            leading_colon,
            segments: segments.into_iter().map(PathSegment::from).collect(),
        },
    })
}

fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
