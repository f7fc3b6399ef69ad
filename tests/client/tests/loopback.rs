//! The models over HTTP: requests that a server understands, and answers that the types read.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod server;

use post_office::client::{Client, Refused, Unreadable};
use post_office::counter::postman::GetRoundRequest;
use post_office::counter::sales::{BuyStampRequest, GetHoursRequest, InsureParcelRequest};
use post_office::desk::send_all;
use post_office::errors::{PostError, PostErrorCode};
use post_office::parcels::create::CreateParcelRequest;
use post_office::parcels::delete::DeleteParcelRequest;
use post_office::parcels::get::GetParcelRequest;
use post_office::parcels::list::ListParcelsRequest;
use post_office::parcels::send::SendParcelRequest;
use post_office::parcels::track::GetTrackUrlRequest;
use post_office::parcels::update::UpdateParcelRequest;
use post_office::parcels::{Parcel, ParcelSize, ParcelState};
use post_office::runtime::{
    Body, Endpoint, InvalidRequest, NoContent, Paginated, Parameters, Patch, Request,
};

#[test]
fn what_is_created_can_be_found() {
    let client = client();
    let mut request = CreateParcelRequest::new("Ada", "box".into());
    request.note = Some("Mind the dog, and \"ring\" twice.".to_owned());
    let created = client.call(&request).unwrap();
    assert_eq!((created.id.as_str(), created.to.as_str()), ("p1", "Ada"));
    assert_eq!(created.size, ParcelSize::Box);
    assert_eq!(created.state, ParcelState::Waiting);
    assert_eq!(created.note, request.note);
    assert_eq!(client.call(&GetParcelRequest::new("p1")).unwrap(), created);
}

#[test]
fn a_member_is_kept_set_or_cleared() {
    let client = client();
    let id = created(&client, "Ada").id;
    let mut request = UpdateParcelRequest::new(id);
    request.note = Patch::Set("Mind the dog.".to_owned());
    let noted = client.call(&request).unwrap();
    assert_eq!(noted.note.as_deref(), Some("Mind the dog."));

    request.note = Patch::Keep;
    request.to = Some("Bo".to_owned());
    let renamed = client.call(&request).unwrap();
    assert_eq!((renamed.to.as_str(), &renamed.note), ("Bo", &noted.note));

    request.note = Patch::Clear;
    assert_eq!(client.call(&request).unwrap().note, None);
}

#[test]
fn a_list_goes_on_to_its_last_page() {
    let client = client();
    for to in ["Ada", "Bo", "Ada", "Ada", "Ada", "Ada"] {
        created(&client, to);
    }
    let mut pages: Vec<Vec<String>> = Vec::new();
    let mut next = Some(ListParcelsRequest {
        to: Some("Ada".to_owned()),
        ..Default::default()
    });
    while let Some(request) = next {
        let page = client.call(&request).unwrap();
        pages.push(page.data.iter().map(|parcel| parcel.id.clone()).collect());
        assert!(pages.len() < 9, "the list has no last page");
        next = request.next_page(&page);
    }
    let expected = [vec!["p1", "p3"], vec!["p4", "p5"], vec!["p6"]];
    assert_eq!(pages, expected);
}

#[test]
fn a_query_is_encoded() {
    let client = client();
    created(&client, "Ada");
    let other = created(&client, "Bo & Co = 100%?");
    let request = ListParcelsRequest {
        to: Some(other.to.clone()),
        limit: Some(9),
        ..Default::default()
    };
    assert_eq!(client.call(&request).unwrap().data, [other]);
}

#[test]
fn what_is_deleted_is_gone() {
    let client = client();
    let parcel = created(&client, "Ada");
    let NoContent = client.call(&DeleteParcelRequest::new(&parcel.id)).unwrap();
    let list = client.call(&ListParcelsRequest::default()).unwrap();
    assert_eq!(list.data, []);
    assert_eq!(list.list_metadata.after, None);
}

