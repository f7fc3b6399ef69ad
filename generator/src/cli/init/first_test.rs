//! The first test of a package: a JSON body, read with one of its models.

use heck::ToSnakeCase as _;
use reference_codegen::explain::Field;
use reference_codegen::inspect::{Inspection, Model, Role};
use serde_json::{Map, Value};

/// The maximum number of objects inside each other in a body.
const MAX_LEVELS: usize = 8;

/// The test of a resource, preferably of one with a required member that Rust can compare with a
/// value. `None` if there is no resource.
///
/// Without `is_written`, no resource implements `Serialize`.
pub(super) fn of(inspection: &Inspection, crate_name: &str, is_written: bool) -> Option<String> {
    let models = &inspection.models;
    let resources = models.iter().filter(|it| it.role == Role::Resource);
    let bodies = resources.filter_map(|it| Some((it, body(models, it, &it.id, MAX_LEVELS)?)));
    let bodies: Vec<(&Model, Map<String, Value>)> = bodies.collect();
    for is_required in [true, false] {
        for (model, body) in &bodies {
            let mut body = body.clone();
            if let Some(assertion) = assertion(model, &mut body, is_required) {
                return Some(text(model, body, &assertion, crate_name));
            }
        }
    }
    let (model, body) = bodies.into_iter().next().filter(|_| is_written)?;
    Some(text(model, body, ROUND_TRIP, crate_name))
}

/// The assertion about a resource without a member that Rust can compare with a value.
const ROUND_TRIP: &str = "assert_eq!(serde_json::to_value(&read).unwrap(), body);";

/// The assertion about the first member of a model that Rust can compare with a value. An optional
/// member is added to the body.
fn assertion(model: &Model, body: &mut Map<String, Value>, is_required: bool) -> Option<String> {
    model.fields.iter().find_map(|field| {
        let (parent, name) = field.rust.as_deref()?.rsplit_once('.')?;
        let is_member = parent == model.rust && body.contains_key(&field.wire) == is_required;
        let ty = field.ty.as_deref().filter(|_| is_member)?;
        let (ty, value) = match ty.strip_prefix("Option<") {
            Some(inner) if !is_required => {
                let ty = inner.strip_suffix('>')?;
                (ty, scalar(field, ty)?)
            }
            _ if is_required => (ty, body[&field.wire].clone()),
            _ => return None,
        };
        let item = ty.strip_prefix("Vec<").and_then(|ty| ty.strip_suffix('>'));
        let is_comparable = matches!(item.unwrap_or(ty), "String" | "i64" | "f64" | "bool");
        if !is_comparable {
            return None;
        }
        let assertion = match ty {
            "bool" if is_required => format!("assert!(read.{name});"),
            "String" if !is_required => {
                format!("assert_eq!(read.{name}.as_deref(), Some({value}));")
            }
            _ if !is_required => format!("assert_eq!(read.{name}, Some({value}));"),
            _ => format!("assert_eq!(read.{name}, {value});"),
        };
        body.insert(field.wire.clone(), value);
        Some(assertion)
    })
}

/// The required members of an object at a path of the docs, with examples.
fn body(models: &[Model], model: &Model, path: &str, levels: usize) -> Option<Map<String, Value>> {
    let members = members(model, path);
    let members = members.filter(|it| !it.presence.optional && !it.presence.nullable);
    let members =
        members.map(|field| Some((field.wire.clone(), example(models, model, field, levels)?)));
    members.collect()
}

/// The members of an object at a path of the docs.
fn members<'m>(model: &'m Model, path: &str) -> impl Iterator<Item = &'m Field> {
    model.fields.iter().filter(move |field| {
        let parent = field.docs_path.rsplit_once('.');
        parent.is_some_and(|(parent, _)| parent == path)
    })
}

/// A value for the type of a field. For an enum it is the first value that the page lists.
fn example(models: &[Model], model: &Model, field: &Field, levels: usize) -> Option<Value> {
    let ty = field.ty.as_deref()?;
    if let Some(items) = ty.strip_prefix("Vec<") {
        let item = items.strip_suffix('>').and_then(|ty| scalar(field, ty));
        return Some(item.into_iter().collect());
    }
    if ty.contains("Map<") {
        return Some(Value::Object(Map::new()));
    }
    if let Some(value) = scalar(field, ty) {
        return Some(value);
    }
    let documented = field.views.first().and_then(|view| view.ty.as_deref());
    let value = documented.and_then(|ty| ty.strip_prefix('"')?.split('"').next());
    if let Some(value) = value {
        return Some(Value::from(value));
    }
    let levels = levels.checked_sub(1)?;
    // The type may be that of another page.
    let name = ty.trim_start_matches("super::");
    let is_named = |it: &&Model| {
        it.rust
            .strip_suffix(name)
            .is_some_and(|module| module.is_empty() || module.ends_with("::"))
    };
    let (owner, path) = if members(model, &field.docs_path).next().is_some() {
        (model, &field.docs_path)
    } else if let Some(other) = models.iter().find(is_named) {
        (other, &other.id)
    } else {
        return scalar(field, of_docs(documented?)?);
    };
    Some(Value::Object(body(models, owner, path, levels)?))
}

/// A value for a type of Rust without members.
fn scalar(field: &Field, ty: &str) -> Option<Value> {
    Some(match ty {
        // With other settings the field may be a timestamp.
        "String" if field.wire.ends_with("_at") => Value::from("2026-01-02T03:04:05Z"),
        "String" => Value::from("text"),
        "bool" => Value::from(true),
        "i64" => Value::from(1),
        "f64" => Value::from(0.5),
        _ => return None,
    })
}

/// The type of Rust for a scalar of the docs. The settings may have replaced it.
fn of_docs(ty: &str) -> Option<&'static str> {
    Some(match ty {
        "string" => "String",
        "boolean" => "bool",
        "number" | "integer" => "i64",
        _ => return None,
    })
}

fn text(model: &Model, body: Map<String, Value>, assertion: &str, crate_name: &str) -> String {
    let (_, name) = model.rust.rsplit_once("::").unwrap_or(("", &model.rust));
    let function = name.to_snake_case();
    let body = format!("{:#}", Value::from(body)).replace('\n', "\n    ");
    // A round trip needs the body again.
    let clone = if assertion == ROUND_TRIP {
        ".clone()"
    } else {
        ""
    };
    format!(
        "//! The models read JSON bodies.

use {crate_name}::{};

#[test]
fn reads_{function}() {{
    let body = serde_json::json!({body});
    let read: {name} = serde_json::from_value(body{clone}).unwrap();
    {assertion}
}}
",
        model.rust
    )
}
