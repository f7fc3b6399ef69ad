//! The committed models, used as a dependent uses them.

use serde_json::json;
use workos_models::authkit::api_keys::{ApiKey, ApiKeyObject};

#[test]
fn a_body_goes_through_and_comes_out_equal() {
    let body = json!({
        "object": "api_key",
        "id": "key_7",
        "owner": { "type": "organization", "id": "org_3" },
        "name": "Night shift",
        "obfuscated_value": "sk_...x9",
        "permissions": ["ovens:read", "ovens:light"],
        "created_at": "2026-01-02T03:04:05.678Z",
        "updated_at": "2026-01-02T03:04:05.678Z",
        "last_used_at": "2026-02-03T04:05:06.789Z",
    });
    let key: ApiKey = serde_json::from_value(body.clone()).unwrap();
    assert_eq!(key.object, ApiKeyObject::ApiKey);
    assert_eq!(key.owner.r#type, "organization");
    assert_eq!(key.permissions, ["ovens:read", "ovens:light"]);
    assert_eq!(serde_json::to_value(&key).unwrap(), body);
}

#[test]
fn a_key_that_was_never_used_has_no_last_use() {
    let body = |last_used_at: Option<serde_json::Value>| {
        let mut body = json!({
            "object": "api_key",
            "id": "key_7",
            "owner": { "type": "organization", "id": "org_3" },
            "name": "Night shift",
            "obfuscated_value": "sk_...x9",
            "permissions": [],
            "created_at": "2026-01-02T03:04:05.678Z",
            "updated_at": "2026-01-02T03:04:05.678Z",
        });
        if let Some(value) = last_used_at {
            body["last_used_at"] = value;
        }
        body
    };
    for absent in [None, Some(json!(null))] {
        let key: ApiKey = serde_json::from_value(body(absent)).unwrap();
        assert_eq!(key.last_used_at, None);
        assert_eq!(serde_json::to_value(&key).unwrap(), body(None));
    }
}

#[test]
fn a_missing_name_is_an_error_that_names_it() {
    let error = serde_json::from_value::<ApiKey>(json!({ "object": "api_key", "id": "key_7" }));
    assert!(error.unwrap_err().to_string().contains("owner"));
}

#[test]
fn an_object_of_another_kind_keeps_its_name() {
    let object: ApiKeyObject = serde_json::from_value(json!("api_key_v2")).unwrap();
    assert_eq!(object.as_str(), "api_key_v2");
    assert_eq!(serde_json::to_value(&object).unwrap(), json!("api_key_v2"));
}

#[test]
fn an_enum_is_its_value_on_the_wire() {
    use std::collections::{BTreeMap, HashMap};

    let known = ApiKeyObject::ApiKey;
    let other = ApiKeyObject::from("api_key_v2");
    assert_eq!(known, "api_key");
    assert_eq!("api_key", known);
    assert_eq!(*"api_key_v2", other);
    assert!(known < other);
    assert_eq!(String::from(other.clone()), "api_key_v2");
    let by_hash = HashMap::from([(known.clone(), 1), (other.clone(), 2)]);
    let by_order = BTreeMap::from([(known, 1), (other, 2)]);
    for (value, number) in [("api_key", 1), ("api_key_v2", 2)] {
        assert_eq!(by_hash.get(value), Some(&number));
        assert_eq!(by_order.get(value), Some(&number));
    }
}
