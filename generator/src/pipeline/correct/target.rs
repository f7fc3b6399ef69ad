//! From a docs path to what it means.

use super::change::CorrectionContext;
use super::correction::{Change, Correction};
use super::problem::CorrectionError;
use crate::base::diagnostic::{Code, Span};
use crate::base::node_path::PageId;
use crate::base::page_path;
use crate::base::text::did_you_mean;
use crate::notation::words::snake_case;
use crate::pipeline::api::{Api, Field, PageInfo, Type};

/// What a docs path begins with.
#[derive(Debug, Clone, Copy)]
pub(super) enum TargetId {
    Resource(usize),
    Operation(usize),
}

impl TargetId {
    /// The page that describes it.
    pub(super) fn page(self, api: &Api) -> &str {
        &api.pages[self.page_id(api).index()].path
    }

    fn page_id(self, api: &Api) -> PageId {
        match self {
            Self::Resource(position) => api.resources[position].page,
            Self::Operation(position) => api.operations[position].page,
        }
    }

    fn id(self, api: &Api) -> &str {
        match self {
            Self::Resource(position) => &api.resources[position].id,
            Self::Operation(position) => &api.operations[position].id,
        }
    }
}

/// Everything that the first segment of the path names, on the page that is
/// asked for or on all, and the segments after it.
pub(super) fn find<'c>(
    api: &Api,
    correction: &'c Correction,
) -> Result<(Vec<TargetId>, Vec<&'c str>), CorrectionError> {
    let path = &correction.path;
    let mut segments = path.value.split('.');
    let id = segments.next().unwrap_or_default();
    let rest: Vec<&str> = segments.collect();
    let named: Vec<TargetId> = all(api).filter(|entity| entity.id(api) == id).collect();
    if named.is_empty() {
        let near = did_you_mean::best_match(id, all(api).map(|entity| entity.id(api)));
        let help = did_you_mean::hint(
            near,
            "begin the path with the id of a resource or operation",
        );
        let message = format!("the docs have no resource or operation `{id}`");
        return Err(unknown(&path.span, message, help));
    }
    let means_operation = means_operation(correction, &rest);
    let of_kind = |entity: &&TargetId| matches!(entity, TargetId::Operation(_)) == means_operation;
    let both: Vec<TargetId> = named.iter().filter(of_kind).copied().collect();
    let named = if both.is_empty() { named } else { both };
    on_page(api, correction, named).map(|named| (named, rest))
}

fn all(api: &Api) -> impl Iterator<Item = TargetId> {
    let resources = (0..api.resources.len()).map(TargetId::Resource);
    resources.chain((0..api.operations.len()).map(TargetId::Operation))
}

/// Whether the path is that of an operation, where a resource has the same id.
fn means_operation(correction: &Correction, rest: &[&str]) -> bool {
    let is_for_both =
        |change: &Change| matches!(change, Change::Add(_) | Change::Description { .. });
    match rest.first() {
        Some(list) => matches!(*list, "parameters" | "returns"),
        None => !correction
            .changes
            .iter()
            .any(|change| is_for_both(&change.value)),
    }
}

fn on_page(
    api: &Api,
    correction: &Correction,
    named: Vec<TargetId>,
) -> Result<Vec<TargetId>, CorrectionError> {
    let Some(page) = &correction.page else {
        return Ok(named);
    };
    let is_meant = |info: &PageInfo| page_names(info).contains(&page.value.as_str());
    let info = |entity: &TargetId| &api.pages[entity.page_id(api).index()];
    let on: Vec<TargetId> = named
        .iter()
        .filter(|entity| is_meant(info(entity)))
        .copied()
        .collect();
    if on.is_empty() {
        let pages: Vec<_> = named
            .iter()
            .map(|entity| format!("`{}`", page_names(info(entity))[0]))
            .collect();
        let message = format!("`{}` is not on the page `{}`", named[0].id(api), page.value);
        let help = format!("it is on {}", pages.join(", "));
        return Err(unknown(&page.span, message, help));
    }
    Ok(on)
}

