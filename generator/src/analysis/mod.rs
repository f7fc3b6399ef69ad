//! Tools that read a reference and its models, and generate nothing.
//!
//! In their order: a tool uses only those above it in this list.

pub(crate) mod check;
pub mod diff;
pub mod explain;
pub mod inspect;
pub mod lint;
pub(crate) mod outline;
pub mod report;
pub mod verify;
