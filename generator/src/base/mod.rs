//! Code that all other modules use: locations, pages, views, diagnostics, threads, files and text.

pub mod diagnostic;
pub(crate) mod node_path;
pub(crate) mod page_path;
pub(crate) mod parallel;
pub(crate) mod read;
pub(crate) mod role;
pub(crate) mod text;
pub(crate) mod view;
