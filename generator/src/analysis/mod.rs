//! Tools that analyse a reference and its models, without generating code.
//!
//! `tests/rooms.rs` defines their order: a tool uses only the tools before it.

pub(crate) mod check;
mod default_integer;
pub mod diff;
pub(crate) mod display_path;
pub mod explain;
pub mod inspect;
pub mod lint;
pub(crate) mod members;
pub mod openapi;
pub(crate) mod outline;
pub mod report;
pub(crate) mod secrets;
mod struct_fields;
pub mod verify;
