//! Compares responses of the docs with responses of the description.

use super::Comparer;
use super::members::DocsMember;
use super::types::Typed;
use crate::analysis::openapi::described::{Answer, Described};
use crate::analysis::openapi::disagreement::Kind;
use crate::analysis::openapi::found::{Fix, Owner, Site};
use crate::analysis::openapi::joined::{Joined, ObjectAt};
use crate::analysis::openapi::match_operations::Group;
use crate::analysis::openapi::node::Pointer;
use crate::analysis::openapi::schema::{Object, Schema};
use crate::pipeline::api::{Field, Response, Type};
use crate::pipeline::serde_rules;

/// The claim for a response without a body.
const NOTHING: &str = "nothing";

/// The claim for a request that is a URL to open.
const URL: &str = "url";

/// The success responses of an operation of the description.
struct Success<'d, 'a> {
    described: &'d Described<'a>,
    /// The bodies; `None` if no response has one.
    schema: Option<Schema<'a>>,
    /// `true` if a response has no body.
    has_empty: bool,
    pointer: &'d Pointer,
}

impl<'d, 'a> Success<'d, 'a> {
    fn new(described: &'d Described<'a>) -> Self {
        let is_full = |answer: &&Answer<'_>| answer.content.is_some();
        let full = || described.responses.iter().filter(is_full);
        let contents = full().filter_map(|answer| answer.content.as_ref());
        let schemas = contents.filter_map(|content| content.schema.clone());
        let schema = Schema::Any(schemas.collect());
        let first = full().next().or(described.responses.first());
        Self {
            described,
            schema: full().next().map(|_| schema),
            has_empty: full().count() < described.responses.len(),
            pointer: first.map_or(&described.pointer, |answer| &answer.pointer),
        }
    }
}

impl<'a> Comparer<'a> {
    /// Compares the responses of operations with the same method and path. If all responses are
    /// objects, a member that one of them lacks is optional.
    pub(super) fn response(&mut self, group: &Group, described: &'a Described<'a>) {
        let success = Success::new(described);
        let body = |index: &usize| match &self.api.operations[*index].response {
            Response::Body(ty @ Type::Object(_)) if serde_rules::list_item(ty).is_none() => {
                Some(ty)
            }
            _ => None,
        };
        let bodies: Option<Vec<&'a Type>> = group.docs.iter().map(body).collect();
        if let (Some(bodies), Some(schema)) = (bodies, &success.schema)
            && bodies.len() > 1
        {
            let joined = Joined::new(Some(schema), self.expander);
            if joined.kinds() == 1 && !joined.objects.is_empty() && !joined.is_map() {
                self.shared_response(&group.docs, &bodies, &joined.objects);
                return;
            }
        }
        for index in &group.docs {
            self.one_response(*index, &success);
        }
    }

    /// Compares the objects with which several operations on the same path respond.
    fn shared_response(&mut self, docs: &[usize], bodies: &[&'a Type], objects: &[ObjectAt<'a>]) {
        let bodies = docs.iter().zip(bodies);
        let bodies: Vec<(Site<'a>, Vec<&'a Field>)> = bodies
            .map(|(index, body)| (self.returns(*index), body.members().iter().collect()))
            .collect();
        let members = DocsMember::of_several(&bodies);
        let site = self.returns(docs[0]);
        self.members(&members, objects, &site, Kind::Member);
    }

