//! Queries of generated requests, by the two crates that clients write queries with.

use generated::queries::flights::*;
use generated::queries::runtime::{List, ListMetadata, Paginated, Request};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

fn full() -> SearchFlightsRequest {
    SearchFlightsRequest {
        night: Some(false),
        gates: Some(vec![3, 12]),
        days: Some(SearchFlightsDays::Mon),
        classes: Some(vec!["first".into(), "balcony".into()]),
        tags: Some(vec!["meal".to_owned(), "50%".to_owned()]),
        leaves_after: Some("2026-03-04T05:06:07+01:00".to_owned()),
        landings: Some(vec!["2026-03-04T09:00:00Z".to_owned()]),
        order: Some(Order::Late),
        ..SearchFlightsRequest::new("VIE", true, 2, vec!["a b".to_owned(), "c&d".to_owned()])
    }
}

/// What is optional is not written, and neither is an empty list.
fn least() -> SearchFlightsRequest {
    SearchFlightsRequest::new("VIE", false, 0, Vec::new())
}

/// As a browser would write it.
const FULL: &str = "direct=true&night=false&seats=2&airlines=a+b%2Cc%26d&gates=3%2C12&days=mon\
                    &classes=first%2Cbalcony&tags=meal%2C50%25\
                    &leavesAfter=2026-03-04T05%3A06%3A07%2B01%3A00\
                    &landings=2026-03-04T09%3A00%3A00Z&order=late";
const LEAST: &str = "direct=false&seats=0";

/// Pairs of a query, decoded, so that what a crate escapes beyond need makes no difference.
fn pairs(query: &str) -> Vec<(String, String)> {
    serde_urlencoded::from_str(query).unwrap()
}

/// What fills the path is not in the query.
fn without_path(request: SearchFlightsRequest) -> SearchFlightsRequest {
    SearchFlightsRequest {
        id: String::new(),
        ..request
    }
}

#[test]
fn urlencoded() {
    for (request, query) in [(full(), FULL), (least(), LEAST)] {
        assert_eq!(serde_urlencoded::to_string(&request).unwrap(), query);
        let read: SearchFlightsRequest = serde_urlencoded::from_str(query).unwrap();
        assert_eq!(read, without_path(request));
    }
}

#[test]
fn qs() {
    for (request, query) in [(full(), FULL), (least(), LEAST)] {
        let written = serde_qs::to_string(&request).unwrap();
        assert_eq!(pairs(&written), pairs(query));
        let read: SearchFlightsRequest = serde_qs::from_str(&written).unwrap();
        assert_eq!(read, without_path(request));
    }
}

fn goes_through<T: Serialize + DeserializeOwned + PartialEq + Debug>(request: T) -> String {
    let written = serde_qs::to_string(&request).unwrap();
    assert_eq!(serde_qs::from_str::<T>(&written).unwrap(), request);
    written
}

/// What nests needs a crate that knows how: the other refuses it, and loses nothing in silence.
/// As pairs it is for every client.
#[test]
fn what_nests() {
    let leg = SearchRoutesLeg {
        from: "VIE".to_owned(),
        to: "OSL".to_owned(),
    };
    let mut request = SearchRoutesRequest::new(vec![leg]);
    request.labels = Some([("fast".to_owned(), "yes".to_owned())].into());
    let expected = [
        ("labels[fast]", "yes"),
        ("legs[0][from]", "VIE"),
        ("legs[0][to]", "OSL"),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let query = request.query().unwrap();
    assert_eq!(query, expected);
    assert_eq!(pairs(&serde_urlencoded::to_string(query).unwrap()), expected);
    assert!(serde_urlencoded::to_string(&request).is_err());
    let mut written = pairs(&goes_through(request));
    written.sort();
    assert_eq!(written, expected);
}

#[test]
fn where_a_request_goes() {
    let mut request = least();
    request.id = "a/b".to_owned();
    let url = request.url("https://example.com/").unwrap();
    let (base, query) = url.split_once('?').unwrap();
    assert_eq!(base, "https://example.com/airports/a%2Fb/flights");
    let mut expected = pairs(LEAST);
    expected.sort();
    assert_eq!(pairs(query), expected);
    assert_eq!(request.query().unwrap(), expected);
    let all = full().query().unwrap();
    assert!(all.contains(&("gates".to_owned(), "3,12".to_owned())), "{all:?}");
    assert!(all.contains(&("classes".to_owned(), "first,balcony".to_owned())));
}

/// Nobody who fills in an id can make a request go elsewhere.
#[test]
fn no_value_changes_where_a_request_goes() {
    for id in ["", ".", ".."] {
        let request = SearchFlightsRequest {
            id: id.to_owned(),
            ..least()
        };
        let error = request.url("https://example.com").unwrap_err();
        let expected = format!("`id` of `/airports/{{id}}/flights` cannot be \"{id}\"");
        assert_eq!(error.to_string(), expected);
    }
    let request = SearchFlightsRequest {
        id: "../..?#".to_owned(),
        ..least()
    };
    assert_eq!(request.path().unwrap(), "/airports/..%2F..%3F%23/flights");
}

/// What would be read as other items is refused, whoever writes the query.
#[test]
fn commas_and_nothing_in_a_list() {
    for item in ["a,b", ""] {
        let airlines = vec!["x".to_owned(), item.to_owned()];
        let request = SearchFlightsRequest::new("VIE", true, 2, airlines);
        let error = request.url("/api").unwrap_err().to_string();
        let expected = format!("an item of {} bytes cannot be in a list", item.len());
        assert!(error.contains(&expected), "{error}");
        assert!(serde_urlencoded::to_string(&request).is_err());
    }
    let request = SearchFlightsRequest {
        tags: Some(Vec::new()),
        ..least()
    };
    assert_eq!(request.url("").unwrap(), "/airports/VIE/flights?direct=false&seats=0");
    let json = serde_json::to_string(&request).unwrap();
    assert_eq!(serde_json::from_str::<SearchFlightsRequest>(&json).unwrap().airlines, [""; 0]);
}

/// Beside a body the same holds, and what is in the query is not in the JSON.
#[test]
fn beside_a_body() {
    let mut request = BookFlightRequest::new(vec!["a".to_owned(), "b,c".to_owned()], "Ida");
    assert!(request.query().is_err());
    request.seats.pop();
    assert_eq!(request.url("").unwrap(), "/bookings?seats=a");
    let json = serde_json::to_string(&request).unwrap();
    assert_eq!(json, r#"{"name":"Ida"}"#);
    let read: BookFlightRequest = serde_json::from_str(&json).unwrap();
    assert_eq!((read.name.as_str(), read.seats), ("Ida", Vec::new()));
}

/// What the docs say excludes the cursor is not sent with it.
#[test]
fn the_next_page_has_only_its_cursor() {
    let request = ListGatesRequest {
        since: Some("2026-03-04".to_owned()),
        until: Some("2026-03-05".to_owned()),
        ..Default::default()
    };
    let page = List {
        object: None,
        data: Vec::new(),
        list_metadata: ListMetadata {
            before: None,
            after: Some("g7".to_owned()),
        },
    };
    let next = request.next_page(&page).unwrap();
    assert_eq!(next.url("").unwrap(), "/gates?after=g7&until=2026-03-05");
}
