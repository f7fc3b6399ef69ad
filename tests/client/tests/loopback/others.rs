//! The same requests by another client, which does not block.

use post_office::async_client::AsyncClient;
use post_office::parcels::get::GetParcelRequest;
use post_office::runtime::{Error, ErrorKind};

use super::{client, created, server};

#[test]
fn a_client_that_does_not_block_sends_the_same() {
    let client = client();
    let parcels = ["Ada", "Bo", "Cy"].map(|to| created(&client, to));
    let client = AsyncClient {
        base: client.bases["api"].clone(),
        key: server::KEY.to_owned(),
        http: reqwest::Client::builder().no_proxy().build().unwrap(),
    };
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_all().build().unwrap();
    assert_eq!(runtime.block_on(client.parcels()).unwrap(), parcels);
    let missing = runtime.block_on(client.call(&GetParcelRequest::new("p9")));
    match missing.unwrap_err().downcast().unwrap() {
        Error::Api(error) => assert!(matches!(error.kind(), ErrorKind::Post(_)), "{error:?}"),
        other => panic!("{other:?}"),
    }
}
