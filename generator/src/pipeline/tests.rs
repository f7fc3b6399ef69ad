//! Tests of several stages together.

mod pages;

use std::collections::BTreeSet;
use std::fs;

use super::api::Api;
use super::source::Source;
use super::{join, model, parse, render, resolve};
use crate::base::diagnostic::{Code, Diagnostics, Severity, example};
use crate::base::view::View;
use crate::config::{Config, Layout, Settings, is_acceptable};

/// A page without a problem.
const NEIGHBOUR: &str = "---\nreference:\n  curl:\n    - key: stamp\n      properties: []\n---\n";

/// A page in a language of its own: a title that would begin a list, and links to other pages.
const LINKS: &str = "---
reference:
  curl:
    - key: kite
      properties:
        - key: name
          type: string
          description: \"See [it](/flags), [more](#tail), [that](other) and [the web](https://a.example/b).\"
---

# 1. Kites

Fly [far](/wind) ![high](/up.png).
";

#[test]
fn without_a_base_url_links_to_pages_are_text() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("kite.mdx"), LINKS).unwrap();
    for layout in [Layout::Tree, Layout::File, Layout::Crate] {
        let config = Config::new().layout(layout);
        let text = |config: Config| {
            let generated = config.generate(&[folder.path()]).unwrap();
            let texts: Vec<&str> = generated.files().values().map(String::as_str).collect();
            texts.concat()
        };
        let with = text(config.clone().base_url("https://kites.example"));
        for url in [
            "/reference/kite)",
            "/flags)",
            "/reference/kite#tail)",
            "/wind)",
        ] {
            assert!(
                with.contains(&format!("(https://kites.example{url}")),
                "{with}"
            );
        }
        let without = text(config);
        let documented = without
            .lines()
            .filter(|line| line.trim_start().starts_with("//"));
        let urls = documented.filter(|line| line.contains("]("));
        let line = "/// See it, more, that and [the web](https://a.example/b).";
        assert_eq!(urls.map(str::trim).collect::<Vec<_>>(), [line], "{without}");
        assert!(!without.contains("workos"), "{without}");
        for line in ["/// 1\\. Kites in the API reference.", "/// Fly far high."] {
            assert!(without.contains(line), "{without}");
        }
    }
}

#[test]
fn every_example_has_its_problem_and_no_other() {
    for code in Code::ALL {
        let raised = code.example().map(|example| codes(*code, example));
        let expected = if code.seen().is_none() {
            Some(BTreeSet::from([*code]))
        } else {
            None
        };
        assert_eq!(raised, expected, "{code}");
    }
}

/// The codes that these pages cause. For most codes, a page without a problem is added, since a
/// reference without a model is itself a problem.
fn codes(code: Code, example: &str) -> BTreeSet<Code> {
    let folder = tempfile::tempdir().unwrap();
    example::write(example, folder.path());
    if code != Code::NothingModelled {
        fs::write(folder.path().join("stamps.mdx"), NEIGHBOUR).unwrap();
    }
    let mut config = Config::new();
    let corrections = folder.path().join("corrections.toml");
    if corrections.exists() {
        config = config.corrections(corrections);
    }
    let result = config.generate(&[folder.path()]);
    let diagnostics = match &result {
        Ok(generated) => generated.diagnostics(),
        Err(error) => error.diagnostics(),
    };
    diagnostics.iter().map(|problem| problem.code).collect()
}

/// The codes of the warnings about these pages, with this view for the field names.
fn warnings_of_pages(example: &str, view: View) -> BTreeSet<Code> {
    let folder = tempfile::tempdir().unwrap();
    example::write(example, folder.path());
    fs::write(folder.path().join("stamps.mdx"), NEIGHBOUR).unwrap();
    let result = Config::new().view(view).generate(&[folder.path()]);
    let diagnostics = match &result {
        Ok(generated) => generated.diagnostics(),
        Err(error) => error.diagnostics(),
    };
    let warnings = diagnostics
        .iter()
        .filter(|it| it.severity == Severity::Warning);
    let of_pages = warnings.filter(|it| it.span.is_some());
    of_pages.map(|it| it.code).collect()
}

/// Checks the examples unchanged, and in a view that does not supply the names, in which errors are
/// warnings.
#[test]
fn every_warning_of_an_example_can_be_accepted() {
    let mut found = BTreeSet::new();
    for example in Code::ALL.iter().filter_map(|code| code.example()) {
        found.append(&mut warnings_of_pages(example, View::Curl));
        found.append(&mut warnings_of_pages(example, View::Js));
        let other = example.replace("  curl:", "  js:");
        found.append(&mut warnings_of_pages(&other, View::Curl));
    }
    for code in Code::ALL {
        let settings = Config::new().accept(*code, "**").settings(&["pages"]);
        assert_eq!(settings.is_ok(), is_acceptable(*code), "{code}");
    }
    let acceptable = Code::ALL.iter().filter(|code| is_acceptable(**code));
    let mut acceptable: BTreeSet<Code> = acceptable.copied().collect();
    // The examples of these codes are not in a view, or the codes have no example.
    for code in [
        Code::PageTooLarge,
        Code::DuplicateKey,
        Code::AliasNotAllowed,
        Code::TooDeep,
    ] {
        assert!(acceptable.remove(&code), "{code}");
    }
    assert_eq!(found, acceptable);
}

const SHELVES: &str = r#"---
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
    let sources = [Source::new(
        "shelves.mdx".to_owned(),
        "shelves.mdx".to_owned(),
        SHELVES.to_owned(),
    )];
    let pages = parse::parse(&sources, diagnostics);
    resolve::resolve(&sources, &pages, settings, diagnostics)
}

/// A page cannot describe both, but a later stage may move a parameter from the body to the query.
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
    join::join(&mut api);
    let model = model::build(&api, &settings, &mut diagnostics);
    let files = render::render(&model, Layout::Tree, "test").unwrap();
    // The enum of the requests is in the root, because the page is not in a folder.
    let [root, page] = [render::ROOT, "shelves.rs"].map(|file| files[file].as_str());
    insta::assert_snapshot!([root, page].join("\n"));
}

/// An operation that is not generated needs no method and no path.
#[test]
fn no_operation_ends_a_run_without_operations() {
    for code in [Code::UnknownMethod, Code::InvalidPath] {
        let folder = tempfile::tempdir().unwrap();
        example::write(code.example().unwrap(), folder.path());
        fs::write(folder.path().join("stamps.mdx"), NEIGHBOUR).unwrap();
        let run = |operations| {
            Config::new()
                .operations(operations)
                .generate(&[folder.path()])
        };
        assert!(run(true).is_err(), "{code}");
        assert_eq!(run(false).unwrap().diagnostics(), [], "{code}");
    }
}
