//! Compares requests of the docs with requests of the description.

use std::collections::{BTreeMap, BTreeSet};

use super::Comparer;
use super::members::{DocsMember, OpenApiMember, joined_members};
use super::path_parameters;
use crate::analysis::openapi::described::{Described, Place};
use crate::analysis::openapi::disagreement::Kind;
use crate::analysis::openapi::found::{Fix, Owner, Site};
use crate::analysis::openapi::joined::{Joined, ObjectAt};
use crate::analysis::openapi::match_operations::Group;
use crate::analysis::openapi::schema::Schema;
use crate::notation::url_template::is_same_parameter;
use crate::pipeline::api::{Field, Operation};

/// The members of a request, by place and name.
type OpenApiMembers<'a> = BTreeMap<(Place, String), OpenApiMember<'a>>;

impl<'a> Comparer<'a> {
    /// Compares the operations of the docs with the same method and path with the operation of the
    /// description.
    pub(super) fn request(&mut self, group: &Group, described: &'a Described<'a>) {
        let content = described.body.as_ref();
        let schema = content.and_then(|content| content.schema.as_ref());
        let body = match content {
            Some(_) => Joined::new(schema, self.expander),
            None => Joined::default(),
        };
        if body.kinds() > 0 && body.objects.is_empty() {
            self.other_body(group, &body, described);
        }
        for index in &group.docs {
            path_parameters::compare(self, *index, described);
        }
        let mut rest: BTreeSet<usize> = (0..body.objects.len()).collect();
        for (docs, fitting) in self.by_fit(&group.docs, &body.objects) {
            rest.retain(|index| !fitting.contains(index));
            let objects: Vec<ObjectAt<'a>> = fitting
                .into_iter()
                .map(|index| body.objects[index].clone())
                .collect();
            let first = &self.api.operations[docs[0]];
            match first.whole_body() {
                Some(whole) => self.whole_body(docs[0], whole, schema, described),
                None => self.parameters(&docs, &objects, described),
            }
        }
        for index in rest {
            self.unknown_body(group, &body.objects[index]);
        }
    }

