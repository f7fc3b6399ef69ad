//! Sixteen times as much of anything takes about sixteen times as long.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::Instant;

use reference_codegen::Config;
use reference_codegen::lint::LintLevels;

const FEW: usize = 100;

/// How many times as much there is. The more, the more a stage stands out that looks at everything
/// for each of it, even if only in passing.
const TIMES: usize = 16;

/// The largest time of many, as a multiple of its share of the time of few. A stage that looks at
/// all the others goes beyond that as soon as it has a fifteenth of the time of few.
const MAX_RATIO: f64 = 2.0;

/// The front matter for so many, below the view.
type Shape = fn(usize) -> String;

/// What there may be many of.
const SHAPES: &[(&str, Shape)] = &[
    ("alternatives", alternatives),
    ("entities", |count| {
        many(count, |at| entity(at, &member(0, "string")))
    }),
    ("holders of each other", |count| {
        many(count, |at| {
            entity(at, &member(0, &format!("thing{}", (at + 1) % count)))
        })
    }),
    ("holders of themselves", |count| {
        many(count, |at| entity(at, &member(0, &format!("thing{at}[]"))))
    }),
    ("members", |count| {
        entity(0, &many(count, |at| member(at, "string")))
    }),
    ("objects", |count| entity(0, &many(count, object))),
    ("references", references),
    ("members called otherwise", otherwise),
    ("requests of one path", |count| many(count, request)),
    ("untyped members", |count| {
        entity(0, &many(count, |at| member(at, "object")))
    }),
    ("values", |count| {
        let values: Vec<_> = (0..count).map(|at| format!("\"v{at}\"")).collect();
        entity(0, &member(0, &values.join(" | ")))
    }),
];

#[test]
fn time_grows_with_what_is_on_a_page_and_not_faster() {
    for (name, shape) in SHAPES {
        let page = |count| {
            vec![format!(
                "---\nreference:\n  curl:\n{}---\n# Things\n",
                shape(count)
            )]
        };
        assert_growth(name, page);
    }
}

/// All pages say the same, so every name leads to as many places as there are pages.
#[test]
fn time_grows_with_the_pages_and_not_faster() {
    assert_growth("pages", |count| vec![PAGE.to_owned(); count]);
}

fn assert_growth(name: &str, pages: impl Fn(usize) -> Vec<String>) {
    let few = written(&pages(FEW));
    let many = written(&pages(TIMES * FEW));
    // The machine may be busy with something else, so the best of several tries counts.
    let (mut of_few, mut of_many) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..5 {
        of_few = of_few.min(seconds(few.path()));
        of_many = of_many.min(seconds(many.path()));
        if of_many / of_few <= MAX_RATIO * TIMES as f64 {
            return;
        }
    }
    let times = of_many / of_few / TIMES as f64;
    panic!("of many {name} one takes {times:.1} times as long");
}

fn written(pages: &[String]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (number, page) in pages.iter().enumerate() {
        let section = folder.path().join(format!("depot-{number}"));
        fs::create_dir(&section).unwrap();
        fs::write(section.join("parcels.mdx"), page).unwrap();
    }
    folder
}

fn seconds(pages: &Path) -> f64 {
    let start = Instant::now();
    let generated = Config::new().generate(&[pages]).unwrap();
    assert!(!generated.files().is_empty());
    Config::new()
        .lint(&[pages], &LintLevels::default())
        .unwrap();
    start.elapsed().as_secs_f64()
}

fn many(count: usize, each: impl Fn(usize) -> String) -> String {
    (0..count).map(each).collect()
}

/// A resource with these members.
fn entity(number: usize, members: &str) -> String {
    format!("    - key: thing{number}\n      id: thing{number}\n      properties:\n{members}")
}

fn member(number: usize, kind: &str) -> String {
    format!("        - key: member{number}\n          type: '{kind}'\n")
}

fn object(number: usize) -> String {
    let inner = "          properties:\n            - { key: inner, type: string }\n";
    member(number, "object") + inner
}

/// Resources, and one of them as a member.
fn alternatives(count: usize) -> String {
    let mut page = many(count, |at| entity(at, &member(0, &format!("\"t{at}\""))));
    let names: Vec<_> = (0..count).map(|at| format!("thing{at}")).collect();
    page += &entity(count, &member(1, &names.join(" | ")));
    page
}

/// A resource whose members are described in another one.
fn references(count: usize) -> String {
    let mut page = entity(0, &many(count, |at| member(at, "string")));
    page += &entity(1, "");
    for at in 0..count {
        writeln!(page, "        - (thing0.member{at})").unwrap();
    }
    page
}

/// A resource whose members have other names in an SDK.
fn otherwise(count: usize) -> String {
    let here = entity(0, &many(count, |at| member(at, "string")));
    let there = many(count, |at| member(at, "string").replace("member", "part"));
    format!("{here}  js:\n{}", entity(0, &there))
}

fn request(number: usize) -> String {
    format!(
        "    - key: send{number}\n      id: send{number}\n      title: /things\n      \
         type: POST\n      parameters:\n        - {{ key: kind, type: '\"k{number}\"' }}\n      \
         returns:\n        - {{ key: done, type: boolean }}\n"
    )
}

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
          optional: true
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
