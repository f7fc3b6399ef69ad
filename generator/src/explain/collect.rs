//! Collects the evidence from what stages 1 to 4 hand on.

use std::collections::BTreeMap;

use super::evidence::{
    Decision, Entity, EntityKind, Evidence, Field, Presence, Saying, Unjoined, Vague, ViewPlace,
};
use super::places::Places;
use crate::api::{
    self, Api, Applied, EntityOrigin, Member, Operation, Origin, Reason, Resource, Said, Testimony,
};
use crate::diagnostic::Counted;
use crate::inspection::Correction;
use crate::model::rust_model::{Item, ItemPath, ListedField, RustModel, StructItem};
use crate::parse::View;
use crate::place::{PageId, Place};
use crate::source::Source;

impl Evidence {
    /// Collects the evidence for everything.
    pub(crate) fn of(api: &Api, model: &RustModel, sources: &[Source]) -> Self {
        let mut collector = Collector::new(api, model, sources);
        let resources = api
            .resources
            .iter()
            .map(|resource| collector.resource(resource));
        let mut entities: Vec<Entity> = resources.collect();
        let operations = api.operations.iter();
        entities.extend(operations.map(|operation| collector.operation(operation)));
        let unjoined = api
            .unjoined
            .iter()
            .map(|unjoined| collector.unjoined(unjoined));
        let unjoined = unjoined.collect();
        let vague = api.vague.iter().map(|vague| Vague {
            docs: vague.docs.clone(),
            at: collector.places.find(&vague.place),
        });
        Self {
            vague: vague.collect(),
            unjoined,
            entities,
        }
    }
}

struct Collector<'a> {
    api: &'a Api,
    model: &'a RustModel,
    places: Places<'a>,
    fields: BTreeMap<(PageId, &'a str), &'a ListedField>,
    structs: BTreeMap<ItemPath, &'a StructItem>,
}

impl<'a> Collector<'a> {
    fn new(api: &'a Api, model: &'a RustModel, sources: &'a [Source]) -> Self {
        let structs = model.items().filter_map(|(module, item)| match item {
            Item::Struct(item) => {
                let (module, name) = (module.clone(), item.name.clone());
                Some((ItemPath { module, name }, item))
            }
            _ => None,
        });
        let fields = model.fields.iter();
        Self {
            api,
            model,
            places: Places::new(sources),
            fields: fields
                .map(|field| ((field.page, field.docs.as_str()), field))
                .collect(),
            structs: structs.collect(),
        }
    }

    fn resource(&mut self, resource: &Resource) -> Entity {
        let members = resource.members();
        Entity {
            kind: EntityKind::Resource,
            id: resource.id.clone(),
            fields: self.members(&members, resource.page, resource.view),
            corrections: corrections(&resource.corrections),
            ..self.entity(&resource.id, resource.page, &resource.origin)
        }
    }

    fn operation(&mut self, operation: &Operation) -> Entity {
        let members = operation.members();
        Entity {
            kind: EntityKind::Operation,
            id: operation.id.clone(),
            fields: self.members(&members, operation.page, operation.view),
            corrections: corrections(&operation.corrections),
            ..self.entity(&operation.id, operation.page, &operation.origin)
        }
    }

    /// What resources and operations have in common.
    fn entity(&mut self, id: &str, page: PageId, origin: &EntityOrigin) -> Entity {
        let page = self.page(page);
        let of_it = |listed_id: &str, listed_page: &str| listed_id == id && listed_page == page;
        let listed = self
            .model
            .listed
            .iter()
            .filter(|listed| of_it(&listed.id, &listed.page));
        let mut rust: Vec<String> = listed.map(|listed| listed.path.to_string()).collect();
        let operations = self.model.operations.iter();
        let operations = operations.filter(|operation| of_it(&operation.id, &operation.page));
        rust.extend(operations.map(|operation| operation.endpoint.to_string()));
        rust.dedup();
        let views = origin.views.iter().map(|(view, place)| ViewPlace {
            view: view.as_str(),
            at: self.places.find(place),
        });
        Entity {
            views: views.collect(),
            kind: EntityKind::Resource,
            id: id.to_owned(),
            title: origin.title.clone(),
            url: origin.url.clone(),
            fields: Vec::new(),
            corrections: Vec::new(),
            page,
            rust,
        }
    }

    fn page(&self, page: PageId) -> String {
        let info = self.api.pages.get(page.index());
        info.map(|info| info.path.clone()).unwrap_or_default()
    }

