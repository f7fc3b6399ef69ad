//! Stage 3, resolve: combines the pages into one model of the API.
//!
//! It follows references ([`expand`]), sorts entities into resources and operations ([`catalog`]),
//! joins their nine views ([`view_joins`]), and decides the type of each member ([`types`]).

mod budget;
mod call;
mod catalog;
mod descriptions;
mod entity_index;
mod error_tables;
mod exact_type;
mod expand;
mod expanded;
mod list_context;
mod operations;
mod path_parameters;
mod stated;
mod type_hints;
mod type_sources;
mod types;
mod unmatched_reason;
mod validate;
mod view_joins;
mod votes;

use std::collections::BTreeSet;

use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::page_path;
use crate::base::view::View;
use crate::config::Settings;
use crate::pipeline::api::{Api, Counts, PageInfo};
use crate::pipeline::parse::Page;
use crate::pipeline::source::Source;

use catalog::Catalog;
use descriptions::Descriptions;
use entity_index::EntityIndex;
use expand::Expander;
use types::TypeResolver;

/// Resolves the pages, with the names and optionality of one view, and without the operations if
/// the settings exclude them.
///
/// Every problem is reported. If there are errors, the result is incomplete, and must not be
/// generated from.
pub(crate) fn resolve(
    sources: &[Source],
    pages: &[Page],
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Api {
    let view = settings.view;
    let descriptions = Descriptions::merge(pages, diagnostics);
    let index = EntityIndex::new(pages);
    validate::entities(&index, diagnostics);
    let (entities, groups) = Expander::new(&index, &descriptions, diagnostics).expand_all();
    let catalog = Catalog::new(&index, &entities, view);
    let mut types = TypeResolver::new(&catalog, diagnostics);
    let resources = catalog.resources(&mut types);
    let (mut operations, mut omitted_operations) = (Vec::new(), BTreeSet::new());
    if settings.operations {
        operations = operations::operations(&catalog, &descriptions, &mut types);
    } else {
        let ids = catalog.operations.iter().map(|at| catalog.id(*at));
        omitted_operations.extend(ids.map(str::to_owned));
    }
    let api = types.finish();
    validate::ambiguous_keys(&index, &catalog.resources, &resources, diagnostics);
    let is_empty = resources.is_empty() && operations.is_empty();
    if is_empty && !pages.is_empty() && !diagnostics.has_errors() {
        warn_of_empty_model(view, diagnostics);
    }
    let of_view = resources.iter().filter(|resource| resource.view == view);
    let of_view = of_view.count();
    Api {
        counts: Counts {
            pages: pages.len(),
            entities: entities.len(),
            operations: operations.len(),
            resources: of_view,
            json_resources: resources.len() - of_view,
            ..api.counts
        },
        pages: sources.iter().zip(pages).map(page_info).collect(),
        resources,
        error_codes: error_tables::enums(pages),
        operations,
        omitted_operations,
        addresses: index.urls(),
        groups,
        ..api
    }
}

/// Warns that the pages describe no resource and no operation. Their front matter may be missing.
fn warn_of_empty_model(view: View, diagnostics: &mut Diagnostics) {
    let view = view.as_str();
    let message = format!("no page has a resource or an operation of the view `{view}`");
    let help = "describe them below `reference:` in the front matter; a page with front matter \
                begins with a line `---`";
    diagnostics.report(Code::NothingModelled, message, help, Location::Nowhere);
}

fn page_info((source, page): (&Source, &Page)) -> PageInfo {
    PageInfo {
        path: source.path.clone(),
        url: page_path::url(&source.path),
        file: source.file.clone(),
        title: page.body.title.clone(),
        prose: page.body.prose.clone(),
    }
}
