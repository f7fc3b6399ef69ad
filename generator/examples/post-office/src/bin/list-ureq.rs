//! Prints the parcels of a post office, with the client `ureq`.

use std::env;
use std::io::{self, Write as _};

use anyhow::Context as _;
use post_office::client::Client;
use post_office::parcels::ListParcelsRequest;
use post_office::runtime::Paginated as _;

/// Takes the base URL as its argument, and the API key from the environment variable `API_KEY`.
fn main() -> anyhow::Result<()> {
    let base = env::args().nth(1).context("usage: list-ureq BASE_URL")?;
    let agent = ureq::Agent::config_builder().http_status_as_error(false);
    let client = Client {
        bases: [("api", base)].into(),
        key: env::var("API_KEY").context("API_KEY is not set")?,
        agent: agent.build().into(),
    };
    let mut out = io::stdout().lock();
    for parcel in ListParcelsRequest::default().items(|request| client.call(request)) {
        let parcel = parcel?;
        writeln!(out, "{} to {}", parcel.id, parcel.to)?;
    }
    Ok(())
}
