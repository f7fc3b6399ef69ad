//! Requests whose members have names that clash: each member is sent under its own key.

use generated::clashes::kite::KiteRequest;
use serde_json::json;

#[test]
fn each_member_is_sent_by_its_key() {
    let body = json!({ "filter.name": { "exact": "a" }, "filter[name]": { "like": "b" } });
    let part = |key: &str| body[key].clone();
    let request = KiteRequest::new(
        "k1",
        serde_json::from_value(part("filter.name")).unwrap(),
        serde_json::from_value(part("filter[name]")).unwrap(),
    );
    assert_eq!(serde_json::to_value(&request).unwrap(), body);
}
