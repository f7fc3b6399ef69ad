//! What every room stands on: places, views, diagnostics, work in parallel, and text.

pub mod diagnostic;
pub(crate) mod parallel;
pub(crate) mod place;
pub(crate) mod role;
pub(crate) mod text;
pub(crate) mod view;
