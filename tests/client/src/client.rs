use std::collections::HashMap;
use std::io::Read;

use anyhow::Context as _;
use serde::de::{DeserializeOwned, Error as _};
use serde_path_to_error::{Deserializer, Track};
use ureq::http::{self, StatusCode};

use crate::errors::PostError;
use crate::runtime::Endpoint;

pub struct Client {
    pub bases: HashMap<&'static str, String>, // of each server, by its name
    pub key: String,
    pub agent: ureq::Agent, // with `http_status_as_error(false)`
}

/// The status, and the error as it is documented, or else a body that is not.
#[derive(Debug, thiserror::Error)]
#[error("{0}: {1:?}")]
pub struct Refused(pub StatusCode, pub Result<PostError, Unreadable>);

/// A body that is not as documented, with the call that gave it and the place of the fault in it.
#[derive(Debug, thiserror::Error)]
#[error("{call}: {place}: {error}")]
pub struct Unreadable {
    pub call: String,
    pub place: String,
    pub error: serde_json::Error,
    pub body: String,
}

impl Client {
    pub fn call<E: Endpoint>(&self, request: &E) -> anyhow::Result<E::Response> {
        let base = self.bases.get(request.server().name);
        let url = request.url(base.context("a server without a base URL")?)?;
        let mut http = http::Request::builder().method(request.method()).uri(url);
        let credential = request.credential().header(&self.key)?;
        for (name, value) in request.headers()?.into_iter().chain(credential) {
            http = http.header(name, value);
        }
        let response = match request.body()? {
            Some(body) => {
                http = http.header("Content-Type", body.content_type);
                self.agent.run(http.body(body.bytes)?)
            }
            None => self.agent.run(http.body(())?),
        }?;
        match response.status() {
            status if status.is_success() => Ok(read::<E, _>(response.into_body())?),
            status => Err(Refused(status, read::<E, _>(response.into_body())).into()),
        }
    }
}

fn read<E: Endpoint, T: DeserializeOwned>(sent: ureq::Body) -> Result<T, Unreadable> {
    let mut body = Vec::new();
    let limited = sent.into_with_config().limit(16 << 20); // bytes
    let end = limited.reader().read_to_end(&mut body);
    let json = if body.is_empty() { b"null" } else { &body[..] };
    let (mut json, mut track) = (serde_json::Deserializer::from_slice(json), Track::new());
    let read = end.map_err(serde_json::Error::custom);
    let read = read.and_then(|_| T::deserialize(Deserializer::new(&mut json, &mut track)));
    let read = read.and_then(|value| json.end().map(|()| value));
    read.map_err(|error| Unreadable {
        call: format!("{} {}", E::METHOD, E::PATH),
        place: track.path().to_string(),
        error,
        body: String::from_utf8_lossy(&body).into_owned(),
    })
}
