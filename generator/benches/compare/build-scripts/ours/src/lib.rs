//! What the build script has made.
#![allow(
    missing_docs,
    reason = "what the docs do not describe is not described"
)]

include!(concat!(env!("OUT_DIR"), "/reference.rs"));
