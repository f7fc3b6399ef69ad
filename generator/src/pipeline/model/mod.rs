//! Stage 5, model: decides the Rust of the output, as data.

mod accessors;
mod aliases;
mod builder;
mod construction;
mod contents;
mod deprecation;
mod derives;
mod docs;
mod docs_paths;
mod empty_sections;
mod endpoint;
mod errors;
mod fields;
mod ids;
mod item_names;
mod lists;
pub(crate) mod module_tree;
mod operations;
mod overrides;
pub(crate) mod package;
mod part;
mod recursion;
mod reexports;
mod request_enums;
mod responses;
pub(crate) mod rust_model;
mod rustdoc_markdown;
mod section_docs;
mod serde_code;
mod serde_direction;
mod servers;
mod shape;
mod shared_types;
mod type_graph;
mod undescribed;
mod unions;

use crate::base::diagnostic::Diagnostics;
use crate::config::{Layout, Settings};
use crate::pipeline::api::Api;

use overrides::PublicPaths;
use rust_model::{HttpSupport, RustModel};

/// Decides every module, item, name, type and attribute of the output.
///
/// Names that clash are reported with both places.
pub(crate) fn build(api: &Api, settings: &Settings, diagnostics: &mut Diagnostics) -> RustModel {
    let paths = public_paths(api, settings);
    let mut model = builder::ModelBuilder::new(api, settings, paths, diagnostics).build();
    recursion::check_infinite_types(api, diagnostics);
    recursion::box_cycles(&mut model);
    construction::require(&mut model);
    derives::decide(&mut model, settings);
    serde_direction::decide(&mut model, settings);
    serde_code::decide(&mut model, settings);
    construction::name_setters(&mut model, settings);
    accessors::decide(&mut model);
    deprecation::mark(&mut model, api);
    aliases::mark_enums(&mut model);
    part::retain(&mut model);
    model.http = http_support(&model, settings);
    if settings.layout == Layout::Crate {
        package::decide(&mut model, api, settings, diagnostics);
        undescribed::describe(&mut model);
    }
    model
}

/// The paths of the items without overrides. Patterns of overrides can match each of these paths.
fn public_paths(api: &Api, settings: &Settings) -> PublicPaths {
    if settings.overrides.is_empty() {
        return PublicPaths::default();
    }
    let plain = Settings {
        overrides: Vec::new(),
        ..settings.clone()
    };
    // The same problems are reported for the model with overrides.
    let mut diagnostics = Diagnostics::default();
    let paths = PublicPaths::default();
    let model = builder::ModelBuilder::new(api, &plain, paths, &mut diagnostics).build();
    PublicPaths::new(&model)
}

/// The support for the crate `http`. In a package it is a feature, unless there are no requests.
fn http_support(model: &RustModel, settings: &Settings) -> HttpSupport {
    if !model.has_requests() {
        HttpSupport::Absent
    } else if settings.layout == Layout::Crate {
        let is_default = settings.http;
        HttpSupport::Feature { is_default }
    } else if settings.http {
        HttpSupport::Present
    } else {
        HttpSupport::Absent
    }
}