#[test]
fn an_error_is_read_as_it_is_documented() {
    let client = client();
    let not_found = PostError {
        code: PostErrorCode::NotFound,
        message: "no parcel p%2F9".to_owned(),
    };
    let (status, error) = refused(&client, &GetParcelRequest::new("p/9"));
    assert_eq!((status, error.unwrap()), (404, not_found));

    let parcel = created(&client, "Ada");
    let send = SendParcelRequest::new(parcel.id);
    assert_eq!(client.call(&send).unwrap().state, ParcelState::Sent);
    let (status, error) = refused(&client, &send);
    assert_eq!(
        (status, error.unwrap().code),
        (409, PostErrorCode::AlreadySent)
    );

    let nobody = CreateParcelRequest::new("", "box".into());
    let (status, error) = refused(&client, &nobody);
    assert_eq!((status, error.unwrap().code), (422, PostErrorCode::Invalid));

    let stranger = Client {
        key: "key_none".to_owned(),
        ..client
    };
    let (status, error) = refused(&stranger, &ListParcelsRequest::default());
    assert_eq!(
        (status, error.unwrap().code),
        (401, PostErrorCode::Unauthorized)
    );
}

#[test]
fn an_error_that_is_not_documented_keeps_its_text() {
    let mut client = client();
    let elsewhere = client.bases["api"].clone() + "/elsewhere";
    client.bases.insert("api", elsewhere);
    let (status, error) = refused(&client, &ListParcelsRequest::default());
    let error = error.unwrap_err();
    assert_eq!((status, error.body.as_str()), (502, "<h1>Bad gateway</h1>"));
    assert_eq!(
        (error.call.as_str(), error.place.as_str()),
        ("GET /parcels", ".")
    );
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

#[test]
fn a_body_that_cannot_be_read_names_the_call_and_the_place_and_is_kept() {
    let client = client();
    created(&client, "Ada");
    let odd = unreadable(&client, &OddParcel { to: "Bo", size: 7 });
    assert_eq!(
        (odd.call.as_str(), odd.place.as_str()),
        ("POST /parcels", "size")
    );
    let body: serde_json::Value = serde_json::from_str(&odd.body).unwrap();
    assert_eq!(body["size"], 7);

    let list = unreadable(&client, &ListParcelsRequest::default());
    let expected = "GET /parcels: data[1].size: invalid type: integer `7`, expected a string";
    assert!(list.to_string().starts_with(expected), "{list}");
    assert!(list.body.contains(r#""size":7"#), "{}", list.body);
}

#[test]
fn a_body_that_breaks_off_or_is_no_text_names_the_call_and_is_kept() {
    for (length, body, kept, reason) in [
        (
            99,
            &br#"{"id":"p1","#[..],
            r#"{"id":"p1","#,
            "Peer disconnected",
        ),
        (
            12,
            b"{\"id\":\"p1\xff\"}",
            "{\"id\":\"p1\u{fffd}\"}",
            "unicode",
        ),
    ] {
        let mut client = client();
        let base = server::answer_once(200, length, body);
        client.bases.insert("api", base);
        let error = unreadable(&client, &GetParcelRequest::new("p1"));
        assert_eq!(
            (error.call.as_str(), error.body.as_str()),
            ("GET /parcels/{id}", kept)
        );
        assert!(error.to_string().contains(reason), "{error}");
        let base = server::answer_once(500, length, body);
        client.bases.insert("api", base);
        let (status, error) = refused(&client, &GetParcelRequest::new("p1"));
        assert_eq!((status, error.unwrap_err().body.as_str()), (500, kept));
    }
}

#[test]
fn an_address_to_open_is_no_call() {
    let request = GetTrackUrlRequest::new("p1");
    let error = client().call(&request).unwrap_err();
    assert!(error.to_string().contains("an address to open"), "{error}");
}

#[test]
fn a_value_that_is_not_documented_goes_through() {
    let client = client();
    let request = CreateParcelRequest::new("Ada", "pallet".into());
    let parcel = client.call(&request).unwrap();
    assert!(matches!(parcel.size, ParcelSize::Undocumented(_)));
    assert_eq!(parcel.size, "pallet");
    assert_eq!(serde_json::to_value(&parcel).unwrap()["size"], "pallet");
    assert_eq!(
        client.call(&GetParcelRequest::new(&parcel.id)).unwrap(),
        parcel
    );
}

/// What a server hears of a request: the first line, the headers in small letters, and the body.
fn heard<E: Endpoint>(name: &'static str, request: &E) -> String {
    let mut client = client();
    let (base, heard) = server::listen();
    client.bases.insert(name, base);
    client.call(request).unwrap();
    heard.join().unwrap()
}

#[test]
fn each_request_is_sent_as_it_says() {
    let key = format!("authorization: bearer {}\n", server::KEY);
    let mut insure = InsureParcelRequest::new("p1", 20);
    insure.insurance_key = Some("twice 1".to_owned());
    let text = heard("api", &insure);
    assert!(
        text.starts_with("POST /parcels/p1/insurance HTTP/1.1\n"),
        "{text}"
    );
    assert!(
        text.contains("insurance-key: twice 1\n") && text.contains(&key),
        "{text}"
    );
    assert!(text.contains("content-type: application/json\n"), "{text}");
    assert!(text.ends_with("\n\n{\"sum\":20}"), "{text}");

    let hours = heard("api", &GetHoursRequest::default());
    assert!(hours.starts_with("GET /hours "), "{hours}");
    assert!(
        !hours.contains("authorization") && !hours.contains(server::KEY),
        "{hours}"
    );

    let round = heard("api", &GetRoundRequest::new("token_7"));
    assert!(round.starts_with("GET /round "), "{round}");
    assert!(round.contains("authorization: bearer token_7\n"), "{round}");
    assert!(!round.contains(server::KEY), "{round}");

    let stamp = heard("kiosk", &BuyStampRequest::new("a heron", "1&2"));
    assert!(stamp.starts_with("POST /stamps "), "{stamp}");
    assert!(
        stamp.contains("content-type: application/x-www-form-urlencoded\n"),
        "{stamp}"
    );
    assert!(stamp.ends_with("\n\ncode=1%262&motif=a%20heron"), "{stamp}");
    assert!(!stamp.contains("authorization"), "{stamp}");
}

#[test]
fn a_server_without_a_base_and_a_header_with_a_line_break_are_errors() {
    let client = client();
    let error = client
        .call(&BuyStampRequest::new("a heron", "1"))
        .unwrap_err();
    assert!(error.to_string().contains("without a base URL"), "{error}");
    let mut insure = InsureParcelRequest::new("p1", 20);
    insure.insurance_key = Some("a\r\nb: c".to_owned());
    let error = client.call(&insure).unwrap_err().to_string();
    assert!(
        error.contains("`Insurance-Key`") && !error.contains("b: c"),
        "{error}"
    );
    let error = client.call(&GetRoundRequest::new("a\nb")).unwrap_err();
    assert!(error.to_string().contains("`Authorization`"), "{error}");
}

#[test]
fn the_desk_sends_every_parcel() {
    let client = client();
    let parcels = ["Ada", "Bo", "Cy"].map(|to| created(&client, to));
    send_all(&client).unwrap();
    for parcel in parcels {
        let parcel = client.call(&GetParcelRequest::new(parcel.id)).unwrap();
        assert_eq!(parcel.state, ParcelState::Sent);
    }
}

/// A client of a server of its own. What proxy the machine has is of no matter.
fn client() -> Client {
    let config = ureq::Agent::config_builder().http_status_as_error(false);
    Client {
        bases: [("api", server::start())].into(),
        key: server::KEY.to_owned(),
        agent: config.proxy(None).build().into(),
    }
}

fn created(client: &Client, to: &str) -> Parcel {
    let request = CreateParcelRequest::new(to, "letter".into());
    client.call(&request).unwrap()
}

/// The answer that cannot be read.
fn unreadable<E: Endpoint>(client: &Client, request: &E) -> Unreadable
where
    E::Response: std::fmt::Debug,
{
    client.call(request).unwrap_err().downcast().unwrap()
}

/// The status and the body of an answer that refuses.
fn refused<E: Endpoint>(client: &Client, request: &E) -> (u16, Result<PostError, Unreadable>)
where
    E::Response: std::fmt::Debug,
{
    let error = client.call(request).unwrap_err();
    let Refused(status, error) = error.downcast().unwrap();
    (status.as_u16(), error)
}
