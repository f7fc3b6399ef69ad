//! Parameters of a path that other views and descriptions name, and those with known values.

use generated::handles::kites::*;
use generated::handles::runtime::Request;

fn path(request: impl Request) -> String {
    request.path().unwrap()
}

/// A parameter has the name in the view that describes it, even if its name in the path differs.
#[test]
fn another_view_names_the_parameter() {
    let ListFlightsRequest { kite_id, .. } = ListFlightsRequest::new("k/1");
    assert_eq!(path(ListFlightsRequest::new(kite_id)), "/kites/k%2F1/flights");
    let GetFlightRequest { kite_id, slug, .. } = GetFlightRequest::new("k", "first");
    assert_eq!(path(GetFlightRequest::new(kite_id, slug)), "/kites/k/flights/first");
    let LandKiteRequest { kite, .. } = LandKiteRequest::new("7");
    assert_eq!(path(LandKiteRequest::new(kite)), "/kites/7/landing");
    let GiveKiteRequest { kite_id, owner_id, .. } = GiveKiteRequest::new("k", "o");
    assert_eq!(path(GiveKiteRequest::new(kite_id, owner_id)), "/kites/k/owners");
    let FoldKiteRequest { kite_id, .. } = FoldKiteRequest::new("k");
    assert_eq!(path(FoldKiteRequest::new(kite_id)), "/kites/k/fold");
}

/// A parameter has the name in the path if no other name describes it, is free and is unique.
#[test]
fn the_path_names_the_others() {
    let ListKnotsRequest { id, .. } = ListKnotsRequest::new("k");
    assert_eq!(path(ListKnotsRequest::new(id)), "/kites/k/knots");
    let SwapKiteRequest { id, kite_id, .. } = SwapKiteRequest::new("k");
    assert_eq!((path(SwapKiteRequest::new(id)).as_str(), kite_id), ("/kites/k/swap", None));
    let KiteRequest { id, .. } = KiteRequest::new("k");
    assert_eq!(path(KiteRequest::new(id)), "/fly/k");
}

/// Each parameter with known values is an open enum, and written like a text.
#[test]
fn known_values_are_an_enum() {
    use PaintKiteColour as Colour;
    let request = |colour| PaintKiteRequest::new("k", colour);
    assert_eq!(path(request(Colour::SkyBlue)), "/kites/k/paint/sky%20blue");
    assert_eq!(path(request(Colour::from("a/b"))), "/kites/k/paint/a%2Fb");
    assert!(request(Colour::from("..")).path().is_err());
    assert!(request(Colour::from("")).path().is_err());
    assert_eq!(Colour::KNOWN.len(), 2);
    assert_eq!(serde_json::to_string(&request(Colour::Red)).unwrap(), "{}");
    let part = |part| path(CutKiteRequest::new("k", part));
    assert_eq!(part(CutKitePart::Tail), "/kites/k/parts/tail");
    assert_eq!(part(CutKitePart::Knot), "/kites/k/parts/knot");
    assert_eq!(path(TieKiteRequest::new("k", TieKiteKnot::Granny)), "/kites/k/ties/granny");
    assert_eq!(path(GetTailRequest::new("k")), "/kites/k/tail");
    assert_eq!(path(LendKiteRequest::new("k", LendKiteUntil::Dusk)), "/kites/k/lend/dusk");
}
