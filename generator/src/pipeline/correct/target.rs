//! Finds the members at docs paths.

use super::apply::CorrectionContext;
use super::correction::{ChangeKind, Correction};
use super::error::{CorrectionError, code};
use crate::base::diagnostic::{Code, Span};
use crate::base::text::did_you_mean;
use crate::notation::docs_path;
use crate::notation::words::snake_case;
use crate::pipeline::api::{Field, Type};

/// A member to correct.
pub(super) struct Member<'f> {
    /// The list that contains the member.
    pub(super) list: &'f mut Vec<Field>,
    pub(super) position: usize,
    /// The number of types around its type.
    pub(super) levels: usize,
}

/// The member at this path.
///
/// `before` is the docs path of `fields`, and `levels` the number of types around their types.
pub(super) fn member<'f>(
    fields: &'f mut Vec<Field>,
    path: &[&str],
    before: &str,
    levels: usize,
    context: &CorrectionContext<'_>,
) -> Result<Member<'f>, CorrectionError> {
    let (first, rest) = path.split_first().unwrap_or((&"", &[]));
    let position = match positions(fields, first).as_slice() {
        [only] => {
            refuse_unquoted(first, before, context.correction)?;
            *only
        }
        [] => {
            let names = fields.iter().map(|field| field.name.as_str());
            return Err(unknown_member(names, path, before, context));
        }
        several => {
            let names = several
                .iter()
                .map(|position| fields[*position].name.as_str());
            return Err(ambiguous(names, first, before, context));
        }
    };
    if rest.is_empty() {
        return Ok(Member {
            list: fields,
            position,
            levels,
        });
    }
    let path = docs_path::join(before, first);
    let ty = &mut fields[position].ty;
    let levels = levels + ty.levels_to_members();
    let inside = members(ty, &path, rest, context)?;
    member(inside, rest, &path, levels, context)
}

/// Rejects an unquoted key with a special character of docs paths, if a member has this key.
fn refuse_unquoted(
    key: &str,
    before: &str,
    correction: &Correction,
) -> Result<(), CorrectionError> {
    let path = &correction.path;
    let is_it = |segment: &str| docs_path::key(segment).is_some_and(|it| it == key);
    let mut spelled = docs_path::segments(&path.value).filter(|segment| is_it(segment));
    if docs_path::segment(key) == key || spelled.any(|segment| segment.starts_with('"')) {
        return Ok(());
    }
    let message = format!("{} in {} is not in quotes", code(key), code(&path.value));
    let help = format!("write {}", code(&docs_path::join(before, key)));
    let code = Code::InvalidCorrection;
    Err(CorrectionError::new(code, &path.span, message, help))
}

/// The position of the member with this name, or else the positions of all members with this name
/// in another spelling, such as the spelling of the docs.
pub(super) fn positions(fields: &[Field], name: &str) -> Vec<usize> {
    let named = |is_it: &dyn Fn(&str) -> bool| {
        let fields = fields.iter().enumerate();
        let named = fields.filter(|(_, field)| is_it(&field.name));
        named.map(|(position, _)| position).collect::<Vec<_>>()
    };
    let exact = named(&|other| other == name);
    if !exact.is_empty() {
        return exact;
    }
    let name = snake_case(name);
    named(&|other| snake_case(other) == name)
}

/// The error if several members have this name in different spellings.
pub(super) fn ambiguous<'n>(
    names: impl Iterator<Item = &'n str>,
    name: &str,
    before: &str,
    context: &CorrectionContext<'_>,
) -> CorrectionError {
    let paths = names.map(|name| code(&docs_path::join(before, name)));
    let paths: Vec<String> = paths.collect();
    let path = docs_path::join(before, name);
    let message = format!("{} matches {}", code(&path), paths.join(" and "));
    let help = "write the intended name as it is on the wire";
    unknown(&context.correction.path.span, message, help)
}

/// The members of a type. For a list or map, they are the members of its values.
///
/// `path` is the docs path of the type, and `rest` the segments after it.
pub(super) fn members<'f>(
    ty: &'f mut Type,
    path: &str,
    rest: &[&str],
    context: &CorrectionContext<'_>,
) -> Result<&'f mut Vec<Field>, CorrectionError> {
    let (message, help) = match ty.innermost_mut() {
        Type::Object(fields) => return Ok(fields),
        Type::Resource(id) => {
            let resource = context.api.resources[id.0].id.as_str();
            let rest = rest.iter();
            let instead = rest.fold(resource.to_owned(), |path, key| docs_path::join(&path, key));
            (
                format!("`{path}` is the resource `{resource}`"),
                format!("correct `{instead}`"),
            )
        }
        Type::Any => (
            format!("the docs list no members of `{path}`"),
            format!("correct `{path}` with a `type` and its `fields`"),
        ),
        _ => (
            format!("`{path}` has no members"),
            "end the path there, or correct its `type` first".to_owned(),
        ),
    };
    Err(unknown(&context.correction.path.span, message, help))
}

/// The maximum number of members that a help lists.
const MAX_LISTED: usize = 32;

/// The error if no member has the first name of the path; `names` are the names of the members.
pub(super) fn unknown_member<'n>(
    names: impl Iterator<Item = &'n str>,
    path: &[&str],
    before: &str,
    context: &CorrectionContext<'_>,
) -> CorrectionError {
    let names: Vec<&str> = names.collect();
    let name = path.first().copied().unwrap_or_default();
    for change in &context.correction.changes {
        if let ChangeKind::Name(edit) = &change.kind
            && names.contains(&edit.to.as_str())
        {
            let says = format!("the name is `{}`", edit.to);
            return change.after(&[]).already_true(&says);
        }
    }
    let listed = names.get(..MAX_LISTED).unwrap_or(&names);
    let listed: Vec<_> = listed.iter().map(|name| docs_path::segment(name)).collect();
    let listed = listed.join(", ");
    let otherwise = match names.len().saturating_sub(MAX_LISTED) {
        _ if names.is_empty() => "it has no members".to_owned(),
        0 => format!("its members are {listed}"),
        others => format!("its members are {listed} and {others} more"),
    };
    // The path may contain a key with a dot, without quotes.
    let whole = path.join(".");
    let mut with_dot = names.iter().copied().filter(|name| name.contains('.'));
    let near = with_dot.find(|name| whole.starts_with(name));
    let search = &context.searches.members;
    let near = near.or_else(|| search.best_match(name, || names.iter().copied()));
    let message = format!("`{before}` has no member `{}`", docs_path::segment(name));
    let help = did_you_mean::hint(near.map(docs_path::segment).as_deref(), &otherwise);
    unknown(&context.correction.path.span, message, help)
}

pub(super) fn unknown(
    span: &Span,
    message: impl Into<String>,
    help: impl Into<String>,
) -> CorrectionError {
    CorrectionError::new(Code::UnknownCorrectionTarget, span, message, help)
}
