//! Fields, each with what every view says of it.

use super::corrections;
use super::files::Files;
use super::links::{Links, resources};
use super::{Field, Group, Link, Markdown, Saying};
use crate::analysis::explain;
use crate::pipeline::api::{AppliedCorrection, Member, MemberRef, Operation};

/// What the fields of an entity have in common.
pub(super) struct FieldContext<'a> {
    pub(super) entity: &'a explain::Entity,
    pub(super) operation: Option<&'a Operation>,
    pub(super) links: &'a Links,
    pub(super) files: &'a Files,
    pub(super) base_url: &'a str,
}

/// The fields of an entity by the list that they are in; the evidence has them in the same order
/// as the members.
pub(super) fn groups(
    about: &FieldContext<'_>,
    members: &[Member<'_>],
    anchors: &[String],
) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let fields = about.entity.fields.iter().zip(members).zip(anchors);
    for ((evidence, member), anchor) in fields {
        let name = about.group(member);
        let field = about.field(evidence, member, anchor);
        match groups.last_mut().filter(|group| group.name == name) {
            Some(group) => group.fields.push(field),
            None => groups.push(Group {
                name,
                fields: vec![field],
            }),
        }
    }
    groups
}

/// What a field is to the API, whether it has a type or fills the path.
struct FieldDetails<'a> {
    docs: Option<&'a str>,
    deprecated: bool,
    links: Vec<Link>,
    corrections: &'a [AppliedCorrection],
}

impl FieldContext<'_> {
    fn field(&self, evidence: &explain::Field, member: &Member<'_>, anchor: &str) -> Field {
        let known = self.known(member);
        let presence = &evidence.presence;
        let said = self.sayings(evidence);
        Field {
            anchor: anchor.to_owned(),
            docs_path: evidence.docs.clone(),
            path: self.path(&evidence.docs).to_owned(),
            wire: evidence.wire.clone(),
            rust: evidence.rust.clone(),
            ty: evidence.ty.clone(),
            links: known.links,
            presence: presence_words(presence),
            because: (
                presence.because.clone(),
                presence.at.as_ref().map(|at| self.line(at)),
            ),
            decision: evidence.decision.clone(),
            deprecated: known.deprecated,
            docs: known.docs.map(|docs| Markdown::new(docs, self.base_url)),
            silent: self.silent(&said),
            views: said,
            drift: Vec::new(),
            corrections: corrections::in_force(known.corrections, anchor),
        }
    }

    fn known<'a>(&self, member: &Member<'a>) -> FieldDetails<'a> {
        match member.said {
            MemberRef::Field(field) => FieldDetails {
                docs: field.docs.as_deref(),
                deprecated: field.deprecated,
                links: self.links.resources(resources(&field.ty)),
                corrections: &field.corrections,
            },
            MemberRef::Path(parameter) => FieldDetails {
                docs: parameter.docs(),
                deprecated: false,
                links: Vec::new(),
                corrections: &parameter.corrections,
            },
        }
    }

    /// The list that a member is in.
    fn group(&self, member: &Member<'_>) -> &'static str {
        let Some(operation) = self.operation else {
            return "fields";
        };
        if let MemberRef::Path(_) = member.said {
            return "path";
        }
        let path = member
            .path
            .strip_prefix(&self.entity.id)
            .unwrap_or_default();
        let Some(path) = path.strip_prefix(".parameters.") else {
            return "answer";
        };
        let first = path.split('.').next().unwrap_or_default();
        match operation.query.iter().any(|field| field.name == first) {
            true => "query",
            false => "body",
        }
    }

    /// The way to a member in its list.
    fn path<'a>(&self, docs: &'a str) -> &'a str {
        let path = docs.strip_prefix(&self.entity.id).unwrap_or(docs);
        let lists = [".parameters.", ".returns.", "."];
        let lists = lists
            .iter()
            .filter(|list| self.operation.is_some() || **list == ".");
        let mut found = lists.filter_map(|list| path.strip_prefix(list));
        found.next().unwrap_or(path)
    }

    fn line(&self, at: &explain::Location) -> String {
        self.files.line(at, &self.entity.page)
    }

    fn sayings(&self, evidence: &explain::Field) -> Vec<Saying> {
        let mut said: Vec<Saying> = Vec::new();
        for view in &evidence.views {
            let mut before = evidence.views.iter().take(said.len());
            let same = before.find(|other| view.docs.is_some() && other.docs == view.docs);
            said.push(Saying {
                view: view.view,
                key: view.key.clone(),
                ty: ty(view),
                marks: marks(view),
                docs: view.docs.clone().filter(|_| same.is_none()),
                docs_of: same.map(|other| other.view),
                at: self.line(&view.at),
            });
        }
        said
    }

    /// The views that describe the entity, and not the member.
    fn silent(&self, said: &[Saying]) -> Vec<&'static str> {
        // No view lists a part of the path for its own sake.
        if said.is_empty() {
            return Vec::new();
        }
        let views = self.entity.views.iter().map(|view| view.view);
        let silent = views.filter(|view| said.iter().all(|saying| saying.view != *view));
        silent.collect()
    }
}

fn ty(view: &explain::ViewDeclaration) -> String {
    let ty = view.ty.clone().unwrap_or_default();
    match view.members.is_empty() {
        true => ty,
        false => format!("{ty} of {}", view.members.join(", "))
            .trim_start()
            .to_owned(),
    }
}

fn marks(view: &explain::ViewDeclaration) -> String {
    let marks = [("optional", view.optional), ("deprecated", view.deprecated)];
    let marks: Vec<&str> = marks
        .into_iter()
        .filter_map(|(mark, is)| is.then_some(mark))
        .collect();
    marks.join(", ")
}

fn presence_words(presence: &explain::Presence) -> &'static str {
    match (presence.optional, presence.nullable) {
        (false, false) => "required",
        (true, false) => "may be absent",
        (false, true) => "may be null",
        (true, true) => "may be absent or null",
    }
}
