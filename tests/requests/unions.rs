//! Unions and events: the cost of reading one, compared with the struct that it holds; neither the
//! order of the members nor the format matters.

use std::alloc::System;
use std::sync::{Mutex, MutexGuard, PoisonError};

use generated::events::harbour::{Boat, Event, EventData, EventObject};
use generated::unions::zoo::Visitor;
use generated::unions::zoo::child::VisitingChild;
use generated::unions::zoo::ticket::Ticket;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Held by each test, because the allocations of other tests would be counted as well.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The number of allocations of reading a body: the smallest of many measurements, since the
/// threads that show results sometimes allocate.
fn allocations<T: DeserializeOwned>(body: &str) -> usize {
    let counts = (0..100).map(|_| {
        let region = Region::new(ALLOCATOR);
        let read: T = serde_json::from_str(body).unwrap();
        let change = region.change();
        drop(read);
        change.allocations + change.reallocations
    });
    counts.min().unwrap()
}

/// Asserts that there are at most 1.3 times as many allocations as for the struct, which makes
/// enough of them.
fn assert_cheap<T: DeserializeOwned, U: DeserializeOwned>(body: &str) {
    let (of_struct, of_union) = (allocations::<T>(body), allocations::<U>(body));
    assert!(10 * of_union <= 13 * of_struct, "{of_union} instead of {of_struct}: {body}");
}

#[test]
fn a_union_allocates_little_more_than_its_struct() {
    let _alone = alone();
    let snacks = r#""snacks": [
        { "name": "nuts" }, { "name": "figs", "pieces": 2 }, { "name": "dates" },
        { "name": "plums" }, { "name": "pears", "pieces": 1 }, { "name": "apples" }
    ]"#;
    let kind = r#""object": "visitor", "kind": "child""#;
    assert_cheap::<VisitingChild, Visitor>(&format!("{{ {kind}, {snacks} }}"));
    assert_cheap::<VisitingChild, Visitor>(&format!("{{ {snacks}, {kind} }}"));
}

/// Asserts that there are at most this many allocations more than for the struct.
fn assert_few_more<T: DeserializeOwned, U: DeserializeOwned>(few: usize, body: &str) {
    let (of_struct, of_union) = (allocations::<T>(body), allocations::<U>(body));
    assert!(of_union <= of_struct + few, "{of_union} instead of {of_struct}: {body}");
}

