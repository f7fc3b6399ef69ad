//! Examples from the API's OpenAPI description, for the members of our requests.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

/// The nesting that an example may have.
const DEPTH: usize = 8;

/// The members of an object, by name.
type Properties<'a> = BTreeMap<&'a str, &'a Value>;

/// The description as JSON.
pub(crate) struct Description(Value);

/// An operation of the description.
pub(crate) struct Described<'a> {
    description: &'a Description,
    path: &'a str,
    operation: &'a Value,
}

/// The values for one form of a request, and the names that this form cannot have.
#[derive(Debug, Default)]
pub(crate) struct Values {
    pub(crate) of: BTreeMap<String, Value>,
    pub(crate) excluded: Vec<String>,
}

impl Description {
    pub(crate) fn read(file: &Path) -> Self {
        Self(serde_yaml::from_str(&fs::read_to_string(file).unwrap()).unwrap())
    }

    /// The operation of a method and a path, whatever the names of its parameters are.
    pub(crate) fn find(&self, method: &str, path: &str) -> Option<Described<'_>> {
        let paths = self.0["paths"].as_object().unwrap().iter();
        let mut same = paths.filter(|(other, _)| shape(other) == shape(path));
        same.find_map(|(path, item)| {
            Some(Described {
                description: self,
                path,
                operation: item.get(method.to_lowercase())?,
            })
        })
    }

    /// `true` if an operation has this method and a path that fits this one, in which a parameter
    /// may stand for any part.
    pub(crate) fn takes(&self, method: &str, path: &str) -> bool {
        let fits = |theirs: &str| {
            theirs.split('/').count() == path.split('/').count()
                && theirs
                    .split('/')
                    .zip(path.split('/'))
                    .all(|(theirs, ours)| theirs == ours || theirs.starts_with('{'))
        };
        let mut paths = self.0["paths"].as_object().unwrap().iter();
        paths.any(|(theirs, item)| fits(theirs) && item.get(method.to_lowercase()).is_some())
    }

    /// The target of a `$ref`; any other node is returned as it is.
    fn resolved<'a>(&'a self, node: &'a Value) -> &'a Value {
        let Some(reference) = node.get("$ref").and_then(Value::as_str) else {
            return node;
        };
        self.resolved(self.0.pointer(&reference[1..]).unwrap())
    }

    /// The schemas in a list of a schema, such as `oneOf`.
    fn list<'a>(&'a self, schema: &'a Value, key: &str) -> Vec<&'a Value> {
        let list = schema[key].as_array().into_iter().flatten();
        list.map(|part| self.resolved(part)).collect()
    }

    /// The schemas of which a value has one, at the top or in a part of `allOf`.
    fn alternatives<'a>(&'a self, schema: &'a Value) -> Vec<&'a Value> {
        let parts = self.list(schema, "allOf").into_iter();
        let inner = parts.flat_map(|part| self.alternatives(part));
        let own = ["oneOf", "anyOf"].into_iter();
        let own = own.flat_map(|key| self.list(schema, key));
        own.chain(inner).collect()
    }

    /// The members that an object has in any case.
    fn properties<'a>(&'a self, schema: &'a Value) -> Properties<'a> {
        let own = schema["properties"].as_object().into_iter().flatten();
        let mut all: Properties = own.map(|(key, value)| (&**key, value)).collect();
        for part in self.list(schema, "allOf") {
            all.extend(self.properties(part));
        }
        all
    }

    /// A value that the schema accepts.
    fn example(&self, schema: &Value, depth: usize) -> Option<Value> {
        let schema = self.resolved(schema);
        let given = ["example", "const", "default"].map(|key| schema.get(key));
        let listed = ["examples", "enum"].map(|key| schema.get(key).and_then(|list| list.get(0)));
        let mut given = given.into_iter().chain(listed).flatten();
        if let Some(given) = given.find(|it| !it.is_null()) {
            return Some(given.clone());
        }
        if depth == DEPTH {
            return None;
        }
        let list = schema["type"].as_array();
        let kind = list.map_or(&schema["type"], |list| &list[0]).as_str();
        let first = || self.alternatives(schema).into_iter().next();
        match kind {
            Some("object") => Some(Value::Object(self.object(schema, depth))),
            Some("array") => Some(json!([self.example(&schema["items"], depth + 1)?])),
            Some("integer" | "number") => Some(json!(1)),
            Some("boolean") => Some(json!(true)),
            Some("string") => Some(json!("text")),
            _ => self.example(first()?, depth + 1),
        }
    }

    fn object(&self, schema: &Value, depth: usize) -> Map<String, Value> {
        let mut properties = self.properties(schema);
        let others = &schema["additionalProperties"];
        if properties.is_empty() && others.is_object() {
            properties.insert("key", others);
        }
        let members = properties.into_iter();
        let members = members
            .filter_map(|(name, schema)| Some((name.to_owned(), self.example(schema, depth + 1)?)));
        members.collect()
    }
}

