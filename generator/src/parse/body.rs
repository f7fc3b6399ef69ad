//! The MDX below a page's front matter.

use std::fmt;

/// What the body of a page says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Body {
    pub(crate) title: Option<String>,
    pub(crate) prose: String,
    pub(crate) notes: Vec<BodyNote>,
}

/// Something in a body that could not be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BodyNote {
    /// The byte offset in the body as it was given.
    pub(crate) offset: usize,
    pub(crate) fault: BodyFault,
}

/// What is wrong with a piece of MDX.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BodyFault {}

impl fmt::Display for BodyFault {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

/// The body as it is.
pub(crate) fn reduce(body: &str) -> Body {
    Body { title: None, prose: body.to_owned(), notes: Vec::new() }
}
