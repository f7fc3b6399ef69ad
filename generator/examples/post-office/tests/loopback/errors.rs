//! Answers that are no success, and answers that cannot be read.

use post_office::client::Client;
use post_office::errors::{PostError, PostErrorCode};
use post_office::parcels::Parcel;
use post_office::parcels::create::CreateParcelRequest;
use post_office::parcels::delete::DeleteParcelRequest;
use post_office::parcels::get::GetParcelRequest;
use post_office::parcels::list::ListParcelsRequest;
use post_office::parcels::send::SendParcelRequest;
use post_office::runtime::{
    ApiError, Body, Call, Endpoint, Error, ErrorKind, Http, InvalidRequest, InvalidResponse, List,
    NoContent, Paginated, Parameters, Request, RetryAfter,
};

use super::{client, created, server};

#[test]
fn an_error_is_of_the_kind_that_is_documented() {
    let client = client();
    let error = refused(&client, &GetParcelRequest::new("p/9"));
    let ErrorKind::Post(not_found) = error.kind() else {
        panic!("{error:?}");
    };
    let expected = PostError::new("not_found").message("no parcel p%2F9");
    assert_eq!((error.status(), &**not_found), (404, &expected));
    assert_eq!(error.operation(), Some("get_parcel"));
    assert_eq!(error.code(), Some("not_found"));
    assert_eq!(error.message(), Some("no parcel p%2F9"));

    let send = SendParcelRequest::new(created(&client, "Ada").id);
    client.call(&send).unwrap();
    assert_eq!(code(&client, &send), (409, PostErrorCode::AlreadySent));
    let nobody = CreateParcelRequest::new("", "box");
    assert_eq!(code(&client, &nobody), (422, PostErrorCode::Invalid));
    let stranger = Client {
        key: "key_none".to_owned(),
        ..client
    };
    let list = ListParcelsRequest::default();
    assert_eq!(code(&stranger, &list), (401, PostErrorCode::Unauthorized));
}

#[test]
fn any_other_error_keeps_what_came() {
    let html = b"<h1>Bad gateway</h1>";
    for (status, body) in [
        (502, &html[..]),
        (401, b""),
        (409, br#"{"code":"already_sent"}"#),
        (418, br#"{"code":"is_teapot","message":"short and stout"}"#),
        (
            422,
            br#"{"code":["invalid"],"message":"m","errors":[{"code":"odd"}]}"#,
        ),
        (500, b"[1, 2"),
        (400, b"\"\xff\""),
        (410, b"null"),
    ] {
        let mut client = client();
        client
            .bases
            .insert("api", server::answer_once(status, body.len(), body));
        let error = refused(&client, &GetParcelRequest::new("p1"));
        assert_eq!((error.status(), error.body()), (status, body));
        assert_eq!(error.kind(), &ErrorKind::Undocumented);
    }
}

#[test]
fn an_error_is_made_from_anything() {
    let none: [(&str, &str); 0] = [];
    let error = ApiError::new(0, none, Vec::new());
    assert_eq!(error.to_string(), "status 0, 0 bytes");

    let body = br#"{"error":"slow_down","error_description":"wait","errors":{"n":1}}"#;
    let headers = [
        ("X-Correlation-Id", &b"c9"[..]),
        ("RETRY-AFTER", b" 120 "),
        ("X-REQUEST-ID", b"\xff"),
        ("Request-Id", b"r7"),
    ];
    let error = ApiError::new(429, headers, body.to_vec());
    assert_eq!(
        error.to_string(),
        "status 429, `slow_down`, request `r7`, 65 bytes"
    );
    assert_eq!(error.error(), Some("slow_down"));
    assert_eq!(error.error_description(), Some("wait"));
    assert_eq!(error.errors(), Some(&serde_json::json!({ "n": 1 })));
    assert_eq!((error.code(), error.message()), (None, None));
    let delay = error.retry_after().and_then(RetryAfter::delay);
    assert_eq!(delay.unwrap().as_secs(), 120);

    let date = "Wed, 21 Oct 2026 07:28:00 GMT";
    let error = ApiError::new(503, [("retry-after", date)], Vec::new());
    assert_eq!(
        error.retry_after(),
        Some(&RetryAfter::Date(date.to_owned()))
    );
    let too_long = "9".repeat(99);
    let error = ApiError::new(503, [("retry-after", &too_long)], Vec::new());
    assert_eq!(error.retry_after(), None);
}

/// A request of a program that does not keep to the reference.
#[derive(serde::Serialize)]
struct OddParcel {
    to: &'static str,
    size: u32,
}

impl Request for OddParcel {
    fn operation(&self) -> &'static str {
        "create_odd_parcel"
    }

    fn method(&self) -> &'static str {
        Self::METHOD
    }

    fn path(&self) -> Result<String, InvalidRequest> {
        Ok(Self::PATH.to_owned())
    }

    fn body(&self) -> Result<Option<Body>, InvalidRequest> {
        Ok(Some(Body {
            content_type: "application/json",
            bytes: serde_json::to_vec(self).unwrap(),
        }))
    }
}

