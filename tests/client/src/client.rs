use serde::de::DeserializeOwned;
use serde_path_to_error::{Deserializer, Track};
use ureq::http::{Request, StatusCode};

use crate::errors::PostError;
use crate::runtime::{Endpoint, Parameters};

pub struct Client {
    pub base: String,
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
        let url = request.url(&self.base)?;
        let mut http = Request::builder().method(E::METHOD).uri(url);
        http = http.header("Authorization", format!("Bearer {}", self.key));
        let mut response = if E::PARAMETERS == Parameters::Body {
            http = http.header("Content-Type", "application/json");
            self.agent.run(http.body(serde_json::to_string(request)?)?)
        } else {
            self.agent.run(http.body(())?)
        }?;
        let body = response.body_mut().read_to_string()?;
        match response.status() {
            status if status.is_success() => Ok(read::<E, _>(body)?),
            status => Err(Refused(status, read::<E, _>(body)).into()),
        }
    }
}

fn read<E: Endpoint, T: DeserializeOwned>(body: String) -> Result<T, Unreadable> {
    let json = if body.is_empty() { "null" } else { &body };
    let (mut json, mut track) = (serde_json::Deserializer::from_str(json), Track::new());
    let read = T::deserialize(Deserializer::new(&mut json, &mut track));
    let read = read.and_then(|value| json.end().map(|()| value));
    read.map_err(|error| Unreadable {
        call: format!("{} {}", E::METHOD, E::PATH),
        place: track.path().to_string(),
        error,
        body,
    })
}
