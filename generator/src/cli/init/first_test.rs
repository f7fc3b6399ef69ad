//! The first test of a package: a JSON body, read with one of its models.

use heck::ToSnakeCase as _;
use reference_codegen::explain::Field;
use reference_codegen::inspect::{Inspection, Model, Role};
use serde_json::{Map, Value};

/// The test of the first resource whose required members all have an example, and of which one is a
/// scalar. `None` if there is no such resource.
pub(super) fn of(inspection: &Inspection, crate_name: &str) -> Option<String> {
    let resources = inspection.models.iter();
    let mut resources = resources.filter(|model| model.role == Role::Resource);
    resources.find_map(|model| {
        let body = body(model, &model.id)?;
        let assertion = assertion(model, &body)?;
        Some(text(model, body, &assertion, crate_name))
    })
}

/// The assertion about the first required scalar of a model.
fn assertion(model: &Model, body: &Map<String, Value>) -> Option<String> {
    model.fields.iter().find_map(|field| {
        let (parent, name) = field.rust.as_deref()?.rsplit_once('.')?;
        let value = body.get(&field.wire).filter(|_| parent == model.rust)?;
        match field.ty.as_deref()? {
            "String" | "i64" | "f64" => Some(format!("assert_eq!(read.{name}, {value});")),
            "bool" => Some(format!("assert!(read.{name});")),
            _ => None,
        }
    })
}

/// The required members of a model below a path of the docs, with examples.
fn body(model: &Model, path: &str) -> Option<Map<String, Value>> {
    let members = model.fields.iter().filter(|field| {
        let presence = &field.presence;
        let parent = field.docs_path.rsplit_once('.');
        let is_member = parent.is_some_and(|(parent, _)| parent == path);
        is_member && !presence.optional && !presence.nullable
    });
    let members = members.map(|field| Some((field.wire.clone(), example(model, field)?)));
    members.collect()
}

/// A value for the type of a field. For an enum it is the first value that the page lists.
fn example(model: &Model, field: &Field) -> Option<Value> {
    Some(match field.ty.as_deref()? {
        // With other settings the field may be a timestamp.
        "String" if field.wire.ends_with("_at") => Value::from("2026-01-02T03:04:05Z"),
        "String" => Value::from("text"),
        "bool" => Value::from(true),
        "i64" => Value::from(1),
        "f64" => Value::from(0.5),
        list if list.starts_with("Vec<") => Value::Array(Vec::new()),
        map if map.contains("Map<") => Value::Object(Map::new()),
        _ => {
            let documented = field.views.first().and_then(|view| view.ty.as_deref());
            let value = documented.and_then(|ty| ty.strip_prefix('"')?.split('"').next());
            if let Some(value) = value {
                return Some(Value::from(value));
            }
            let members = body(model, &field.docs_path)?;
            Value::Object(Some(members).filter(|members| !members.is_empty())?)
        }
    })
}

fn text(model: &Model, body: Map<String, Value>, assertion: &str, crate_name: &str) -> String {
    let (_, name) = model.rust.rsplit_once("::").unwrap_or(("", &model.rust));
    let function = name.to_snake_case();
    let body = format!("{:#}", Value::from(body)).replace('\n', "\n    ");
    format!(
        "//! The models read JSON bodies.

use {crate_name}::{};

#[test]
fn reads_{function}() {{
    let body = serde_json::json!({body});
    let read: {name} = serde_json::from_value(body).unwrap();
    {assertion}
}}
",
        model.rust
    )
}
