//! Operations that share a method and a path.

use super::{Api, Response, Type};

/// Operations of one server, method and path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SharedCall {
    /// Their positions in [`Api::operations`](super::Api::operations), in order.
    pub(crate) operations: Vec<usize>,
    /// The operations that a literal distinguishes; `None` if there is no such literal.
    pub(crate) group: Option<RequestGroup>,
}

/// Operations whose requests form one enum: a member of their bodies distinguishes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RequestGroup {
    /// The name of that member.
    pub(crate) tag: String,
    /// Two operations at least, in the order of the docs.
    pub(crate) members: Vec<GroupMember>,
    /// The operations of the same method and path that have no such member.
    pub(crate) untagged: Vec<usize>,
    /// The body of every response; `None` if they are the same already, or cannot be one.
    pub(crate) response: Option<Type>,
}

/// An operation of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GroupMember {
    /// Its position in [`Api::operations`](super::Api::operations).
    pub(crate) position: usize,
    /// The fixed value of the distinguishing member in its requests.
    pub(crate) value: String,
}

impl RequestGroup {
    /// The body that the operation at this position responds with, if it is that of all.
    pub(crate) fn joined(&self, position: usize) -> Option<&Type> {
        let mut members = self.members.iter();
        let response = self.response.as_ref()?;
        if members.any(|member| member.position == position) {
            return Some(response);
        }
        None
    }
}

impl Api {
    /// The body of the operation at this position, which may be that of several operations.
    pub(crate) fn response(&self, position: usize) -> Option<&Type> {
        if let Some((_, joined)) = self.joined(position) {
            return Some(joined);
        }
        match &self.operations[position].response {
            Response::Body(ty) => Some(ty),
            Response::NoBody | Response::BrowserUrl => None,
        }
    }

    /// The body that the operation at this position has in common with others of its method and
    /// path.
    pub(crate) fn joined(&self, position: usize) -> Option<(&RequestGroup, &Type)> {
        let mut groups = self.shared_calls.iter().filter_map(|it| it.group.as_ref());
        groups.find_map(|group| Some((group, group.joined(position)?)))
    }
}
