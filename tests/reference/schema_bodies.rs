//! Random bodies that are valid by a schema of an OpenAPI description.

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value, json};

/// The depth of nested objects and lists below which objects have only their required members.
const MAX_DEPTH: usize = 8;

const TEXTS: [&str; 7] = ["", "a", "Ünï ☂", "01E4", "null", "7", "a/b~c \"d\"\n"];

const TIMES: [&str; 3] = [
    "2026-01-02T03:04:05Z",
    "2026-01-02T03:04:05.678Z",
    "1999-12-31T23:59:59.000Z",
];

/// Makes bodies, the same in every run.
pub(crate) struct Bodies<'d> {
    description: &'d Value,
    random: TestRunner,
}

impl<'d> Bodies<'d> {
    pub(crate) fn new(description: &'d Value) -> Self {
        Self {
            description,
            random: TestRunner::deterministic(),
        }
    }

    /// A body of this schema.
    pub(crate) fn body(&mut self, schema: &'d Value) -> Value {
        self.value(schema, 0)
    }

    fn value(&mut self, schema: &'d Value, depth: usize) -> Value {
        if let Some(target) = schema["$ref"].as_str() {
            let pointer = target.strip_prefix('#').unwrap();
            return self.value(self.description.pointer(pointer).unwrap(), depth);
        }
        for key in ["oneOf", "anyOf"] {
            if let Some(alternatives) = schema[key].as_array() {
                let base = self.object(schema, depth);
                let chosen = self.one_of(alternatives);
                let chosen = self.value(chosen, depth);
                return merged(base, chosen);
            }
        }
        if let Some(parts) = schema["allOf"].as_array() {
            let base = self.object(schema, depth);
            return parts.iter().fold(base, |whole, part| {
                let part = self.value(part, depth);
                merged(whole, part)
            });
        }
        if let Some(value) = schema.get("const") {
            return value.clone();
        }
        if let Some(values) = schema["enum"].as_array() {
            return self.one_of(values).clone();
        }
        let ty = match &schema["type"] {
            Value::Array(types) => self.one_of(types),
            ty => ty,
        };
        self.typed(ty.as_str(), schema, depth)
    }

    fn typed(&mut self, ty: Option<&str>, schema: &'d Value, depth: usize) -> Value {
        match ty {
            Some("null") => Value::Null,
            Some("boolean") => json!(self.below(2) == 0),
            Some("integer") => json!(self.below(1_000)),
            Some("number") if self.is_rare() => json!(2.5),
            Some("number") => json!(self.below(1_000)),
            Some("array") => {
                let most = if depth < MAX_DEPTH { 3 } else { 0 };
                let limit = schema["maxItems"]
                    .as_u64()
                    .and_then(|it| usize::try_from(it).ok());
                let most = limit.map_or(most, |limit| limit.min(most));
                let items = 0..self.below(most + 1);
                items
                    .map(|_| self.value(&schema["items"], depth + 1))
                    .collect()
            }
            Some("string") => self.text(schema),
            Some("object") => self.object(schema, depth),
            _ if schema.get("properties").is_some() => self.object(schema, depth),
            _ => json!(["anything", 1, null]),
        }
    }

    fn text(&mut self, schema: &Value) -> Value {
        let texts: &[&str] = match schema["format"].as_str() {
            Some("date-time") => &TIMES,
            Some("uri") => &["https://example.com/a?b=c"],
            _ => &TEXTS,
        };
        json!(*self.one_of(texts))
    }

    /// An object with all members that are required, and some of the others.
    fn object(&mut self, schema: &'d Value, depth: usize) -> Value {
        let required: Vec<&str> = schema["required"]
            .as_array()
            .map(|names| names.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        let mut members = Map::new();
        for (name, member) in schema["properties"].as_object().into_iter().flatten() {
            let may_have = depth < MAX_DEPTH && self.below(3) > 0;
            if may_have || required.contains(&name.as_str()) {
                members.insert(name.clone(), self.value(member, depth + 1));
            }
        }
        match &schema["additionalProperties"] {
            values @ Value::Object(_) => {
                for key in 0..self.below(3) {
                    members.insert(format!("key_{key}"), self.value(values, depth + 1));
                }
            }
            // A later state of the API may send any member that the schema does not forbid.
            Value::Null if self.is_rare() && !members.is_empty() => {
                members.insert("of_a_later_state".to_owned(), json!({"a": [1.5, null]}));
            }
            _ => {}
        }
        Value::Object(members)
    }

    /// A number below this one.
    fn below(&mut self, limit: usize) -> usize {
        (0..limit).new_tree(&mut self.random).unwrap().current()
    }

    fn is_rare(&mut self) -> bool {
        self.below(8) == 0
    }

    fn one_of<'v, T>(&mut self, values: &'v [T]) -> &'v T {
        &values[self.below(values.len())]
    }
}

/// The members of both values; the second value if one of them is no object.
pub(crate) fn merged(one: Value, other: Value) -> Value {
    match (one, other) {
        (Value::Object(mut one), Value::Object(other)) => {
            one.extend(other);
            Value::Object(one)
        }
        (_, other) => other,
    }
}
