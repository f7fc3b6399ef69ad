//! Requests whose members other views join: they are sent as the wire has them.

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
