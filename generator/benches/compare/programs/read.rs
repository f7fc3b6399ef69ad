//! Reads lists of unions and of events with the emitted crate, and lists of the structs that they
//! hold, and prints a Markdown table of both.

use std::alloc::System;
use std::hint::black_box;
use std::time::Instant;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use workos_api::authkit::user::User;
use workos_api::events::{Event, EventContext, EventObject};
use workos_api::workos_connect::applications::ConnectApplication;
use workos_api::workos_connect::applications::m2m::ConnectApplicationM2m;
use workos_api::workos_connect::applications::oauth::ConnectApplicationOauth;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// The length of a list.
const ITEMS: usize = 100;
const ROUNDS: usize = 201;

/// An event with one type of data.
#[derive(Deserialize)]
#[allow(dead_code, reason = "it is only read")]
struct UserEvent {
    object: EventObject,
    id: String,
    event: String,
    data: Box<User>,
    created_at: String,
    context: Option<EventContext>,
}

fn main() {
    // After a large block, glibc does not return the memory of each list to the system, which would
    // take longer than reading the list.
    drop(black_box(vec![1_u8; 16 << 20]));
    println!("| {ITEMS} of | allocations of the structs | of the unions | ratio | ratio of time |");
    println!("|---|--:|--:|--:|--:|");
    row::<ConnectApplicationM2m, ConnectApplication>("applications for machines", &machine());
    row::<ConnectApplicationOauth, ConnectApplication>("OAuth applications", &oauth());
    row::<UserEvent, Event>("events", &event());
}

/// The type of an application is behind its scopes.
fn application(object: &str, rest: &str) -> String {
    format!(
        r#"{{ "object": "connect_application", "id": "conn_app_1", "client_id": "client_1",
        "description": "It opens the gate", "name": "Gate", "scopes": ["gate:open", "gate:close"],
        "created_at": "2026-01-02T03:04:05Z", "updated_at": "2026-01-02T03:04:05Z",
        "application_type": "{object}", "organization_id": "org_1"{rest} }}"#
    )
}

fn machine() -> String {
    application("m2m", "")
}

fn oauth() -> String {
    let rest = r#", "redirect_uris": [{ "uri": "https://gate.example", "default": true }],
        "uses_pkce": true, "is_first_party": true, "was_dynamically_registered": false"#;
    application("oauth", rest)
}

fn event() -> String {
    let data: Value = json!({
        "object": "user", "id": "user_1", "email": "ada@garden.example", "first_name": "Ada",
        "last_name": "Bo", "email_verified": true, "external_id": "7", "locale": "en",
        "metadata": { "plot": "9" }, "created_at": "2026-01-02T03:04:05Z",
        "updated_at": "2026-01-02T03:04:05Z",
    });
    format!(
        r#"{{ "object": "event", "id": "event_1", "event": "user.created", "data": {data},
        "created_at": "2026-01-02T03:04:05Z", "context": {{}} }}"#
    )
}

fn row<T: DeserializeOwned, U: DeserializeOwned>(name: &str, item: &str) {
    let body = format!("[{}]", vec![item; ITEMS].join(","));
    let counts = [allocations::<T>(&body), allocations::<U>(&body)];
    // Other work of the machine only adds to a time, so the shortest time counts.
    let mut times = [f64::INFINITY; 2];
    for _ in 0..ROUNDS {
        times[0] = times[0].min(seconds::<T>(&body));
        times[1] = times[1].min(seconds::<U>(&body));
    }
    let [structs, unions] = counts;
    let ratio = unions as f64 / structs as f64;
    let time = times[1] / times[0];
    println!("| {name} | {structs} | {unions} | {ratio:.2} | {time:.2} |");
}

fn read<T: DeserializeOwned>(body: &str) -> Vec<T> {
    serde_json::from_str(body).expect("the body is of the type")
}

fn allocations<T: DeserializeOwned>(body: &str) -> usize {
    let region = Region::new(ALLOCATOR);
    let read = read::<T>(body);
    let change = region.change();
    drop(read);
    change.allocations + change.reallocations
}

fn seconds<T: DeserializeOwned>(body: &str) -> f64 {
    let start = Instant::now();
    for _ in 0..5 {
        drop(black_box(read::<T>(body)));
    }
    start.elapsed().as_secs_f64()
}
