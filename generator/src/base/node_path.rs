//! The nodes of the reference: a page, and the path to a value in its front matter.

use std::borrow::Cow;

/// A page of the reference, by its position in path order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PageId(pub(crate) u32);

impl PageId {
    /// The position of the page in path order.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// One step from a YAML node to a node inside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum PathSegment {
    /// The value of a mapping's key.
    Key(Cow<'static, str>),
    /// The item of a sequence, from 0.
    Index(u32),
}

impl PathSegment {
    /// The step to the value of `key`.
    pub(crate) fn key(key: impl Into<Cow<'static, str>>) -> Self {
        Self::Key(key.into())
    }

    /// The step to an item.
    pub(crate) fn index(index: usize) -> Self {
        Self::Index(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

/// The path from the root of a page's front matter to one of its values.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodePath(Vec<PathSegment>);

impl NodePath {
    /// The path of the value of `key` in this mapping.
    pub(crate) fn key(&self, key: impl Into<Cow<'static, str>>) -> Self {
        self.step(PathSegment::key(key))
    }

    /// The path of an item of this sequence.
    pub(crate) fn index(&self, index: usize) -> Self {
        self.step(PathSegment::index(index))
    }

    /// The steps from the root.
    pub(crate) fn steps(&self) -> &[PathSegment] {
        &self.0
    }

    fn step(&self, step: PathSegment) -> Self {
        let mut steps = Vec::with_capacity(self.0.len() + 1);
        steps.extend_from_slice(&self.0);
        steps.push(step);
        Self(steps)
    }
}

impl<const N: usize> From<[PathSegment; N]> for NodePath {
    /// The path of these steps from the root.
    fn from(steps: [PathSegment; N]) -> Self {
        Self(steps.into())
    }
}

/// A value in the front matter of a page.
///
/// It is cheap to make: line and column are looked up only when they are needed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeRef {
    pub(crate) page: PageId,
    pub(crate) node: NodePath,
}

impl NodeRef {
    /// The top of a page's front matter.
    pub(crate) fn page(page: PageId) -> Self {
        Self {
            page,
            node: NodePath::default(),
        }
    }

    /// The value of `key` in this mapping.
    pub(crate) fn key(&self, key: impl Into<Cow<'static, str>>) -> Self {
        Self {
            page: self.page,
            node: self.node.key(key),
        }
    }

    /// An item of this sequence.
    pub(crate) fn index(&self, index: usize) -> Self {
        Self {
            page: self.page,
            node: self.node.index(index),
        }
    }

    /// The value directly around this one; `None` for the top.
    pub(crate) fn parent(&self) -> Option<Self> {
        let (_, steps) = self.node.steps().split_last()?;
        Some(Self {
            page: self.page,
            node: NodePath(steps.to_vec()),
        })
    }
}
