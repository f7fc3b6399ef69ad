//! A program of a user: the models of a post office, and the client that calls it.
#![expect(
    missing_docs,
    reason = "a program, and models have the docs that their reference has"
)]

include!(concat!(env!("OUT_DIR"), "/reference.rs"));

pub mod async_client;
pub mod client;
pub mod desk;
pub mod webhook;
