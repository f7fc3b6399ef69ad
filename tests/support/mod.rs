//! The helpers that the tests of the output share.
#![allow(dead_code, reason = "each test uses its own part of this")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

pub(crate) mod cargo;
pub(crate) mod changes;
pub(crate) mod configured;
pub(crate) mod errors;
pub(crate) mod fixtures;
pub(crate) mod folders;
pub(crate) mod leaves;
pub(crate) mod marked;
pub(crate) mod models;
pub(crate) mod operations;
pub(crate) mod outline;
pub(crate) mod packages;
pub(crate) mod pages;
pub(crate) mod scratch;
pub(crate) mod shapes;
pub(crate) mod stable;
pub(crate) mod users;
pub(crate) mod yaml;
