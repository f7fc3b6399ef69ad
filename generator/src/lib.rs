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
//! and the crate includes the file with `include!(concat!(env!("OUT_DIR"), "/reference.rs"));`.
//! [`Config::generate`] returns the files in memory instead.
//!
//! # The pipeline
//!
//! Each stage sees only the results of the stages before it:
//!
//! 1. **source** finds and reads the pages, in path order: `Vec<Source>`.
//! 2. **parse** parses front matter and body, without interpreting them: `Vec<Page>`.
//! 3. **resolve** joins the pages: it looks up descriptions and references, parses type notations
//!    and merges the nine views. The result, `Api`, is a model of the API without YAML or Rust.
//! 4. **correct** changes that model where a [corrections](docs::corrections) file says that the
//!    docs are wrong.
//! 5. **model** makes all decisions about the Rust code: names, types, derives, attributes, boxes.
//!    The result is `RustModel`.
//! 6. **emit** turns each item into tokens, without further decisions.
//! 7. **render** formats the tokens into files in memory, by path.
//! 8. **output** writes the files that changed and removes those that are no longer generated.
//!
//! Stages 1 to 5 collect diagnostics. Each stage continues with the valid results of the stage
//! before it, so that a run reports all problems except those that only follow from others. After
//! stage 5 the run stops if there are errors, so emission needs no checks.
//!
//! # The modules
//!
//! A module uses only the modules before it in this order: `base`, `notation`, `names`, `config`,
//! `pipeline`, `analysis`, `build_script`, and `cli` in the binary. `tests/rooms.rs` checks this.
//!
//! # Features
//!
//! | feature | what it adds |
//! |---|---|
//! | none | generation, for a build script |
//! | `analysis` | `check`, `outline`, `explain`, `inspect`, `lint`, `diff`, `verify`, `openapi` and `report`, for tests of a dependent |
//! | `cli`, on by default | the command `reference-codegen` |
//!
//! The [handbook](docs) has a table of every construct, the settings, the interfaces for other
//! tools, and how to extend the generator.

#[cfg(feature = "analysis")]
mod analysis;
mod base;
mod build_script;
mod config;
pub mod docs;
#[cfg(feature = "__internals")]
#[doc(hidden)]
pub mod internals;
mod names;
mod notation;
mod pipeline;

#[cfg(feature = "analysis")]
pub use analysis::{diff, explain, inspect, inspect::Inspection, lint, openapi, report, verify};
pub use base::diagnostic::{self, Diagnostic, Error};
pub use base::view::View;
pub use config::{
    Config, FollowLinks, IdType, Layout, MapType, SerdeCode, SerdeDerives, Structs, TimeType,
    ValueError,
};
pub use pipeline::Generated;
pub use pipeline::output::{Differences, WriteSummary};
pub use pipeline::source::Watched;
