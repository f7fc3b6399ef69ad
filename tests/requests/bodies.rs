//! The JSON that serde reads and writes for bodies that are no objects, and for bodies below a key.

use generated::bodies::kites::keyed::*;
use generated::bodies::kites::lists::*;
use generated::bodies::kites::sent::*;
use generated::bodies::kites::whole::*;
use generated::bodies::kites::{Balloon, Kite};
use generated::bodies::runtime::{Endpoint, Page, Paginated, Parameters, Request};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Reads the response of an operation.
fn read<R: Endpoint>(body: &Value) -> Result<R::Response, serde_json::Error> {
    serde_json::from_str(&body.to_string())
}

/// Reads the response of an operation, and asserts that it is written as it was read.
fn response<R: Endpoint<Response: Serialize>>(body: &Value) -> R::Response {
    let read = read::<R>(body).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), *body);
    read
}

/// The body of a request.
fn sent<R: Endpoint>(request: &R) -> Value {
    assert_eq!(R::PARAMETERS, Parameters::Body);
    serde_json::to_value(request).unwrap()
}

/// The body of a request that has nothing else, so that the request can be read from it.
fn sent_and_read<R: Endpoint + for<'de> Deserialize<'de>>(request: &R) -> Value {
    let body = sent(request);
    let again: R = serde_json::from_value(body.clone()).unwrap();
    assert_eq!(serde_json::to_value(&again).unwrap(), body);
    body
}

fn kite() -> Value {
    json!({ "object": "kite", "id": "k1" })
}

fn balloon() -> Value {
    json!({ "object": "balloon", "lift": 3 })
}

#[test]
fn a_response_without_a_key_is_the_body() {
    let null = Value::Null;
    let highest: Option<Kite> = response::<HighestKiteRequest>(&kite());
    assert_eq!(highest.unwrap().id, "k1");
    assert_eq!(response::<HighestKiteRequest>(&null), None);
    let torn: Option<Vec<Kite>> = response::<TornKitesRequest>(&json!([kite()]));
    assert_eq!(torn.unwrap().len(), 1);
    assert_eq!(response::<TornKitesRequest>(&null), None);
    let next = response::<NextFlyerRequest>(&balloon());
    assert!(matches!(next, NextFlyerResponse::Balloon(it) if it.lift == 3));
    let last = response::<LastFlyerRequest>(&kite());
    assert!(matches!(last, Some(LastFlyerResponse::Kite(it)) if it.id == "k1"));
    assert_eq!(response::<LastFlyerRequest>(&null), None);
    let direction = response::<DirectionRequest>(&json!("north"));
    assert_eq!(direction, Some(DirectionResponse::North));
    assert_eq!(response::<DirectionRequest>(&null), None);
    assert_eq!(response::<NameRequest>(&json!("Bora")), "Bora");
    assert!(response::<BlowsRequest>(&json!(true)));
    assert_eq!(response::<SpeedRequest>(&json!(7)), Some(7));
    assert_eq!(response::<SpeedRequest>(&null), None);
    assert_eq!(
        response::<ReportRequest>(&json!([1, {}])),
        json!([1, {}])
    );
    let log = json!([{ "force": 4, "at": "2026-01-02T03:04:05Z" }]);
    assert_eq!(response::<LogRequest>(&log)[0].force, 4);
    let forecast = response::<ForecastRequest>(&json!({ "force": 5 }));
    assert_eq!(forecast, Some(ForecastResponse::default().force(5)));
    assert_eq!(response::<ForecastRequest>(&null), None);
}

/// A body of another shape is an error, and never read as a body without a value.
#[test]
fn a_body_below_a_key_is_no_body_without_one() {
    let keyed = json!({ "kite": kite() });
    assert!(read::<HighestKiteRequest>(&keyed).is_err());
    assert!(read::<LostKiteRequest>(&keyed).is_err());
    assert!(read::<TornKitesRequest>(&keyed).is_err());
    assert!(read::<NameRequest>(&json!({ "name": "Bora" })).is_err());
    assert!(read::<BlowsRequest>(&Value::Null).is_err());
}

#[test]
fn a_key_of_its_own_is_on_the_wire_for_what_is_scalar_or_null() {
    assert_eq!(
        response::<KiteColourRequest>(&json!({ "colour": "red" })).colour,
        "red"
    );
    assert_eq!(
        response::<KiteCountRequest>(&json!({ "count": 3 })).count,
        3
    );
    assert_eq!(
        response::<KiteMoodRequest>(&json!({ "mood": [] })).mood,
        json!([])
    );
    assert_eq!(
        response::<FindKiteRequest>(&json!({ "kite": null })).kite,
        None
    );
    let found = response::<FindKiteRequest>(&json!({ "kite": kite() }));
    assert_eq!(found.kite.unwrap().id, "k1");
}

#[test]
fn a_key_of_its_own_names_a_union_of_resources() {
    let any = response::<AnyFlyerRequest>(&balloon());
    assert!(matches!(any, AnyFlyerResponse::Balloon(it) if it.lift == 3));
    let all = response::<AllFlyersRequest>(&json!([kite(), balloon(), { "object": "bird" }]));
    assert!(matches!(
        all.as_slice(),
        [
            AllFlyersResponse::Kite(_),
            AllFlyersResponse::Balloon(_),
            AllFlyersResponse::Undocumented(_)
        ]
    ));
}

#[test]
fn corrections_decide_otherwise_and_keep_null() {
    assert_eq!(response::<LostKiteRequest>(&Value::Null), None);
    assert_eq!(response::<LostKiteRequest>(&kite()).unwrap().id, "k1");
    assert_eq!(response::<StolenKiteRequest>(&Value::Null), None);
    assert_eq!(
        response::<FoundKiteRequest>(&json!({ "kite": null })).kite,
        None
    );
    let found = response::<FoundKiteRequest>(&json!({ "kite": kite() }));
    assert_eq!(found.kite.unwrap().id, "k1");
}

