//! Generates Rust from API reference pages.

pub mod diagnostic;
mod model;
mod parse;
mod resolve;
