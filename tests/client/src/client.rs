use ureq::http::{Request, StatusCode};

use crate::errors::PostError;
use crate::runtime::{Endpoint, Parameters};

pub struct Client {
    pub base: String,
    pub key: String,
    pub agent: ureq::Agent, // with `http_status_as_error(false)`
}

/// The status, and the error as it is documented, or else the text in its place.
#[derive(Debug, thiserror::Error)]
#[error("{0}: {1:?}")]
pub struct Refused(pub StatusCode, pub Result<PostError, String>);

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
        let text = response.body_mut().read_to_string()?;
        let json = if text.is_empty() { "null" } else { &text };
        match response.status() {
            status if status.is_success() => Ok(serde_json::from_str(json)?),
            status => Err(Refused(status, serde_json::from_str(json).map_err(|_| text)).into()),
        }
    }
}
