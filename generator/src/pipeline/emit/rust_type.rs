//! The types of fields.

use std::iter;

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
        RustType::Value => absolute(["serde_json", "Value"]),
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
    let up = iter::repeat_n(ident("super"), up);
    path_type(path_of(up.chain(down.map(names::Ident::to_syn))))
}

/// A type of the support module. Modules that use it import the support module.
pub(super) fn support(name: &str) -> Type {
    path_type(path(["runtime", name]))
}

/// A type of the prelude, or a primitive one.
pub(super) fn named(name: &str) -> Type {
    path_type(path([name]))
}

/// `first::second`
pub(super) fn path<const N: usize>(names: [&str; N]) -> Path {
    path_of(names.into_iter().map(ident))
}

/// A path that begins with `::`, so that no name in the user's crate can shadow it.
fn absolute<const N: usize>(names: [&str; N]) -> Type {
    path_type(Path {
        leading_colon: Some(<Token![::]>::default()),
        ..path(names)
    })
}

fn external(path: &str) -> Result<Type, Error> {
    syn::parse_str(path)
        .map_err(|error| internal_error(format!("`{path}` is not the path of a type: {error}")))
}

pub(super) fn with_arguments<const N: usize>(mut ty: Type, arguments: [Type; N]) -> Type {
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

pub(super) fn path_type(path: Path) -> Type {
    Type::Path(TypePath {
        attrs: Vec::new(),
        qself: None,
        path,
    })
}

fn path_of(segments: impl Iterator<Item = Ident>) -> Path {
    Path {
        leading_colon: None,
        segments: segments.map(PathSegment::from).collect(),
    }
}

pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
