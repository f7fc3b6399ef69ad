//! `verify` keeps a body in memory only during the check of that body.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::alloc::System;
use std::fs;
use std::path::Path;

use cap::Cap;
use reference_codegen::Config;

/// Counts the most bytes that are allocated at once.
#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

const PAGE: &str = "\
---
reference:
  curl:
    - key: crate
      id: crate
      properties:
        - { key: object, type: '\"crate\"' }
        - { key: label, type: string }
        - key: jars
          type: array
          properties:
            - { key: id, type: string }
            - { key: weight, type: integer }
            - { key: content, type: '\"jam\" | \"honey\"' }
---

# Crate
";

/// The items of one body.
const JARS: usize = 200;

/// More bodies than are in memory at once on a machine with many cores.
const FEW: usize = 512;
const MANY: usize = 2048;

/// The most bytes that a body may leave behind: its name, its verdict and its counts.
const MAX_LEFT: usize = 1024;

/// A body of about 12 kB.
fn body() -> String {
    let jars: Vec<String> = (0..JARS)
        .map(|at| format!(r#"{{"id": "jar_{at:020}", "weight": {at}, "content": "jam"}}"#))
        .collect();
    let jars = jars.join(", ");
    format!(r#"{{"object": "crate", "label": "a", "jars": [{jars}]}}"#)
}

/// Verifies this number of bodies; returns the most bytes that were allocated since the program
/// began.
fn peak(folder: &Path, bodies: usize) -> usize {
    let verification =
        Config::new().verify(&[folder.join("pages")], folder.join(bodies.to_string()));
    assert_eq!(verification.unwrap().models[0].accepted, bodies);
    ALLOCATOR.max_allocated()
}

#[test]
fn bodies_are_dropped_when_they_are_judged() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages");
    fs::create_dir(&pages).unwrap();
    fs::write(pages.join("crate.mdx"), PAGE).unwrap();
    let body = body();
    for bodies in [FEW, MANY] {
        let place = folder.path().join(bodies.to_string());
        fs::create_dir(&place).unwrap();
        for number in 0..bodies {
            fs::write(place.join(format!("{number:04}.json")), &body).unwrap();
        }
    }
    let few = peak(folder.path(), FEW);
    let many = peak(folder.path(), MANY);
    let left = many.saturating_sub(few) / (MANY - FEW);
    assert!(
        left <= MAX_LEFT,
        "each of {MANY} bodies of {} bytes leaves {left} bytes",
        body.len()
    );
}
