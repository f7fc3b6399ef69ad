//! Applies the changes of a correction, and records them.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::build_type::{self, TypeContext};
use super::correction::{Change, Correction, Edit, Located, NewMember};
use super::error::{CorrectionError, Stale, code, codes};
use crate::base::diagnostic::{Code, Span};
use crate::base::node_path::{NodeRef, PageId};
use crate::base::text::did_you_mean::Search;
use crate::pipeline::api::{
    Api, AppliedCorrection, CorrectedParts, Field, MAX_TYPE_DEPTH, ResourceId, Type,
};

/// The look-ups and suggestions for the names in corrections.
#[derive(Debug, Default)]
pub(super) struct Searches {
    /// The resources by their ids, which no correction changes.
    resources: OnceCell<HashMap<String, Vec<ResourceId>>>,
    /// The ids of definitions with an error. References to them are not reported.
    pub(super) faulty: HashSet<String>,
    /// The search for unknown resources and operations.
    pub(super) entities: Search,
    /// The search for unknown members.
    pub(super) members: Search,
    /// The search for unknown types.
    pub(super) types: Search,
}

impl Searches {
    /// The resources with this id, in order.
    pub(super) fn resources(&self, api: &Api, id: &str) -> &[ResourceId] {
        let by_id = self.resources.get_or_init(|| {
            let mut by_id: HashMap<String, Vec<ResourceId>> = HashMap::new();
            for (position, resource) in api.resources.iter().enumerate() {
                let same = by_id.entry(resource.id.clone()).or_default();
                same.push(ResourceId(position));
            }
            by_id
        });
        by_id.get(id).map_or(&[], Vec::as_slice)
    }
}

/// A correction, and the context in which it is applied.
pub(super) struct CorrectionContext<'a> {
    pub(super) api: &'a Api,
    pub(super) correction: &'a Correction,
    pub(super) searches: &'a Searches,
    /// The page of the resource or operation that is corrected.
    pub(super) page: PageId,
    /// `true` if the correction is only tried: its changes are undone even without an error.
    pub(super) is_trial: bool,
}

impl CorrectionContext<'_> {
    /// The context of the types in the correction.
    pub(super) fn types(&self) -> TypeContext<'_> {
        TypeContext {
            api: self.api,
            searches: self.searches,
            page: self.page,
            defines: false,
        }
    }

    /// Applies every change. Returns the record of all changes, or all errors. After an error or a
    /// trial, the caller must undo the changes.
    ///
    /// `apply` returns the change in words; an empty text is not recorded.
    pub(super) fn each(
        &self,
        mut apply: impl FnMut(&Change) -> Result<String, CorrectionError>,
    ) -> Result<Option<AppliedCorrection>, Vec<CorrectionError>> {
        let changes = &self.correction.changes;
        let (mut applied, mut errors) = (Vec::new(), Vec::new());
        for change in changes {
            match apply(change) {
                Ok(what) if what.is_empty() => {}
                Ok(what) => applied.push(what),
                Err(error) => errors.push((change.key, error)),
            }
        }
        if errors.is_empty() {
            let is_recorded = !applied.is_empty() && !self.is_trial;
            return if is_recorded {
                Ok(Some(self.record(&applied)))
            } else {
                Ok(None)
            };
        }
        let moot = errors.iter().filter(|(_, error)| error.is_moot()).count();
        let is_for_all = changes.len() == 1 || moot == changes.len();
        let errors = errors.into_iter().map(|(key, error)| {
            if is_for_all {
                error
            } else {
                error.for_one_of_several(key)
            }
        });
        Err(errors.collect())
    }

    fn record(&self, applied: &[String]) -> AppliedCorrection {
        AppliedCorrection {
            path: self.correction.path.value.clone(),
            what: applied.join(", "),
            reason: self.correction.reason.clone(),
            place: self.correction.path.span.clone(),
            defines: false,
            parts: CorrectedParts::default(),
        }
    }

    /// The error for a change that is for another kind of target.
    pub(super) fn not_applicable(&self, change: &Change, target: &str) -> CorrectionError {
        let help = match change.key {
            "method" | "url" | "server" | "credential" | "encoding" | "returns" | "wrap"
            | "unwrap" => "it is for an operation",
            "in" => "it is for a parameter: `<operation>.parameters.<member>`",
            "patch" => "it is for a member of the body of a request",
            "add" => "it is for an object, a resource, or the parameters or body of an operation",
            "description" => "it is for a resource, an operation or a member",
            "drop" => "it is for a member or an operation",
            _ => "it is for a member",
        };
        change.invalid(format!("{target} has no `{}` to correct", change.key), help)
    }

    /// Rejects a type that is nested too deeply, including the `levels` around it: each correction
    /// may add levels.
    pub(super) fn refuse_deep(&self, ty: &Type, levels: usize) -> Result<(), CorrectionError> {
        refuse_deep(ty, levels, &self.correction.path.span)
    }

    /// Adds a member, with the correction in its own record.
    pub(super) fn add(
        &self,
        fields: &mut Vec<Field>,
        member: &NewMember,
        place: &NodeRef,
        levels: usize,
    ) -> Result<(), CorrectionError> {
        let mut field = build_type::field(member, place, self.types())?;
        self.refuse_deep(&field.ty, levels)?;
        let what = format!("member {} added", code(&field.name));
        field.corrections.push(self.record(&[what]));
        fields.push(field);
        Ok(())
    }
}

