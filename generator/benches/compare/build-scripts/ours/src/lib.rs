//! The code that the build script generated.
#![allow(
    missing_docs,
    reason = "what the docs do not describe is not described"
)]

include!(concat!(env!("OUT_DIR"), "/reference.rs"));
