//! The alternatives of a schema, joined by JSON type.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::expand::Expander;
use super::node::Pointer;
use super::schema::{Kind, Object, Schema};
use crate::notation::syntax;

/// The possible values of a schema, by JSON type.
#[derive(Debug, Default)]
pub(super) struct Joined<'a> {
    /// `true` if the type is not described.
    pub(super) is_any: bool,
    pub(super) nullable: bool,
    pub(super) text: Option<Text>,
    pub(super) number: Option<Number>,
    pub(super) is_boolean: bool,
    /// The items of a list. The inner `None` means that they are not described.
    pub(super) list: Option<Option<Schema<'a>>>,
    pub(super) objects: Vec<ObjectAt<'a>>,
}

/// The strings that a value may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Text {
    String,
    DateTime,
    Values(BTreeSet<String>),
}

/// The numbers that a value may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    Integer,
    Number,
}

/// An alternative that is an object, and its place.
#[derive(Debug, Clone)]
pub(super) struct ObjectAt<'a> {
    pub(super) object: Rc<Object<'a>>,
    pub(super) pointer: Pointer,
}

impl<'a> Joined<'a> {
    /// The joined alternatives of a schema. A missing schema describes nothing.
    pub(super) fn new(schema: Option<&Schema<'a>>, expander: &Expander<'a>) -> Self {
        let mut joined = Self::default();
        let Some(schema) = schema else {
            joined.is_any = true;
            return joined;
        };
        let shapes = expander.shapes(schema);
        joined.nullable = shapes.nullable;
        joined.is_any = shapes.list.is_empty() && !shapes.nullable;
        let mut items = Vec::new();
        let mut has_open_list = false;
        for shape in &shapes.list {
            match &shape.kind {
                Kind::Any => joined.is_any = true,
                Kind::String => joined.add_text(Text::String),
                Kind::DateTime => joined.add_text(Text::DateTime),
                Kind::Values(values) => joined.add_text(Text::Values(values.clone())),
                Kind::Number => joined.number = Some(Number::Number),
                Kind::Integer => _ = joined.number.get_or_insert(Number::Integer),
                Kind::Boolean => joined.is_boolean = true,
                Kind::List(Some(schema)) => items.push((**schema).clone()),
                Kind::List(None) => has_open_list = true,
                Kind::Object(object) => joined.objects.push(ObjectAt {
                    object: Rc::clone(object),
                    pointer: shape.pointer.clone(),
                }),
            }
        }
        if has_open_list {
            joined.list = Some(None);
        } else if items.len() == 1 {
            joined.list = Some(items.pop());
        } else if !items.is_empty() {
            joined.list = Some(Some(Schema::Any(items)));
        }
        joined
    }

    fn add_text(&mut self, more: Text) {
        self.text = Some(match (self.text.take(), more) {
            (None, text) => text,
            (Some(Text::Values(mut values)), Text::Values(more)) => {
                values.extend(more);
                Text::Values(values)
            }
            (Some(Text::DateTime), Text::DateTime) => Text::DateTime,
            _ => Text::String,
        });
    }

    /// The number of JSON types, without `null`.
    pub(super) fn kinds(&self) -> usize {
        usize::from(self.text.is_some())
            + usize::from(self.number.is_some())
            + usize::from(self.is_boolean)
            + usize::from(self.list.is_some())
            + usize::from(!self.objects.is_empty())
    }

    /// The type in the notation of the docs, without the contents of objects.
    pub(super) fn notation(&self, expander: &Expander<'a>) -> String {
        self.notation_within(expander, MAX_SHOWN)
    }

    fn notation_within(&self, expander: &Expander<'a>, levels: usize) -> String {
        if self.is_any || levels == 0 {
            return "any".to_owned();
        }
        let mut kinds = Vec::new();
        match &self.text {
            Some(Text::String) => kinds.push("string".to_owned()),
            Some(Text::DateTime) => kinds.push("datetime".to_owned()),
            Some(Text::Values(values)) => {
                let values = values.iter().map(|value| syntax::literal(value));
                let values: Option<Vec<String>> = values.collect();
                kinds.extend(values.unwrap_or_else(|| vec!["string".to_owned()]));
            }
            None => {}
        }
        match self.number {
            Some(Number::Integer) => kinds.push("integer".to_owned()),
            Some(Number::Number) => kinds.push("float".to_owned()),
            None => {}
        }
        if self.is_boolean {
            kinds.push("boolean".to_owned());
        }
        if let Some(items) = &self.list {
            kinds.push(list_notation(items.as_ref(), expander, levels));
        }
        if let Some(values) = self.map_values() {
            let values = Joined::new(Some(&values), expander);
            kinds.push(match values.notation_within(expander, levels - 1) {
                open if open == "any" || !values.objects.is_empty() => "object".to_owned(),
                text => format!("map[string]{}", grouped(&text)),
            });
        } else if !self.objects.is_empty() {
            kinds.push("object".to_owned());
        }
        if kinds.is_empty() {
            return "null".to_owned();
        }
        kinds.join(" | ")
    }

    /// The values of a map; `None` unless all objects are maps with described values.
    pub(super) fn map_values(&self) -> Option<Schema<'a>> {
        if self.objects.is_empty() {
            return None;
        }
        let values = self.objects.iter().map(|at| match &at.object.values {
            Some(values) if at.object.is_map() => Some((**values).clone()),
            _ => None,
        });
        let mut values: Vec<Schema<'a>> = values.collect::<Option<_>>()?;
        Some(match values.len() {
            1 => values.remove(0),
            _ => Schema::Any(values),
        })
    }

    /// `true` if there are objects, and none of them describes members.
    pub(super) fn is_map(&self) -> bool {
        !self.objects.is_empty() && self.objects.iter().all(|at| at.object.is_map())
    }
}

/// The levels of lists and maps that a notation shows.
const MAX_SHOWN: usize = 8;

fn list_notation<'a>(items: Option<&Schema<'a>>, expander: &Expander<'a>, levels: usize) -> String {
    let items = Joined::new(items, expander);
    let text = items.notation_within(expander, levels - 1);
    if text == "any" || text == "object" {
        return "array".to_owned();
    }
    let nullable = if items.nullable { " | null" } else { "" };
    format!("{}[]", grouped(&format!("{text}{nullable}")))
}

/// The notation, in parentheses if a suffix such as `[]` would bind only to its last alternative.
fn grouped(text: &str) -> String {
    if text.contains(" | ") || text.starts_with("map[") {
        return format!("({text})");
    }
    text.to_owned()
}
