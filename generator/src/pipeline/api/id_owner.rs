//! The resource to which an id belongs.

use super::ResourceId;

/// The owner of the id in a member or parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IdOwner {
    /// The resource. If several pages of a section define the same resource, it is the first.
    pub(crate) id: ResourceId,
    pub(crate) rule: IdRule,
}

/// The rule that determined the resource of an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IdRule {
    /// The member is the `id` of the resource.
    Own,
    /// The name is the name of the resource, followed by `_id` or `_ids`.
    Name,
    /// In the path, the parameter follows after the name of the resource.
    Path,
    /// The parameter is at the end of the path, and the operation responds with the resource.
    Response,
    /// The folder of the page has exactly one resource that the path may mean.
    Folder,
    /// Another operation has the id of the resource in the same place of the same path.
    SamePath,
    /// The member is the `id` of an object in a member with the name of the resource, in the same
    /// section.
    Member,
    /// The member is the `id` of a response, and the id of the resource is at the end of the path,
    /// or follows after it.
    Collection,
}
