//! The handbook: documentation that does not belong to a single item of the crate.
//!
//! - [`constructs`]: the constructs of a page, and the Rust for each.
//! - [`settings`]: in a file, in the builder and on the command line.
//! - [`client`]: how to send the generated requests.
//! - [`webhooks`]: how to check and read what the API sends.
//! - [`ci`]: a workflow that verifies the generated files and comments on changes.
//! - [`interfaces`]: the stable interfaces for other tools and crates.
//! - [`security`]: the guarantees for malicious input, and the trusted input.
//! - [`extending`]: how to add a construct, a view, a rule, a code, a correction or a setting.
//!
//! Some chapters are the docs of an item: the codes of diagnostics at
//! [`Code`](crate::diagnostic::Code), the corrections file at [`corrections`], and with the
//! feature `analysis` the lint rules at `lint::Rule`, the classes of changes at `diff`, the check
//! of JSON bodies at `verify`, that of an OpenAPI description at `openapi`, and the evidence for a
//! field at `explain`.

pub mod corrections;

#[doc = include_str!("../../docs/constructs.md")]
pub mod constructs {}

#[doc = include_str!("../../docs/settings.md")]
pub mod settings {}

#[doc = include_str!("../../docs/client.md")]
pub mod client {}

#[doc = include_str!("../../docs/webhooks.md")]
pub mod webhooks {}

#[doc = include_str!("../../docs/ci.md")]
pub mod ci {}

#[doc = include_str!("../../docs/interfaces.md")]
pub mod interfaces {}

#[doc = include_str!("../../docs/security.md")]
pub mod security {}

#[doc = include_str!("../../docs/extending.md")]
pub mod extending {}

/// Compiles the examples of the README. In a package the file is elsewhere, and the feature is off.
#[cfg(all(doctest, feature = "__internals"))]
#[doc = include_str!("../../../README.md")]
struct Readme;
