//! Requests that are sent to another server, with another credential, or in another form than JSON.

use generated::sending::harbour::berths::ReserveBerthRequest;
use generated::sending::harbour::EnterRequest;
use generated::sending::harbour::gate::{
    ByCodeRequest, ByNameRequest, CallTowerRequest, OpenGateRequest, TwiceRequest,
};
use generated::sending::harbour::log::{GetLogRequest, GetTidesRequest};
use generated::sending::harbour::moor::MoorBoatRequest;
use generated::sending::harbour::pilots::ListPilotsRequest;
use generated::sending::harbour::sailor::GetSailorRequest;
use generated::sending::harbour::sign_off::SignOffRequest;
use generated::sending::harbour::sign_on::SignOnRequest;
use generated::sending::harbour::weather::GetWeatherRequest;
use generated::sending::runtime::{Body, Credential, Endpoint, Parameters, Request, Server};
use serde_json::json;

/// The body as text, with its type.
fn body(request: &dyn Request) -> (&'static str, String) {
    let Body {
        content_type,
        bytes,
    } = request.body().unwrap().unwrap();
    (content_type, String::from_utf8(bytes).unwrap())
}

#[test]
fn a_header_is_in_neither_query_nor_body() {
    let mut request = ReserveBerthRequest::new("b1", 3);
    assert_eq!(request.headers(), Ok(Vec::new()));
    request.booking_key = Some("stay 1".to_owned());
    assert_eq!(
        request.headers(),
        Ok(vec![("Booking-Key", "stay 1".to_owned())])
    );
    let sent = (request.url("https://a"), body(&request));
    let expected = ("application/json", r#"{"nights":3}"#.to_owned());
    assert_eq!(
        sent,
        (Ok("https://a/berths/b1/reservations".to_owned()), expected)
    );

    let mut request = ListPilotsRequest::new("t1", 7);
    request.limit = Some(2);
    assert_eq!(
        request.url("https://a").unwrap(),
        "https://a/pilots?limit=2"
    );
    let named = |name, value: &str| (name, value.to_owned());
    let mut headers = vec![named("Trace-Id", "t1"), named("Max-Draught", "7")];
    assert_eq!(request.headers().unwrap(), headers);
    request.flags = Some(vec!["a".to_owned(), "b".to_owned()]);
    headers.push(named("Flags", "a,b"));
    assert_eq!(request.headers().unwrap(), headers);
    assert_eq!(
        serde_json::to_value(&request).unwrap(),
        json!({ "limit": 2 })
    );
}

/// The description of the parameter names the header, whose name differs from that of the
/// parameter.
#[test]
fn a_header_that_sdks_alone_describe_is_sent() {
    let request = MoorBoatRequest::new("token_1", "b1").harbour_trace("t1");
    let headers = vec![("Harbour-Trace", "t1".to_owned())];
    assert_eq!(request.headers(), Ok(headers));
    assert_eq!(body(&request).1, r#"{"boat":"b1"}"#);
}

#[test]
fn what_no_header_can_hold_is_an_error_that_does_not_show_it() {
    for value in [
        "secret\r\nHost: elsewhere",
        "secret\n",
        "secr\u{e9}t",
        "secret\0",
        " secret",
    ] {
        let error = ListPilotsRequest::new(value, 7).headers().unwrap_err();
        let (shown, debug) = (error.to_string(), format!("{error:?}"));
        assert!(shown.contains("`Trace-Id`"), "{shown}");
        assert!(
            !shown.contains("secr") && !debug.contains("secr"),
            "{debug}"
        );
        let credential = Credential::AccessToken(value).header("key").unwrap_err();
        assert!(
            credential.to_string().contains("`Authorization`"),
            "{credential}"
        );
        assert!(
            !format!("{credential:?}").contains("secr"),
            "{credential:?}"
        );
    }
    let mut request = ListPilotsRequest::new("t1", 7);
    request.flags = Some(vec!["secret, or two".to_owned()]);
    let error = request.headers().unwrap_err().to_string();
    assert!(
        error.contains("`Flags`") && !error.contains("secret"),
        "{error}"
    );
}

#[test]
fn a_token_is_the_credential_and_shown_nowhere() {
    let log = GetLogRequest::new("l1", "token_1");
    let sailor = GetSailorRequest::new("token_1");
    let moor = MoorBoatRequest::new("token_1", "b1");
    let mut off = SignOffRequest::new("token_1", "Oslo");
    let requests: [&dyn Request; 4] = [&log, &sailor, &off, &moor];
    for request in requests {
        assert_eq!(request.credential(), Credential::AccessToken("token_1"));
        assert!(!format!("{:?}", request.credential()).contains("token_1"));
        let header = request.credential().header("key").unwrap();
        assert_eq!(header, Some(("Authorization", "Bearer token_1".to_owned())));
        assert!(!request.url("https://a").unwrap().contains("token_1"));
    }
    assert!(!format!("{log:?}{sailor:?}{off:?}").contains("token_1"));
    assert_eq!(body(&off).1, r#"{"port":"Oslo"}"#);
    off.access_token.push('\n');
    assert!(off.credential().header("key").is_err());

    let mut on = SignOnRequest::new("Ada", "pw");
    assert_eq!(on.credential(), Credential::None);
    on.access_token = Some("token_2".to_owned());
    assert_eq!(on.credential(), Credential::AccessToken("token_2"));
    assert_eq!(body(&on).1, r#"{"name":"Ada","password":"pw"}"#);
}

#[test]
fn a_public_operation_takes_no_credential() {
    let requests: [&dyn Request; 2] =
        [&GetTidesRequest::default(), &GetWeatherRequest::default()];
    for request in requests {
        assert_eq!(request.credential(), Credential::None);
        assert_eq!(request.credential().header(""), Ok(None));
    }
    let key = ListPilotsRequest::new("t1", 7);
    let header = key.credential().header("key").unwrap();
    assert_eq!(header, Some(("Authorization", "Bearer key".to_owned())));
    let error = key.credential().header("").unwrap_err().to_string();
    assert_eq!(error, "the API key is empty");
}

#[test]
fn a_form_has_the_names_and_values_of_a_query() {
    let mut request = OpenGateRequest::new("g1", true, ["a", "b"]);
    assert_eq!(OpenGateRequest::PARAMETERS, Parameters::Form);
    let form = "application/x-www-form-urlencoded";
    assert_eq!(body(&request), (form, "boats=a%2Cb&wide=true".to_owned()));
    request.note = Some("a&b=c d\u{e9}".to_owned());
    let text = body(&request).1;
    assert_eq!(text, "boats=a%2Cb&note=a%26b%3Dc%20d%C3%A9&wide=true");
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&text).unwrap();
    assert_eq!(pairs[1].1, "a&b=c d\u{e9}");
    request.boats = vec!["a,b".to_owned()];
    assert!(request.body().is_err());
}

#[test]
fn another_server_never_gets_the_key() {
    let name = ByNameRequest::new(true, "Ada");
    let requests: [&dyn Request; 3] = [
        &EnterRequest::from(ByCodeRequest::new("c1")),
        &EnterRequest::from(name.clone()),
        &name,
    ];
    for request in requests {
        assert_eq!(request.server(), Server::GATEHOUSE);
        assert_eq!(
            request.server().base_url,
            Some("https://gate.harbour.example/v2")
        );
        assert_eq!(request.credential(), Credential::None);
    }
    assert_eq!(body(requests[0]).1, "code=c1&how=code");
    let lamp = Ok(vec![("Gate-Lamp", "true".to_owned())]);
    assert_eq!(
        (requests[1].headers(), requests[2].headers()),
        (lamp.clone(), lamp)
    );
    assert_eq!(TwiceRequest::default().server(), Server::API);
    assert_eq!(Server::API.base_url, None);

    let tower = CallTowerRequest::default();
    let Server { name, base_url } = tower.server();
    assert_eq!((name, base_url), ("tower", None));
    assert_eq!(
        (tower.credential(), tower.body()),
        (Credential::None, Ok(None))
    );
}

/// A helper that tells whether serde reads the type `T`.
struct Of<T>(std::marker::PhantomData<T>);

impl<T: serde::de::DeserializeOwned> Of<T> {
    fn is_read(&self) -> bool {
        true
    }
}

/// The answer for a type that serde does not read: that of the type itself has precedence.
trait NotRead {
    fn is_read(&self) -> bool {
        false
    }
}

impl<T> NotRead for Of<T> {}

/// A request with parts outside its JSON cannot be read, because these parts would be missing.
#[test]
fn a_request_is_read_where_its_json_is_all_of_it() {
    use generated::bodies::kites::sent::{FoldKitesRequest, LaunchAtFieldRequest};
    use generated::queries::flights::{BookFlightRequest, ListGatesRequest, SearchFlightsRequest};
    use generated::request_enums::desk::CheckInRequest;
    use generated::request_enums::desk::check_in::by_card::CheckInByCardRequest;

    macro_rules! is_read {
        ($($type:ty)*) => {
            [$(Of::<$type>(std::marker::PhantomData).is_read()),*]
        };
    }

    let whole = is_read!(FoldKitesRequest ListGatesRequest CheckInByCardRequest);
    assert_eq!(whole, [true; 3]);
    let in_path = is_read!(LaunchAtFieldRequest SearchFlightsRequest);
    assert_eq!(in_path, [false; 2]);
    let with_header = is_read!(ReserveBerthRequest ListPilotsRequest);
    assert_eq!(with_header, [false; 2]);
    assert_eq!(is_read!(GetSailorRequest), [false], "with a token");
    assert_eq!(is_read!(BookFlightRequest), [false], "with a query beside its body");
    assert_eq!(is_read!(CheckInRequest EnterRequest), [false; 2], "of several");
}
