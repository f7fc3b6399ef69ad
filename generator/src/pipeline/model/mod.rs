//! Stage 5, model: decides what the Rust will be, as data.

mod aliases;
mod cycles;
mod deprecation;
mod derives;
mod doc_text;
mod docs;
mod finite;
mod items;
mod listing;
mod members;
mod omitted;
mod operations;
mod overrides;
pub(crate) mod package;
mod queries;
mod request_enums;
pub(crate) mod rust_model;
mod sections;
mod serde_direction;
mod shared_enums;
mod tree;
mod unions;

use crate::base::diagnostic::Diagnostics;
use crate::config::{Layout, Settings};
use crate::pipeline::api::Api;

use rust_model::RustModel;
pub(crate) use tree::module_of;

/// Decides every module, item, name, type and attribute of the output.
///
/// Names that clash are reported with both places.
pub(crate) fn build(api: &Api, settings: &Settings, diagnostics: &mut Diagnostics) -> RustModel {
    let mut model = items::ModelBuilder::new(api, settings, diagnostics).build();
    finite::check_infinite_types(api, diagnostics);
    cycles::box_cycles(&mut model);
    derives::decide(&mut model, settings);
    serde_direction::decide(&mut model, settings);
    deprecation::mark(&mut model, api);
    if settings.layout == Layout::Crate {
        package::decide(&mut model, api, settings, diagnostics);
    }
    model
}