/// A path without the names of its parameters.
fn shape(path: &str) -> String {
    let parts = path.split('/');
    let parts = parts.map(|part| if part.starts_with('{') { "{}" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

/// The names of the members that an object needs.
fn needed(schema: &Value) -> impl Iterator<Item = &str> {
    let names = schema["required"].as_array().into_iter().flatten();
    names.filter_map(Value::as_str)
}

impl<'a> Described<'a> {
    /// The values for a request with this path and members of these names: a form for each
    /// alternative of the body that fits. Every form has the members of `always`.
    pub(crate) fn forms(&self, path: &str, always: &[&str], others: &[&str]) -> Vec<Values> {
        let parameters = self.parameters(path);
        let Some(body) = self.body() else {
            return vec![Values {
                of: parameters,
                excluded: Vec::new(),
            }];
        };
        let all = self.description.alternatives(body);
        let is_ours = |name| always.contains(&name) || others.contains(&name);
        let fitting = all.iter().filter(|it| needed(it).all(is_ours));
        let mut alternatives: Vec<&Value> = fitting.copied().collect();
        if all.is_empty() {
            alternatives.push(&Value::Null);
        }
        let forms = alternatives.into_iter();
        let mut forms: Vec<Values> = forms.map(|one| self.form(body, one, &all)).collect();
        forms.retain(|form| !form.excluded.iter().any(|name| always.contains(&&**name)));
        for form in &mut forms {
            form.of.extend(parameters.clone());
        }
        forms
    }

    /// The members of a body with one of its alternatives.
    fn form(&self, body: &Value, alternative: &Value, all: &[&Value]) -> Values {
        let description = self.description;
        let mut properties = description.properties(body);
        properties.extend(description.properties(alternative));
        let others = all
            .iter()
            .flat_map(|it| description.properties(it).into_keys());
        let excluded = others.filter(|name| !properties.contains_key(name));
        let excluded = excluded.map(str::to_owned).collect();
        let members = properties.into_iter();
        let of = members
            .filter_map(|(name, schema)| Some((name.to_owned(), description.example(schema, 0)?)));
        Values {
            of: of.collect(),
            excluded,
        }
    }

    fn parameters(&self, path: &str) -> BTreeMap<String, Value> {
        let parameters = self.operation["parameters"]
            .as_array()
            .into_iter()
            .flatten();
        let values = parameters.filter_map(|parameter| {
            let given = parameter.get("example").cloned();
            let value = given.or_else(|| self.description.example(&parameter["schema"], 0))?;
            let name = parameter["name"].as_str()?;
            let is_in_path = parameter["in"] == "path";
            let name = if is_in_path {
                self.ours(path, name)
            } else {
                name
            };
            Some((name.to_owned(), value))
        });
        values.collect()
    }

    /// The name in our path of a parameter in the path of the description.
    fn ours<'b>(&self, path: &'b str, theirs: &'b str) -> &'b str {
        let mut parts = self.path.split('/').zip(path.split('/'));
        let found = parts.find(|(part, _)| part.strip_prefix('{') == Some(&format!("{theirs}}}")));
        found.map_or(theirs, |(_, ours)| ours.trim_matches(['{', '}']))
    }

    /// The schema of the body.
    fn body(&self) -> Option<&'a Value> {
        let content = self.operation["requestBody"]["content"].as_object()?;
        let media = content.values().next()?;
        Some(self.description.resolved(&media["schema"]))
    }

    /// `true` if the body is needed, and has a member that is needed.
    pub(crate) fn needs_a_member(&self) -> bool {
        let is_needed = self.operation["requestBody"]["required"] == json!(true);
        is_needed
            && self
                .body()
                .is_some_and(|body| needed(body).next().is_some())
    }

    /// `true` if a parameter of the query is needed.
    pub(crate) fn needs_query(&self) -> bool {
        let mut query = self.query();
        query.any(|parameter| parameter["required"] == json!(true))
    }

    /// `true` if a parameter of the query has a type that not every text has.
    pub(crate) fn has_typed_query(&self) -> bool {
        self.query().any(|parameter| {
            let schema = self.description.resolved(&parameter["schema"]);
            let is_typed = schema["type"] == "integer" || schema["type"] == "boolean";
            is_typed || schema.get("enum").is_some()
        })
    }

    fn query(&self) -> impl Iterator<Item = &'a Value> {
        let parameters = self.operation["parameters"].as_array();
        let parameters = parameters.into_iter().flatten();
        parameters.filter(|parameter| parameter["in"] == "query")
    }

    /// `true` if the operation takes the API key, as all do that name no other credential.
    pub(crate) fn takes_key(&self) -> bool {
        self.operation.get("security").is_none()
    }

    /// The statuses of the errors that have a body.
    pub(crate) fn errors(&self) -> Vec<u16> {
        let responses = self.operation["responses"]
            .as_object()
            .into_iter()
            .flatten();
        let with_body = responses.filter(|(_, response)| response.get("content").is_some());
        let statuses = with_body.filter_map(|(status, _)| status.parse().ok());
        statuses.filter(|status| *status >= 400).collect()
    }
}