/// Rejects a type that is nested too deeply, including the `levels` around it.
pub(super) fn refuse_deep(ty: &Type, levels: usize, span: &Span) -> Result<(), CorrectionError> {
    if !ty.is_deeper_than(MAX_TYPE_DEPTH.saturating_sub(levels)) {
        return Ok(());
    }
    let message = format!("types nest deeper than {MAX_TYPE_DEPTH} levels with this");
    let help = "name a resource as the type of the inner object";
    Err(CorrectionError::new(Code::TooDeep, span, message, help))
}

/// Rejects new members that exist already.
pub(super) fn refuse_present<'f>(
    members: &[NewMember],
    find: impl Fn(&NewMember) -> Option<&'f Field>,
) -> Result<(), CorrectionError> {
    let mut names: Vec<&Located<String>> = Vec::new();
    let mut last = None;
    for member in members {
        if let Some(field) = find(member) {
            names.push(&member.name);
            last = field.corrections.last();
        }
    }
    let Some(first) = names.first() else {
        return Ok(());
    };
    let shown = codes(names.iter().map(|name| &name.value));
    let is = if names.len() == 1 { "is" } else { "are" };
    let says = format!("{shown} {is} there");
    let stale = Stale {
        span: &first.span,
        before: last,
    };
    Err(if names.len() == members.len() {
        stale.already_true(&says)
    } else {
        stale.partly_true(&says, &shown)
    })
}

/// Replaces a description, if it is the expected one.
pub(super) fn describe(
    docs: &mut Option<String>,
    Edit { to, was }: &Edit<String>,
    stale: Stale<'_>,
) -> Result<String, CorrectionError> {
    let now = words(docs.as_deref().unwrap_or_default());
    if words(to) == now {
        return Err(stale.already_true("this is the description"));
    }
    let matches = match was.value.strip_suffix('…') {
        Some(beginning) => now.starts_with(&words(beginning)),
        None => words(&was.value) == now,
    };
    if !matches {
        let shown = match now.char_indices().nth(60) {
            _ if now.is_empty() => "nothing".to_owned(),
            Some((end, _)) => code(&format!("{}…", &now[..end])),
            None => code(&now),
        };
        return Err(stale.changed(&was.span, "this", &shown));
    }
    *docs = if to.is_empty() {
        None
    } else {
        Some(to.clone())
    };
    Ok("description".to_owned())
}

/// The text on one line. Descriptions are compared without their line breaks and double spaces.
pub(super) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