    /// Groups operations of the docs by the alternatives of the body whose literals they match. An
    /// operation that matches none is compared with all.
    fn by_fit(&self, docs: &[usize], objects: &[ObjectAt<'a>]) -> Vec<(Vec<usize>, Vec<usize>)> {
        let mut groups: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
        for operation in docs {
            let fields = &self.api.operations[*operation].body;
            let mut fitting = self.fitting(fields, objects);
            if fitting.is_empty() {
                fitting = (0..objects.len()).collect();
            }
            match groups.iter_mut().find(|(_, known)| *known == fitting) {
                Some((operations, _)) => operations.push(*operation),
                None => groups.push((vec![*operation], fitting)),
            }
        }
        groups
    }

    /// The positions of the objects whose literals match the fields.
    fn fitting(&self, fields: &[Field], objects: &[ObjectAt<'a>]) -> Vec<usize> {
        let fits = |object: &ObjectAt<'a>| {
            fields.iter().all(|field| {
                let Some(values) = field.ty.values() else {
                    return true;
                };
                let literals = self.literals(object, &field.name);
                let mut values = values.iter();
                literals.is_empty() || values.any(|value| literals.contains(&value.value))
            })
        };
        (0..objects.len())
            .filter(|index| fits(&objects[*index]))
            .collect()
    }

    /// Adds the disagreement that the body is not an object, unless the docs have a parameter that
    /// is the whole body.
    fn other_body(&mut self, group: &Group, body: &Joined<'a>, described: &Described<'a>) {
        let index = group.docs[0];
        let operation = &self.api.operations[index];
        if operation.whole_body().is_some() {
            return;
        }
        let site = Site::entity(Owner::Operation(index), &operation.id, &operation.place);
        let site = site.at(format!("{}.parameters", operation.id));
        let docs = if operation.body.is_empty() {
            "no body"
        } else {
            "object"
        };
        let claims = (docs, body.notation(self.expander));
        self.add(Kind::Type, &site, &described.pointer, claims, Fix::None);
    }

    /// Adds an alternative of the body that no operation of the docs sends.
    fn unknown_body(&mut self, group: &Group, object: &ObjectAt<'a>) {
        let names = object.object.members.keys();
        let literals = names.filter_map(|name| {
            let values = self.literals(object, name);
            let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
            if values.is_empty() {
                None
            } else {
                Some(format!("`{name}` is {}", values.join(" or ")))
            }
        });
        let claim = format!(
            "a body where {}",
            literals.collect::<Vec<_>>().join(" and ")
        );
        let operation = &self.api.operations[group.docs[0]];
        let owner = Owner::Operation(group.docs[0]);
        let site = Site::entity(owner, &operation.id, &operation.place);
        let pointer = &object.pointer;
        self.add(
            Kind::Operation,
            &site,
            pointer,
            ("absent", claim),
            Fix::None,
        );
    }

    /// Compares a parameter that is the whole body.
    fn whole_body(
        &mut self,
        index: usize,
        body: &'a Field,
        schema: Option<&Schema<'a>>,
        described: &'a Described<'a>,
    ) {
        let operation = &self.api.operations[index];
        let site = Site::entity(Owner::Operation(index), &operation.id, &operation.place);
        let member = DocsMember::new(body, &site.at(format!("{}.parameters", operation.id)));
        match &described.body {
            None => self.only_in_docs(&member, &described.pointer, Kind::Parameter),
            Some(content) => {
                let openapi = OpenApiMember {
                    optional: !content.required,
                    schema: schema.cloned(),
                    pointer: content.pointer.clone(),
                };
                self.member(&member, &openapi, Kind::Parameter, None);
            }
        }
    }

    /// Compares parameters by name, even if their places differ.
    fn parameters(
        &mut self,
        docs: &[usize],
        objects: &[ObjectAt<'a>],
        described: &'a Described<'a>,
    ) {
        let mut openapi: OpenApiMembers<'a> = BTreeMap::new();
        for ((place, name), parameter) in &described.parameters {
            let member = OpenApiMember {
                optional: !parameter.required,
                schema: Some(parameter.schema.clone()),
                pointer: parameter.pointer.clone(),
            };
            openapi.insert((*place, name.clone()), member);
        }
        let body = described.body.as_ref();
        let may_be_absent = body.is_some_and(|body| body.may_be_absent);
        for (name, mut member) in joined_members(objects) {
            // If the body may be absent, its members may be absent as well.
            member.optional |= may_be_absent;
            openapi.insert((Place::Body, name.to_owned()), member);
        }
        let operations: Vec<&'a Operation> = docs
            .iter()
            .map(|index| &self.api.operations[*index])
            .collect();
        let mut known = BTreeSet::new();
        for (place, member) in self.documented(docs) {
            let key = find(&openapi, place, &member.field.name);
            match key
                .as_ref()
                .and_then(|key| Some((key.0, openapi.get(key)?)))
            {
                Some((at, parameter)) => {
                    self.place(&member, place, at, parameter, &operations);
                    self.member(&member, parameter, Kind::Parameter, Some(at));
                }
                None => self.only_in_docs(&member, &described.pointer, Kind::Parameter),
            }
            known.extend(key);
        }
        openapi.retain(|key, _| key.0 != Place::Path && !known.contains(key));
        let first = operations[0];
        let site = Site::entity(Owner::Operation(docs[0]), &first.id, &first.place);
        let container = site.at(format!("{}.parameters", first.id));
        for ((place, name), member) in openapi {
            let place = Some(place);
            self.only_in_openapi(&name, &member, &container, Kind::Parameter, place);
        }
    }

    /// The parameters of several operations, each with its place.
    fn documented(&self, docs: &[usize]) -> Vec<(Place, DocsMember<'a>)> {
        let of = |fields: fn(&'a Operation) -> &'a [Field]| {
            let lists = docs.iter().map(|index| {
                let operation = &self.api.operations[*index];
                let site = Site::entity(Owner::Operation(*index), &operation.id, &operation.place);
                let container = site.at(format!("{}.parameters", operation.id));
                (container, fields(operation).iter().collect::<Vec<_>>())
            });
            let lists: Vec<_> = lists.collect();
            DocsMember::of_several(&lists).into_iter()
        };
        let query = of(|operation| &operation.query).map(|member| (Place::Query, member));
        let body = of(|operation| &operation.body).map(|member| (Place::Body, member));
        let headers = of(|operation| &operation.headers);
        let headers = headers.map(|member| (Place::Header, member));
        headers.chain(query).chain(body).collect()
    }

    /// Compares the places of a parameter.
    fn place(
        &mut self,
        member: &DocsMember<'a>,
        docs: Place,
        openapi: Place,
        known: &OpenApiMember<'a>,
        operations: &[&'a Operation],
    ) {
        if docs == openapi {
            return;
        }
        let name = &member.field.name;
        let is_open = operations
            .iter()
            .any(|it| it.ambiguous_location.contains(name));
        let was = if is_open { "ambiguous" } else { docs.as_str() };
        let fix = match openapi {
            Place::Cookie => Fix::None,
            to => Fix::In { to, was },
        };
        let claims = (docs.as_str(), openapi.as_str());
        self.add(Kind::Place, &member.site, &known.pointer, claims, fix);
    }
}

/// The key of a parameter, preferably at the same place. Names are compared as on the wire.
fn find(openapi: &OpenApiMembers<'_>, place: Place, name: &str) -> Option<(Place, String)> {
    let at = |place| {
        let key = (place, name.to_owned());
        if openapi.contains_key(&key) {
            Some(key)
        } else {
            None
        }
    };
    at(place).or_else(|| {
        [Place::Query, Place::Body, Place::Path, Place::Cookie]
            .into_iter()
            .find_map(at)
            .or_else(|| {
                // Header names are case-insensitive.
                let mut keys = openapi.keys();
                let is_it = |(at, header): &&(Place, String)| {
                    *at == Place::Header && is_same_parameter(header, name)
                };
                keys.find(is_it).cloned()
            })
    })
}