fn a_kite() -> Kite {
    serde_json::from_value(kite()).unwrap()
}

#[test]
fn a_parameter_without_a_key_is_the_body() {
    assert_eq!(
        sent_and_read(&LaunchKitesRequest::new(vec![a_kite()])),
        json!([kite()])
    );
    assert_eq!(sent_and_read(&LaunchKitesRequest::new([])), json!([]));
    let at_field = LaunchAtFieldRequest::new("f 1", a_kite());
    assert_eq!(sent(&at_field), kite());
    assert_eq!(
        at_field.url("https://a").unwrap(),
        "https://a/fields/f%201/kites"
    );
    let balloon = Balloon::new(3);
    let anything = LaunchAnythingBody::Balloon(Box::new(balloon));
    assert_eq!(
        sent_and_read(&LaunchAnythingRequest::new(anything)),
        json!({ "object": "balloon", "lift": 3 })
    );
    let labels = LabelKiteRequest::new("k1").with_body([("tail", "red")]);
    assert_eq!(sent(&labels), json!({ "tail": "red" }));
    let body = labels.body().unwrap().unwrap();
    assert_eq!(body.content_type, "application/json");
    assert_eq!(body.bytes, br#"{"tail":"red"}"#);
    assert_eq!(LabelKiteRequest::new("k1").body(), Ok(None));
    assert_eq!(
        sent(&RenameKiteRequest::new("k1", Some("Rex".to_owned()))),
        json!("Rex")
    );
    let null = RenameKiteRequest::new("k1", None).body().unwrap();
    assert_eq!(null.unwrap().bytes, b"null");
    assert_eq!(sent(&RenameKiteRequest::new("k1", None)), Value::Null);
    let gust = LogWindBody::new(9).gust("strong");
    assert_eq!(
        sent_and_read(&LogWindRequest::new(vec![gust])),
        json!([{ "force": 9, "gust": "strong" }])
    );
    assert_eq!(
        sent_and_read(&FoldKitesRequest::new(["k1"])),
        json!(["k1"])
    );
}

#[test]
fn what_is_beside_the_body_is_not_in_it() {
    let tie = TieKitesRequest::new(true, ["k1", "k2"]);
    assert_eq!(sent(&tie), json!(["k1", "k2"]));
    assert_eq!(
        tie.url("https://a").unwrap(),
        "https://a/kites/tie?strict=true"
    );
}

#[test]
fn the_members_of_an_object_without_a_key_are_those_of_the_body() {
    assert_eq!(
        sent_and_read(&MendKiteRequest::new("resin")),
        json!({ "glue": "resin" })
    );
    assert_eq!(sent(&LogWindAtRequest::new("f1", 4)), json!({ "force": 4 }));
    assert_eq!(
        sent_and_read(&PackKitesRequest::new(["k1"])),
        json!({ "ids": ["k1"] })
    );
}

/// The items of all pages, for any list.
fn all<R: Paginated>(first: R, pages: &[Value]) -> Vec<R::Item> {
    let mut items = Vec::new();
    let mut next = Some(first);
    for page in pages {
        let page = read::<R>(page).unwrap();
        next = next.unwrap().next_page(&page);
        items.extend(page.into_items());
    }
    assert!(next.is_none());
    items
}

#[test]
fn a_list_with_members_of_its_own_goes_on() {
    let more = json!({ "after": "k1", "before": null });
    let pages = [
        json!({ "object": "list", "data": [kite()], "list_metadata": more, "total": 2 }),
        json!({ "data": [kite()], "total": 2 }),
    ];
    assert_eq!(all(ListKitesRequest::default(), &pages).len(), 2);
    let page = read::<ListKitesRequest>(&pages[0]).unwrap();
    assert_eq!(page.total, 2);
    let next = ListKitesRequest::default().next_page(&page).unwrap();
    assert_eq!(next.url("https://a").unwrap(), "https://a/kites?after=k1");
    let pages = [
        json!({ "data": [kite()], "list_metadata": { "after": "k1", "pages": 2 } }),
        json!({ "list_metadata": null }),
    ];
    assert_eq!(all(ListTailsRequest::default(), &pages).len(), 1);
    let pages = [
        json!({ "data": ["l1"], "list_metadata": { "after": "l1" }, "cut": ["l0"] }),
        json!({ "data": ["l2"], "list_metadata": { "after": "" }, "cut": [] }),
    ];
    assert_eq!(all(ListLinesRequest::default(), &pages), ["l1", "l2"]);
    let pages = [
        json!({ "data": [kite()], "list_metadata": { "after": "k1" } }),
        json!({ "data": [] }),
    ];
    assert_eq!(all(ListPlainRequest::default(), &pages).len(), 1);
}

/// The metadata and cursors may be absent or `null`, as in every list; the items may not.
#[test]
fn a_list_with_members_of_its_own_is_as_lenient_as_any() {
    for metadata in [
        json!(null),
        json!({}),
        json!({ "after": null, "before": null }),
    ] {
        let body = json!({ "object": null, "data": [], "list_metadata": metadata, "total": 0 });
        assert_eq!(read::<ListKitesRequest>(&body).unwrap().after(), None);
    }
    assert!(read::<ListKitesRequest>(&json!({ "data": [], "total": 0 })).is_ok());
    assert!(read::<ListKitesRequest>(&json!({ "total": 0 })).is_err());
    assert!(read::<ListKitesRequest>(&json!({ "data": null, "total": 0 })).is_err());
    assert!(read::<ListKitesRequest>(&json!({ "data": [] })).is_err());
}
