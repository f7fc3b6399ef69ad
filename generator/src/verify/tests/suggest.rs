//! What is suggested of what bodies have.

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
