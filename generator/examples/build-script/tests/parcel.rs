//! The models at work.

use dependent::post::parcels::{Parcel, ParcelState};

const SENT: &str = r#"{"id":"p1","state":"sent","weight":3}"#;

#[test]
fn a_parcel_goes_through() {
    let parcel: Parcel = serde_json::from_str(SENT).unwrap();
    assert_eq!(parcel.state, ParcelState::Sent);
    assert_eq!(parcel.note, None);
    assert_eq!(serde_json::to_string(&parcel).unwrap(), SENT);
}
