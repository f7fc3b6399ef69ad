//! Paths of generated requests: fixed texts next to parameters, and methods without a body.

use generated::paths::ChangeRequest;
use generated::paths::buoys::*;
use generated::paths::mistakes::*;
use generated::paths::runtime::{Endpoint, Parameters, Request};

fn path(request: impl Endpoint) -> String {
    request.path().unwrap()
}

#[test]
fn a_value_stands_beside_its_text() {
    assert_eq!(path(RingBuoyRequest::new("a:b", 2)), "/buoys/a%3Ab:ring");
    assert_eq!(path(MoveBuoyRequest::new("7", 54)), "/buoys/7/place");
    assert_eq!(path(DrawBuoyRequest::new("a/b.c")), "/buoys/a%2Fb.c.png");
    assert_eq!(path(GetChartRequest::new("n-1", "2")), "/charts/n-1-2");
    assert_eq!(path(GetLatestChartRequest::new("n")), "/charts/n-latest");
    assert_eq!(path(GetTideRequest::new("kiel", "99", "2")), "/tides/kiel99/v2");
    assert_eq!(path(ChangeRequest::from(OpenGateRequest::new("{id}"))), "/gates/%7Bid%7D:change");
}

#[test]
fn a_template_says_where_a_name_ends() {
    assert_eq!(RingBuoyRequest::PATH, "/buoys/{id}:ring");
    assert_eq!(MoveBuoyRequest::PATH, "/buoys/{buoy-id}/place");
    assert_eq!(DrawBuoyRequest::PATH, "/buoys/{id}.png");
    assert_eq!(GetChartRequest::PATH, "/charts/{id}-{rev}");
    assert_eq!(GetLatestChartRequest::PATH, "/charts/{id}-latest");
    assert_eq!(GetTideRequest::PATH, "/tides/{place}{year}/v{edition}");
    assert_eq!(ChangeRequest::PATH, "/gates/{id}:change");
}

#[test]
fn head_and_options_have_a_query_alone() {
    let mut request = LookForBuoyRequest::new("7");
    request.since = Some("noon".to_owned());
    assert_eq!(LookForBuoyRequest::METHOD, "HEAD");
    assert_eq!(LookForBuoyRequest::PARAMETERS, Parameters::Query);
    assert_eq!(request.url("/api").unwrap(), "/api/buoys/7?since=noon");
    assert_eq!(AskForBuoysRequest::METHOD, "OPTIONS");
    assert_eq!(AskForBuoysRequest::PARAMETERS, Parameters::None);
    assert_eq!(path(AskForBuoysRequest::default()), "/buoys");
    // Both operations have an empty response.
    let _: <LookForPictureRequest as Endpoint>::Response = serde_json::from_str("null").unwrap();
    let _: <AskForBuoysRequest as Endpoint>::Response = serde_json::from_str("null").unwrap();
}

/// A fixed text next to a value may complete the dots of `..`, which the value alone does not have.
#[test]
fn no_value_and_text_make_dots() {
    for name in ["", "."] {
        let error = HideFolderRequest::new(name).path().unwrap_err();
        let expected = format!("`name` of `/folders/%2e{{name}}` cannot be \"{name}\"");
        assert_eq!(error.to_string(), expected);
    }
    assert_eq!(path(HideFolderRequest::new("..")), "/folders/%2e..");
    assert_eq!(path(HideFolderRequest::new("git")), "/folders/%2egit");
    assert_eq!(path(DrawBuoyRequest::new("..")), "/buoys/...png");
    assert_eq!(path(GetTideRequest::new(".", "1", "2")), "/tides/.1/v2");
    assert!(GetTideRequest::new(".", ".", "2").path().is_err());
    assert!(GetTideRequest::new(".", "", "2").path().is_err());
}

#[test]
fn a_correction_gets_past_what_cannot_be_modelled() {
    assert_eq!(path(DropAnchorRequest::new("a/b", 3)), "/anchors/a%2Fb:drop");
    assert_eq!(CountAnchorsRequest::METHOD, "GET");
    assert_eq!(CountAnchorsRequest::PARAMETERS, Parameters::Query);
    assert_eq!(path(WeighAnchorRequest::new("x")), "/anchors/x_now");
    assert_eq!(PaintAnchorRequest::METHOD, "PUT");
    assert_eq!(PolishAnchorRequest::PATH, "/anchors/polish");
    let _: <FindAnchorRequest as Endpoint>::Response = serde_json::from_str("null").unwrap();
    assert_eq!(FindAnchorRequest::METHOD, "HEAD");
}
