//! Ten times the pages take about ten times as long, however alike the pages are.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::time::Instant;

use reference_codegen::Config;
use reference_codegen::lint::Levels;

/// A stage that looks at every page for each page is far above this.
const MOST: f64 = 16.0;
const FEW: usize = 200;

/// All pages say the same, so every name leads to as many places as there are pages.
const PAGE: &str = r#"---
reference:
  curl:
    - key: parcel
      id: parcel
      title: parcel
      properties:
        - key: object
          type: '"parcel"'
        - key: labels
          type: array
          description: The labels of the parcel.
        - key: inner
          type: array
          description: An array of parcel objects.
        - key: outer
          type: parcel
    - key: send_parcel
      id: send_parcel
      title: /parcels
      type: POST
      parameters:
        - key: notes
          type: string[]
      returns:
        - (parcel)
---
# Parcels
"#;

#[test]
fn time_grows_with_the_pages_and_not_faster() {
    let few = pages(FEW);
    let many = pages(10 * FEW);
    // The machine may be busy with something else, so one good try of several is enough.
    let mut tries = Vec::new();
    while tries.len() < 5 && tries.iter().all(|ratio| *ratio > MOST) {
        tries.push(seconds(many.path()) / seconds(few.path()));
    }
    assert!(
        tries.iter().any(|ratio| *ratio <= MOST),
        "{tries:.1?} times as long"
    );
}

fn pages(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..count {
        let section = folder.path().join(format!("depot-{number}"));
        fs::create_dir(&section).unwrap();
        fs::write(section.join("parcels.mdx"), PAGE).unwrap();
    }
    folder
}

fn seconds(pages: &Path) -> f64 {
    let start = Instant::now();
    let lint = Config::new().lint(&[pages], &Levels::default()).unwrap();
    assert!(!lint.findings().is_empty());
    start.elapsed().as_secs_f64()
}
