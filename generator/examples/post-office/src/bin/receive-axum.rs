//! A server of webhooks with `axum`. It verifies the signature of a webhook before it reads the
//! event.

use std::env;
use std::io::{self, Write as _};
use std::sync::Arc;
use std::time::SystemTime;

use anyhow::Context as _;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use post_office::parcels::EventData;
use post_office::webhook::{self, InvalidWebhook};
use tokio::net::TcpListener;
use tokio::runtime::Builder;

/// Takes the address to listen on as its argument, and the secret of the webhook from the
/// environment variable `WEBHOOK_SECRET`. Prints the address.
fn main() -> anyhow::Result<()> {
    let address = env::args().nth(1).context("usage: receive-axum ADDRESS")?;
    let secret = env::var("WEBHOOK_SECRET").context("WEBHOOK_SECRET is not set")?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(serve(&address, secret.into()))
}

async fn serve(address: &str, secret: Arc<str>) -> anyhow::Result<()> {
    let listener = TcpListener::bind(address).await?;
    writeln!(io::stdout(), "{}", listener.local_addr()?)?;
    let router = Router::new().route("/webhooks", post(receive));
    Ok(axum::serve(listener, router.with_state(secret)).await?)
}

/// Answers with a sentence about the event. A signature that is not right gets status 400; an event
/// that cannot be read 422.
async fn receive(
    State(secret): State<Arc<str>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<String, (StatusCode, String)> {
    let signature = headers.get("WorkOS-Signature");
    let signature = signature.and_then(|value| value.to_str().ok());
    let event = webhook::read(
        &secret,
        signature.unwrap_or_default(),
        &body,
        SystemTime::now(),
    );
    let event = event.map_err(|error| (status(&error), error.to_string()))?;
    Ok(match event.data {
        EventData::ParcelCreated(parcel) => format!("a new parcel for {}", parcel.to),
        EventData::ParcelSent(parcel) => format!("a parcel is on its way to {}", parcel.to),
        other => format!("ignored `{}`", other.name()),
    })
}

fn status(error: &InvalidWebhook) -> StatusCode {
    match error {
        InvalidWebhook::Unreadable => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::BAD_REQUEST,
    }
}
