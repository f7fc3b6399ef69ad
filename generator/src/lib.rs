//! Generates Rust from API reference pages.

mod api;
mod config;
pub mod diagnostic;
mod emit;
mod model;
mod nearest;
mod output;
mod parallel;
mod parse;
mod place;
mod render;
mod resolve;
mod source;
