//! The resource to which an id belongs.

use super::ResourceId;

/// The owner of the id that a member or parameter holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IdOwner {
    /// The resource; of several with one name the first, since their ids have one type.
    pub(crate) id: ResourceId,
    pub(crate) rule: IdRule,
}

/// The rule that determined the resource of an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IdRule {
    /// It is the `id` of the resource.
    Own,
    /// Its name is that of the resource with `_id` or `_ids` behind it.
    Name,
    /// The path has it behind the name of the resource.
    Path,
    /// It ends the path of the resource that the operation responds with.
    Response,
    /// The folder of the page has one resource that the path may mean.
    Folder,
    /// Another operation has the id of the resource at this place of the same path.
    SamePath,
}
