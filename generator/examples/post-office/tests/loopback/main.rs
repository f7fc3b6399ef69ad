//! The models over HTTP: requests that a server understands, and answers that the types read.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod errors;
mod others;
mod programs;
mod secrets;
mod server;

use post_office::client::Client;
use post_office::counter::postman::GetRoundRequest;
use post_office::counter::sales::{BuyStampRequest, GetHoursRequest, InsureParcelRequest};
use post_office::desk::send_all;
use post_office::parcels::create::CreateParcelRequest;
use post_office::parcels::delete::DeleteParcelRequest;
use post_office::parcels::get::GetParcelRequest;
use post_office::parcels::list::ListParcelsRequest;
use post_office::parcels::update::UpdateParcelRequest;
use post_office::parcels::{Parcel, ParcelSize, ParcelState};
use post_office::runtime::{Endpoint, Http, List, NoContent, Paginated, Patch};

#[test]
fn what_is_created_can_be_found() {
    let client = client();
    let request = CreateParcelRequest::new("Ada", "box");
    let request = request.note("Mind the dog, and \"ring\" twice.");
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
    let mut request = UpdateParcelRequest::new(id).note("Mind the dog.");
    let noted = client.call(&request).unwrap();
    assert_eq!(noted.note.as_deref(), Some("Mind the dog."));

    request.note = Patch::Keep;
    request.to = Some("Bo".to_owned());
    let renamed = client.call(&request).unwrap();
    assert_eq!((renamed.to.as_str(), &renamed.note), ("Bo", &noted.note));

    assert_eq!(client.call(&request.clear_note()).unwrap().note, None);
}

#[test]
fn a_list_goes_on_to_its_last_page() {
    let client = client();
    for to in ["Ada", "Bo", "Ada", "Ada", "Ada", "Ada"] {
        created(&client, to);
    }
    let request = ListParcelsRequest::default().to("Ada");
    let ids = |page: List<Parcel>| -> Vec<String> { page.into_iter().map(|it| it.id).collect() };
    let pages = request.clone().pages(|request| client.call(request));
    let pages: Vec<Vec<String>> = pages.map(|page| ids(page.unwrap())).collect();
    let expected = [vec!["p1", "p3"], vec!["p4", "p5"], vec!["p6"]];
    assert_eq!(pages, expected);
    let items = request.items(|request| client.call(request));
    let items: Vec<String> = items.map(|parcel| parcel.unwrap().id).collect();
    assert_eq!(items, expected.concat());
}

#[test]
fn a_query_is_encoded() {
    let client = client();
    created(&client, "Ada");
    let other = created(&client, "Bo & Co = 100%?");
    let request = ListParcelsRequest::default().to(&other.to).limit(9);
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
fn a_value_that_is_not_documented_goes_through() {
    let client = client();
    let request = CreateParcelRequest::new("Ada", "pallet");
    let parcel = client.call(&request).unwrap();
    assert!(matches!(parcel.size, ParcelSize::Undocumented(_)));
    assert_eq!(parcel.size, "pallet");
    assert_eq!(serde_json::to_value(&parcel).unwrap()["size"], "pallet");
    assert_eq!(
        client.call(&GetParcelRequest::new(&parcel.id)).unwrap(),
        parcel
    );
}

/// A request as a server hears it: the first line, the headers in small letters, and the body.
fn heard<E: Endpoint + Http>(name: &'static str, request: &E) -> String {
    let mut client = client();
    let (base, heard) = server::listen();
    client.bases.insert(name, base);
    client.call(request).unwrap();
    heard.join().unwrap()
}

#[test]
fn each_request_is_sent_as_it_says() {
    let key = format!("authorization: bearer {}\n", server::KEY);
    let insure = InsureParcelRequest::new("p1", 20).insurance_key("twice 1");
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
    assert!(error.to_string().contains("has no base URL"), "{error}");
    let insure = InsureParcelRequest::new("p1", 20).insurance_key("a\r\nb: c");
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
    let request = CreateParcelRequest::new(to, "letter");
    client.call(&request).unwrap()
}
