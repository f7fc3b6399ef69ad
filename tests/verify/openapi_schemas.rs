//! Schemas of OpenAPI descriptions, compared with types of the docs.

use std::fs;

use reference_codegen::Config;
use reference_codegen::openapi::Comparison;
use tempfile::TempDir;

/// A reference with one operation, and a description of it.
pub(crate) struct Pair {
    pub(crate) folder: TempDir,
}

impl Pair {
    /// A page with the members of a resource that `GET /pier` answers.
    pub(crate) fn new(members: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let page = format!(
            "---\nreference:\n  curl:\n    - key: pier\n      id: pier\n      title: Pier\n      properties:\n{members}\n    - {{ key: get_pier, id: get_pier, title: /pier, type: GET, returns: [(pier)] }}\n---\n"
        );
        fs::create_dir(folder.path().join("docs")).unwrap();
        fs::write(folder.path().join("docs/pier.mdx"), page).unwrap();
        Self { folder }
    }

    pub(crate) fn compare(&self, name: &str, description: &str) -> Result<Comparison, String> {
        let file = self.folder.path().join(name);
        fs::write(&file, description).unwrap();
        let docs = [self.folder.path().join("docs")];
        let comparison = Config::new().verify_openapi(&docs, &file);
        let shown = self.folder.path().display().to_string();
        comparison.map_err(|error| error.to_string().replace(&format!("{shown}/"), ""))
    }

    /// The disagreements if the pier has this schema.
    pub(crate) fn disagreements(
        &self,
        version: &str,
        schema: &str,
        components: &str,
    ) -> Vec<String> {
        let description = described(version, schema, components);
        let comparison = self
            .compare("openapi.yaml", &description)
            .unwrap_or_else(|error| panic!("{schema}: {error}"));
        let shown = comparison.disagreements.iter().map(ToString::to_string);
        shown.collect()
    }
}

/// A description of `GET /pier`, whose response has this schema.
pub(crate) fn described(version: &str, schema: &str, components: &str) -> String {
    format!(
        "openapi: {version}\npaths: {{ /pier: {{ get: {{ responses: {{ 200: {{ content: {{ application/json: {{ schema: {schema} }} }} }} }} }} }} }}\ncomponents: {{ schemas: {{ {components} }} }}\n"
    )
}

/// A member of the docs, its schema in the description, and the disagreements.
const TYPES: &[(&str, &str, &str)] = &[
    ("string", "{ type: string }", ""),
    ("string", "{ type: string, format: uri }", ""),
    (
        "string",
        "{ type: string, format: date-time }",
        "type: docs string, openapi datetime",
    ),
    ("datetime", "{ type: string, format: date-time }", ""),
    (
        "datetime",
        "{ type: string }",
        "type: docs datetime, openapi string",
    ),
    ("string", "{}", "type: docs string, openapi any"),
    ("string", "true", "type: docs string, openapi any"),
    ("any", "{}", ""),
    ("any", "{ type: string }", "type: docs any, openapi string"),
    (
        "string",
        "{ type: [string, 'null'] }",
        "nullable: docs never null, openapi may be null",
    ),
    ("string | null", "{ type: [string, 'null'] }", ""),
    ("string | null", "{ type: string, nullable: true }", ""),
    (
        "string | null",
        "{ oneOf: [{ type: string }, { type: 'null' }] }",
        "",
    ),
    (
        "string | null",
        "{ enum: [a, null] }",
        "type: docs string, openapi \"a\"",
    ),
    (
        "string | null",
        "{ type: string }",
        "nullable: docs may be null, openapi never null",
    ),
    (
        "string",
        "{ type: integer }",
        "type: docs string, openapi integer",
    ),
    (
        "integer",
        "{ type: number }",
        "type: docs integer, openapi float",
    ),
    (
        "integer",
        "{ allOf: [{ type: number }, { type: integer }] }",
        "",
    ),
    ("boolean", "{ type: boolean }", ""),
    (
        "boolean",
        "{ type: [boolean, integer] }",
        "type: docs boolean, openapi integer | boolean",
    ),
    ("'\"a\" | \"b\"'", "{ enum: [b, a] }", ""),
    (
        "'\"a\" | \"b\"'",
        "{ anyOf: [{ const: a }, { enum: [b] }] }",
        "",
    ),
    (
        "'\"a\" | \"b\"'",
        "{ enum: [a, b, c] }",
        "values: docs nothing more, openapi also `c`",
    ),
    (
        "'\"a\" | \"b\"'",
        "{ const: a }",
        "values: docs also `b`, openapi nothing more",
    ),
    (
        "'\"a\" | \"b\"'",
        "{ type: string }",
        "type: docs \"a\" | \"b\", openapi string",
    ),
    ("'string[]'", "{ type: array, items: { type: string } }", ""),
    (
        "'string[]'",
        "{ type: array }",
        "type: docs string[], openapi array",
    ),
    (
        "'string[]'",
        "{ type: array, items: { type: [string, 'null'] } }",
        "type: docs string[], openapi (string | null)[]",
    ),
    (
        "'string[]'",
        "{ type: string }",
        "type: docs string[], openapi string",
    ),
    (
        "array",
        "{ type: array, items: { type: object, properties: { a: {} } } }",
        "type: docs array of any members, openapi array of named members",
    ),
    ("object", "{ type: object }", ""),
    ("object", "{ type: object, additionalProperties: true }", ""),
    (
        "object",
        "{ type: object, properties: { a: {} } }",
        "type: docs object of any members, openapi object of named members",
    ),
    (
        "'map[string]integer'",
        "{ additionalProperties: { type: integer } }",
        "",
    ),
    (
        "'map[string]integer'",
        "{ patternProperties: { x: { type: integer } }, additionalProperties: false }",
        "",
    ),
    (
        "'map[string]integer'",
        "{ type: object }",
        "type: docs map[string]integer, openapi object",
    ),
    (
        "string | boolean",
        "{ oneOf: [{ type: boolean }, { type: string }] }",
        "",
    ),
    (
        "string | boolean",
        "{ type: string }",
        "type: docs string | boolean, openapi string",
    ),
    (
        "string | boolean",
        "{ type: [string, boolean, integer] }",
        "type: docs string | boolean, openapi string | integer | boolean",
    ),
    ("string", "{ $ref: '#/components/schemas/Text' }", ""),
    ("string", "{ $ref: '#/components/schemas/a~1b%20c' }", ""),
    (
        "string",
        "{ allOf: [{ $ref: '#/components/schemas/Text' }], nullable: true }",
        "nullable: docs never null, openapi may be null",
    ),
];

