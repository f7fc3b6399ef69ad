//! Events: one body of a webhook, and pages with events that cannot be read as theirs.

use generated::events::harbour::{BerthEventData, Event, EventData};
use generated::events::runtime::List;
use serde_json::{Value, json};

fn event(name: &str, data: Value) -> Value {
    json!({
        "object": "event",
        "id": "event_1",
        "event": name,
        "data": data,
        "created_at": "2026-01-02T03:04:05Z",
    })
}

fn read(event: &Value) -> Event {
    serde_json::from_str(&event.to_string()).unwrap()
}

#[test]
fn the_body_of_a_webhook_is_an_event() {
    let body = event("berth.taken", json!({ "berth": "N3", "boat_id": null }));
    let read = read(&body);
    assert_eq!(read.name(), "berth.taken");
    let EventData::BerthTaken(data) = &read.data else {
        panic!("{read:?}");
    };
    let BerthEventData { berth, boat_id, .. } = &**data;
    assert_eq!((berth.as_str(), boat_id), ("N3", &None));
    assert_eq!(read.context, None);
    assert_eq!(serde_json::to_value(&read).unwrap(), body);
}

/// The name of an event follows from the variant of its data, whatever the name was before.
#[test]
fn the_content_determines_the_name() {
    let mut moved = read(&event("note", json!("calm")));
    moved.data = EventData::Note("stormy".to_owned());
    assert_eq!(moved.name(), "note");
    let sunk = read(&event("boat.sunk", json!({ "id": "b", "launched_at": "t" })));
    moved.data = sunk.data;
    assert_eq!(moved.name(), "boat.sunk");
    let written = serde_json::to_value(&moved).unwrap();
    assert_eq!(written["event"], "boat.sunk");
    assert_eq!(written["data"], json!({ "id": "b", "launched_at": "t" }));
}

#[test]
fn a_broken_event_stops_no_page() {
    let fine = event("boat.sunk", json!({ "id": "b", "launched_at": "t" }));
    let broken = event("boat.sunk", json!({ "id": 7, "launched_at": "t" }));
    let unknown = event("boat.painted", json!({ "colours": [1.5, null] }));
    let body = json!({
        "data": [fine, broken, unknown],
        "list_metadata": { "before": null, "after": "event_9" },
    });
    let page: List<Event> = serde_json::from_str(&body.to_string()).unwrap();
    let [fine, broken, unknown] = page.data.as_slice() else {
        panic!("{page:?}");
    };
    assert!(matches!(fine.data, EventData::BoatSunk(_)));
    let EventData::Undocumented(unread) = &broken.data else {
        panic!("{broken:?}");
    };
    assert_eq!((broken.name(), unread.name()), ("boat.sunk", "boat.sunk"));
    assert_eq!(unread.content().unwrap()["id"], 7);
    assert_eq!(unread.error(), Some("`/id`: expected a string"));
    let EventData::Undocumented(unread) = &unknown.data else {
        panic!("{unknown:?}");
    };
    assert_eq!(unknown.name(), "boat.painted");
    assert_eq!(unread.error(), None);
    assert_eq!(page.list_metadata.after.as_deref(), Some("event_9"));
    assert_eq!(serde_json::to_value(&page).unwrap()["data"], body["data"]);
}

/// Missing members stay absent, and odd members stay as they are.
#[test]
fn nothing_is_added_to_an_odd_event() {
    for (member, value) in [
        ("event", None),
        ("event", Some(json!(["boat.sunk"]))),
        ("data", None),
        ("data", Some(json!(null))),
        ("context", Some(json!({ "by": "b" }))),
    ] {
        let mut odd = event("boat.sunk", json!({ "id": "b" }));
        let members = odd.as_object_mut().unwrap();
        match value {
            Some(value) => members.insert(member.to_owned(), value),
            None => members.remove(member),
        };
        assert_eq!(serde_json::to_value(read(&odd)).unwrap(), odd);
    }
}

/// The JSON of an unread event may contain a token, so only an accessor returns it.
#[test]
fn nothing_of_an_unread_event_is_shown() {
    const TOKEN: &str = "Tok3n-Planted";
    for (name, data, expected) in [
        ("boat.sunk", json!(TOKEN), Some("expected struct Boat")),
        ("boat.sunk", json!({ "id": [TOKEN], "launched_at": "t" }), Some("`/id`: expected a string")),
        ("boat.sunk", json!({ "id": "b", "launched_at": { "at": TOKEN } }), Some("`/launched_at`: ")),
        ("boat.sunk", json!({ "token": TOKEN }), Some("missing field `id`")),
        ("boat.painted", json!({ "token": TOKEN }), None),
    ] {
        let read = read(&event(name, data.clone()));
        let EventData::Undocumented(unread) = &read.data else {
            panic!("{name}");
        };
        let error = unread.error();
        assert_eq!(error.is_some(), expected.is_some(), "{error:?}");
        assert!(error.unwrap_or_default().starts_with(expected.unwrap_or_default()), "{error:?}");
        let shown = format!("{read:?} {read:#?} {unread:?} {error:?}");
        assert!(!shown.contains(TOKEN), "{shown}");
        assert!(shown.contains(name), "{shown}");
        assert_eq!(unread.content(), Some(&data));
    }
}
