//! The resource whose id a value is.

use super::ResourceId;

/// A member or parameter that is called like the id of a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum IdOwner {
    /// Its value, or each item, is the id of this resource.
    Resource { id: ResourceId, rule: IdRule },
    /// Several resources have this name and an `id`, so that it may be the id of any of them.
    Several { name: String },
}

/// The rule that tells whose id a value is.
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
}
