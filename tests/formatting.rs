//! `cargo fmt --check` of a dependent reports nothing in generated code, whatever its layout.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use std::path::Path;

use reference_codegen::{Config, Layout};
use support::cargo::{self, write};

/// A page at the root, whose types and their `impl` are in the root file. Its derives take more
/// than 100 columns.
const ROOT_PAGE: &str = "\
---
reference:
  curl:
    - key: parcel
      id: parcel
      properties:
        - { key: id, type: string }
        - { key: state, type: '\"on_the_way\" | \"there\"' }
---

# Parcel
";

/// A page whose module sorts differently in each edition.
const SECTION_PAGE: &str = "\
---
reference:
  curl:
    - key: desk
      id: desk
      properties:
        - { key: number, type: integer }
---

# Desk
";

const DERIVES: [&str; 2] = ["::core::cmp::PartialOrd", "::core::cmp::Ord"];

const SKIP: &str = "#[rustfmt::skip]\n";

#[test]
fn a_tree_stays_as_it_is() {
    let dependent = "//! A dependent.\n\n#[path = \"models/lib.rs\"]\npub mod models;\n";
    check("formatting-tree", Layout::Tree, Some(dependent));
}

#[test]
fn a_file_stays_as_it_is() {
    let dependent = "//! A dependent.\n\n#[path = \"models/reference.rs\"]\npub mod models;\n";
    check("formatting-file", Layout::File, Some(dependent));
}

#[test]
fn a_crate_stays_as_it_is() {
    check("formatting-crate", Layout::Crate, None);
}

/// rustfmt changes nothing, and would change generated code without the attribute that skips it.
fn check(name: &str, layout: Layout, dependent: Option<&str>) {
    let place = cargo::place(name);
    let reference = place.join("reference");
    write(&reference.join("index.mdx"), ROOT_PAGE);
    for section in ["desks2", "desks10"] {
        let page = SECTION_PAGE.replace("desk", section.trim_end_matches('s'));
        write(&reference.join(section).join("index.mdx"), &page);
    }
    let mut config = Config::new().layout(layout);
    for derive in DERIVES {
        config = config.derives("Parcel", derive);
    }
    let generated = config
        .generate(&[&reference])
        .unwrap_or_else(|failure| panic!("{failure}"));
    assert!(
        generated
            .files()
            .values()
            .any(|text| widest_derive(text) > 100),
        "no derive in the root passes 100 columns"
    );
    for (folder, skips) in [("skipped", true), ("laid-out", false)] {
        let folder = place.join(folder);
        for (path, text) in generated.files() {
            let path = match dependent {
                Some(_) => format!("src/models/{path}"),
                None => path.clone(),
            };
            let text = if skips {
                text.clone()
            } else {
                text.replace(SKIP, "")
            };
            write(&folder.join(path), &text);
        }
        if let Some(dependent) = dependent {
            write(&folder.join("src/lib.rs"), dependent);
        }
        write(&folder.join("rustfmt.toml"), "");
        for edition in ["2021", "2024"] {
            let ran = cargo::rustfmt(&folder, edition, Path::new("src/lib.rs"));
            assert_eq!(ran.success, skips, "{}\n{}", ran.stdout, ran.stderr);
        }
    }
}

/// The columns of the widest derive, if it were on one line.
fn widest_derive(text: &str) -> usize {
    let derives = text.split("#[derive(").skip(1);
    let widths = derives.map(|rest| {
        let list = rest.split(")]").next().unwrap_or_default();
        let words: Vec<&str> = list.split_whitespace().collect();
        "#[derive()]".len() + words.join(" ").trim().len()
    });
    widths.max().unwrap_or(0)
}
