//! Stage 4, model: decides what the Rust will be, as data.

mod aliases;
mod cycles;
mod derives;
mod doc_text;
mod docs;
mod items;
pub(crate) mod names;
mod operations;
pub(crate) mod rust_model;
mod tree;

use crate::api::Api;
use crate::config::Settings;
use crate::diagnostic::Report;

use rust_model::RustModel;

/// Decides every module, item, name, type and attribute of the output.
///
/// Names that clash are reported with both places.
pub(crate) fn build(api: &Api, settings: &Settings, report: &mut Report) -> RustModel {
    let mut model = items::Builder::new(api, settings, report).build();
    cycles::box_recursion(&mut model);
    derives::decide(&mut model, settings);
    model
}
