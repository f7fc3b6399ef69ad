//! Converts a query, headers and a form to JSON. Texts become values of their documented types.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::verify::json::{self, Json, MAX_DEPTH, Text};
use crate::analysis::verify::models::Models;
use crate::analysis::verify::plan::{Node, StructNode};

use super::route::decoded;

/// Names and values.
pub(super) type Pairs = Vec<(String, String)>;

/// The names and values of a form or a query. A part without a `=` may be a token, so that it is a
/// value with an empty name.
pub(super) fn pairs(text: &str) -> Pairs {
    let plain = |part: &str| decoded(&part.replace('+', " ")).into_owned();
    let parts = text.split('&').filter(|part| !part.is_empty());
    let pairs = parts.map(|part| {
        let (name, value) = part.split_once('=').unwrap_or(("", part));
        (plain(name), plain(value))
    });
    pairs.collect()
}

/// The pairs with one value for each list: repeated names of a list are joined with commas.
pub(super) fn joined(pairs: Pairs, structure: &StructNode<'_>) -> Pairs {
    let lists = structure.members.iter();
    let lists = lists.filter(|member| matches!(member.node, Node::CommaSeparated(_)));
    let lists: BTreeSet<&str> = lists.map(|member| member.name).collect();
    let mut positions: BTreeMap<String, usize> = BTreeMap::new();
    let mut joined: Pairs = Vec::with_capacity(pairs.len());
    for (name, value) in pairs {
        let plain = name.strip_suffix("[]").unwrap_or(&name);
        if !lists.contains(plain) {
            joined.push((name, value));
        } else if let Some(position) = positions.get(plain) {
            joined[*position].1.extend([",", &value]);
        } else {
            positions.insert(plain.to_owned(), joined.len());
            joined.push((plain.to_owned(), value));
        }
    }
    joined
}

/// Values by their names, and by the keys in brackets after the names.
enum Value<'t> {
    Texts(Vec<&'t str>),
    Members(BTreeMap<&'t str, Value<'t>>),
}

impl<'t> Value<'t> {
    /// Adds a text below these keys. A key that has both texts and members keeps its members.
    fn add(&mut self, keys: &[&'t str], text: &'t str) {
        let Some((key, rest)) = keys.split_first() else {
            if let Self::Texts(texts) = self {
                texts.push(text);
            }
            return;
        };
        if let Self::Texts(_) = self {
            *self = Self::Members(BTreeMap::new());
        }
        if let Self::Members(members) = self {
            let inner = members
                .entry(key)
                .or_insert_with(|| Value::Texts(Vec::new()));
            inner.add(rest, text);
        }
    }
}

/// The JSON of names and values, as an object with these members.
pub(super) fn object<'t>(
    pairs: &'t [(String, String)],
    structure: &StructNode<'_>,
    models: &Models<'_>,
) -> Json<'t> {
    let mut root = Value::Members(BTreeMap::new());
    for (name, text) in pairs {
        let is_member = structure.members.iter().any(|member| member.name == name);
        let keys = if is_member { vec![&**name] } else { keys(name) };
        root.add(&keys, text);
    }
    Reader { models }.members(root, Some(structure))
}

/// The keys of a name: `filter[a][b]` has three. Brackets without a key mark a list, and are
/// ignored. A name with more keys than the maximum nesting depth counts as a single key.
fn keys(name: &str) -> Vec<&str> {
    let Some((first, rest)) = name.split_once('[') else {
        return vec![name];
    };
    let rest = rest.trim_end_matches(']').split("][");
    let rest = rest.filter(|key| !key.is_empty());
    let keys: Vec<&str> = [first].into_iter().chain(rest).collect();
    if keys.len() > MAX_DEPTH {
        return vec![name];
    }
    keys
}

struct Reader<'m, 'a> {
    models: &'m Models<'a>,
}

impl Reader<'_, '_> {
    fn members<'t>(&self, value: Value<'t>, structure: Option<&StructNode<'_>>) -> Json<'t> {
        let Value::Members(members) = value else {
            return self.read(value, None);
        };
        let members = members.into_iter().map(|(key, value)| {
            let mut known = structure.into_iter().flat_map(|it| &it.members);
            let member = known.find(|member| member.name == key);
            let json = self.read(value, member.map(|member| &member.node));
            (Text::plain(key), json)
        });
        Json::Object(members.collect())
    }

    /// Converts a value to JSON, by its model, or by its form if there is no model.
    fn read<'t>(&self, value: Value<'t>, node: Option<&Node<'_>>) -> Json<'t> {
        match (value, node) {
            (value, Some(Node::Nullable { inner, .. })) => self.read(value, Some(inner)),
            (Value::Texts(texts), Some(Node::List(item))) => {
                let texts = texts.into_iter().flat_map(|text| text.split(','));
                let texts = texts.filter(|text| !text.is_empty());
                let items = texts.map(|text| self.read(Value::Texts(vec![text]), Some(&item.node)));
                Json::Array(items.collect())
            }
            (Value::Members(items), Some(Node::List(item))) => {
                let items = items.into_iter();
                let items = items.map(|(_, value)| self.read(value, Some(&item.node)));
                Json::Array(items.collect())
            }
            (Value::Members(members), Some(Node::Map(inner))) => {
                let members = members.into_iter();
                let members = members
                    .map(|(key, value)| (Text::plain(key), self.read(value, Some(&inner.node))));
                Json::Object(members.collect())
            }
            (value @ Value::Members(_), node) => {
                let structure = match node {
                    Some(Node::Struct(structure)) => Some(structure),
                    Some(Node::Resource(id)) => Some(self.models.resource(*id)),
                    _ => None,
                };
                self.members(value, structure)
            }
            (Value::Texts(texts), node) => scalar(texts.last().copied().unwrap_or_default(), node),
        }
    }
}

/// A text as a scalar. It becomes a number or boolean only if the model has one, or if there is no
/// model.
fn scalar<'t>(text: &'t str, node: Option<&Node<'_>>) -> Json<'t> {
    let is_wanted = match node {
        None => |json: &Json<'_>| matches!(json, Json::Number(_) | Json::Boolean),
        Some(Node::Integer | Node::Float) => |json: &Json<'_>| matches!(json, Json::Number(_)),
        Some(Node::Boolean) => |json: &Json<'_>| matches!(json, Json::Boolean),
        Some(_) => |_: &Json<'_>| false,
    };
    let json = json::parse(text).filter(is_wanted);
    json.unwrap_or(Json::String(Text::plain(text)))
}
