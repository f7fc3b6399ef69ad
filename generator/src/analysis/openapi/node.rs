//! The values of a description, and their places in it.

use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

/// A value of JSON or YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Null,
    Boolean(bool),
    /// A number without a fraction. Its value is not needed.
    Integer,
    /// A number with a fraction or an exponent.
    Float,
    Text(String),
    List(Vec<Node>),
    Map(BTreeMap<String, Node>),
}

impl Node {
    /// The text, if it is one.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a key; `None` if this is not a map with the key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries.get(key),
            _ => None,
        }
    }

    /// The items; empty if this is not a list.
    pub(super) fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// The kind of the value, with an article.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean(_) => "a boolean",
            Self::Integer | Self::Float => "a number",
            Self::Text(_) => "a string",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
        }
    }
}

/// The JSON pointer to a value (RFC 6901).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Pointer(Rc<str>);

impl Pointer {
    /// The pointer to the root.
    pub(super) fn root() -> Self {
        Self(Rc::from(""))
    }

    /// The pointer with this text.
    pub(super) fn from_text(text: &str) -> Self {
        Self(Rc::from(text))
    }

    /// The pointer to the value of a key.
    pub(super) fn key(&self, key: &str) -> Self {
        let token = key.replace('~', "~0").replace('/', "~1");
        Self(Rc::from(format!("{}/{token}", self.0)))
    }

    /// The pointer to an item.
    pub(super) fn index(&self, index: usize) -> Self {
        Self(Rc::from(format!("{}/{index}", self.0)))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() {
            "the whole"
        } else {
            &self.0
        })
    }
}

/// A value, and its place.
#[derive(Debug, Clone)]
pub(super) struct At<'a> {
    pub(super) node: &'a Node,
    pub(super) pointer: Pointer,
}

impl<'a> At<'a> {
    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<Self> {
        let node = self.node.get(key)?;
        let pointer = self.pointer.key(key);
        Some(Self { node, pointer })
    }

    /// The text of a key.
    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        self.node.get(key)?.text()
    }

    /// `true` if the value of the key is `true`.
    pub(super) fn is_set(&self, key: &str) -> bool {
        self.node.get(key) == Some(&Node::Boolean(true))
    }

    /// The entries of the map at this key.
    pub(super) fn entries(&self, key: &str) -> Vec<(&'a str, Self)> {
        match self.get(key) {
            Some(Self {
                node: Node::Map(entries),
                pointer,
            }) => entries
                .iter()
                .map(|(name, node)| {
                    let pointer = pointer.key(name);
                    (name.as_str(), Self { node, pointer })
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The items of the list at this key.
    pub(super) fn items(&self, key: &str) -> Vec<Self> {
        let Some(list) = self.get(key) else {
            return Vec::new();
        };
        let items = list.node.items().iter().enumerate();
        items
            .map(|(index, node)| Self {
                node,
                pointer: list.pointer.index(index),
            })
            .collect()
    }
}
