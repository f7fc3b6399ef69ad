//! Events in the form of the API's own description, in its earlier state and in its later one.

use std::fs;

use reference_codegen::Config;
use serde_json::{Value, json};

use crate::Release;

/// A permission in the form of the earlier state of the description.
fn permission() -> Value {
    json!({
        "object": "permission",
        "id": "perm_1",
        "slug": "boats:sail",
        "name": "Sail boats",
        "description": null,
        "system": false,
        "created_at": "2026-01-02T03:04:05.000Z",
        "updated_at": "2026-01-02T03:04:05.000Z",
    })
}

fn directory() -> Value {
    json!({
        "object": "directory",
        "id": "directory_1",
        "type": "okta scim v2.0",
        "state": "inactive",
        "name": "Harbour",
        "external_key": "k1",
        "domains": [],
        "created_at": "2026-01-02T03:04:05.000Z",
        "updated_at": "2026-01-02T03:04:05.000Z",
    })
}

/// Contexts with a missing or `null` value at some depth, or with a number for a text.
fn contexts() -> Vec<Value> {
    vec![
        json!({}),
        json!({ "actor": {}, "google_analytics_sessions": [{}], "configured_targets": {} }),
        json!({ "actor": { "id": null, "source": null, "name": null }, "client_id": null }),
        json!({ "actor": { "source": "a new one" }, "client_id": 17 }),
        json!({ "configured_targets": { "organizations": [{}], "users": [{ "id": "user_1" }] } }),
        json!({ "google_analytics_sessions": [{ "sessionNumber": 3, "sessionId": 1700000000 }] }),
        json!({ "google_analytics_sessions": [{ "sessionNumber": "3", "containerId": "c" }] }),
        json!({ "google_analytics_client_id": 1234567 }),
    ]
}

/// Each event is read as the right variant, and no context makes it unreadable.
pub(crate) fn both_states_are_read(release: Release) {
    let mut later = permission();
    later["resource_type_slug"] = json!("boat");
    let mut events = vec![
        ("permission.created", permission(), None),
        ("permission.updated", later, None),
        ("dsync.deactivated", directory(), None),
    ];
    let contexts = contexts().into_iter();
    events.extend(contexts.map(|context| ("dsync.activated", directory(), Some(context))));
    let folder = tempfile::tempdir().unwrap();
    let mut index = String::new();
    for (at, (name, data, context)) in events.iter().enumerate() {
        let mut event = json!({
            "object": "event",
            "id": "event_1",
            "event": name,
            "data": data,
            "created_at": "2026-01-02T03:04:05.000Z",
        });
        if let Some(context) = context {
            event["context"] = context.clone();
        }
        let file = format!("{at}.json");
        fs::write(folder.path().join(&file), event.to_string()).unwrap();
        index += &format!("{file}\tresource\tevent\n");
    }
    fs::write(folder.path().join("index.tsv"), index).unwrap();
    let config = Config::new().corrections(release.corrections());
    let verified = config.verify(&[release.folder()], folder.path()).unwrap();
    assert!(!verified.has_rejected(), "{verified}");
    assert_eq!(verified.bodies.len(), events.len());
    let values: Vec<&str> = verified
        .unknown_values
        .iter()
        .map(|it| &*it.value)
        .collect();
    assert_eq!(values, ["a new one"], "{verified}");
}
