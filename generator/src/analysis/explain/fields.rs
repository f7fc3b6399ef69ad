//! The evidence for each field.

use std::collections::BTreeMap;

use super::Correction;
use super::collect::Collector;
use super::evidence::{Decision, Field, Presence, Saying};
use super::why;
use crate::base::place::PageId;
use crate::base::view::View;
use crate::pipeline::api::{self, Applied, Member, PathParameter, Said, Testimony};

impl Collector<'_> {
    /// The fields for the members of an entity, each before those inside it.
    pub(super) fn members(
        &mut self,
        members: &[Member<'_>],
        page: PageId,
        view: View,
    ) -> Vec<Field> {
        let spelled = spelled(members);
        let behind = behind(members);
        let fields = members.iter().map(|member| {
            let found = self.fields.find(page, &member.path);
            let (rust, kind) = found.map(|found| (found.path, found.kind)).unzip();
            let named = Named {
                docs: member.path.clone(),
                page: self.page(page),
                spelled: spelled.get(member.path.as_str()).cloned(),
                rust,
                kind: kind.as_ref().map(ToString::to_string),
                holds: kind.as_ref().and_then(|kind| self.fields.enum_in(kind)),
            };
            match member.said {
                Said::Field(field) => Field {
                    corrections: corrections(behind[member.path.as_str()]),
                    ..self.field(named, field, view)
                },
                Said::Path(parameter) => self.path_parameter(named, parameter),
            }
        });
        fields.collect()
    }

    fn field(&mut self, named: Named, field: &api::Field, view: View) -> Field {
        let views = field.origin.words.iter().map(|said| self.saying(said));
        let views = views.collect();
        Field {
            wire: field.name.clone(),
            presence: self.presence(field, view),
            decision: why::decision(&field.origin),
            views,
            ..named.field()
        }
    }

    fn path_parameter(&mut self, named: Named, parameter: &PathParameter) -> Field {
        let described = parameter.described.as_ref();
        let words = described.map_or(&[][..], |field| &field.origin.words);
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

    fn saying(&mut self, said: &Testimony) -> Saying {
        let kind = said.kind.as_deref();
        Saying {
            view: said.view.as_str(),
            at: self.at(&said.place),
            key: said.key.clone(),
            kind: kind.map(|kind| kind.split_whitespace().collect::<Vec<_>>().join(" ")),
            members: said.members.clone(),
            optional: said.optional,
            deprecated: said.deprecated,
            docs: said.docs.clone(),
        }
    }
}

/// What a field is called.
struct Named {
    docs: String,
    page: String,
    spelled: Option<String>,
    rust: Option<String>,
    kind: Option<String>,
    holds: Option<String>,
}

impl Named {
    /// A field of which nothing else is known.
    fn field(self) -> Field {
        Field {
            docs: self.docs,
            page: self.page,
            spelled: self.spelled,
            rust: self.rust,
            kind: self.kind,
            holds: self.holds,
            ..Field::default()
        }
    }
}

/// The docs paths in the spelling of the page, where it is another one than that of the wire.
fn spelled<'a>(members: &'a [Member<'_>]) -> BTreeMap<&'a str, String> {
    let mut all = BTreeMap::new();
    for member in members {
        let Some((above, name)) = member.path.rsplit_once('.') else {
            continue;
        };
        let key = match member.said {
            Said::Field(field) => field.origin.words.first().map(|said| bare(&said.key)),
            Said::Path(_) => None,
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
fn behind<'a>(members: &'a [Member<'_>]) -> BTreeMap<&'a str, &'a [Applied]> {
    let mut all: BTreeMap<&str, &[Applied]> = BTreeMap::new();
    for member in members {
        let Said::Field(field) = member.said else {
            continue;
        };
        let made = field.corrections.is_empty() && field.origin.corrected.kind;
        let above = member.path.rsplit_once('.').filter(|_| made);
        let above = above.and_then(|(above, _)| all.get(above).copied());
        all.insert(&member.path, above.unwrap_or(&field.corrections));
    }
    all
}

/// A key without the marks behind it.
fn bare(key: &str) -> &str {
    let key = key.trim_end().trim_end_matches("[Deprecated]").trim_end();
    key.strip_suffix('?').unwrap_or(key)
}

/// What corrections made of something.
pub(super) fn corrections(applied: &[Applied]) -> Vec<Correction> {
    applied.iter().map(Correction::of).collect()
}
