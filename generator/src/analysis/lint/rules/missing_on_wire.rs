//! The rule about members that the wire view does not document.

use std::borrow::Cow;
use std::collections::BTreeMap;

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
    let mut members: BTreeMap<_, Vec<&UnmatchedMember>> = BTreeMap::new();
    for member in &context.api.unmatched {
        if member.reason == UnmatchedReason::Undocumented && !known.contains(member) {
            let key = (member.page, &member.entity, member.list, &member.path);
            members.entry(key).or_default().push(member);
        }
    }
    let members = members.values();
    members.filter_map(|views| finding(views)).collect()
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

/// The members that the corrected models have.
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

    fn contains(&self, member: &UnmatchedMember) -> bool {
        let id = (member.page, &*member.entity);
        let keys = docs_path::segments(&member.path).filter_map(docs_path::key);
        let keys: Vec<Cow<'_, str>> = keys.collect();
        let operation = self.operations.get(&id);
        match member.list {
            MemberList::Properties => {
                let resource = self.resources.get(&id);
                resource.is_some_and(|it| self.have(&it.fields, &keys))
            }
            MemberList::Parameters => operation.is_some_and(|it| self.have(it.parameters(), &keys)),
            MemberList::Returns => operation.is_some_and(|it| match &it.response {
                Response::Body(ty) => self.has(ty, &keys),
                Response::NoBody | Response::BrowserUrl => false,
            }),
        }
    }

    /// `true` if one of the fields leads to the member. The keys are those that all views share.
    fn have(&self, fields: impl IntoIterator<Item = &'a Field>, keys: &[Cow<'_, str>]) -> bool {
        let Some((key, inner)) = keys.split_first() else {
            return true;
        };
        let mut fields = fields.into_iter();
        fields.any(|field| snake_case(&field.name) == *key && self.has(&field.ty, inner))
    }

    /// `true` if the type leads to the member, also through other resources.
    fn has(&self, ty: &'a Type, keys: &[Cow<'_, str>]) -> bool {
        match ty {
            _ if keys.is_empty() => true,
            Type::Object(fields) => self.have(fields, keys),
            Type::Resource(id) => self.have(&self.api.resources[id.0].fields, keys),
            ty => ty.children().into_iter().any(|ty| self.has(ty, keys)),
        }
    }
}
