//! Expands a schema into its alternatives: references, `allOf`, `oneOf`, `anyOf` and `null`.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::document::Document;
use super::node::{At, Node, Pointer};
use super::schema::{Kind, Object, Schema, Shape, Shapes};

/// The maximum number of alternatives of one schema. Published schemas have about a hundred.
const MAX_ALTERNATIVES: usize = 1000;

/// The maximum nesting depth of schemas.
const MAX_OPEN: usize = 128;

/// Expands schemas. Each schema is expanded once.
pub(super) struct Expander<'a> {
    pub(super) document: &'a Document,
    known: RefCell<HashMap<Pointer, Rc<Shapes<'a>>>>,
    open: RefCell<Vec<Pointer>>,
}

impl<'a> Expander<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self {
            document,
            known: RefCell::default(),
            open: RefCell::default(),
        }
    }

    /// The alternatives of a schema.
    pub(super) fn shapes(&self, schema: &Schema<'a>) -> Rc<Shapes<'a>> {
        match schema {
            Schema::At(at) => self.at(at),
            Schema::All(parts) => {
                let parts = parts.iter().map(|part| (*self.shapes(part)).clone());
                let all = parts.reduce(|a, b| self.both(&a, &b, &schema.pointer()));
                Rc::new(all.unwrap_or_default())
            }
            Schema::Any(parts) => {
                let parts = parts.iter().map(|part| self.shapes(part));
                Rc::new(self.either(parts, &schema.pointer()))
            }
        }
    }

    fn at(&self, at: &At<'a>) -> Rc<Shapes<'a>> {
        if let Some(known) = self.known.borrow().get(&at.pointer) {
            return Rc::clone(known);
        }
        let is_circle = self.open.borrow().contains(&at.pointer);
        if is_circle || self.open.borrow().len() == MAX_OPEN {
            let help = "give one of the schemas a `type`";
            let message = if is_circle {
                "the schema contains itself as an alternative or a part"
            } else {
                "too many references refer to each other"
            };
            self.document.fault(&at.pointer, message, help);
            return Rc::new(anything(&at.pointer));
        }
        self.open.borrow_mut().push(at.pointer.clone());
        let shapes = Rc::new(self.expand(at));
        self.open.borrow_mut().pop();
        let mut known = self.known.borrow_mut();
        known.insert(at.pointer.clone(), Rc::clone(&shapes));
        shapes
    }

    fn expand(&self, at: &At<'a>) -> Shapes<'a> {
        match at.node {
            Node::Map(_) => {}
            Node::Boolean(false) => return Shapes::default(),
            Node::Boolean(true) => return anything(&at.pointer),
            other => {
                let message = format!("expected a schema, found {}", other.kind());
                let help = "write a schema, as in `type: string`";
                self.document.fault(&at.pointer, &message, help);
                return anything(&at.pointer);
            }
        }
        let mut parts: Vec<Shapes<'a>> = Vec::new();
        if let Some(target) = at.text("$ref").and_then(|text| self.document.target(text)) {
            parts.push((*self.at(&target)).clone());
        }
        parts.extend(own_shapes(at));
        let listed = at.items("allOf");
        if listed.len() > MAX_ALTERNATIVES {
            let message = format!("the schema has more than {MAX_ALTERNATIVES} parts");
            let help = "describe their common part in one schema";
            self.document.fault(&at.pointer, &message, help);
        }
        for part in listed.iter().take(MAX_ALTERNATIVES) {
            parts.push((*self.at(part)).clone());
        }
        for key in ["oneOf", "anyOf"] {
            let alternatives = at.items(key);
            if !alternatives.is_empty() {
                let alternatives = alternatives.iter().map(|one| self.at(one));
                parts.push(self.either(alternatives, &at.pointer));
            }
        }
        let all = parts
            .into_iter()
            .reduce(|a, b| self.both(&a, &b, &at.pointer));
        let mut shapes = all.unwrap_or_else(|| anything(&at.pointer));
        // In OpenAPI 3.0, `nullable` may also be beside a reference.
        shapes.nullable |= at.is_set("nullable");
        shapes
    }

    /// The alternatives of several schemas, one of which a value must match.
    fn either(&self, parts: impl Iterator<Item = Rc<Shapes<'a>>>, pointer: &Pointer) -> Shapes<'a> {
        let mut shapes = Shapes::default();
        let mut seen = HashSet::new();
        for part in parts {
            shapes.nullable |= part.nullable;
            let new = part
                .list
                .iter()
                .filter(|shape| seen.insert(Rc::as_ptr(shape)));
            shapes.list.extend(new.cloned());
        }
        self.limit(&mut shapes, pointer);
        shapes
    }

    /// The alternatives that match two schemas at once.
    fn both(&self, a: &Shapes<'a>, b: &Shapes<'a>, pointer: &Pointer) -> Shapes<'a> {
        let mut shapes = Shapes {
            list: Vec::new(),
            nullable: may_be_null(a) && may_be_null(b),
        };
        for one in &a.list {
            for other in &b.list {
                shapes.list.extend(merge(one, other, a.list.len() > 1));
            }
            if shapes.list.len() > MAX_ALTERNATIVES {
                break;
            }
        }
        self.limit(&mut shapes, pointer);
        shapes
    }

    fn limit(&self, shapes: &mut Shapes<'a>, pointer: &Pointer) {
        if shapes.list.len() > MAX_ALTERNATIVES {
            let message = format!("the schema has more than {MAX_ALTERNATIVES} alternatives");
            let help = "describe their common part in one schema";
            self.document.fault(pointer, &message, help);
            shapes.list.truncate(MAX_ALTERNATIVES);
        }
    }
}

/// The shape of a schema without constraints.
fn anything<'a>(pointer: &Pointer) -> Shapes<'a> {
    Shapes {
        list: vec![shape(Kind::Any, pointer)],
        nullable: false,
    }
}

fn shape<'a>(kind: Kind<'a>, pointer: &Pointer) -> Rc<Shape<'a>> {
    let pointer = pointer.clone();
    Rc::new(Shape { kind, pointer })
}

