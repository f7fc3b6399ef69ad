//! The operations at the desk of the post office.

use crate::client::Client;
use crate::parcels::{ListParcelsRequest, SendParcelRequest};
use crate::runtime::Paginated;

/// Sends every parcel, page after page.
pub fn send_all(client: &Client) -> anyhow::Result<()> {
    for parcel in ListParcelsRequest::default().items(|request| client.call(request)) {
        client.call(&SendParcelRequest::new(parcel?.id))?;
    }
    Ok(())
}