    fn returns(&self, index: usize) -> Site<'a> {
        let operation = &self.api.operations[index];
        let site = Site::entity(Owner::Operation(index), &operation.id, &operation.place);
        site.at(format!("{}.returns", operation.id))
    }

    fn one_response(&mut self, index: usize, success: &Success<'_, 'a>) {
        let api = self.api;
        let site = self.returns(index);
        let redirects = success.described.redirects;
        let Some(schema) = &success.schema else {
            let openapi = if redirects { URL } else { NOTHING };
            let docs = match &api.operations[index].response {
                Response::NoBody => NOTHING.to_owned(),
                // The response to a browser is not compared.
                Response::BrowserUrl => openapi.to_owned(),
                Response::Body(ty) => ty.notation(api),
            };
            if docs != openapi {
                self.other_response(&site, success, docs, openapi.to_owned());
            }
            return;
        };
        let openapi = Joined::new(Some(schema), self.expander);
        match &api.operations[index].response {
            Response::BrowserUrl if redirects => {}
            Response::NoBody | Response::BrowserUrl => {
                let is_url = api.operations[index].response == Response::BrowserUrl;
                let docs = if is_url { URL } else { NOTHING };
                let openapi = openapi.notation(self.expander);
                if success.has_empty {
                    self.maybe_empty(&site, success, docs, &openapi);
                } else {
                    self.other_response(&site, success, docs.to_owned(), openapi);
                }
            }
            Response::Body(ty) => {
                if success.has_empty {
                    let claim = openapi.notation(self.expander);
                    self.maybe_empty(&site, success, &ty.notation(api), &claim);
                }
                if !self.is_same_body(ty, &openapi, &site, success.pointer) {
                    let (docs, openapi) = self.types(ty, &openapi);
                    self.other_response(&site, success, docs, openapi);
                }
            }
        }
    }

    /// Adds the disagreement that a body may be absent, which no correction can express.
    fn maybe_empty(&mut self, site: &Site<'a>, success: &Success<'_, 'a>, docs: &str, body: &str) {
        let claims = (docs, format!("{body}, or {NOTHING}"));
        self.add(Kind::Response, site, success.pointer, claims, Fix::None);
    }

    /// Adds the disagreement that the whole response differs.
    fn other_response(
        &mut self,
        site: &Site<'a>,
        success: &Success<'_, 'a>,
        docs: String,
        openapi: String,
    ) {
        let fix = Fix::Returns {
            to: success.schema.clone(),
            is_url: openapi == URL,
        };
        self.add(Kind::Response, site, success.pointer, (docs, openapi), fix);
    }

    /// Returns `true` if the body is the same. Differences in members are added as separate
    /// disagreements.
    fn is_same_body(
        &mut self,
        ty: &'a Type,
        openapi: &Joined<'a>,
        site: &Site<'a>,
        pointer: &Pointer,
    ) -> bool {
        let of = Typed {
            field: None,
            site,
            pointer,
        };
        if let Some((_, members)) = serde_rules::list_item(ty) {
            let is_list = openapi.kinds() == 1 && !openapi.objects.is_empty();
            if is_list {
                let members = members.iter().filter(|field| field.name == "data");
                let members: Vec<DocsMember<'a>> =
                    members.map(|field| DocsMember::new(field, site)).collect();
                let objects: Vec<ObjectAt<'a>> =
                    openapi.objects.iter().map(without_wrapper).collect();
                let before = self.found.len();
                self.members(&members, &objects, site, Kind::Member);
                // A correction cannot make the items of a list optional.
                for found in &mut self.found[before..] {
                    if found.kind == Kind::Optional
                        && members.iter().any(|it| it.site.path == found.path)
                    {
                        found.fix = Fix::None;
                    }
                }
            }
            return is_list;
        }
        match ty {
            Type::Nullable(inner) => openapi.nullable && self.is_same(inner, openapi, of),
            ty => (!openapi.nullable || *ty == Type::Any) && self.is_same(ty, openapi, of),
        }
    }
}

/// A list without the members that are optional in every list of the output.
fn without_wrapper<'a>(list: &ObjectAt<'a>) -> ObjectAt<'a> {
    let mut object: Object<'a> = (*list.object).clone();
    object
        .members
        .retain(|name, _| !serde_rules::is_optional_in_list(name));
    ObjectAt {
        object: object.into(),
        pointer: list.pointer.clone(),
    }
}
