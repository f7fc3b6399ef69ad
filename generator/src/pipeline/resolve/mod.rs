//! Stage 3, resolve: from what the pages say to one model of the API.

mod atoms;
mod called;
mod check;
mod descriptions;
mod documented;
mod entries;
mod index;
mod joins;
mod members;
mod nested;
mod operations;
mod prose;
mod reasons;
mod references;
mod renamed;
mod resources;
mod rivals;
mod roles;
mod strangers;
mod types;
mod unions;
mod views;
mod votes;
mod words;

use crate::base::diagnostic::{At, Code, Report};
use crate::base::view::View;
use crate::config::Settings;
use crate::pipeline::api::{Api, Counts, PageInfo};
use crate::pipeline::parse::Page;
use crate::pipeline::source::Source;

use descriptions::Descriptions;
use entries::Expander;
use index::Index;
use types::Finished;

/// Understands the pages, with the names and optionality of one view, and
/// without the operations where nobody wants them.
///
/// Every problem is reported; where the report has errors the result is
/// incomplete and only good for looking at.
pub(crate) fn resolve(
    sources: &[Source],
    pages: &[Page],
    settings: &Settings,
    report: &mut Report,
) -> Api {
    let view = settings.view;
    let descriptions = Descriptions::merge(pages, report);
    let index = Index::of(pages);
    check::entities(&index, report);
    let (entities, groups) = Expander::new(&index, &descriptions, report).expand_all();
    let catalog = resources::Catalog::of(&index, &entities, view);
    let mut types = types::Types::new(&index, &catalog, report);
    let resources = catalog.resources(&mut types);
    let operations = match settings.operations {
        true => catalog.operations(&mut types),
        false => Vec::new(),
    };
    let Finished {
        counts,
        unjoined,
        vague,
        atoms,
    } = types.finish();
    rivals::warn(&index, catalog.entities_of_resources(), &resources, report);
    let is_empty = resources.is_empty() && operations.is_empty();
    if is_empty && !pages.is_empty() && !report.has_errors() {
        warn_of_nothing(view, report);
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
            ..counts
        },
        pages: sources
            .iter()
            .zip(pages)
            .map(|(source, page)| page_info(source, page))
            .collect(),
        resources,
        atoms,
        operations,
        unjoined,
        vague,
        addresses: index.addresses(),
        groups,
        ..Api::default()
    }
}

/// Pages whose front matter nobody can see are easily overlooked.
fn warn_of_nothing(view: View, report: &mut Report) {
    let view = view.as_str();
    let message = format!("no page has a resource or an operation of the view `{view}`");
    let help = "describe them below `reference:` in the front matter, which begins on the first \
                line of a page with `---`";
    report.raise(Code::NothingModelled, message, help, At::Nowhere);
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
