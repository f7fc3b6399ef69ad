//! The models of a post office.

include!(concat!(env!("OUT_DIR"), "/reference.rs"));
