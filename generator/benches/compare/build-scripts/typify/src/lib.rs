//! The code that the build script generated.

include!(concat!(env!("OUT_DIR"), "/schema.rs"));
