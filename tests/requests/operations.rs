//! Requests that update something: a member of the resource is kept, cleared or set.

use generated::operations::runtime::Patch;
use generated::operations::stalls::RenameStallRequest;
use serde_json::{Value, json};

#[test]
fn a_member_of_an_update_is_kept_cleared_or_set() {
    let name = || "Nora".to_owned();
    for (owner, sent) in [
        (Patch::Keep, None),
        (Patch::set_or_keep(None), None),
        (Patch::set_or_keep(Some(name())), Some(json!("Nora"))),
        (Patch::set_or_clear(None), Some(Value::Null)),
        (Patch::set_or_clear(Some(name())), Some(json!("Nora"))),
        ("Nora".into(), Some(json!("Nora"))),
        (name().into(), Some(json!("Nora"))),
    ] {
        let mut request = RenameStallRequest::new("st_1", "Tea", None);
        request.owner = owner;
        let body = serde_json::to_value(&request).unwrap();
        assert_eq!(body.get("owner"), sent.as_ref());
    }
}

#[test]
fn a_member_of_an_object_is_cleared_and_set_as_well() {
    for place in [json!({ "row": 3, "corner": null }), json!({ "corner": "north" }), json!({})] {
        let mut request = RenameStallRequest::new("st_1", "Figs", Some("Fresh figs".to_owned()));
        request.place = Some(serde_json::from_value(place.clone()).unwrap());
        let body = serde_json::to_value(&request).unwrap();
        let expected = json!({ "name": "Figs", "sign": "Fresh figs", "place": place });
        assert_eq!(body, expected);
    }
}
