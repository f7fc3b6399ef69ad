//! The pages as written: the result of the stage.

use std::collections::BTreeMap;

use crate::base::view::View;
use crate::pipeline::parse::mdx::Body;

/// A page of the reference, parsed but not interpreted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Page {
    /// The path below the reference folder: `authkit/api-keys/index.mdx`.
    pub(crate) path: String,
    /// The entities of each view, in the order of the page.
    pub(crate) views: Vec<(View, Vec<Entity>)>,
    /// The page's branch of the global tree of descriptions.
    pub(crate) descriptions: DescriptionTree,
    /// Title and prose.
    pub(crate) body: Body,
}

/// Texts by name, nested.
pub(crate) type DescriptionTree = BTreeMap<String, Description>;

/// A node of the tree of descriptions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Description {
    /// A text in Markdown.
    Text(String),
    /// Further texts.
    Group(DescriptionTree),
}

/// One item below a view: a resource, an operation or a shared definition (format, section 3.1).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Entity {
    pub(crate) key: String,
    pub(crate) id: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) title: Option<String>,
    /// `type`: an HTTP method, or the type of a shared definition.
    pub(crate) ty: Option<String>,
    pub(crate) optional: bool,
    pub(crate) description: Option<String>,
    pub(crate) properties: Option<Vec<Item>>,
    pub(crate) parameters: Option<Vec<Item>>,
    pub(crate) returns: Option<Vec<Item>>,
    /// `true` if a part of the entity could not be read, which is reported.
    pub(crate) is_faulty: bool,
}

impl Entity {
    /// Returns `true` for a shared definition, which describes the type of members and has no
    /// lists.
    pub(crate) fn is_shared_definition(&self) -> bool {
        self.properties.is_none() && self.parameters.is_none() && self.returns.is_none()
    }
}

/// An item of `properties`, `parameters` or `returns` (format, section 3.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Item {
    /// `(reference)`: the text between the parentheses.
    Reference(String),
    /// A member that is described here.
    Member(Member),
    /// An invalid item, which is reported. It is kept so that later items keep their positions.
    Faulty,
}

/// A member that is described in place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) key: String,
    /// `type`, as written.
    pub(crate) ty: Option<String>,
    pub(crate) optional: bool,
    pub(crate) unwrap: bool,
    pub(crate) expanded: bool,
    pub(crate) description: Option<String>,
    pub(crate) properties: Option<Vec<Item>>,
    /// `true` if a part of the member could not be read or is duplicate, which is reported.
    pub(crate) is_faulty: bool,
}