#[test]
fn types_are_compared() {
    let components =
        "Text: { type: string, minLength: 1 }, 'a/b c': { $ref: '#/components/schemas/Text' }";
    let wrong: Vec<String> = TYPES
        .iter()
        .filter_map(|(docs, schema, expected)| {
            let pair = Pair::new(&format!("        - {{ key: rope, type: {docs} }}"));
            let pier = format!("{{ required: [rope], properties: {{ rope: {schema} }} }}");
            let version = if schema.contains("nullable") {
                "3.0.3"
            } else {
                "3.1.0"
            };
            let found = pair.disagreements(version, &pier, components);
            let found = found.join("; ").replace(" pier.rope", "");
            if found == *expected {
                None
            } else {
                Some(format!("{docs} beside {schema}: {found}"))
            }
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A member that some alternatives lack may be absent; a merged schema has the members of all its
/// parts.
#[test]
fn alternatives_and_parts_are_put_together() {
    let pair = Pair::new(
        "        - { key: a, type: string }\n        - { key: b, type: string, optional: true }",
    );
    let (a, b) = (
        "required: [a], properties: { a: { type: string } }",
        "properties: { b: { type: string } }",
    );
    let both = "required: [a, b], properties: { a: { type: string }, b: { type: string } }";
    for (schema, expected) in [
        (format!("{{ allOf: [{{ {a} }}, {{ {b} }}] }}"), vec![]),
        (format!("{{ {a}, allOf: [{{ {b} }}] }}"), vec![]),
        (
            format!("{{ {a}, anyOf: [{{ {b} }}, {{ type: object }}] }}"),
            vec![],
        ),
        (format!("{{ oneOf: [{{ {both} }}, {{ {a} }}] }}"), vec![]),
        (
            format!("{{ oneOf: [{{ {a} }}, {{ {b} }}] }}"),
            vec!["optional pier.a: docs required, openapi optional"],
        ),
        (
            format!("{{ allOf: [{{ {b} }}, {{ required: [b] }}] }}"),
            vec![
                "member pier.a: docs string, required, openapi absent",
                "optional pier.b: docs optional, openapi required",
            ],
        ),
    ] {
        assert_eq!(
            pair.disagreements("3.1.0", &schema, ""),
            expected,
            "{schema}"
        );
    }
}

/// Of a body in several media types, the one that fits is compared; a response that is not JSON is
/// a disagreement.
#[test]
fn a_body_has_one_of_several_forms() {
    let pair = Pair::new("        - { key: rope, type: string }");
    let schema = "{ required: [rope], properties: { rope: { type: string } } }";
    let json = described("3.1.0", schema, "");
    for (media, expected) in [
        ("text/plain: {}, application/json", vec![]),
        (
            "text/csv",
            vec!["encoding get_pier.returns: docs json, openapi text/csv"],
        ),
    ] {
        let text = json.replace("application/json", media);
        let comparison = pair.compare("openapi.yaml", &text).unwrap();
        let found = comparison.disagreements.iter().map(ToString::to_string);
        assert_eq!(found.collect::<Vec<_>>(), expected, "{media}");
    }
}

/// The same description as JSON has the same result.
#[test]
fn json_is_read_as_well() {
    let pair = Pair::new("        - { key: rope, type: string }");
    let schema = r#"{ "type": "object", "properties": { "rope": { "type": "integer" } } }"#;
    let description = format!(
        r#"{{ "openapi": "3.0.0", "paths": {{ "/pier": {{ "get": {{ "responses": {{ "2XX": {{ "content": {{ "application/problem+json; charset=utf-8": {{ "schema": {schema} }} }} }} }} }} }} }} }}"#
    );
    for name in ["openapi.json", "openapi"] {
        let comparison = pair.compare(name, &description).unwrap();
        let found: Vec<String> = comparison
            .disagreements
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            found,
            [
                "optional pier.rope: docs required, openapi optional",
                "type pier.rope: docs string, openapi integer"
            ]
        );
    }
}
