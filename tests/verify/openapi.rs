//! An OpenAPI description, compared with the docs: disagreements, kept disagreements, and
//! suggestions.

use std::fs;
use std::path::{Path, PathBuf};

use reference_codegen::Config;
use reference_codegen::openapi::{Comparison, Disagreement};

fn fixture(name: &str) -> PathBuf {
    Path::new("tests/fixtures/verify/openapi").join(name)
}

/// Compares the reference of ferries, with these corrections.
fn compare(corrections: &str) -> Result<Comparison, String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("corrections.toml");
    fs::write(&file, corrections).unwrap();
    let comparison = Config::new()
        .corrections(&file)
        .server("dock", "https://dock.test")
        .verify_openapi(&[fixture("reference")], fixture("openapi.yaml"));
    let shown = folder.path().display().to_string();
    comparison.map_err(|error| error.to_string().replace(&format!("{shown}/"), ""))
}

/// Every kind of disagreement, in both directions.
#[test]
fn every_disagreement_has_both_places() {
    let comparison = compare("").unwrap();
    insta::assert_snapshot!("openapi_text", comparison.to_string());
    insta::assert_snapshot!("openapi_suggestions", comparison.suggestions.to_string());
    let json = serde_json::to_string_pretty(&comparison).unwrap();
    insta::assert_snapshot!("openapi_json", json);
}

/// Suggestions load unchanged, and leave only disagreements that no correction settles.
#[test]
fn suggestions_settle_what_they_are_for() {
    let suggestions = compare("").unwrap().suggestions.to_string();
    let left = compare(&suggestions).unwrap();
    let left: Vec<String> = left.disagreements.iter().map(ToString::to_string).collect();
    let unsettled = suggestions.matches("# [[keep]]").count();
    assert_eq!(left.len(), unsettled, "{}", left.join("\n"));
}

fn kept(one: &Disagreement) -> String {
    let page = one.page.iter().map(|page| format!("page = {page:?}\n"));
    format!(
        "[[keep]]\npath = {:?}\n{}kind = \"{}\"\ndocs = {:?}\nopenapi = {:?}\nreason = \"seen\"\n",
        one.path,
        page.collect::<String>(),
        one.kind,
        one.docs,
        one.openapi
    )
}

#[test]
fn what_is_kept_is_no_disagreement() {
    let open = compare("").unwrap();
    assert!(open.disagrees());
    let keeps: String = open.disagreements.iter().map(kept).collect();
    let comparison = compare(&keeps).unwrap();
    assert!(!comparison.disagrees());
    assert_eq!(comparison.suggestions.to_string(), "");
    let mut reasons = comparison.disagreements.iter();
    assert!(reasons.all(|one| one.kept.as_deref() == Some("seen")));
    insta::assert_snapshot!(comparison.to_string().lines().last().unwrap(), @"0 disagreements; 38 kept");
}

/// A table that keeps no disagreement is an error: one of the sides may have changed, or both
/// agree.
#[test]
fn what_is_kept_expires() {
    let keep = |path: &str, kind: &str, docs: &str, openapi: &str| {
        format!(
            "[[keep]]\npath = \"{path}\"\nkind = \"{kind}\"\ndocs = \"{docs}\"\nopenapi = \"{openapi}\"\nreason = \"seen\"\n\n"
        )
    };
    let tables = [
        keep("ferry.flag", "optional", "optional", "required"),
        keep("ferry.flag", "optional", "optional", "required"),
        keep("ferry.tonnage", "type", "string", "float"),
        keep("ferry.tonnage", "type", "integer", "string"),
        keep("ferry.id", "type", "string", "integer"),
        keep("ferry.flag", "nullable", "never null", "may be null"),
        keep("GET /whistle", "operation", "absent", "present"),
    ];
    insta::assert_snapshot!(compare(&tables.concat()).unwrap_err());
}