/// `mfa/factor`, `mfa/factor/index`, `mfa/factor/index.mdx`.
fn page_names(info: &PageInfo) -> [&str; 3] {
    [
        page_path::stem(&info.path),
        info.path.strip_suffix(".mdx").unwrap_or(&info.path),
        &info.path,
    ]
}

/// The list that holds the member at this path, and its position there.
///
/// `before` is the docs path of the list.
pub(super) fn member<'f>(
    fields: &'f mut Vec<Field>,
    path: &[&str],
    before: &str,
    context: &CorrectionContext<'_>,
) -> Result<(&'f mut Vec<Field>, usize), CorrectionError> {
    let (first, rest) = match path {
        [first, rest @ ..] => (*first, rest),
        [] => ("", path),
    };
    let Some(position) = position(fields, first) else {
        let names = fields.iter().map(|field| field.name.as_str());
        return Err(unknown_member(names, first, before, context));
    };
    if rest.is_empty() {
        return Ok((fields, position));
    }
    let shown = format!("{before}.{first}");
    let inner = members(&mut fields[position].ty, &shown, rest, context)?;
    member(inner, rest, &shown, context)
}

/// Where the member of that name is; the docs' spelling of a key is right as well.
pub(super) fn position(fields: &[Field], name: &str) -> Option<usize> {
    let exact = fields.iter().position(|field| field.name == name);
    exact.or_else(|| {
        let name = snake_case(name);
        fields
            .iter()
            .position(|field| snake_case(&field.name) == name)
    })
}

/// The members of a type; those of a list or map are those of what it holds.
///
/// `rest` is the path from here on, for whoever must look elsewhere.
pub(super) fn members<'f>(
    ty: &'f mut Type,
    shown: &str,
    rest: &[&str],
    context: &CorrectionContext<'_>,
) -> Result<&'f mut Vec<Field>, CorrectionError> {
    let span = &context.correction.path.span;
    match ty {
        Type::Object(fields) => Ok(fields),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) if **inner != Type::Any => {
            members(inner, shown, rest, context)
        }
        Type::Resource(id) => {
            let resource = &context.api.resources[id.0].id;
            let message = format!("`{shown}` is the resource `{resource}`");
            let path: Vec<&str> = [resource.as_str()].iter().chain(rest).copied().collect();
            Err(unknown(
                span,
                message,
                format!("correct `{}`", path.join(".")),
            ))
        }
        Type::Any | Type::List(_) | Type::Map(_) => {
            let message = format!("the docs list no members of `{shown}`");
            let help = format!("correct `{shown}` with a `type` and its `fields`");
            Err(unknown(span, message, help))
        }
        _ => {
            let message = format!("`{shown}` has no members");
            Err(unknown(
                span,
                message,
                "end the path there, or correct its `type` first",
            ))
        }
    }
}

/// No member of that name, where there are these.
pub(super) fn unknown_member<'n>(
    names: impl Iterator<Item = &'n str>,
    name: &str,
    before: &str,
    context: &CorrectionContext<'_>,
) -> CorrectionError {
    let names: Vec<&str> = names.collect();
    let path = &context.correction.path;
    if let Some(renamed) = context.renames().filter(|is| names.contains(&is.value)) {
        let says = format!("the name is `{}`", renamed.value);
        return CorrectionError::already_true(&renamed.span, &says, &[]);
    }
    let otherwise = match names.as_slice() {
        [] => "it has no members".to_owned(),
        names => format!("its members are {}", names.join(", ")),
    };
    let help = did_you_mean::hint(
        did_you_mean::best_match(name, names.iter().copied()),
        &otherwise,
    );
    unknown(
        &path.span,
        format!("`{before}` has no member `{name}`"),
        help,
    )
}

pub(super) fn unknown(
    span: &Span,
    message: impl Into<String>,
    help: impl Into<String>,
) -> CorrectionError {
    CorrectionError::new(Code::UnknownCorrectionTarget, span, message, help)
}
