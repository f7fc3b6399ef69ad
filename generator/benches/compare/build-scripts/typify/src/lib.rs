//! What the build script has made.

include!(concat!(env!("OUT_DIR"), "/schema.rs"));
