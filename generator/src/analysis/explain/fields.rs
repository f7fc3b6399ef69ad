//! The evidence for each field.

use std::collections::BTreeMap;

use super::Correction;
use super::collect::Collector;
use super::evidence::{Decision, Field, Presence, ViewDeclaration};
use super::why;
use crate::base::node_path::PageId;
use crate::base::view::View;
use crate::pipeline::api::{self, AppliedCorrection, Member, MemberRef, PathParameter};

impl Collector<'_> {
    /// The fields for the members of an entity, each before those inside it.
    pub(super) fn members(
        &mut self,
        members: &[Member<'_>],
        page: PageId,
        view: View,
    ) -> Vec<Field> {
        let spelled = declared_paths(members);
        let behind = corrections_by_path(members);
        let fields = members.iter().map(|member| {
            let found = self.fields.find(page, &member.path);
            let (rust, ty) = found.map(|found| (found.path, found.ty)).unzip();
            let named = FieldHeader {
                docs: member.path.clone(),
                page: self.page(page),
                spelled: spelled.get(member.path.as_str()).cloned(),
                rust,
                ty: ty.as_ref().map(ToString::to_string),
                holds: ty.as_ref().and_then(|ty| self.fields.enum_in(ty)),
            };
            match member.said {
                MemberRef::Field(field) => Field {
                    corrections: corrections(behind[member.path.as_str()]),
                    ..self.field(named, field, view)
                },
                MemberRef::Path(parameter) => self.path_parameter(named, parameter),
            }
        });
        fields.collect()
    }

    fn field(&mut self, named: FieldHeader, field: &api::Field, view: View) -> Field {
        let views = field
            .origin
            .declarations
            .iter()
            .map(|said| self.saying(said));
        let views = views.collect();
        Field {
            wire: field.name.clone(),
            presence: self.presence(field, view),
            decision: why::decision(&field.origin),
            views,
            ..named.field()
        }
    }

    fn path_parameter(&mut self, named: FieldHeader, parameter: &PathParameter) -> Field {
        let described = parameter.described.as_ref();
        let words = described.map_or(&[][..], |field| &field.origin.declarations);
        let views = words.iter().map(|said| self.saying(said)).collect();
        let renamed = described.filter(|field| field.name != parameter.name);
        let called = renamed.map(|field| format!(", and is described as `{}`", field.name));
        let called = called.unwrap_or_default();
        Field {
            wire: parameter.name.clone(),
            views,
            presence: Presence {
                because: format!("it fills `:{}` of the path{called}", parameter.name),
                at: Some(self.at(&parameter.place)),
                ..Presence::default()
            },
            decision: Decision {
                rule: "path",
                because: "a part of the path is a text".to_owned(),
            },
            corrections: corrections(&parameter.corrections),
            ..named.field()
        }
    }

    fn presence(&mut self, field: &api::Field, view: View) -> Presence {
        let (because, place) = why::presence(field, view);
        Presence {
            optional: field.optional,
            nullable: field.nullable,
            because,
            at: place.map(|place| self.at(&place)),
        }
    }

    fn saying(&mut self, said: &api::ViewDeclaration) -> ViewDeclaration {
        let ty = said.ty.as_deref();
        ViewDeclaration {
            view: said.view.as_str(),
            at: self.at(&said.place),
            key: said.key.clone(),
            ty: ty.map(|ty| ty.split_whitespace().collect::<Vec<_>>().join(" ")),
            members: said.members.clone(),
            optional: said.optional,
            deprecated: said.deprecated,
            docs: said.docs.clone(),
        }
    }
}

/// What a field is called.
struct FieldHeader {
    docs: String,
    page: String,
    spelled: Option<String>,
    rust: Option<String>,
    ty: Option<String>,
    holds: Option<String>,
}

impl FieldHeader {
    /// A field of which nothing else is known.
    fn field(self) -> Field {
        Field {
            docs: self.docs,
            page: self.page,
            spelled: self.spelled,
            rust: self.rust,
            ty: self.ty,
            holds: self.holds,
            ..Field::default()
        }
    }
}

/// The docs paths in the spelling of the page, where it is another one than that of the wire.
fn declared_paths<'a>(members: &'a [Member<'_>]) -> BTreeMap<&'a str, String> {
    let mut all = BTreeMap::new();
    for member in members {
        let Some((above, name)) = member.path.rsplit_once('.') else {
            continue;
        };
        let key = match member.said {
            MemberRef::Field(field) => field
                .origin
                .declarations
                .first()
                .map(|said| key_without_markers(&said.key)),
            MemberRef::Path(_) => None,
        };
        let whole = all.get(above).map_or(above, String::as_str);
        let path = format!("{whole}.{}", key.unwrap_or(name));
        if path != member.path {
            all.insert(member.path.as_str(), path);
        }
    }
    all
}

/// The corrections of each member; one that a correction made has those of what it is in.
fn corrections_by_path<'a>(
    members: &'a [Member<'_>],
) -> BTreeMap<&'a str, &'a [AppliedCorrection]> {
    let mut all: BTreeMap<&str, &[AppliedCorrection]> = BTreeMap::new();
    for member in members {
        let MemberRef::Field(field) = member.said else {
            continue;
        };
        let made = field.corrections.is_empty() && field.origin.corrected.ty;
        let above = member.path.rsplit_once('.').filter(|_| made);
        let above = above.and_then(|(above, _)| all.get(above).copied());
        all.insert(&member.path, above.unwrap_or(&field.corrections));
    }
    all
}

/// A key without the marks behind it.
fn key_without_markers(key: &str) -> &str {
    let key = key.trim_end().trim_end_matches("[Deprecated]").trim_end();
    key.strip_suffix('?').unwrap_or(key)
}

/// What corrections made of something.
pub(super) fn corrections(applied: &[AppliedCorrection]) -> Vec<Correction> {
    applied.iter().map(Correction::from_applied).collect()
}
