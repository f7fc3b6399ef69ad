//! Stage 3, resolve: from what the pages say to one model of the API.

mod descriptions;
mod entries;
mod index;
pub(crate) mod keys;
pub(crate) mod kind;
pub(crate) mod notation;
mod operations;
mod resources;
mod types;
mod views;

use crate::api::{Api, Counts, PageInfo};
use crate::diagnostic::Report;
use crate::parse::{Page, View};
use crate::source::Source;

use descriptions::Descriptions;
use entries::Expander;
use index::Index;

/// Understands the pages, with the names and optionality of one view.
///
/// Every problem is reported; where the report has errors the result is
/// incomplete and only good for looking at.
pub(crate) fn resolve(sources: &[Source], pages: &[Page], view: View, report: &mut Report) -> Api {
    let descriptions = Descriptions::merge(pages, report);
    let index = Index::of(pages);
    let entities = Expander::new(&index, &descriptions, report).expand_all();
    let catalog = resources::Catalog::of(&index, &entities, view, report);
    let mut types = types::Types::new(&index, &catalog, report);
    let resources = catalog.resources(&mut types);
    let operations = catalog.operations(&mut types);
    Api {
        counts: Counts {
            pages: pages.len(),
            entities: entities.len(),
            operations: operations.len(),
            resources: resources
                .iter()
                .filter(|resource| resource.view == view)
                .count(),
            json_resources: resources
                .iter()
                .filter(|resource| resource.view != view)
                .count(),
            ..types.counts()
        },
        pages: sources
            .iter()
            .zip(pages)
            .map(|(source, page)| page_info(source, page))
            .collect(),
        resources,
        operations,
    }
}

fn page_info(source: &Source, page: &Page) -> PageInfo {
    PageInfo {
        path: source.path.clone(),
        url: url_of(&source.path),
        file: source.file.clone(),
        title: page.body.title.clone(),
        prose: page.body.prose.clone(),
    }
}

/// The address of a page below the docs (format, section 1). The `url` that an
/// entity gives is stale too often to be used.
pub(crate) fn url_of(path: &str) -> String {
    let path = path.strip_suffix(".mdx").unwrap_or(path);
    let path = path.strip_suffix("/index").unwrap_or(path);
    match path {
        "index" => "/reference".to_owned(),
        path => format!("/reference/{path}"),
    }
}