impl Endpoint for OddParcel {
    const METHOD: &'static str = "POST";
    const PATH: &'static str = "/parcels";
    const PARAMETERS: Parameters = Parameters::Body;
    type Response = Parcel;
}

impl Call for OddParcel {}

#[test]
fn a_body_that_cannot_be_read_names_the_operation_and_the_place_and_is_kept() {
    let client = client();
    created(&client, "Ada");
    let odd = unreadable(&client, &OddParcel { to: "Bo", size: 7 });
    assert_eq!(odd.operation(), "create_odd_parcel");
    assert_eq!(odd.pointer(), "/size");
    let body: serde_json::Value = serde_json::from_slice(odd.body()).unwrap();
    assert_eq!(body["size"], 7);

    let list = unreadable(&client, &ListParcelsRequest::default());
    let expected = "`list_parcels`: `/data/1/size`: expected a string for `Size`, ";
    assert!(list.to_string().starts_with(expected), "{list}");
}

#[test]
fn what_is_no_json_says_where_it_ends() {
    for (body, reason) in [
        (&br#"{"id":"p1","#[..], "invalid JSON at line 1, column 11"),
        (b"", "there is no body"),
        (b"{}", "missing field `id`"),
        (b"<html>", "invalid JSON at line 1, column 1"),
        (b"{\"id\":\"p1\xff\"}", "invalid JSON at line 1, column 10"),
        (
            br#"{"id":"p1","id":"p1","to":"","size":"","state":"","note":null}"#,
            "not as documented at line 1, column 15",
        ),
    ] {
        let mut client = client();
        client
            .bases
            .insert("api", server::answer_once(200, body.len(), body));
        let error = unreadable(&client, &GetParcelRequest::new("p1"));
        assert_eq!(
            (error.pointer(), error.reason(), error.body()),
            ("", reason, body)
        );
    }
}

#[test]
fn what_answers_nothing_takes_any_body() {
    for body in [&b""[..], b"Accepted", b"{}"] {
        let mut client = client();
        client
            .bases
            .insert("api", server::answer_once(202, body.len(), body));
        let answer = client.call(&DeleteParcelRequest::new("p1")).unwrap();
        assert_eq!(answer, NoContent);
    }
}

#[test]
fn a_list_without_an_end_and_a_page_that_fails_are_the_last() {
    let page = |after: &str| -> List<Parcel> {
        let json = serde_json::json!({ "data": [], "list_metadata": { "after": after } });
        serde_json::from_value(json).unwrap()
    };
    let mut cursors = ["a", "b", "a", "c"].into_iter();
    let request = ListParcelsRequest::default();
    let pages = request
        .clone()
        .pages(|_| Ok::<_, Error>(page(cursors.next().unwrap())));
    let pages: Vec<_> = pages.collect();
    assert_eq!(pages.len(), 4);
    let Some(Err(Error::InvalidResponse(error))) = pages.last() else {
        panic!("{pages:?}");
    };
    let expected = "`list_parcels`: the cursor of a page is repeated, 0 bytes";
    assert_eq!(error.to_string(), expected);

    let mut sent = 0;
    let items = request.items(|_| {
        sent += 1;
        Err::<List<Parcel>, _>(ApiError::new(500, [("", "")], Vec::new()).into())
    });
    let items: Vec<Result<Parcel, Error>> = items.collect();
    assert!(matches!(items[..], [Err(Error::Api(_))]), "{items:?}");
    assert_eq!(sent, 1);
}

/// The status and the documented code of an answer that refuses.
fn code<E: Endpoint<Response: std::fmt::Debug> + Http>(
    client: &Client,
    request: &E,
) -> (u16, PostErrorCode) {
    let error = refused(client, request);
    match error.kind() {
        ErrorKind::Post(body) => (error.status(), body.code.clone()),
        _ => panic!("{error:?}"),
    }
}

/// The answer that refuses.
fn refused<E: Endpoint<Response: std::fmt::Debug> + Http>(
    client: &Client,
    request: &E,
) -> ApiError {
    match client.call(request).unwrap_err().downcast().unwrap() {
        Error::Api(error) => error,
        other => panic!("{other:?}"),
    }
}

/// The answer that cannot be read.
fn unreadable<E: Endpoint<Response: std::fmt::Debug> + Http>(
    client: &Client,
    request: &E,
) -> InvalidResponse {
    match client.call(request).unwrap_err().downcast().unwrap() {
        Error::InvalidResponse(error) => error,
        other => panic!("{other:?}"),
    }
}
