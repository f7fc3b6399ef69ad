//! OpenAPI descriptions that are broken, or that mean harm.

use reference_codegen::Config;

use super::openapi_schemas::{Pair, described};

/// Descriptions that cannot be read.
fn unreadable() -> Vec<(&'static str, String)> {
    let nested = format!("{}1{}", "[".repeat(200), "]".repeat(200));
    let json = format!("{{\"openapi\": \"3.1.0\", \"paths\": {nested}}}");
    let second = "a: &a [x]\nb: &b [*a, *a]\nopenapi: 3.0.0\n---\nc: 1\n";
    vec![
        (
            "openapi.yaml",
            "openapi: 3.1.0\npaths:\n  /pier: {\n".to_owned(),
        ),
        (
            "openapi.yaml",
            "openapi: 3.1.0\npaths: {}\npaths: {}\n".to_owned(),
        ),
        ("openapi.yaml", format!("openapi: 3.1.0\npaths: {nested}\n")),
        ("openapi.yaml", second.to_owned()),
        (
            "openapi.json",
            "{\n  \"openapi\": \"3.1.0\",\n  \"paths\": {},\n}".to_owned(),
        ),
        (
            "openapi.json",
            "{\"openapi\": \"3.1.0\",\n \"openapi\": \"3.0.0\"}".to_owned(),
        ),
        ("openapi.json", json),
        ("openapi.yaml", "swagger: '2.0'\n".to_owned()),
        ("openapi.yaml", "openapi: 4.0.0\n".to_owned()),
        ("openapi.yaml", String::new()),
    ]
}

/// Descriptions that can be read, but have nothing that can be compared.
fn faulty() -> Vec<(&'static str, String)> {
    let schema = "#/paths/~1pier/get/responses/200/content/application~1json/schema";
    let paths = "openapi: 3.1.0\npaths:\n  /{id}: { get: {} }\n  /{name}: { get: { parameters: [{ name: a }, { in: query }] } }\n";
    let schemas = [
        "{ oneOf: [{ $ref: other.yaml }, { $ref: 'https://a.test/#/b' }, { $ref: '#/components/x' }] }".to_owned(),
        format!("{{ $ref: '{schema}' }}"),
        format!("{{ allOf: [{{ $ref: '{schema}' }}] }}"),
        "{ properties: { rope: 7 } }".to_owned(),
    ];
    let described = schemas.iter().map(|schema| described("3.1.0", schema, ""));
    let described = described.chain([paths.to_owned()]);
    described.map(|text| ("openapi.yaml", text)).collect()
}

/// A schema that cannot be compared is an error with its place and the next step.
#[test]
fn a_broken_description_is_an_error() {
    let pair = Pair::new("        - { key: rope, type: string }");
    let cases = unreadable().into_iter().chain(faulty());
    let errors = cases.map(|(name, text)| match pair.compare(name, &text) {
        Ok(comparison) => panic!("{text}: {comparison}"),
        Err(error) => error,
    });
    insta::assert_snapshot!(errors.collect::<Vec<_>>().join("\n\n"));
    let missing = pair.folder.path().join("none.yaml");
    let docs = [pair.folder.path().join("docs")];
    let error = Config::new().verify_openapi(&docs, missing).unwrap_err();
    assert!(error.to_string().contains("cannot be read"), "{error}");
}

/// The time for schemas that refer to each other grows with the length of the file, and not with
/// the number of paths through it.
#[test]
fn a_description_that_means_harm_is_soon_read() {
    let pair = Pair::new("        - { key: rope, type: string }");
    let mut doubled =
        String::from("S0: { properties: { rope: { type: string } }, required: [rope] }");
    for level in 1..60 {
        let below = format!("{{ $ref: '#/components/schemas/S{}' }}", level - 1);
        doubled.push_str(&format!(", S{level}: {{ oneOf: [{below}, {below}] }}"));
    }
    let top = "{ $ref: '#/components/schemas/S59' }";
    assert!(pair.disagreements("3.1.0", top, &doubled).is_empty());

    let circle = "S: { properties: { rope: { type: string }, next: { $ref: '#/components/schemas/S' } }, required: [rope] }";
    let found = pair.disagreements("3.1.0", "{ $ref: '#/components/schemas/S' }", circle);
    assert_eq!(
        found,
        ["member pier.next: docs absent, openapi object, optional"]
    );

    let either = "{ oneOf: [{ const: a }, { const: b }, { const: c }, { const: d }] }";
    let parts = vec![either; 40].join(", ");
    let pier = format!("{{ required: [rope], properties: {{ rope: {{ allOf: [{parts}] }} }} }}");
    let found = pair.disagreements("3.1.0", &pier, "");
    assert_eq!(
        found,
        [r#"type pier.rope: docs string, openapi "a" | "b" | "c" | "d""#]
    );

    let members: Vec<String> = (0..40)
        .map(|n| format!("m{n}: {{ $ref: '#/components/schemas/S' }}"))
        .collect();
    let wide = format!("S: {{ properties: {{ {} }} }}", members.join(", "));
    let pier = "{ required: [rope], properties: { rope: { type: string }, all: { $ref: '#/components/schemas/S' } } }";
    assert_eq!(pair.disagreements("3.1.0", pier, &wide).len(), 1);

    let part = "{ required: [rope], properties: { rope: { type: string } } }";
    let many = |count: usize| format!("{{ allOf: [{}] }}", vec![part; count].join(", "));
    assert!(pair.disagreements("3.1.0", &many(1000), "").is_empty());
    let error = pair.compare("openapi.yaml", &described("3.1.0", &many(20_000), ""));
    let error = error.unwrap_err();
    assert!(error.contains("more than 1000 parts"), "{error}");

    let long: Vec<String> = (0..5000)
        .map(|n| format!("S{n}: {{ $ref: '#/components/schemas/S{}' }}", n + 1))
        .collect();
    let long = format!("{}, S5000: {{ type: string }}", long.join(", "));
    let description = described("3.1.0", "{ $ref: '#/components/schemas/S0' }", &long);
    let error = pair.compare("openapi.yaml", &description).unwrap_err();
    assert!(
        error.contains("too many references refer to each other"),
        "{error}"
    );
}
