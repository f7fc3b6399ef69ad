//! Resources and operations, as far as they are matched alike.

use super::change::EntityChanges;
use super::release::IndexedReference;
use super::thing::SubjectKind;
use crate::base::node_path::PageId;
use crate::pipeline::api::{Operation, Resource, ResourceId};
use crate::pipeline::model::rust_model::{ItemPath, NamedType, OperationTypes};

/// A resource or an operation, and the Rust item that stands for it.
#[derive(Clone, Copy)]
pub(super) struct Entity<'a> {
    pub(super) is: EntityRef<'a>,
    pub(super) id: &'a str,
    pub(super) page: PageId,
    pub(super) docs: Option<&'a str>,
    pub(super) rust: &'a ItemPath,
}

/// What an entity is.
#[derive(Clone, Copy)]
pub(super) enum EntityRef<'a> {
    Resource(&'a Resource, ResourceId),
    Operation(&'a Operation, &'a OperationTypes),
}

impl<'a> Entity<'a> {
    pub(super) fn resource(id: ResourceId, resource: &'a Resource, listed: &'a NamedType) -> Self {
        Self {
            is: EntityRef::Resource(resource, id),
            id: &resource.id,
            page: resource.page,
            docs: resource.docs.as_deref(),
            rust: &listed.path,
        }
    }

    pub(super) fn operation(operation: &'a Operation, listed: &'a OperationTypes) -> Self {
        Self {
            is: EntityRef::Operation(operation, listed),
            id: &operation.id,
            page: operation.page,
            docs: operation.docs.as_deref(),
            rust: &listed.endpoint,
        }
    }

    pub(super) fn thing(&self) -> SubjectKind {
        match self.is {
            EntityRef::Resource(..) => SubjectKind::Resource,
            EntityRef::Operation(..) => SubjectKind::Operation,
        }
    }

    /// The id of a resource.
    pub(super) fn resource_id(&self) -> Option<ResourceId> {
        match self.is {
            EntityRef::Resource(_, id) => Some(id),
            EntityRef::Operation(..) => None,
        }
    }

    /// The text that documents it: its own, or the page's.
    pub(super) fn text(&self, release: &IndexedReference<'a>) -> &'a str {
        self.docs.unwrap_or(&release.page(self.page).prose)
    }

    /// `POST /api_keys`, for an operation.
    pub(super) fn endpoint(&self) -> Option<String> {
        match self.is {
            EntityRef::Resource(..) => None,
            EntityRef::Operation(operation, _) => {
                Some(format!("{} {}", operation.method, operation.path))
            }
        }
    }

    /// The entity as plain data, with no changes yet.
    pub(super) fn unchanged(&self, release: &IndexedReference<'a>) -> EntityChanges {
        let page = release.page(self.page);
        EntityChanges {
            thing: self.thing(),
            id: self.id.to_owned(),
            page: page.path.clone(),
            url: page.url.clone(),
            rust: self.rust.to_string(),
            rust_was: None,
            endpoint: self.endpoint(),
            changes: Vec::new(),
        }
    }
}
