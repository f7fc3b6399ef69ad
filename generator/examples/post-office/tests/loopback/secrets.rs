//! No token is shown: neither by an error nor by a request on its way.

use std::error::Error as StdError;

use post_office::counter::postman::GetRoundRequest;
use post_office::counter::sales::{BuyStampRequest, GetHoursRequest, InsureParcelRequest};
use post_office::parcels::get::GetParcelRequest;
use post_office::parcels::list::ListParcelsRequest;
use post_office::runtime::{Call, Error, Http};

/// A token, wherever it is planted.
const TOKEN: &str = "Tok3n-Planted";

/// All that an error shows: both outputs, of itself and of its sources.
fn shown(error: &dyn StdError) -> String {
    let mut shown = format!("{error} {error:?} {error:#} {error:#?}");
    let mut source = error.source();
    while let Some(error) = source {
        shown += &format!("{error} {error:?}");
        source = error.source();
    }
    shown
}

#[track_caller]
fn hides(error: &Error, kept: &[u8]) {
    let text = shown(error);
    assert!(!text.contains(TOKEN), "{text}");
    let body = match error {
        Error::Api(error) => error.body(),
        Error::InvalidResponse(error) => error.body(),
        _ => panic!("{error:?}"),
    };
    assert_eq!(body, kept);
    assert!(text.contains("get_parcel") && text.contains(&format!("{} bytes", kept.len())));
}

#[test]
fn no_error_shows_a_body() {
    let request = GetParcelRequest::new("p1");
    let bodies = [
        format!(r#"{{"code":"invalid","message":"{TOKEN}"}}"#),
        format!(r#"{{"code":"{TOKEN}","message":"no","error":"{TOKEN}","errors":["{TOKEN}"]}}"#),
        format!(r#"{{"id":{{"token":"{TOKEN}"}}}}"#),
        format!(r#"{{"id":"p1","to":"a","size":["{TOKEN}"],"state":"sent"}}"#),
        format!(r#"{{"id":"p1","{TOKEN}":"#),
        format!(r#"{{"id":"{TOKEN}","id":"{TOKEN}"}}"#),
        format!(r#""{TOKEN}""#),
        format!("<p>{TOKEN}</p>"),
    ];
    for body in bodies {
        for status in [200, 400] {
            let headers = [("set-cookie", TOKEN), ("retry-after", "3")];
            let error = request.read_response(status, headers, body.as_bytes());
            hides(&error.unwrap_err(), body.as_bytes());
        }
    }
}

#[test]
fn no_request_shows_a_header_and_no_error_its_values() {
    let mut insure = InsureParcelRequest::new("p1", 20);
    insure.insurance_key = Some(TOKEN.to_owned());
    let calls: [(&dyn Call, &str); 3] = [
        (&insure, "Bearer Tok3n-Planted"),
        (&GetRoundRequest::new(TOKEN), "Bearer Tok3n-Planted"),
        (&BuyStampRequest::new("a heron", TOKEN), ""),
    ];
    for (call, authorization) in calls {
        let sent = call.to_http("http://post.example", Some(TOKEN)).unwrap();
        let sensitive = |value: &http::HeaderValue| value.is_sensitive();
        let header = sent.headers().get("authorization");
        assert_eq!(header.is_some_and(sensitive), !authorization.is_empty());
        let value = header.map_or("", |value| value.to_str().unwrap());
        assert_eq!(value, authorization);
        let shown = format!("{sent:?} {sent:#?}");
        assert!(!shown.contains(TOKEN), "{shown}");
    }

    let unfit = |text: &str| {
        let mut insure = InsureParcelRequest::new("p1", 20);
        insure.insurance_key = Some(format!("{TOKEN}{text}"));
        let errors = [
            insure.to_http("http://post.example", None),
            GetRoundRequest::new(format!("{TOKEN}{text}")).to_http("http://post.example", None),
            GetParcelRequest::new("p1")
                .to_http("http://post.example", Some(&format!("{TOKEN}{text}"))),
            GetParcelRequest::new("p1").to_http(&format!("http:// {TOKEN}{text}"), None),
        ];
        errors.map(|result| Error::from(result.unwrap_err()))
    };
    for error in ["\n", "\u{e9}"].into_iter().flat_map(unfit) {
        let text = shown(&error);
        assert!(!text.contains(TOKEN), "{text}");
    }
}

#[test]
fn no_request_is_made_of_an_empty_key_or_of_what_is_no_base() {
    let error = |base: &str, key| {
        let result = ListParcelsRequest::default().to_http(base, key);
        result.unwrap_err().to_string()
    };
    let post = "http://post.example";
    assert_eq!(
        error(post, Some("")),
        "`list_parcels`: the API key is empty"
    );
    let round = GetRoundRequest::new("").to_http(post, Some("key"));
    let text = round.unwrap_err().to_string();
    assert_eq!(text, "`get_round`: the access token is empty");
    // A public operation takes no key, which may be empty then.
    assert!(GetHoursRequest::default().to_http(post, Some("")).is_ok());

    let scheme = "`list_parcels`: the base URL begins with neither `http://` nor `https://`";
    for base in [
        "",
        "post.example",
        "/v1",
        "ftp://post.example",
        "http:/post",
        "h\u{e9}t",
    ] {
        assert_eq!(error(base, None), scheme, "{base}");
    }
    let below = "`list_parcels`: the base URL has a query or a fragment";
    for base in ["http://post.example?a=b", "https://post.example/#v1"] {
        assert_eq!(error(base, None), below, "{base}");
    }
    let unfit = "`list_parcels`: the URL is not valid in HTTP";
    assert_eq!(error("http://", None), unfit);
    let capital = ListParcelsRequest::default().to_http("HTTPS://post.example", None);
    assert_eq!(capital.unwrap().uri().path(), "/parcels");
}

#[test]
fn without_a_key_there_is_no_credential() {
    let sent = GetParcelRequest::new("p1").to_http("http://post.example/v1/", None);
    let sent = sent.unwrap();
    assert!(sent.headers().is_empty());
    assert_eq!(sent.uri(), "http://post.example/v1/parcels/p1");
    assert_eq!(
        (sent.method().as_str(), &sent.body()[..]),
        ("GET", &b""[..])
    );
}
