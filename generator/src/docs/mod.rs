//! The handbook: what does not belong to one item of the crate.
//!
//! - [`constructs`]: what stands in a page, and what it becomes.
//! - [`settings`]: in a file, in the builder and on the command line.
//! - [`client`]: how the requests of the output are sent.
//! - `interfaces`: what other tools and crates may rely on.
//! - [`extending`]: how to add a construct, a view, a rule, a code, a correction, a setting.
//!
//! Some chapters stand with what they are about: the codes of problems at
//! [`Quote`](crate::base::diagnostic::Code), the file of corrections at
//! [`corrections`], and with the command the rules at
//! `lint::Rule`, what a change may break at `diff`, how bodies are checked against
//! the models at `verify`, and how a field came about at `explain`.

pub mod corrections;

#[doc = include_str!("../../docs/constructs.md")]
pub mod constructs {}

#[doc = include_str!("../../docs/settings.md")]
pub mod settings {}

#[doc = include_str!("../../docs/client.md")]
pub mod client {}

// It refers to what only the command has.
#[cfg(feature = "analysis")]
#[doc = include_str!("../../docs/interfaces.md")]
pub mod interfaces {}

#[doc = include_str!("../../docs/extending.md")]
pub mod extending {}

/// What the readme shows compiles as well. In a package it is in another place, and the feature is off.
#[cfg(all(doctest, feature = "internals"))]
#[doc = include_str!("../../../README.md")]
struct Readme;
