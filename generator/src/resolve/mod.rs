//! Stage 3, resolve: from pages to one model of the API.

#![cfg_attr(
    not(test),
    expect(dead_code, reason = "no stage reads member types yet")
)]

pub(crate) mod keys;
pub(crate) mod kind;
pub(crate) mod notation;
