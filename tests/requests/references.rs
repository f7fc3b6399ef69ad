//! Requests whose members are described by reference to another resource.

use generated::references::papers::SealManifestRequest;
use serde_json::json;

/// The docs list the members of the seal instead of the seal; on the wire they are below its key.
#[test]
fn a_member_keeps_its_key() {
    let seal = json!({ "colour": "red" });
    let read = serde_json::from_value(seal.clone()).unwrap();
    let request = SealManifestRequest::new("m1", read);
    let body = serde_json::to_value(&request).unwrap();
    assert_eq!(body, json!({ "seal": seal }));
}