fn may_be_null(shapes: &Shapes<'_>) -> bool {
    let is_any = |shape: &Rc<Shape<'_>>| matches!(shape.kind, Kind::Any);
    shapes.nullable || shapes.list.iter().any(is_any)
}

/// The alternatives from the own keys of a schema; `None` if they do not determine the type.
fn own_shapes<'a>(at: &At<'a>) -> Option<Shapes<'a>> {
    let types = types(at);
    let values: Option<Vec<&Node>> = match (at.node.get("const"), at.node.get("enum")) {
        (Some(value), _) => Some(vec![value]),
        (None, Some(values)) => Some(values.items().iter().collect()),
        (None, None) => None,
    };
    if types.is_empty() && values.is_none() {
        return None;
    }
    let mut shapes = Shapes {
        list: Vec::new(),
        nullable: types.contains(&"null"),
    };
    if let Some(values) = values {
        shapes.nullable = values.contains(&&Node::Null);
        let kinds = kinds_of_values(&values, at);
        shapes.list = kinds
            .into_iter()
            .map(|kind| shape(kind, &at.pointer))
            .collect();
        return Some(shapes);
    }
    let kinds = types.iter().filter_map(|ty| kind_of_type(ty, at));
    shapes.list = kinds.map(|kind| shape(kind, &at.pointer)).collect();
    Some(shapes)
}

/// The names of the types. Without the key `type`, other keys determine them.
fn types<'a>(at: &At<'a>) -> Vec<&'a str> {
    match at.node.get("type") {
        Some(Node::Text(ty)) => return vec![ty],
        Some(Node::List(types)) => return types.iter().filter_map(Node::text).collect(),
        _ => {}
    }
    let has = |keys: &[&str]| keys.iter().any(|key| at.node.get(key).is_some());
    if has(&[
        "properties",
        "required",
        "additionalProperties",
        "patternProperties",
    ]) {
        vec!["object"]
    } else if has(&["items", "prefixItems"]) {
        vec!["array"]
    } else {
        Vec::new()
    }
}

fn kind_of_type<'a>(ty: &str, at: &At<'a>) -> Option<Kind<'a>> {
    Some(match ty {
        "string" if at.text("format") == Some("date-time") => Kind::DateTime,
        "string" => Kind::String,
        "integer" => Kind::Integer,
        "number" => Kind::Number,
        "boolean" => Kind::Boolean,
        "array" => Kind::List(items(at)),
        "object" => Kind::Object(Rc::new(object(at))),
        _ => return None,
    })
}

/// The types of listed values.
fn kinds_of_values<'a>(values: &[&Node], at: &At<'a>) -> Vec<Kind<'a>> {
    let texts: BTreeSet<String> = values
        .iter()
        .filter_map(|value| value.text().map(str::to_owned))
        .collect();
    let has = |is: fn(&Node) -> bool| values.iter().any(|value| is(value));
    let mut kinds = Vec::new();
    if !texts.is_empty() {
        kinds.push(Kind::Values(texts));
    }
    if has(|value| matches!(value, Node::Float)) {
        kinds.push(Kind::Number);
    } else if has(|value| matches!(value, Node::Integer)) {
        kinds.push(Kind::Integer);
    }
    if has(|value| matches!(value, Node::Boolean(_))) {
        kinds.push(Kind::Boolean);
    }
    if has(|value| matches!(value, Node::List(_))) {
        kinds.push(Kind::List(items(at)));
    }
    if has(|value| matches!(value, Node::Map(_))) {
        kinds.push(Kind::Object(Rc::new(object(at))));
    }
    kinds
}

