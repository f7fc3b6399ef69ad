use crate::base::diagnostic::Diagnostics;
use crate::config::{Config, Layout, Settings};
use crate::pipeline::api::Api;
use crate::pipeline::model;
use crate::pipeline::parse;
use crate::pipeline::render;
use crate::pipeline::resolve;
use crate::pipeline::source::Source;

const PAGE: &str = r#"---
reference:
  curl:
    - key: empty_shelf
      id: empty_shelf
      title: /shelves/:id
      type: POST
      parameters:
        - { key: id, type: string }
        - { key: op, type: '"empty"' }
        - { key: dryRun, type: boolean }
        - { key: kinds, type: 'string[]', optional: true }
        - { key: reason, type: string | null, optional: true }
    - key: fill_shelf
      id: fill_shelf
      title: /shelves/:id
      type: POST
      parameters:
        - { key: id, type: string }
        - { key: op, type: '"fill"' }
---
"#;

fn api(settings: &Settings, diagnostics: &mut Diagnostics) -> Api {
    let sources = [Source {
        path: "shelves.mdx".to_owned(),
        file: "shelves.mdx".to_owned(),
        text: PAGE.to_owned(),
        mark: 0,
    }];
    let pages = parse::parse(&sources, diagnostics);
    resolve::resolve(&sources, &pages, settings, diagnostics)
}

/// No page can say it, but a later stage may move a parameter from the body to the query.
#[test]
fn a_query_beside_a_body() {
    let mut diagnostics = Diagnostics::default();
    let settings = Config::new().settings(&["reference"]).unwrap();
    let mut api = api(&settings, &mut diagnostics);
    let operation = &mut api.operations[0];
    let (query, body) = std::mem::take(&mut operation.body)
        .into_iter()
        .partition(|field| field.name != "op");
    (operation.query, operation.body) = (query, body);
    let model = model::build(&api, &settings, &mut diagnostics);
    let files = render::render(&model, Layout::Tree, "test").unwrap();
    insta::assert_snapshot!(files["shelves.rs"]);
}
