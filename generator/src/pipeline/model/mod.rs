//! Stage 5, model: decides what the Rust will be, as data.

mod aliases;
mod atoms;
mod cycles;
mod deprecation;
mod derives;
mod doc_text;
mod docs;
mod finite;
mod items;
mod left_out;
mod listing;
mod members;
mod operations;
mod overrides;
pub(crate) mod package;
mod queries;
mod request_enums;
pub(crate) mod rust_model;
mod sections;
mod tree;
mod unions;
mod ways;

use crate::base::diagnostic::Report;
use crate::config::{Layout, Settings};
use crate::pipeline::api::Api;

use rust_model::RustModel;
pub(crate) use tree::module_of;

/// Decides every module, item, name, type and attribute of the output.
///
/// Names that clash are reported with both places.
pub(crate) fn build(api: &Api, settings: &Settings, report: &mut Report) -> RustModel {
    let mut model = items::Builder::new(api, settings, report).build();
    finite::warn(api, report);
    cycles::box_recursion(&mut model);
    derives::decide(&mut model, settings);
    ways::decide(&mut model, settings);
    deprecation::mark(&mut model, api);
    if settings.layout == Layout::Crate {
        package::decide(&mut model, api, settings, report);
    }
    model
}
