use std::collections::HashMap;

use anyhow::Context as _;
use http::Response;

use crate::parcels::{ListParcelsRequest, Parcel};
use crate::runtime::{Endpoint, Http, Paginated};

pub struct AsyncClient {
    pub bases: HashMap<&'static str, String>, // base URLs by the name of the server
    pub key: String,
    pub http: reqwest::Client,
}

impl AsyncClient {
    pub async fn call<E: Endpoint + Http>(&self, request: &E) -> anyhow::Result<E::Response> {
        let base = self.bases.get(request.server().name);
        let base = base.context("the server has no base URL")?;
        let sent = request.to_http(base, Some(&self.key))?;
        let mut answer = self.http.execute(sent.try_into()?).await?;
        let mut response = Response::new(());
        *response.status_mut() = answer.status();
        *response.headers_mut() = std::mem::take(answer.headers_mut());
        let body = body(answer).await?;
        Ok(request.read_http(response.map(|()| body))?)
    }

    /// Every parcel, page after page.
    pub async fn parcels(&self) -> anyhow::Result<Vec<Parcel>> {
        let (mut parcels, mut next) = (Vec::new(), Some(ListParcelsRequest::default()));
        while let Some(request) = next {
            let page = self.call(&request).await?;
            next = request.next_page(&page);
            anyhow::ensure!(next.as_ref() != Some(&request), "the list never ends");
            parcels.extend(page.data);
        }
        Ok(parcels)
    }
}

/// The body of a response, which may have 16 MiB.
async fn body(mut answer: reqwest::Response) -> anyhow::Result<Vec<u8>> {
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await? {
        body.extend_from_slice(&chunk);
        anyhow::ensure!(body.len() <= 16 << 20, "the response is too large");
    }
    Ok(body)
}
