//! Stage 3, resolve: from what the pages say to one model of the API.

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
mod shared_enums;
mod strangers;
mod types;
mod unions;
mod views;
mod votes;
mod words;

use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::page_path;
use crate::base::view::View;
use crate::config::Settings;
use crate::pipeline::api::{Api, Counts, PageInfo};
use crate::pipeline::parse::Page;
use crate::pipeline::source::Source;

use descriptions::Descriptions;
use entries::Expander;
use index::Index;
use types::TypeOutcome;

/// Understands the pages, with the names and optionality of one view, and
/// without the operations where nobody wants them.
///
/// Every problem is reported; where the report has errors the result is
/// incomplete and only good for looking at.
pub(crate) fn resolve(
    sources: &[Source],
    pages: &[Page],
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Api {
    let view = settings.view;
    let descriptions = Descriptions::merge(pages, diagnostics);
    let index = Index::new(pages);
    check::entities(&index, diagnostics);
    let (entities, groups) = Expander::new(&index, &descriptions, diagnostics).expand_all();
    let catalog = resources::Catalog::new(&index, &entities, view);
    let mut types = types::TypeResolver::new(&index, &catalog, diagnostics);
    let resources = catalog.resources(&mut types);
    let operations = match settings.operations {
        true => catalog.operations(&mut types),
        false => Vec::new(),
    };
    let TypeOutcome {
        counts,
        unjoined,
        untyped,
        shared_enums,
    } = types.finish();
    rivals::warn(
        &index,
        catalog.entities_of_resources(),
        &resources,
        diagnostics,
    );
    let is_empty = resources.is_empty() && operations.is_empty();
    if is_empty && !pages.is_empty() && !diagnostics.has_errors() {
        warn_of_nothing(view, diagnostics);
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
        shared_enums,
        operations,
        unjoined,
        untyped,
        addresses: index.addresses(),
        groups,
        ..Api::default()
    }
}

/// Pages whose front matter nobody can see are easily overlooked.
fn warn_of_nothing(view: View, diagnostics: &mut Diagnostics) {
    let view = view.as_str();
    let message = format!("no page has a resource or an operation of the view `{view}`");
    let help = "describe them below `reference:` in the front matter, which begins on the first \
                line of a page with `---`";
    diagnostics.report(Code::NothingModelled, message, help, Location::Nowhere);
}

fn page_info(source: &Source, page: &Page) -> PageInfo {
    PageInfo {
        path: source.path.clone(),
        url: page_path::url(&source.path),
        file: source.file.clone(),
        title: page.body.title.clone(),
        prose: page.body.prose.clone(),
    }
}
