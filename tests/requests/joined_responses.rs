//! Operations that one request enum joins have one common response.

use generated::joined_responses::ferry::cabins::{
    LockCabinRequest, LockCabinResponse, OpenCabinRequest, RentCabinForANightRequest,
    RentCabinRequest,
};
use generated::joined_responses::ferry::tickets::by_card::{BuyByCardRequest, BuyByCardResponse};
use generated::joined_responses::ferry::tickets::by_cash::{
    BuyByCashRequest, BuyByCashResponseCrossing,
};
use generated::joined_responses::ferry::tickets::by_voucher::{BuyByVoucherRequest, Passenger};
use generated::joined_responses::ferry::{
    CabinsRequest, CabinsResponse, RentItem, TicketsRequest, TicketsResponse, TicketsResponseCrossing,
    TicketsResponseCrossingLane, TicketsResponseKind,
};
use generated::joined_responses::runtime::{Endpoint, List};
use serde_json::json;

/// Takes the response to any of the requests.
fn number(response: &TicketsResponse) -> &str {
    &response.number
}

fn reads<E: Endpoint>(body: serde_json::Value) -> E::Response
where
    E::Response: serde::de::DeserializeOwned,
{
    serde_json::from_value(body).unwrap()
}

#[test]
fn every_request_has_the_response() {
    let passenger = json!({ "name": "Ada", "age": 36 });
    let cash = json!({
        "number": "1", "price": 7, "kind": "single", "passenger": passenger,
        "crossing": { "from": "east", "lane": "left" }, "legs": [{ "pier": "a" }],
    });
    let card = json!({
        "receipt": "r", "number": "2", "price": 8, "kind": "return", "passenger": passenger,
        "crossing": { "from": "east", "to": "west" }, "legs": [{ "pier": "a", "minutes": 5 }],
    });
    let voucher = json!({ "number": "3", "kind": "group", "passenger": passenger });
    let responses = [
        reads::<BuyByCashRequest>(cash.clone()),
        reads::<BuyByCardRequest>(card.clone()),
        reads::<BuyByVoucherRequest>(voucher.clone()),
        reads::<TicketsRequest>(card.clone()),
    ];
    assert_eq!(responses.each_ref().map(number), ["1", "2", "3", "2"]);
    let written = responses.each_ref().map(|it| serde_json::to_value(it).unwrap());
    assert_eq!(written, [cash, card.clone(), voucher, card]);

    let [cash, card, voucher, _] = responses;
    assert_eq!(cash.kind, TicketsResponseKind::Single);
    assert_eq!(card.kind, TicketsResponseKind::Return);
    assert_eq!(voucher.kind.as_str(), "group");
    assert_eq!((voucher.price, voucher.receipt), (None, None));
    let lane = cash.crossing.and_then(|crossing| crossing.lane);
    assert_eq!(lane, Some(TicketsResponseCrossingLane::Left));
    let Passenger { name, age, .. } = card.passenger;
    assert_eq!((name.as_str(), age), ("Ada", 36));
}

/// A member that every operation requires is required.
#[test]
fn a_member_of_all_is_required() {
    for missing in ["number", "kind", "passenger"] {
        let mut body = json!({ "number": "3", "kind": "single", "passenger": { "name": "Ada", "age": 36 } });
        body.as_object_mut().unwrap().remove(missing);
        let error = serde_json::from_value::<TicketsResponse>(body).unwrap_err();
        assert!(error.to_string().contains(missing), "{error}");
    }
}

/// The names that the types of an operation would have alone are aliases of the common types.
#[test]
fn the_names_of_an_operation_stay() {
    let crossing = BuyByCashResponseCrossing::default();
    assert_eq!(crossing, TicketsResponseCrossing::default());
    let response: BuyByCardResponse =
        reads::<BuyByCashRequest>(json!({ "number": "3", "kind": "single", "passenger": { "name": "Ada", "age": 36 } }));
    assert_eq!(number(&response), "3");
}

/// A text and a number have no common type, so the member is any JSON, and all others have their
/// types.
#[test]
fn a_member_without_a_common_type_is_any_json() {
    let key = json!({ "id": "k1", "colour": "red" });
    let body = json!({ "code": "a7", "deck": 2, "key": key });
    let response: CabinsResponse = reads::<CabinsRequest>(body.clone());
    assert_eq!((&response.code, response.deck), (&json!("a7"), 2));
    assert_eq!(response.key.id, "k1");
    assert_eq!(reads::<OpenCabinRequest>(body), response);
    let body = json!({ "code": 7, "deck": 2, "key": { "id": "k1", "colour": 3 } });
    let response: LockCabinResponse = reads::<LockCabinRequest>(body);
    assert_eq!((response.code, response.key.colour), (json!(7), json!(3)));
}

/// Lists of two operations become one list.
#[test]
fn lists_are_one() {
    let list = json!({ "data": [{ "deck": 2 }, { "deck": 3, "bed": "upper" }] });
    let day: List<RentItem> = reads::<RentCabinRequest>(list.clone());
    let night: List<RentItem> = reads::<RentCabinForANightRequest>(list);
    assert_eq!(day, night);
    assert_eq!(day.data[0].bed, None);
    assert_eq!(day.data[1].bed.as_deref(), Some("upper"));
}
