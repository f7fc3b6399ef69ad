//! The suggested corrections.

use super::*;

fn suggested(bodies: &[(&str, &str)]) -> String {
    verify(bodies, &Config::new())
        .unwrap()
        .suggestions
        .to_string()
}

#[test]
fn what_only_one_body_has_may_be_absent_in_another() {
    let with = r#"{"object": "parcel", "weight": 3, "label": {"text": "a"}}"#;
    insta::assert_snapshot!(suggested(&[("a.json", with)]), @r#"
    [[correct]]
    path = "parcel"
    add = { name = "label", type = "object", optional = true, fields = [
        { name = "text", type = "string", optional = true },
    ] }
    was = "absent"
    reason = "in a.json"
    "#);
    insta::assert_snapshot!(suggested(&[("a.json", with), ("b.json", with)]), @r#"
    [[correct]]
    path = "parcel"
    add = { name = "label", type = "object", fields = [
        { name = "text", type = "string" },
    ] }
    was = "absent"
    reason = "in a.json, b.json"
    "#);
    let many = [("a.json", with), ("b.json", with), ("c.json", PARCEL)];
    assert!(suggested(&many).contains("type = \"object\", optional = true"));
}

#[test]
fn an_object_that_says_which_resource_it_is_is_that_resource() {
    let inside = |what: &str| format!(r#"{{"object": "parcel", "weight": 3, "return": {what}}}"#);
    let whole = inside(PARCEL);
    assert!(suggested(&[("a.json", &whole)]).contains(r#"type = "parcel", optional = true }"#));
    let several = inside(&format!("[{PARCEL}, {PARCEL}]"));
    assert!(suggested(&[("a.json", &several)]).contains(r#"type = "parcel[]""#));
    let trimmed = inside(r#"{"object": "parcel"}"#);
    assert!(suggested(&[("a.json", &trimmed)]).contains(r#"type = "object""#));
}

#[test]
fn a_list_with_null_is_one_of_any_values() {
    for (value, expected) in [
        (r#"[null, "a"]"#, "any[]"),
        (r#"[null, {"a": "x"}]"#, "any[]"),
        ("[[null, 1], null]", "any[]"),
        ("[[null, 1], [2]]", "any[][]"),
        ("[[1], [2]]", "integer[][]"),
    ] {
        let body = format!(r#"{{"object": "parcel", "weight": 3, "n": {value}}}"#);
        let suggestions = suggested(&[("a.json", &body)]);
        let expected = format!("add = {{ name = \"n\", type = \"{expected}\", optional = true }}");
        assert!(suggestions.contains(&expected), "{value}: {suggestions}");
    }
}

#[test]
fn what_is_in_a_list_or_map_makes_the_type_of_it() {
    let page = PAGE.replace(
        "        - { key: weight, type: integer }\n",
        "        - { key: weight, type: integer }\n        \
         - { key: tags, type: 'string[]', optional: true }\n        \
         - { key: sizes, type: 'map[string]string', optional: true }\n",
    );
    for (member, expected) in [
        (r#""tags": [1, 2]"#, "integer[]"),
        (r#""tags": [1, "a"]"#, "any[]"),
        (r#""tags": ["a", null]"#, "any[]"),
        (r#""tags": [{"a": 1}]"#, "array"),
        (r#""sizes": {"a": 1}"#, "map[string]integer"),
        (r#""sizes": {"a": 1.5, "b": null}"#, "map[string]any"),
    ] {
        let body = format!(r#"{{"object": "parcel", "weight": 3, {member}}}"#);
        let verification = verify_page(&page, &[("a.json", &body)], &Config::new()).unwrap();
        let suggestions = verification.suggestions.to_string();
        let expected = format!("\ntype = \"{expected}\"\n");
        assert!(suggestions.contains(&expected), "{member}: {suggestions}");
    }
}

/// A list of resources and a list inside its items may have the same path.
#[test]
fn a_list_inside_of_an_item_is_no_list_of_such_items() {
    let page = PAGE.replace(
        "        - (parcel)\n",
        "        - { key: tags, type: 'parcel[]' }\n        - { key: total, type: integer }\n",
    );
    let page = page.replace(
        "        - { key: weight, type: integer }\n",
        "        - { key: weight, type: integer }\n        - { key: tags, type: 'string[]' }\n",
    );
    let body = r#"{"total": 1, "tags": [{"object": "parcel", "weight": 1, "tags": [2]}]}"#;
    let bodies = [("track_parcel.json", body)];
    let verification = verify_page(&page, &bodies, &Config::new()).unwrap();
    let suggestions = verification.suggestions.to_string();
    assert!(
        suggestions.contains("\ntype = \"integer[]\"\n"),
        "{suggestions}"
    );
}

#[test]
fn what_no_correction_mends_is_said() {
    insta::assert_snapshot!(suggested(&[("parcel.json", "{"), ("b/parcel.json", "7")]), @"
    # no suggestion for b/parcel.json (root): expected an object, found a number
    # no suggestion for parcel.json (root): not JSON: EOF while parsing an object at line 1 column 1
    ");
}

#[test]
fn the_type_that_was_is_quoted_as_the_page_writes_it() {
    for (written, body, was) in [
        ("number", "1.5", "number"),
        ("integer", "1.5", "integer"),
        ("number | null", "1.5", "number | null"),
        ("'number[]'", "[1.5]", "number[]"),
        ("int", "1.5", "int"),
    ] {
        let page = PAGE.replace("weight, type: integer", &format!("weight, type: {written}"));
        let body = format!(r#"{{"object": "parcel", "weight": {body}}}"#);
        let verification = verify_page(&page, &[("a.json", &body)], &Config::new()).unwrap();
        let suggestions = verification.suggestions.to_string();
        let expected = format!("\nwas = \"{was}\"\n");
        assert!(suggestions.contains(&expected), "{written}: {suggestions}");
    }
}