    fn members(&mut self, members: &[Member<'_>], page: PageId, view: View) -> Vec<Field> {
        let fields = members.iter().map(|member| {
            let (rust, kind) = self.rust(page, &member.path).unzip();
            let (page, docs) = (self.page(page), member.path.clone());
            match member.said {
                Said::Field(field) => Field {
                    docs,
                    page,
                    rust,
                    kind,
                    wire: field.name.clone(),
                    presence: self.presence(field, view),
                    decision: decision(&field.origin),
                    corrections: corrections(&field.corrections),
                    views: field
                        .origin
                        .words
                        .iter()
                        .map(|said| self.saying(said))
                        .collect(),
                },
                Said::Path(parameter) => Field {
                    docs,
                    page,
                    rust,
                    kind,
                    wire: parameter.name.clone(),
                    presence: Presence {
                        optional: false,
                        nullable: false,
                        because: format!("it fills `:{}` of the path", parameter.name),
                        at: Some(self.places.find(&parameter.place)),
                    },
                    decision: Decision {
                        rule: "path",
                        because: "a part of the path is a text".to_owned(),
                    },
                    corrections: corrections(&parameter.corrections),
                    views: Vec::new(),
                },
            }
        });
        fields.collect()
    }

    /// The Rust path and type of the field that stands for a member, if there is one.
    fn rust(&self, page: PageId, docs: &str) -> Option<(String, String)> {
        let listed = self.fields.get(&(page, docs))?;
        let item = self.structs.get(&listed.owner)?;
        let field = item.fields.iter().find(|field| field.name == listed.name)?;
        let path = format!("{}.{}", listed.owner, listed.name);
        Some((path, field.kind.to_string()))
    }

    fn presence(&mut self, field: &api::Field, view: View) -> Presence {
        let (because, place) = presence(field, view);
        Presence {
            optional: field.optional,
            nullable: field.nullable,
            because,
            at: place.map(|place| self.places.find(&place)),
        }
    }

    fn saying(&mut self, said: &Testimony) -> Saying {
        Saying {
            view: said.view.as_str(),
            at: self.places.find(&said.place),
            key: said.key.clone(),
            kind: said
                .kind
                .as_ref()
                .map(|kind| kind.split_whitespace().collect::<Vec<_>>().join(" ")),
            members: said.members.clone(),
            optional: said.optional,
            deprecated: said.deprecated,
            docs: said.docs.clone(),
        }
    }

    fn unjoined(&mut self, unjoined: &api::Unjoined) -> Unjoined {
        Unjoined {
            view: unjoined.view.as_str(),
            docs: format!("{}.{}", unjoined.entity, unjoined.path),
            at: self.places.find(&unjoined.place),
            reason: match unjoined.reason {
                Reason::PathHandle => "path-handle",
                Reason::SdkOnly => "sdk-only",
                Reason::ResponseHandle => "response-handle",
                Reason::Gap => "gap",
            },
        }
    }
}

/// Why a field may be absent or `null`, or why not, and where that is said.
fn presence(field: &api::Field, view: View) -> (String, Option<Place>) {
    if field.origin.corrected.presence {
        return ("a correction says so".to_owned(), None);
    }
    let own = field.origin.words.first().filter(|said| said.view == view);
    let Some(own) = own else {
        let says = if field.optional {
            "not every view that lists such members requires it"
        } else {
            "every view that lists such members requires it"
        };
        return (says.to_owned(), None);
    };
    match (field.optional, field.nullable) {
        (true, _) if own.key.trim_end().ends_with('?') => {
            ("its key ends in `?`".to_owned(), Some(own.place.key("key")))
        }
        (true, _) if own.optional => (
            "`optional: true`".to_owned(),
            Some(own.place.key("optional")),
        ),
        (_, true) => (
            "`null` is part of its type".to_owned(),
            Some(own.place.key("type")),
        ),
        _ => (
            "no line says that it may be absent or `null`".to_owned(),
            None,
        ),
    }
}

fn corrections(applied: &[Applied]) -> Vec<Correction> {
    applied.iter().map(Correction::of).collect()
}

fn decision(origin: &Origin) -> Decision {
    use api::Decision as Rule;
    let (rule, because) = match origin.decision {
        _ if origin.corrected.kind => ("correction", "a correction says so".to_owned()),
        Rule::OwnWord => ("own-word", "its view says so itself".to_owned()),
        Rule::Majority { votes, against } => {
            let because = format!(
                "of the other views {}, {}",
                Counted(votes, "says so", "say so"),
                Counted(against, "says otherwise", "say otherwise")
            );
            ("majority", because)
        }
        Rule::MembersOfOthers { views } => (
            "members-of-others",
            format!(
                "its view lists no members, {}",
                Counted(views, "other does", "others do")
            ),
        ),
        Rule::MembersOfRequest => (
            "members-of-request",
            "the request that makes it lists the members".to_owned(),
        ),
        Rule::DescriptionBullets => (
            "description-bullets",
            "its description lists the values".to_owned(),
        ),
        Rule::DescriptionLink => (
            "description-link",
            "its description links to the page of the items".to_owned(),
        ),
        Rule::DescriptionWords => ("description-words", "its description says so".to_owned()),
        Rule::Name => ("name", "its name says so".to_owned()),
        Rule::ItemBeside => (
            "item-beside",
            "a member beside it is one of its items".to_owned(),
        ),
        Rule::StillVague => ("still-vague", "nothing settles what is inside".to_owned()),
    };
    Decision { rule, because }
}
