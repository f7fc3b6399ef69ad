use std::collections::HashMap;

use anyhow::Context as _;
use ureq::http::Response;

use crate::runtime::{Endpoint, Http};

pub struct Client {
    pub bases: HashMap<&'static str, String>, // base URLs by the name of the server
    pub key: String,
    pub agent: ureq::Agent, // with `http_status_as_error(false)`
}

impl Client {
    pub fn call<E: Endpoint + Http>(&self, request: &E) -> anyhow::Result<E::Response> {
        let base = self.bases.get(request.server().name);
        let base = base.context("the server has no base URL")?;
        let sent = request.to_http(base, Some(&self.key))?;
        let (head, body) = self.agent.run(sent)?.into_parts();
        let body = body.into_with_config().limit(16 << 20).read_to_vec()?; // bytes
        Ok(request.read_http(Response::from_parts(head, body))?)
    }
}
