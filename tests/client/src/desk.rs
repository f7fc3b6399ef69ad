//! What is done at the desk of the post office.

use crate::client::Client;
use crate::parcels::{list::ListParcelsRequest, send::SendParcelRequest};
use crate::runtime::Paginated;

/// Sends every parcel, page after page.
pub fn send_all(client: &Client) -> anyhow::Result<()> {
    let mut next = Some(ListParcelsRequest::default());
    while let Some(request) = next {
        let page = client.call(&request)?;
        for parcel in &page.data {
            client.call(&SendParcelRequest::new(&parcel.id))?;
        }
        next = request.next_page(&page);
    }
    Ok(())
}
