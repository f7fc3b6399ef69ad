//! Generates Rust models from the YAML front matter of MDX API reference pages.
//!
//! A build script needs three lines:
//!
//! ```no_run
//! fn main() -> Result<(), reference_codegen::Error> {
//!     reference_codegen::Config::new().compile(&["reference"])
//! }
//! ```
//!
//! and the crate `include!(concat!(env!("OUT_DIR"), "/reference.rs"));`.
//! [`Config::generate`] gives the files in memory instead.
//!
//! # The pipeline
//!
//! One way through, and every stage sees only what the stage before it hands on:
//!
//! 1. **source** finds and reads the pages, in path order: `Vec<Source>`.
//! 2. **parse** reads front matter and body, and knows only what is written: `Vec<Page>`.
//! 3. **resolve** joins the pages: descriptions and references are looked up,
//!    type notations read, the nine views merged. The result, `Api`, is what
//!    the reference says, free of YAML and free of Rust.
//! 4. **correct** puts right what the docs get wrong, as a file of
//!    [`docs::corrections`] says: the same `Api`.
//! 5. **model** decides the Rust, as data: names, types, derives, attributes,
//!    boxes. The result is `RustModel`.
//! 6. **emit** turns each item into tokens and decides nothing.
//! 7. **render** formats the tokens into files in memory: path to text.
//! 8. **output** writes the files that changed and removes those that are no
//!    longer made.
//!
//! Problems are raised into a report that runs beside stages 1 to 5. Each stage
//! goes on with what the one before it has left, so that a run reports all
//! problems, but for those that could be there only because of others. After
//! stage 5 the run ends if there are errors, so what goes into emission is free
//! of them.
//!
//! With the command comes `verify`, which holds JSON bodies against the `Api`,
//! by the rules of `wire` that the model is made by as well.
//!
//! # More
//!
//! The [handbook](docs) has a table of every construct, the settings, what other tools
//! may rely on, and how to add something.

#![cfg_attr(
    not(feature = "analysis"),
    allow(
        dead_code,
        unreachable_pub,
        unused_imports,
        reason = "the rooms serve `analysis` as well"
    )
)]

#[cfg(feature = "analysis")]
mod analysis;
mod base;
mod build_script;
mod config;
pub mod docs;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod internals;
mod names;
mod notation;
mod pipeline;

#[cfg(feature = "analysis")]
pub use analysis::{diff, explain, inspect, inspect::Inspection, lint, report, verify};
pub use base::diagnostic::{self, Diagnostic, Error};
pub use base::view::View;
pub use config::{Config, InvalidValue, Layout, MapType, SerdeDerives, TimeType, Watched};
pub use pipeline::Generated;
pub use pipeline::output::{Differences, WriteSummary};
