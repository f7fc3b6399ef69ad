//! The rule about members that the wire view does not document.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::LintContext;
use crate::analysis::lint::Rule;
use crate::analysis::lint::finding::{RawFinding, RawSubject};
use crate::base::node_path::PageId;
use crate::notation::docs_path;
use crate::notation::words::snake_case;
use crate::pipeline::api::{
    Api, Field, MemberList, Operation, Resource, Response, Type, UnmatchedMember, UnmatchedReason,
};

/// Members of other views that neither the wire view nor a correction has, except those that only
/// exist in SDKs.
pub(super) fn missing_on_wire(context: &LintContext<'_>) -> Vec<RawFinding> {
    let known = KnownMembers::new(context.api);
    let mut lists: BTreeMap<_, BTreeMap<&str, Vec<&UnmatchedMember>>> = BTreeMap::new();
    for member in &context.api.unmatched {
        if member.reason == UnmatchedReason::Undocumented {
            let list = (member.page, &*member.entity, member.list);
            let paths = lists.entry(list).or_default();
            paths.entry(&member.path).or_default().push(member);
        }
    }
    let mut findings = Vec::new();
    for ((page, entity, list), members) in &lists {
        let known = known.of(*page, entity, *list, members.keys().copied());
        let unknown = members.iter().filter(|(path, _)| !known.contains(*path));
        findings.extend(unknown.filter_map(|(_, views)| finding(views)));
    }
    findings
}

/// One finding for the views that have the member.
fn finding(views: &[&UnmatchedMember]) -> Option<RawFinding> {
    let (first, others) = views.split_first()?;
    let mut names: Vec<String> = views
        .iter()
        .map(|it| format!("`{}`", it.view.as_str()))
        .collect();
    names.dedup();
    let have = match names.as_slice() {
        [only] => format!("the view {only} has"),
        names => format!("the views {} have", names.join(", ")),
    };
    let related = others.iter().map(|other| {
        let message = format!("{}: listed", other.view.as_str());
        (message, other.place.clone())
    });
    Some(RawFinding {
        subject: Some(RawSubject {
            docs_path: first.entity.clone(),
            page: first.page,
        }),
        related: related.collect(),
        ..RawFinding::new(
            Rule::MissingOnWire,
            format!("only {have} `{}` of `{}`", first.path, first.entity),
            "document it in the wire view if it is on the wire, or add it by a correction",
            first.place.clone(),
        )
    })
}

/// The members of the corrected models.
struct KnownMembers<'a> {
    api: &'a Api,
    resources: BTreeMap<(PageId, &'a str), &'a Resource>,
    operations: BTreeMap<(PageId, &'a str), &'a Operation>,
}

impl<'a> KnownMembers<'a> {
    fn new(api: &'a Api) -> Self {
        let resources = api.resources.iter().map(|it| ((it.page, &*it.id), it));
        let operations = api.operations.iter().map(|it| ((it.page, &*it.id), it));
        Self {
            api,
            resources: resources.collect(),
            operations: operations.collect(),
        }
    }

    /// The paths that lead to a member of the list. The keys of the paths are in snake case.
    fn of<'p>(
        &self,
        page: PageId,
        entity: &str,
        list: MemberList,
        paths: impl Iterator<Item = &'p str>,
    ) -> BTreeSet<&'p str> {
        let paths: Vec<Remaining<'p>> = paths.map(Remaining::new).collect();
        let mut known = BTreeSet::new();
        let id = (page, entity);
        if let Some(resource) = self.resources.get(&id) {
            self.add_of_fields(&resource.fields, &paths, &mut known);
        } else if let Some(operation) = self.operations.get(&id) {
            match (list, &operation.response) {
                (MemberList::Returns, Response::Body(ty)) => {
                    self.add_of_type(ty, paths, &mut known);
                }
                (MemberList::Returns, Response::NoBody | Response::BrowserUrl) => (),
                (MemberList::Properties | MemberList::Parameters, _) => {
                    self.add_of_fields(operation.parameters(), &paths, &mut known);
                }
            }
        }
        known
    }

    /// Adds the paths that lead to a member of the fields. Each field is visited once, since there
    /// may be many fields and many paths.
    fn add_of_fields<'p>(
        &self,
        fields: impl IntoIterator<Item = &'a Field>,
        paths: &[Remaining<'p>],
        known: &mut BTreeSet<&'p str>,
    ) {
        let mut by_key: BTreeMap<&str, Vec<Remaining<'p>>> = BTreeMap::new();
        for Remaining { path, keys } in paths {
            if let Some((key, inner)) = keys.split_first() {
                let keys = inner.to_vec();
                by_key
                    .entry(key)
                    .or_default()
                    .push(Remaining { path, keys });
            }
        }
        for field in fields {
            if let Some(inner) = by_key.get(&*snake_case(&field.name)) {
                self.add_of_type(&field.ty, inner.clone(), known);
            }
        }
    }

    /// Adds the paths that lead to a member of the type, also through other resources.
    fn add_of_type<'p>(
        &self,
        ty: &'a Type,
        mut paths: Vec<Remaining<'p>>,
        known: &mut BTreeSet<&'p str>,
    ) {
        known.extend(
            paths
                .extract_if(.., |it| it.keys.is_empty())
                .map(|it| it.path),
        );
        if paths.is_empty() {
            return;
        }
        match ty {
            Type::Object(fields) => self.add_of_fields(fields, &paths, known),
            Type::Resource(id) => {
                self.add_of_fields(&self.api.resources[id.0].fields, &paths, known)
            }
            ty => {
                for inner in ty.children() {
                    self.add_of_type(inner, paths.clone(), known);
                }
            }
        }
    }
}

/// A path, and the part of it that remains to be followed.
#[derive(Debug, Clone)]
struct Remaining<'p> {
    path: &'p str,
    /// The remaining keys.
    keys: Vec<Cow<'p, str>>,
}

impl<'p> Remaining<'p> {
    fn new(path: &'p str) -> Self {
        let keys = docs_path::segments(path).filter_map(docs_path::key);
        Self {
            path,
            keys: keys.collect(),
        }
    }
}
