//! Random references: the generated code is Rust, has every name once, and carries the bodies that
//! the reference describes.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "random/bodies.rs"]
mod bodies;
#[path = "random/pages.rs"]
mod pages;
#[path = "random/reference.rs"]
mod reference;
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use reference::{Page, references};
use reference_codegen::diff::ReferenceSource;
use reference_codegen::inspect::Role;
use reference_codegen::verify::Verdict;
use reference_codegen::{Config, Generated, Layout};
use serde_json::{Value, json};
use support::cargo;
use support::fixtures::Payload;
use support::models::Models;
use support::scratch::Scratch;

/// A reference, and a body for each of its resources.
fn cases() -> impl Strategy<Value = (Vec<Page>, Vec<Value>)> {
    references().prop_flat_map(|pages| {
        let bodies: Vec<_> = pages
            .iter()
            .map(|page| bodies::body(&page.fields))
            .collect();
        (Just(pages), bodies)
    })
}

fn generate(folder: &Path, layout: Layout) -> Generated {
    let config = Config::new().layout(layout);
    config
        .generate(&[folder])
        .unwrap_or_else(|failure| panic!("{failure}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_generated_is_rust_and_reads_what_is_described((pages, bodies) in cases()) {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("reference");
        pages::write(&folder, &pages);
        let shuffled = place.path().join("shuffled");
        pages::write(&shuffled, pages.iter().rev());
        for layout in [Layout::Tree, Layout::File] {
            let generated = generate(&folder, layout);
            let other = generate(&shuffled, layout);
            prop_assert_eq!(other.files(), generated.files());
            prop_assert_eq!(generated.diagnostics(), &[]);
            for (path, text) in generated.files() {
                assert_names_are_unique(path, &syn::parse_file(text).unwrap().items);
            }
            prop_assert_eq!(&generate(&folder, layout), &generated);
        }
        assert_written_and_checked(&folder, &place.path().join("out"));
        let side = ReferenceSource::Folder(folder.clone());
        prop_assert!(Config::new().diff(&side, &side).unwrap().entities.is_empty());
        let payloads = place.path().join("payloads");
        write_bodies(&payloads, &pages, &bodies);
        let verification = Config::new().verify(&[&folder], &payloads).unwrap();
        prop_assert_eq!(verification.bodies.len(), 4 * pages.len());
        for body in &verification.bodies {
            prop_assert!(body.reasons.is_empty(), "{:?}", body);
        }
        let wrong = place.path().join("wrong");
        let count = write_wrong(&wrong, &pages, &bodies);
        // If every member accepts any value, no body is wrong.
        if count > 0 {
            let verification = Config::new().verify(&[&folder], &wrong).unwrap();
            prop_assert_eq!(verification.bodies.len(), count);
            for body in &verification.bodies {
                prop_assert_eq!(body.verdict, Verdict::Rejected, "{:?}", body);
            }
        }
    }
}

/// Writes the generated code, after which `check` finds nothing to change.
fn assert_written_and_checked(folder: &Path, out: &Path) {
    let config = Config::new().out_dir(out);
    config.check(&[folder]).unwrap_err();
    config.generate(&[folder]).unwrap().write().unwrap();
    config.check(&[folder]).unwrap();
}

/// The wrong bodies of each resource; returns their number.
fn write_wrong(folder: &Path, pages: &[Page], bodies: &[Value]) -> usize {
    fs::create_dir_all(folder).unwrap();
    let mut lines = Vec::new();
    for (page, body) in pages.iter().zip(bodies) {
        for wrong in bodies::wrong(&page.fields, body) {
            let file = format!("{}.json", lines.len());
            fs::write(folder.join(&file), wrong.to_string()).unwrap();
            lines.push(format!("{file}\tresource\t{}\n", page.id));
        }
    }
    fs::write(folder.join("index.tsv"), lines.concat()).unwrap();
    lines.len()
}

/// Writes each body in every role: as the resource, as the request that creates it, as the response
/// to that, and as a list.
fn write_bodies(folder: &Path, pages: &[Page], bodies: &[Value]) {
    fs::create_dir_all(folder).unwrap();
    let mut index = String::new();
    for (number, (Page { id, .. }, body)) in pages.iter().zip(bodies).enumerate() {
        let listed = json!({ "data": [body], "list_metadata": {} });
        for (role, id, body) in [
            ("resource", id.clone(), body),
            ("request", format!("make_{id}"), body),
            ("response", format!("make_{id}"), body),
            ("response", format!("list_{id}"), &listed),
        ] {
            let file = format!("{number}-{role}-{id}.json");
            fs::write(folder.join(&file), body.to_string()).unwrap();
            index += &format!("{file}\t{role}\t{id}\n");
        }
    }
    fs::write(folder.join("index.tsv"), index).unwrap();
}

/// Asserts that the items of a module have different names, and so have the fields and variants of
/// each.
fn assert_names_are_unique(path: &str, items: &[syn::Item]) {
    let mut names = BTreeSet::new();
    for item in items {
        let (name, inner) = match item {
            syn::Item::Struct(item) => {
                let fields = item.fields.iter().filter_map(|field| field.ident.clone());
                (item.ident.clone(), fields.collect())
            }
            syn::Item::Enum(item) => {
                let variants = item.variants.iter().map(|variant| variant.ident.clone());
                (item.ident.clone(), variants.collect::<Vec<_>>())
            }
            syn::Item::Mod(item) => {
                let inner = item.content.as_ref().map_or(&[][..], |(_, items)| items);
                assert_names_are_unique(path, inner);
                continue;
            }
            _ => continue,
        };
        let unique: BTreeSet<_> = inner.iter().collect();
        assert_eq!(unique.len(), inner.len(), "{path}: {name}");
        assert!(names.insert(name.clone()), "{path}: {name} is there twice");
    }
}

/// A fixed sample compiles without a warning and is formatted; each body is written as it was read,
/// and a wrong one is rejected.
#[test]
fn a_sample_compiles_and_carries_its_bodies() {
    let place = cargo::place("random-pages");
    let _ = fs::remove_dir_all(&place);
    let mut runner = TestRunner::deterministic();
    let models = ('a'..='l').map(|name| {
        let (pages, bodies) = cases().new_tree(&mut runner).unwrap().current();
        sample(&place, &format!("sample_{name}"), &pages, &bodies)
    });
    let scratch = Scratch::new("random", &models.collect::<Vec<_>>());
    scratch.clippy();
    scratch.json();
    scratch.rustfmt();
}

fn sample(place: &Path, name: &str, pages: &[Page], bodies: &[Value]) -> Models {
    let place = place.join(name);
    let reference = place.join("reference");
    pages::write(&reference, pages);
    let generated = generate(&reference, Layout::Tree);
    let model = |role: Role, id: &str| {
        let inspection = generated.inspection();
        let mut models = inspection.models.iter();
        let model = models.find(|model| model.role == role && model.id == id);
        model.unwrap().rust.clone()
    };
    // A resource is made by a request with the same members.
    let payloads = |(page, body): (&Page, &Value)| {
        let file = place.join(format!("{}.json", page.name));
        fs::write(&file, body.to_string()).unwrap();
        let types = [
            model(Role::Resource, &page.id),
            model(Role::Request, &format!("make_{}", page.id)),
        ];
        types.map(|rust| Payload {
            rust,
            file: file.clone(),
        })
    };
    let rejected = |(page, body): (&Page, &Value)| {
        let wrong = bodies::wrong(&page.fields, body).into_iter().enumerate();
        let rejected = wrong.map(|(number, wrong)| {
            let file = place.join(format!("{}-wrong-{number}.json", page.name));
            fs::write(&file, wrong.to_string()).unwrap();
            let rust = model(Role::Resource, &page.id);
            Payload { rust, file }
        });
        rejected.collect::<Vec<_>>()
    };
    Models {
        name: name.to_owned(),
        accepted: pages.iter().zip(bodies).flat_map(payloads).collect(),
        reference,
        corrections: PathBuf::new(),
        rejected: pages.iter().zip(bodies).flat_map(rejected).collect(),
    }
}
