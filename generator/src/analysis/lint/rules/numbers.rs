//! The rule about numbers that are integers only by default.

use std::collections::{BTreeMap, BTreeSet};

use super::{LintContext, Member};
use crate::analysis::lint::Rule;
use crate::analysis::lint::finding::RawFinding;
use crate::base::node_path::PageId;
use crate::notation::meaning::TypeExpr;
use crate::notation::syntax;
use crate::pipeline::api::{Field, Type, ViewDeclaration};
use crate::pipeline::model::rust_model::{ItemPath, RustModel, RustType};

/// Members that are `number` and become `i64` only by default, not by a view, correction or
/// setting.
pub(super) fn integer_by_default(context: &LintContext<'_>) -> Vec<RawFinding> {
    let members = context.members.iter();
    let assumed: Vec<_> = members.filter(|member| is_assumed(member.field)).collect();
    if assumed.is_empty() {
        return Vec::new();
    }
    let retyped = retyped(context.model);
    let open = assumed
        .into_iter()
        .filter(|member| !retyped.contains(&(member.page, member.path.as_str())));
    open.filter_map(finding).collect()
}

fn finding(member: &Member<'_>) -> Option<RawFinding> {
    let path = &member.path;
    let numbers = member.field.origin.declarations.iter();
    let number = numbers
        .into_iter()
        .find(|it| kinds(it).any(|kind| kind == NumberKind::Open))?;
    let written = number.ty.as_deref().unwrap_or_default().trim();
    let message = format!(
        "`{path}` is `{written}`, which is `i64` only by default: a value with a fraction \
         is an error"
    );
    let help = "write `integer` or `float` in the wire view, or correct the `type`";
    Some(RawFinding {
        subject: member.subject(),
        ..RawFinding::new(
            Rule::IntegerByDefault,
            message,
            help,
            number.place.key("type"),
        )
    })
}

/// `true` if the docs write `number` for the member, and it is an integer only by default: the view
/// that supplies its name does not say `integer`, and at most as many of the other views say
/// `integer` as say `float`.
fn is_assumed(field: &Field) -> bool {
    let origin = &field.origin;
    if origin.corrected.ty || !has_integer(&field.ty) {
        return false;
    }
    let count = |wanted| {
        let declarations = origin.declarations.iter();
        let views = declarations.filter(|it| kinds(it).any(|kind| kind == wanted));
        views.count()
    };
    let own = origin.declarations.first();
    let is_declared = own.is_some_and(|own| kinds(own).any(|kind| kind == NumberKind::Integer));
    !is_declared
        && count(NumberKind::Open) > 0
        && count(NumberKind::Integer) <= count(NumberKind::Fractional)
}

/// `true` if an integer is in the type, or in members that have no declaration but its own.
fn has_integer(ty: &Type) -> bool {
    match ty {
        Type::Integer => true,
        Type::Object(fields) => fields
            .iter()
            .any(|field| field.origin.declarations.is_empty() && has_integer(&field.ty)),
        ty => ty.children().into_iter().any(has_integer),
    }
}

/// The precision of a number in a notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NumberKind {
    /// `number`
    Open,
    /// `integer`, `int`
    Integer,
    /// `float`
    Fractional,
}

/// The numbers in the type that a view declares.
fn kinds(declaration: &ViewDeclaration) -> impl Iterator<Item = NumberKind> {
    let notation = declaration.ty.as_deref().map(syntax::parse);
    let mut kinds = Vec::new();
    if let Some(Ok(notation)) = notation {
        TypeExpr::from_syntax(&notation).walk(&mut |ty| {
            kinds.extend(match ty {
                TypeExpr::Number => Some(NumberKind::Open),
                TypeExpr::Integer => Some(NumberKind::Integer),
                TypeExpr::Float => Some(NumberKind::Fractional),
                _ => None,
            });
        });
    }
    kinds.into_iter()
}

/// The members whose type is set by the settings, by page and docs path.
fn retyped(model: &RustModel) -> BTreeSet<(PageId, &str)> {
    let structs: BTreeMap<ItemPath, _> = model
        .items()
        .filter_map(|(module, item)| Some((item.path(module)?, item.as_struct()?)))
        .collect();
    let sources = model.field_sources.iter();
    let retyped = sources.filter(|source| {
        let fields = structs.get(&source.owner).map(|item| &item.fields);
        let mut fields = fields.into_iter().flatten();
        let field = fields.find(|field| field.name == source.name);
        field.is_some_and(|field| {
            let mut layers = field.ty.layers();
            layers.any(|ty| matches!(ty, RustType::External(_)))
        })
    });
    retyped
        .map(|source| (source.page, source.docs_path.as_str()))
        .collect()
}
