//! Requests of an OpenAPI description, compared with the docs: the path, whether a body is
//! required, the credential.

use serde_json::{Value, json};

use crate::openapi::settled;

const PAGE: &str = "---
reference:
  curl:
    - key: mend_pier
      id: mend_pier
      type: POST
      title: /piers/:number/planks/:plank/:side
      parameters:
        - { key: number, type: string }
        - { key: plank, type: integer }
        - { key: wood, type: string }
        - { key: colour, type: string, optional: true }
---

# Piers
";

/// The disagreements with a description of one operation, and the number that the suggestions do
/// not settle.
fn compare(description: &Value) -> (Vec<String>, usize) {
    let (comparison, left) = settled(PAGE, description);
    let found = comparison.disagreements.iter().map(ToString::to_string);
    (found.collect(), left)
}

/// A description that agrees with the page.
fn agreeing() -> Value {
    let parameter = |name: &str, ty: &str| json!({ "name": name, "in": "path", "required": true, "schema": { "type": ty } });
    let schema = json!({
        "type": "object",
        "required": ["wood"],
        "properties": { "wood": { "type": "string" }, "colour": { "type": "string" } },
    });
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Piers", "version": "1" },
        "security": [{ "key": [] }],
        "components": { "securitySchemes": {
            "key": { "type": "http", "scheme": "Bearer" },
            "basic": { "type": "http", "scheme": "basic" },
            "header": { "type": "apiKey", "in": "header", "name": "X-Pier" },
            "whole": { "type": "apiKey", "in": "header", "name": "Authorization" },
            "query": { "type": "apiKey", "in": "query", "name": "key" },
            "flow": { "type": "oauth2", "flows": {} },
        } },
        "paths": { "/piers/{number}/planks/{plank}/{side}": { "post": {
            "parameters": [
                parameter("number", "string"),
                parameter("plank", "integer"),
                parameter("side", "integer"),
            ],
            "requestBody": { "required": true, "content": { "application/json": { "schema": schema } } },
            "responses": { "204": { "description": "It is mended." } },
        } } },
    })
}

const POST: &str = "/paths/~1piers~1{number}~1planks~1{plank}~1{side}/post";

#[test]
fn a_parameter_of_the_path_has_a_type() {
    let mut description = agreeing();
    assert_eq!(compare(&description).0, [""; 0]);
    let parameters = format!("{POST}/parameters");
    let ty = |index: usize| format!("{parameters}/{index}/schema/type");
    *description.pointer_mut(&ty(0)).unwrap() = json!("integer");
    *description.pointer_mut(&ty(1)).unwrap() = json!("string");
    let (found, _) = compare(&description);
    let expected = [
        "type mend_pier.parameters.number: docs string, openapi integer",
        "type mend_pier.parameters.plank: docs integer, openapi string",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_body_may_be_absent_with_all_of_its_members() {
    let mut description = agreeing();
    let body = format!("{POST}/requestBody/required");
    *description.pointer_mut(&body).unwrap() = json!(false);
    let (found, left) = compare(&description);
    let expected = ["optional mend_pier.parameters.wood: docs required, openapi optional"];
    assert_eq!(found, expected);
    assert_eq!(left, 0);
}

#[test]
fn a_credential_has_a_scheme() {
    for (security, scheme) in [
        (json!([{ "key": [] }]), None),
        (json!([{ "whole": [] }]), None),
        (json!([{ "flow": ["mend"] }]), None),
        (json!([{ "basic": [] }, { "key": [] }]), None),
        (json!([{ "unknown": [] }]), None),
        (json!([{ "basic": [] }]), Some("basic")),
        (json!([{ "header": [] }]), Some("apiKey in header X-Pier")),
        (
            json!([{ "query": [] }, { "basic": [] }]),
            Some("apiKey in query key"),
        ),
    ] {
        let mut description = agreeing();
        description["security"] = security.clone();
        let (found, left) = compare(&description);
        let expected = scheme.map(|scheme| {
            format!("credential mend_pier: docs api_key as bearer, openapi {scheme}")
        });
        assert_eq!(
            found,
            expected.into_iter().collect::<Vec<_>>(),
            "{security}"
        );
        assert_eq!(left, found.len());
    }
}
