//! Compares the docs with the description: operations, members and types.

mod members;
mod path_parameters;
mod request;
mod response;
mod sending;
mod types;

use std::collections::{BTreeMap, BTreeSet};
use std::mem::take;

use super::described::Described;
use super::disagreement::Kind;
use super::expand::Expander;
use super::found::{Fix, Found, Owner, Site};
use super::joined::ObjectAt;
use super::match_operations::Group;
use super::node::Pointer;
use crate::pipeline::api::{Api, CorrectedParts, Field, ResourceId};
use members::DocsMember;
pub(super) use members::joined_members;

/// The objects of the description that represent one resource of the docs, by their place.
type Objects<'a> = BTreeMap<Pointer, ObjectAt<'a>>;

/// Compares the two, and collects the disagreements.
pub(super) struct Comparer<'a> {
    pub(super) api: &'a Api,
    pub(super) expander: &'a Expander<'a>,
    /// The names of servers by their base URLs.
    servers: BTreeMap<&'a str, &'a str>,
    pub(super) found: Vec<Found<'a>>,
    resources: BTreeMap<ResourceId, Objects<'a>>,
    /// The resources that each object was found to be, by the place of the object.
    resources_at: BTreeMap<Pointer, BTreeSet<ResourceId>>,
    /// The number of resources with each id.
    same_id: BTreeMap<&'a str, usize>,
    /// Objects that have not been compared yet, and whose members may lead to more resources.
    new: Vec<(ResourceId, ObjectAt<'a>)>,
}

impl<'a> Comparer<'a> {
    pub(super) fn new(
        api: &'a Api,
        expander: &'a Expander<'a>,
        servers: BTreeMap<&'a str, &'a str>,
    ) -> Self {
        let mut same_id = BTreeMap::new();
        for resource in &api.resources {
            *same_id.entry(resource.id.as_str()).or_default() += 1;
        }
        Self {
            api,
            expander,
            servers,
            found: Vec::new(),
            resources: BTreeMap::new(),
            resources_at: BTreeMap::new(),
            same_id,
            new: Vec::new(),
        }
    }

    /// The number of resources that were found in the description.
    pub(super) fn resources(&self) -> usize {
        self.resources.len()
    }

    /// The id of the resource that all these objects represent, if no other page has a resource
    /// with that id.
    pub(super) fn resource_of(&self, objects: &[ObjectAt<'a>]) -> Option<&'a str> {
        let (first, others) = objects.split_first()?;
        let others: Option<Vec<_>> = others.iter().map(|it| self.resources_at(it)).collect();
        let others = others?;
        let is_it = |id: &&ResourceId| others.iter().all(|it| it.contains(id));
        let mut resources = self.resources_at(first)?.iter().filter(is_it);
        let (Some(id), None) = (resources.next(), resources.next()) else {
            return None;
        };
        let id = self.api.resources[id.0].id.as_str();
        if self.same_id[id] == 1 {
            Some(id)
        } else {
            None
        }
    }

    fn resources_at(&self, object: &ObjectAt<'a>) -> Option<&BTreeSet<ResourceId>> {
        self.resources_at.get(&object.pointer)
    }

    /// Compares every operation, and then each resource with all objects that represent it. A
    /// member that one of these objects lacks is optional.
    pub(super) fn run(&mut self, groups: &[Group], described: &'a [Described<'a>]) {
        for group in groups {
            let described = &described[group.described];
            for index in &group.docs {
                self.sending(*index, described);
            }
            self.request(group, described);
            self.response(group, described);
        }
        let found = take(&mut self.found);
        while let Some((id, object)) = self.new.pop() {
            self.resource(id, &[object]);
        }
        self.found = found;
        for (id, objects) in self.resources.clone() {
            let objects: Vec<ObjectAt<'a>> = objects.into_values().collect();
            self.resource(id, &objects);
        }
    }

    /// Compares a resource with objects of the description.
    fn resource(&mut self, id: ResourceId, objects: &[ObjectAt<'a>]) {
        let resource = &self.api.resources[id.0];
        let mut site = Site::entity(Owner::Resource(id), &resource.id, &resource.place);
        if let Some(definition) = resource.corrections.first().filter(|it| it.defines) {
            site.declaration.correction = Some(&definition.place);
            site.declaration.corrected = CorrectedParts {
                ty: true,
                optional: true,
                nullable: true,
            };
        }
        let members = fields(&resource.fields, &site);
        self.members(&members, objects, &site, Kind::Member);
    }

    /// Records that these objects represent the resource.
    fn link(&mut self, id: ResourceId, objects: &[ObjectAt<'a>]) {
        let known = self.resources.entry(id).or_default();
        for object in objects {
            let pointer = object.pointer.clone();
            let resources = self.resources_at.entry(pointer.clone()).or_default();
            resources.insert(id);
            if known.insert(pointer, object.clone()).is_none() {
                self.new.push((id, object.clone()));
            }
        }
    }

    /// Adds a disagreement about a part of the docs.
    fn add(
        &mut self,
        kind: Kind,
        site: &Site<'a>,
        pointer: &Pointer,
        claims: (impl Into<String>, impl Into<String>),
        fix: Fix<'a>,
    ) {
        self.found.push(Found {
            kind,
            owner: site.owner,
            path: site.path.clone(),
            place: Some(site.place(kind)),
            pointer: pointer.clone(),
            docs: claims.0.into(),
            openapi: claims.1.into(),
            fix,
        });
    }
}

/// The members of one object of the docs.
fn fields<'a>(fields: &'a [Field], site: &Site<'a>) -> Vec<DocsMember<'a>> {
    let members = fields.iter().map(|field| DocsMember::new(field, site));
    members.collect()
}
