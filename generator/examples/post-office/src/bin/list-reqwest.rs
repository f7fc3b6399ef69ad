//! Prints the parcels of a post office, with the async client `reqwest`.

use std::env;
use std::io::{self, Write as _};

use anyhow::Context as _;
use post_office::async_client::AsyncClient;
use tokio::runtime::Builder;

/// Takes the base URL as its argument, and the API key from the environment variable `API_KEY`.
fn main() -> anyhow::Result<()> {
    let base = env::args().nth(1).context("usage: list-reqwest BASE_URL")?;
    let client = AsyncClient {
        bases: [("api", base)].into(),
        key: env::var("API_KEY").context("API_KEY is not set")?,
        http: reqwest::Client::new(),
    };
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let mut out = io::stdout().lock();
    for parcel in runtime.block_on(client.parcels())? {
        writeln!(out, "{} to {}", parcel.id, parcel.to)?;
    }
    Ok(())
}
