//! Queries of generated requests, by the two crates that clients write queries with.

use generated::queries::flights::*;
use generated::queries::runtime::{List, Paginated, Request};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

fn full() -> SearchFlightsRequest {
    SearchFlightsRequest::new("VIE", true, 2, ["a b", "c&d"])
        .night(false)
        .gates([3, 12])
        .days("mon")
        .classes(["first", "balcony"])
        .tags(["meal", "50%"])
        .leaves_after("2026-03-04T05:06:07+01:00")
        .landings(["2026-03-04T09:00:00Z"])
        .order(Order::Late)
}

/// An optional parameter that is not set is not written, and neither is an empty list.
fn least() -> SearchFlightsRequest {
    SearchFlightsRequest::new("VIE", false, 0, [""; 0])
}

/// The query as a browser would write it.
const FULL: &str = "direct=true&night=false&seats=2&airlines=a+b%2Cc%26d&gates=3%2C12&days=mon\
                    &classes=first%2Cbalcony&tags=meal%2C50%25\
                    &leavesAfter=2026-03-04T05%3A06%3A07%2B01%3A00\
                    &landings=2026-03-04T09%3A00%3A00Z&order=late";
const LEAST: &str = "direct=false&seats=0";

/// The decoded pairs of a query, so that needless escapes of a crate make no difference.
fn pairs(query: &str) -> Vec<(String, String)> {
    serde_urlencoded::from_str(query).unwrap()
}

#[test]
fn urlencoded() {
    for (request, query) in [(full(), FULL), (least(), LEAST)] {
        assert_eq!(serde_urlencoded::to_string(&request).unwrap(), query);
    }
}

#[test]
fn qs() {
    for (request, query) in [(full(), FULL), (least(), LEAST)] {
        let written = serde_qs::to_string(&request).unwrap();
        assert_eq!(pairs(&written), pairs(query));
    }
}

fn goes_through<T: Serialize + DeserializeOwned + PartialEq + Debug>(request: T) -> String {
    let written = serde_qs::to_string(&request).unwrap();
    assert_eq!(serde_qs::from_str::<T>(&written).unwrap(), request);
    written
}

/// A request with nothing but a query can be read from it.
#[test]
fn a_query_is_read() {
    for (query, halls, numbers) in [
        ("halls=a%2Cb&numbers=3%2C12", Some(vec!["a", "b"]), Some(vec![3, 12])),
        ("halls=a", Some(vec!["a"]), None),
        ("", None, None),
    ] {
        let read: ListGatesRequest = serde_urlencoded::from_str(query).unwrap();
        let halls = halls.map(|halls| halls.into_iter().map(str::to_owned).collect());
        assert_eq!((read.halls.clone(), read.numbers.clone()), (halls, numbers));
        assert_eq!(pairs(&goes_through(read)), pairs(query));
    }
    assert!(serde_urlencoded::from_str::<ListGatesRequest>("numbers=3%2Cx").is_err());
}

/// A nested parameter needs a crate that supports nesting: the other crate returns an error rather
/// than lose a value. Every client can use the pairs.
#[test]
fn what_nests() {
    let leg = SearchRoutesLeg::new("VIE", "OSL");
    let request = SearchRoutesRequest::new([leg]).labels([("fast", "yes")]);
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

/// No value of an id can change the path that a request is sent to.
#[test]
fn no_value_changes_where_a_request_goes() {
    for id in ["", ".", ".."] {
        let mut request = least();
        request.id = id.to_owned();
        let error = request.url("https://example.com").unwrap_err();
        let expected = format!("`id` of `/airports/{{id}}/flights` cannot be \"{id}\"");
        assert_eq!(error.to_string(), expected);
    }
    let mut request = least();
    request.id = "../..?#".to_owned();
    assert_eq!(request.path().unwrap(), "/airports/..%2F..%3F%23/flights");
}

/// An item of a list that would be read as several items or none is rejected, whichever crate
/// writes the query.
#[test]
fn commas_and_nothing_in_a_list() {
    for item in ["a,b", ""] {
        let request = SearchFlightsRequest::new("VIE", true, 2, ["x", item]);
        let error = request.url("/api").unwrap_err().to_string();
        let expected = format!("an item of {} bytes cannot be in a comma-separated list", item.len());
        assert!(error.contains(&expected), "{error}");
        assert!(serde_urlencoded::to_string(&request).is_err());
    }
    let request = least().tags(Vec::<String>::new());
    assert_eq!(request.url("").unwrap(), "/airports/VIE/flights?direct=false&seats=0");
}

/// The same is true for a query next to a body, and the JSON has no member of the query.
#[test]
fn beside_a_body() {
    let mut request = BookFlightRequest::new(["a", "b,c"], "Ida");
    assert!(request.query().is_err());
    request.seats.pop();
    assert_eq!(request.url("").unwrap(), "/bookings?seats=a");
    let json = serde_json::to_string(&request).unwrap();
    assert_eq!(json, r#"{"name":"Ida"}"#);
}

/// A parameter that the docs exclude together with the cursor is not sent with it.
#[test]
fn the_next_page_has_only_its_cursor() {
    let request = ListGatesRequest::default().since("2026-03-04").until("2026-03-05");
    let mut page = List::default();
    page.list_metadata.after = Some("g7".to_owned());
    let next = request.next_page(&page).unwrap();
    assert_eq!(next.url("").unwrap(), "/gates?after=g7&until=2026-03-05");
}
