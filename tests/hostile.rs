//! Pages that mean harm are rejected, or have no effect.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "hostile/code.rs"]
mod code;
#[path = "hostile/depth.rs"]
mod depth;
#[path = "hostile/docs.rs"]
mod docs;
#[path = "hostile/files.rs"]
mod files;
#[cfg(unix)]
#[path = "hostile/links.rs"]
mod links;
#[path = "hostile/pages.rs"]
mod pages;
#[cfg(unix)]
#[path = "hostile/reads.rs"]
mod reads;
#[path = "hostile/size.rs"]
mod size;
#[path = "hostile/skeleton.rs"]
mod skeleton;
mod support;
#[path = "hostile/texts.rs"]
mod texts;