fn items<'a>(at: &At<'a>) -> Option<Box<Schema<'a>>> {
    let rest = at
        .get("items")
        .filter(|rest| *rest.node != Node::Boolean(false));
    let items = at.items("prefixItems").into_iter().chain(rest);
    any_of(items.map(Schema::At).collect())
}

fn object<'a>(at: &At<'a>) -> Object<'a> {
    let members = at.entries("properties");
    let required = at.items("required");
    let mut values: Vec<Schema<'a>> = at
        .entries("patternProperties")
        .into_iter()
        .map(|(_, value)| Schema::At(value))
        .collect();
    let has_patterns = !values.is_empty();
    let others = at.get("additionalProperties");
    let is_closed = others
        .as_ref()
        .is_some_and(|it| *it.node == Node::Boolean(false));
    if let Some(others) = others
        && matches!(others.node, Node::Map(_))
    {
        values.push(Schema::At(others));
    }
    Object {
        members: members
            .into_iter()
            .map(|(name, schema)| (name.to_owned(), Schema::At(schema)))
            .collect(),
        required: required
            .iter()
            .filter_map(|name| name.node.text().map(str::to_owned))
            .collect(),
        values: any_of(values),
        closed: is_closed && !has_patterns,
    }
}

fn any_of(mut schemas: Vec<Schema<'_>>) -> Option<Box<Schema<'_>>> {
    if schemas.len() > 1 {
        return Some(Box::new(Schema::Any(schemas)));
    }
    schemas.pop().map(Box::new)
}

/// The alternative that matches two alternatives at once; `None` if no value can. `is_by_a` selects
/// the place of `a`, otherwise it is the place of `b`.
fn merge<'a>(a: &Rc<Shape<'a>>, b: &Rc<Shape<'a>>, is_by_a: bool) -> Option<Rc<Shape<'a>>> {
    let kind = match (&a.kind, &b.kind) {
        (Kind::Any, _) => return Some(Rc::clone(b)),
        (_, Kind::Any) => return Some(Rc::clone(a)),
        (Kind::Values(a), Kind::Values(b)) => {
            let values: BTreeSet<String> = a.intersection(b).cloned().collect();
            if values.is_empty() {
                return None;
            }
            Kind::Values(values)
        }
        (Kind::Values(values), Kind::String | Kind::DateTime)
        | (Kind::String | Kind::DateTime, Kind::Values(values)) => Kind::Values(values.clone()),
        (Kind::String, Kind::String) => Kind::String,
        (Kind::String | Kind::DateTime, Kind::String | Kind::DateTime) => Kind::DateTime,
        (Kind::Number, Kind::Number) => Kind::Number,
        (Kind::Integer | Kind::Number, Kind::Integer | Kind::Number) => Kind::Integer,
        (Kind::Boolean, Kind::Boolean) => Kind::Boolean,
        (Kind::List(a), Kind::List(b)) => Kind::List(both_schemas(a.as_deref(), b.as_deref())),
        (Kind::Object(a), Kind::Object(b)) => Kind::Object(Rc::new(merge_objects(a, b))),
        _ => return None,
    };
    Some(shape(kind, if is_by_a { &a.pointer } else { &b.pointer }))
}

fn merge_objects<'a>(a: &Object<'a>, b: &Object<'a>) -> Object<'a> {
    let mut members = a.members.clone();
    for (name, schema) in &b.members {
        let known = members.remove(name);
        let schema = match known {
            Some(known) => all_of(known, schema.clone()),
            None => schema.clone(),
        };
        members.insert(name.clone(), schema);
    }
    Object {
        members,
        required: a.required.union(&b.required).cloned().collect(),
        values: both_schemas(a.values.as_deref(), b.values.as_deref()),
        closed: a.closed || b.closed,
    }
}

fn both_schemas<'a>(a: Option<&Schema<'a>>, b: Option<&Schema<'a>>) -> Option<Box<Schema<'a>>> {
    let schemas = a.into_iter().chain(b).cloned();
    schemas.reduce(all_of).map(Box::new)
}

/// The schema for both of two schemas. The parts of the first are extended instead of nested,
/// because each level would need stack.
fn all_of<'a>(a: Schema<'a>, b: Schema<'a>) -> Schema<'a> {
    match a {
        Schema::All(mut parts) => {
            parts.push(b);
            Schema::All(parts)
        }
        a => Schema::All(vec![a, b]),
    }
}
