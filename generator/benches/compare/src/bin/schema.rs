//! Converts the output of `inspect --format json` into a JSON Schema of the same types: a
//! definition for each struct and enum, with its docs, so that another generator has as much work.

use std::collections::BTreeMap;
use std::io;

use anyhow::{Context, bail};
use serde_json::{Map, Value, json};
use syn::{GenericArgument, PathArguments, PathSegment, Type};

fn main() -> anyhow::Result<()> {
    let inspection: Value = serde_json::from_reader(io::stdin())?;
    let mut schema = Schema::default();
    for model in list(&inspection, "models")? {
        for field in list(model, "fields")? {
            schema.add(field)?;
        }
    }
    serde_json::to_writer(io::stdout(), &schema.finish())?;
    Ok(())
}

fn list<'a>(value: &'a Value, key: &str) -> anyhow::Result<&'a Vec<Value>> {
    value[key]
        .as_array()
        .with_context(|| format!("no list `{key}`"))
}

/// Definitions by name.
#[derive(Default)]
struct Schema {
    structs: BTreeMap<String, Object>,
    /// Every type of the models that a field has, with the values that the views of the field list.
    /// Those that are no structs become enums.
    enums: BTreeMap<String, Vec<String>>,
}

#[derive(Default)]
struct Object {
    properties: Map<String, Value>,
    required: Vec<String>,
}

impl Schema {
    /// Adds a field to its struct. A struct that the output does not have is not in the schema
    /// either.
    fn add(&mut self, field: &Value) -> anyhow::Result<()> {
        let (Some(rust), Some(kind)) = (field["rust"].as_str(), field["type"].as_str()) else {
            return Ok(());
        };
        let (owner, _) = rust.rsplit_once('.').context("a field has a struct")?;
        let wire = field["wire"]
            .as_str()
            .context("a field has a name on the wire")?;
        let mut property = self.property(&syn::parse_str(kind)?, &values(field))?;
        if let Some(docs) = field["views"][0]["docs"].as_str() {
            property["description"] = json!(docs);
        }
        let object = self.structs.entry(name(owner)).or_default();
        object.properties.insert(wire.to_owned(), property);
        let required = &mut object.required;
        if field["presence"]["optional"] == json!(false) && !required.iter().any(|it| it == wire) {
            required.push(wire.to_owned());
        }
        Ok(())
    }

    /// The schema of a type.
    fn property(&mut self, kind: &Type, values: &[String]) -> anyhow::Result<Value> {
        let Type::Path(path) = kind else {
            bail!("only paths are types of fields");
        };
        let last = path.path.segments.last().context("a path has segments")?;
        let word = last.ident.to_string();
        Ok(match word.as_str() {
            "String" => json!({ "type": "string" }),
            "i64" => json!({ "type": "integer" }),
            "f64" => json!({ "type": "number" }),
            "bool" => json!({ "type": "boolean" }),
            "Value" => json!({}),
            "Option" | "Box" | "Patch" => self.property(argument(last)?, values)?,
            "Vec" | "List" => {
                json!({ "type": "array", "items": self.property(argument(last)?, values)? })
            }
            "BTreeMap" => {
                let value = self.property(argument(last)?, values)?;
                json!({ "type": "object", "additionalProperties": value })
            }
            _ => {
                let segments: Vec<String> = path
                    .path
                    .segments
                    .iter()
                    .map(|one| one.ident.to_string())
                    .collect();
                let name = name(&segments.join("::"));
                self.enums
                    .entry(name.clone())
                    .or_insert_with(|| values.to_vec());
                json!({ "allOf": [{ "$ref": format!("#/definitions/{name}") }] })
            }
        })
    }

    fn finish(mut self) -> Value {
        let mut definitions = Map::new();
        self.enums
            .retain(|name, _| !self.structs.contains_key(name));
        for (name, values) in self.enums {
            let definition = match values.is_empty() {
                true => json!({ "type": "object" }),
                false => json!({ "type": "string", "enum": values }),
            };
            definitions.insert(name, definition);
        }
        for (
            name,
            Object {
                properties,
                required,
            },
        ) in self.structs
        {
            let definition =
                json!({ "type": "object", "properties": properties, "required": required });
            definitions.insert(name, definition);
        }
        json!({
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": "Reference",
            "type": "object",
            "definitions": definitions,
        })
    }
}

/// The last argument of a generic type.
fn argument(segment: &PathSegment) -> anyhow::Result<&Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        bail!("`{}` has no arguments", segment.ident);
    };
    match arguments.args.last() {
        Some(GenericArgument::Type(kind)) => Ok(kind),
        _ => bail!("`{}` has no type in it", segment.ident),
    }
}

/// A name that no other type has: `AuthkitUserUser`.
fn name(path: &str) -> String {
    let words = path.split(|c: char| !c.is_alphanumeric());
    words
        .map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            first.to_uppercase() + rest
        })
        .collect()
}

/// The literals that the views of a field list.
fn values(field: &Value) -> Vec<String> {
    let views = field["views"]
        .as_array()
        .map_or(&[] as &[Value], Vec::as_slice);
    let literals = views
        .iter()
        .filter_map(|view| view["type"].as_str())
        .find(|kind| kind.contains('"'));
    let mut values: Vec<String> = Vec::new();
    for value in literals
        .into_iter()
        .flat_map(|kind| kind.split('"').skip(1).step_by(2))
    {
        if !values.iter().any(|known| known == value) {
            values.push(value.to_owned());
        }
    }
    values
}
