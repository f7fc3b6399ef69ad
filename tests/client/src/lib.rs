//! A program of a user: the models of a post office, and the client that calls it.

include!(concat!(env!("OUT_DIR"), "/reference.rs"));

pub mod client;
pub mod desk;
