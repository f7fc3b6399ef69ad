//! Requests whose members other views join into one: they are sent in the form of the wire.

use generated::joins::loans::lend::LendBookRequest;
use serde_json::json;

#[test]
fn a_member_is_sent_whole() {
    let loan = json!({ "book": "b", "until": ["tomorrow"], "reader": { "name": "Una" } });
    let read = serde_json::from_value(loan.clone()).unwrap();
    let request = LendBookRequest::new("city", read, "left");
    let body = serde_json::to_value(&request).unwrap();
    assert_eq!(body, json!({ "loan": loan, "counter": "left" }));
}