/// The list and the box of a variant take an allocation each; strings that cannot be borrowed take
/// some more, as their text grows.
#[test]
fn a_small_union_takes_a_few_allocations_more() {
    let _alone = alone();
    let kind = r#""object": "visitor", "kind": "child""#;
    let few = |few: usize, snacks: &str| {
        let body = format!(r#"{{ {kind}, "snacks": [{snacks}] }}"#);
        assert_few_more::<VisitingChild, Visitor>(few, &body);
    };
    few(2, "");
    few(2, r#"{ "name": "nuts" }"#);
    few(3, r#"{ "name": "n\nuts" }"#);
    let escaped = r#"{ "name": "many \"roasted\" and salted nuts" }"#;
    few(6, &[escaped; 6].join(", "));
}

/// The cost of a body that fails in the innermost of many unions grows with their number, and does
/// not double with each. The same is true if members occur twice, of which the last one counts.
#[test]
fn a_failure_deep_inside_is_found_in_one_pass() {
    let _alone = alone();
    let kind = r#""object": "visitor", "kind": "child""#;
    let cost = |depth: usize, others: &str| {
        let mut body = format!(r#"{{ {kind}, "pieces": 1 }}"#);
        for _ in 0..depth {
            body = format!(r#"{{ {kind}, "snacks": []{others}, "friend": {body} }}"#);
        }
        let region = Region::new(ALLOCATOR);
        let error = serde_json::from_str::<Visitor>(&body).unwrap_err();
        let change = region.change();
        let expected = format!("{}missing field `snacks`", "friend: ".repeat(depth));
        assert!(error.to_string().starts_with(&expected), "{error}");
        change.allocations + change.reallocations
    };
    for others in ["", r#", "snacks": [], "friend": null"#] {
        for depth in [10, 100] {
            let cost = cost(depth, others);
            assert!(cost <= 50 * depth, "{cost} allocations, {depth} deep: {others}");
        }
    }
}

/// An event without an enum for its data.
#[derive(Deserialize)]
#[allow(dead_code, reason = "it is only read")]
struct BoatEvent {
    object: EventObject,
    id: String,
    event: String,
    data: Box<Boat>,
    created_at: String,
}

#[test]
fn an_event_allocates_little_more_than_its_struct() {
    let _alone = alone();
    let data = r#""data": { "id": "boat_1", "launched_at": "2026-01-02T03:04:05Z" }"#;
    let name = r#""event": "boat.sunk""#;
    let others = r#""object": "event", "id": "event_1", "created_at": "2026-01-02T03:04:05Z""#;
    assert_cheap::<BoatEvent, Event>(&format!("{{ {others}, {name}, {data} }}"));
    assert_cheap::<BoatEvent, Event>(&format!("{{ {data}, {name}, {others} }}"));
}

/// If serde_json keeps all digits, a number looks like a map.
#[test]
fn a_number_is_no_map() {
    let _alone = alone();
    let body = r#"{ "object": "visitor", "kind": "adult", "paid": 1, "badges": 1.5 }"#;
    let error = serde_json::from_str::<Visitor>(body).unwrap_err().to_string();
    let expected = "badges: invalid type: floating point `1.5`, expected a map";
    assert!(error.starts_with(expected), "{error}");
}

/// Of members with the same key the last one counts, also if it is the one that tells the
/// alternative.
#[test]
fn the_last_of_equal_members_counts() {
    let _alone = alone();
    let read = |body: &str| serde_json::from_str::<Visitor>(body).unwrap();
    let adult = r#"{ "object": "visitor", "kind": "child", "paid": 1, "kind": "adult", "paid": 2 }"#;
    let Visitor::Adult(adult) = read(adult) else {
        panic!();
    };
    assert_eq!(adult.paid, 2);
    let child = r#"{ "kind": "adult", "snacks": [{ "name": "figs", "name": "nuts" }], "kind": "child", "object": "visitor" }"#;
    let Visitor::Child(child) = read(child) else {
        panic!();
    };
    assert_eq!(child.snacks[0].name, "nuts");
    let unknown: Vec<String> = (0..40).map(|it| format!("\"unknown_{it}\": {it}")).collect();
    let kind = r#""object": "visitor", "kind": "child""#;
    let unknown = unknown.join(", ");
    let many = format!(r#"{{ {kind}, "snacks": 1, {unknown}, "snacks": [] }}"#);
    assert!(matches!(read(&many), Visitor::Child(child) if child.snacks.is_empty()));
    let none = r#"{ "kind": "adult", "kind": 3, "paid": 1 }"#;
    assert_eq!(serde_json::to_value(read(none)).unwrap(), json!({ "kind": 3, "paid": 1 }));
    let event = r#"{
        "object": "event", "id": "e", "created_at": "t",
        "event": "note", "data": { "id": 7 }, "event": "boat.sunk",
        "data": { "id": "b", "id": "c", "launched_at": "t" }
    }"#;
    let event: Event = serde_json::from_str(event).unwrap();
    let EventData::BoatSunk(boat) = &event.data else {
        panic!("{event:?}");
    };
    assert_eq!(boat.id, "c");
}

/// A text with an escape cannot be borrowed, nor can a text from a reader, a value or YAML.
#[test]
fn every_format_gives_the_same() {
    let _alone = alone();
    let child = json!({
        "snacks": [{ "name": "a \"nut\"\n", "pieces": -1 }],
        "friend": { "paid": 3, "kind": "adult", "object": "visitor" },
        "kind": "child",
        "object": "visitor",
    });
    same::<Visitor>(child);
    for body in [
        json!({ "holder": "Una \u{1}", "seats": ["a\t1"], "same": "x" }),
        json!({ "holder": "Una", "seats": 3, "extras": { "map": [1.5, null, true] }, "same": 1.5 }),
    ] {
        same::<Ticket>(body);
    }
    same::<Event>(json!({
        "object": "event",
        "id": "event_1",
        "created_at": "t",
        "data": { "launched_at": "\"t\"", "id": "boat_1" },
        "event": "boat.sunk",
    }));
}

fn same<T: DeserializeOwned + serde::Serialize>(body: serde_json::Value) {
    let text = body.to_string();
    let read: [T; 4] = [
        serde_json::from_str(&text).unwrap(),
        serde_json::from_reader(text.as_bytes()).unwrap(),
        serde_json::from_value(body.clone()).unwrap(),
        serde_yaml::from_str(&text).unwrap(),
    ];
    for read in read {
        assert_eq!(serde_json::to_value(read).unwrap(), body);
    }
}
