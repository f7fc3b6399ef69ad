//! Finds the resources and operations at the beginning of docs paths.

use std::collections::{HashMap, HashSet};

use super::apply::Searches;
use super::correction::{Change, ChangeKind, Correction};
use super::error::CorrectionError;
use super::target::unknown;
use crate::base::node_path::PageId;
use crate::base::page_path;
use crate::base::text::did_you_mean;
use crate::pipeline::api::{Api, PageInfo};

/// The resource or operation at the beginning of a docs path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TargetId {
    Resource(usize),
    Operation(usize),
}

impl TargetId {
    /// The page that describes the target.
    pub(super) fn page(self, api: &Api) -> &PageInfo {
        &api.pages[self.page_id(api).index()]
    }

    pub(super) fn page_id(self, api: &Api) -> PageId {
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

/// All targets, by their ids. A target keeps its position until all corrections are applied.
pub(super) struct Targets {
    by_id: HashMap<String, Vec<TargetId>>,
    /// The positions of dropped operations.
    dropped: HashSet<usize>,
}

impl Targets {
    pub(super) fn new(api: &Api) -> Self {
        let mut by_id: HashMap<String, Vec<TargetId>> = HashMap::new();
        for target in all(api) {
            let id = target.id(api).to_owned();
            by_id.entry(id).or_default().push(target);
        }
        let dropped = HashSet::new();
        Self { by_id, dropped }
    }

    /// The targets with the id in the first segment of the path, on all pages or on the page in the
    /// correction, and the remaining segments.
    pub(super) fn find<'c>(
        &self,
        api: &Api,
        correction: &'c Correction,
        searches: &Searches,
    ) -> Result<(Vec<TargetId>, Vec<&'c str>), CorrectionError> {
        let mut keys = correction.keys.iter().map(String::as_str);
        let id = keys.next().unwrap_or_default();
        let rest: Vec<&str> = keys.collect();
        let mut named = self.by_id.get(id).cloned().unwrap_or_default();
        if named.is_empty() {
            let is_left = |it: &TargetId| !matches!(it, TargetId::Operation(position) if self.dropped.contains(position));
            let left = all(api).filter(is_left);
            let near = searches
                .entities
                .best_match(id, || left.map(|target| target.id(api)));
            let otherwise = "begin the path with the id of a resource or operation";
            let message = format!("the docs have no resource or operation `{id}`");
            let help = did_you_mean::hint(near, otherwise);
            let error = unknown(&correction.path.span, message, help);
            return Err(error.unless_consequence(searches.faulty.contains(id)));
        }
        let wants_operation = wants_operation(correction, rest.first().copied());
        let is_wanted = |it: &TargetId| matches!(it, TargetId::Operation(_)) == wants_operation;
        if named.iter().any(is_wanted) {
            named.retain(is_wanted);
        }
        Ok((on_page(api, correction, named)?, rest))
    }

    /// `true` if the correction is for an operation that the settings omit.
    pub(super) fn are_omitted(&self, api: &Api, correction: &Correction) -> bool {
        let mut keys = correction.keys.iter();
        let Some(id) = keys.next() else {
            return false;
        };
        let is_resource = |it: &TargetId| matches!(it, TargetId::Resource(_));
        api.omitted_operations.contains(id)
            && (wants_operation(correction, keys.next().map(String::as_str))
                || !self
                    .by_id
                    .get(id)
                    .is_some_and(|named| named.iter().any(is_resource)))
    }

    /// Drops an operation. It stays in the API, but is no longer found, until
    /// [`Self::remove_dropped`] removes it.
    pub(super) fn drop(&mut self, api: &Api, target: TargetId) {
        if let TargetId::Operation(position) = target {
            self.dropped.insert(position);
            if let Some(named) = self.by_id.get_mut(target.id(api)) {
                named.retain(|it| *it != target);
            }
        }
    }

    /// Removes the dropped operations.
    pub(super) fn remove_dropped(&self, api: &mut Api) {
        let mut positions = 0..;
        api.operations.retain(|_| {
            positions
                .next()
                .is_none_or(|position| !self.dropped.contains(&position))
        });
    }
}

/// Every target, in the order of the docs.
fn all(api: &Api) -> impl Iterator<Item = TargetId> {
    let resources = (0..api.resources.len()).map(TargetId::Resource);
    resources.chain((0..api.operations.len()).map(TargetId::Operation))
}

/// `true` if the correction is for an operation, in case a resource has the same id.
fn wants_operation(correction: &Correction, list: Option<&str>) -> bool {
    let is_for_both =
        |change: &Change| matches!(change.kind, ChangeKind::Add(_) | ChangeKind::Description(_));
    match list {
        Some(list) => matches!(list, "parameters" | "returns"),
        None => !correction.changes.iter().any(is_for_both),
    }
}

/// The targets on the page in the correction, or all if it has no page.
fn on_page(
    api: &Api,
    correction: &Correction,
    named: Vec<TargetId>,
) -> Result<Vec<TargetId>, CorrectionError> {
    let Some(page) = &correction.page else {
        return Ok(named);
    };
    let is_on_page = |it: &&TargetId| page_names(it.page(api)).contains(&page.value.as_str());
    let on: Vec<TargetId> = named.iter().filter(is_on_page).copied().collect();
    if !on.is_empty() {
        return Ok(on);
    }
    let pages: Vec<String> = named
        .iter()
        .map(|target| format!("`{}`", page_names(target.page(api))[0]))
        .collect();
    let message = format!("`{}` is not on the page `{}`", named[0].id(api), page.value);
    let help = format!("it is on {}", pages.join(", "));
    Err(unknown(&page.span, message, help))
}

/// The names of a page in corrections: `mfa/factor`, `mfa/factor/index`, `mfa/factor/index.mdx`.
pub(super) fn page_names(page: &PageInfo) -> [&str; 3] {
    let without_extension = page.path.strip_suffix(".mdx").unwrap_or(&page.path);
    [page_path::stem(&page.path), without_extension, &page.path]
}
