//! Generates Rust from API reference pages.
#![allow(dead_code, reason = "the stages are not all connected yet")]

pub mod diagnostic;
mod model;
mod parallel;
mod parse;
mod place;
mod resolve;
mod source;