/// A server of the docs without a base URL in the settings may be any server except the API's.
#[test]
fn a_server_without_a_base_url_is_not_compared() {
    let correction = |path: &str| {
        format!(
            "[[correct]]\npath = \"{path}\"\nserver = \"slip\"\nwas = \"api\"\nreason = \"seen\"\n"
        )
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("corrections.toml");
    fs::write(
        &file,
        correction("scrap_ferry") + &correction("list_ferries"),
    )
    .unwrap();
    let config = Config::new().corrections(&file);
    let comparison = config
        .verify_openapi(&[fixture("reference")], fixture("openapi.yaml"))
        .unwrap();
    let servers = comparison.disagreements.iter();
    let servers: Vec<String> = servers
        .filter(|one| one.kind.as_str() == "server")
        .map(ToString::to_string)
        .collect();
    assert_eq!(servers, ["server list_ferries: docs slip, openapi api"]);
}

/// A table with a list of paths is a table for each of them: one that expires leaves the others.
#[test]
fn a_list_of_paths_is_kept_path_by_path() {
    let table = |paths: &str| {
        format!(
            "[[keep]]\npath = {paths}\nkind = \"operation\"\ndocs = \"absent\"\nopenapi = \"present\"\nreason = \"seen\"\n"
        )
    };
    let comparison = compare(&table("[\"POST /whistle\", \"GET /whistle\"]"));
    insta::assert_snapshot!(comparison.unwrap_err());
    insta::assert_snapshot!(compare(&table("[]")).unwrap_err());
    insta::assert_snapshot!(compare(&table("[\"POST /whistle\", 1]")).unwrap_err());
}

#[test]
fn a_faulty_table_is_an_error_without_a_description() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("corrections.toml");
    let text = "[[keep]]\nkind = \"optionale\"\nwas = 1\nopenapi = \"\"\n\nreason = \"seen\"\n";
    fs::write(&file, text).unwrap();
    let config = Config::new().corrections(&file);
    let error = config.generate(&[fixture("reference")]).unwrap_err();
    let shown = folder.path().display().to_string();
    insta::assert_snapshot!(error.to_string().replace(&format!("{shown}/"), ""));
}

/// The comparison of a page with a description, and the number of disagreements that its
/// suggestions leave: those that no correction settles.
pub(crate) fn settled(page: &str, description: &serde_json::Value) -> (Comparison, usize) {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
        file
    };
    file("reference/pier.mdx", page);
    let description = file("openapi.json", &description.to_string());
    let compare = |corrections: &str| {
        Config::new()
            .corrections(file("corrections.toml", corrections))
            .verify_openapi(&[folder.path().join("reference")], &description)
            .unwrap()
    };
    let comparison = compare("");
    let suggestions = comparison.suggestions.to_string();
    let left = compare(&suggestions).disagreements.len();
    let unsettled = suggestions.matches("# [[keep]]").count();
    assert_eq!(left, unsettled, "{suggestions}");
    (comparison, left)
}

/// Suggestions load where a description has parameters that no request can hold: two of one name,
/// and headers that HTTP or the request has no room for.
#[test]
fn parameters_that_no_request_can_hold_are_not_suggested() {
    const PAGE: &str = "---\nreference:\n  curl:\n    - key: get_pier\n      type: GET\n      \
                        title: /piers/:id\n---\n\n# Pier\n";
    let parameters = [
        ("limit", "query", "string"),
        ("limit", "header", "string"),
        ("ID", "query", "string"),
        ("X-Tide", "header", "string"),
        ("x-tide", "header", "string"),
        ("\u{1b}red", "header", "string"),
        ("Content-Type", "header", "string"),
        ("X-Berths", "header", "object"),
    ];
    let parameters = parameters.map(|(name, place, ty)| {
        serde_json::json!({ "name": name, "in": place, "schema": { "type": ty } })
    });
    let path = serde_json::json!({ "name": "id", "in": "path", "required": true });
    let description = serde_json::json!({
        "openapi": "3.1.0",
        "info": { "title": "Piers", "version": "1" },
        "paths": { "/piers/{id}": { "parameters": [path], "get": {
            "parameters": parameters,
            "responses": { "204": { "description": "It is there." } },
        } } },
    });
    let (comparison, _) = settled(PAGE, &description);
    let suggestions = comparison.suggestions.to_string();
    let names = suggestions.lines().filter(|line| line.starts_with("add ="));
    assert_eq!(names.count(), 2, "{suggestions}");
}
