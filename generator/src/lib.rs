//! Generates Rust from API reference pages.

mod api;
mod config;
pub mod diagnostic;
mod model;
mod nearest;
mod parallel;
mod parse;
mod place;
mod resolve;
mod source;
