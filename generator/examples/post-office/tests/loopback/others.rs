//! The same requests by another client, which does not block.

use post_office::async_client::AsyncClient;
use post_office::counter::postman::GetRoundRequest;
use post_office::counter::sales::BuyStampRequest;
use post_office::parcels::get::GetParcelRequest;
use post_office::runtime::{Error, ErrorKind};
use tokio::runtime::{Builder, Runtime};

use super::{client, created, server};

#[test]
fn a_client_that_does_not_block_sends_the_same() {
    let blocking = client();
    let parcels = ["Ada", "Bo", "Cy"].map(|to| created(&blocking, to));
    let (client, runtime) = (async_client(&[("api", &blocking.bases["api"])]), runtime());
    assert_eq!(runtime.block_on(client.parcels()).unwrap(), parcels);
    let missing = runtime.block_on(client.call(&GetParcelRequest::new("p9")));
    match missing.unwrap_err().downcast().unwrap() {
        Error::Api(error) => assert!(matches!(error.kind(), ErrorKind::Post(_)), "{error:?}"),
        other => panic!("{other:?}"),
    }
}

/// The token of a user and the code of a stamp reach the server of their operation, and no other.
#[test]
fn each_request_goes_to_its_server() {
    let ((api, at_api), (kiosk, at_kiosk)) = (server::listen(), server::listen());
    let (client, runtime) = (async_client(&[("api", &api), ("kiosk", &kiosk)]), runtime());
    let stamp = BuyStampRequest::new("a heron", "1&2");
    runtime.block_on(client.call(&stamp)).unwrap();
    let heard = at_kiosk.join().unwrap();
    assert!(heard.starts_with("POST /stamps "), "{heard}");
    assert!(!heard.contains("authorization"), "{heard}");
    let round = GetRoundRequest::new("token_7");
    runtime.block_on(client.call(&round)).unwrap();
    let heard = at_api.join().unwrap();
    assert!(heard.starts_with("GET /round "), "{heard}");
    assert!(heard.contains("bearer token_7"), "{heard}");

    let client = async_client(&[("api", &api)]);
    let error = runtime.block_on(client.call(&stamp)).unwrap_err();
    assert!(error.to_string().contains("has no base URL"), "{error}");
}

/// A body is read up to the limit, and no further.
#[test]
fn a_response_that_is_too_large_is_refused() {
    let limit = 16 << 20;
    for (length, is_refused) in [(limit, false), (limit + 1, true)] {
        let body: &'static [u8] = vec![b' '; length].leak();
        let client = async_client(&[("api", &server::answer_once(200, length, body))]);
        let answer = runtime().block_on(client.call(&GetParcelRequest::new("p1")));
        let error = answer.unwrap_err().to_string();
        let is_too_large = error == "the response is too large";
        assert_eq!(is_too_large, is_refused, "{error}");
    }
}

fn async_client(bases: &[(&'static str, &str)]) -> AsyncClient {
    let bases = bases.iter().map(|(name, base)| (*name, (*base).to_owned()));
    AsyncClient {
        bases: bases.collect(),
        key: server::KEY.to_owned(),
        http: reqwest::Client::builder().no_proxy().build().unwrap(),
    }
}

fn runtime() -> Runtime {
    let mut builder = Builder::new_current_thread();
    builder.enable_all().build().unwrap()
}
