//! Sixteen times as much of anything takes about sixteen times as long.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "growth/analysis.rs"]
mod analysis;
#[path = "growth/corrections.rs"]
mod corrections;
#[path = "growth/crowded.rs"]
mod crowded;
#[path = "growth/measure.rs"]
mod measure;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use reference_codegen::diff::ReferenceSource;
use reference_codegen::lint::LintLevels;
use reference_codegen::{Config, Layout};

use measure::assert_growth_of;

/// The front matter below the view for a number of parts.
type Shape = fn(usize) -> String;

/// The parts that a page may have many of.
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
    assert_growth_of_pages(SHAPES);
}

/// The prose of a page may describe how all of its operations are sent.
#[test]
fn time_grows_with_the_prose_beside_operations_and_not_faster() {
    assert_growth("prose beside operations", |count| {
        let operations = many(count, |at| {
            format!(
                "    - key: get{at}\n      type: GET\n      title: /things/{at}\n      \
                 description: Gets it.\n"
            )
        });
        let prose = "Send the `Trace-Id` header, and read on. ".repeat(count);
        vec![format!(
            "---\nreference:\n  curl:\n{operations}---\n# Things\n\n{prose}\n"
        )]
    });
}

/// All pages have the same content, so every name leads to as many places as there are pages.
#[test]
fn time_grows_with_the_pages_and_not_faster() {
    assert_growth("pages", |count| vec![PAGE.to_owned(); count]);
}

/// Pages that have one kind of mistake many times, and nothing else.
const MISTAKES: &[(&str, Shape)] = &[
    ("anchors", |count| {
        let members = many(count, |at| member(at, "string"));
        let anchors = "&a a, ".repeat(10);
        entity(0, &members.replace("'string'", &format!("[{anchors}]")))
    }),
    ("members of many alternatives", |count| {
        let names: Vec<_> = (0..count).map(|at| format!("Name{at}")).collect();
        let inner = many(count, |at| member(at, "string")).replace("  - ", "      - ");
        let inner = inner.replace("          type", "              type");
        let holder = member(0, &names.join(" | "));
        entity(0, &format!("{holder}          properties:\n{inner}"))
    }),
    ("unknown types", |count| {
        many(count, |at| entity(at, &member(0, &format!("unknown{at}"))))
    }),
    ("unknown references", |count| {
        let members = |at| format!("        - (nothing{at})\n        - (thing0.nothing{at})\n");
        let known = entity(0, &many(count, |at| member(at, "string")));
        known + &many(count, |at| entity(at + 1, &members(at)))
    }),
    ("unknown descriptions", |count| {
        many(count, |at| {
            entity(
                at,
                &format!("{}          description: (a.b{at})\n", member(0, "string")),
            )
        })
    }),
    ("keys that are no names", |count| {
        many(count, |at| {
            let wrong = entity(at, &member(0, &format!("anything{at}")));
            wrong.replace("key: thing", "key: 9thing")
        })
    }),
];

#[test]
fn time_grows_with_the_mistakes_of_a_page_and_not_faster() {
    for (name, shape) in MISTAKES {
        let page = |count| {
            let texts = many(count, |at| format!("  text{at}: A text.\n"));
            let entities = shape(count);
            vec![format!(
                "---\ndescriptions:\n{texts}reference:\n  curl:\n{entities}---\n"
            )]
        };
        let run = |pages: &Path| {
            Config::new().generate(&[pages]).unwrap_err();
        };
        assert_growth_of(name, |count| written(&page(count)), run);
    }
}

/// Kinds of lines that a settings file or a corrections file repeats, for a resource of as many
/// members.
const LINES: &[(&str, &str, Shape)] = &[
    ("unknown settings", "settings.toml", |count| {
        many(count, |at| format!("unknown{at} = true\n"))
    }),
    ("unknown resources", "corrections.toml", |count| {
        many(count, |at| correction(&format!("part{at}")))
    }),
];

#[test]
fn time_grows_with_the_lines_of_a_file_and_not_faster() {
    for (name, file, lines) in LINES {
        let folder = |count| {
            let members = entity(0, &many(count, |at| member(at, "string")));
            let page = format!("---\nreference:\n  curl:\n{members}---\n# Things\n");
            let folder = written(&[page]);
            fs::write(folder.path().join(file), lines(count)).unwrap();
            folder
        };
        let run = |folder: &Path| {
            let path = folder.join(file);
            let config = match *file {
                "settings.toml" => Config::new().config_file(path),
                _ => Config::new().corrections(path),
            };
            config.generate(&[folder]).unwrap_err();
        };
        assert_growth_of(name, folder, run);
    }
}

/// Kinds of settings that a file repeats, for a resource of as many members.
const SETTINGS: &[(&str, Shape)] = &[
    ("types", |count| {
        let lines = many(count, |at| format!("\"Thing0.member{at}\" = \"u8\"\n"));
        format!("[types]\n{lines}")
    }),
    ("types of any item", |count| {
        let lines = many(count, |at| format!("\"**.member{at}\" = \"u8\"\n"));
        format!("[types]\n{lines}")
    }),
    ("names", |count| {
        let lines = many(count, |at| {
            format!("\"Thing0.member{at}\" = \"part{at}\"\n")
        });
        format!("[names]\n{lines}")
    }),
    ("attributes", |count| {
        let lines = many(count, |at| {
            format!("\"Thing0.member{at}\" = [\"#[serde(alias = 'a{at}')]\"]\n")
        });
        format!("[attributes]\n{}", lines.replace('\'', "\\\""))
    }),
];

#[test]
fn time_grows_with_the_settings_of_fields_and_not_faster() {
    for (name, settings) in SETTINGS {
        let folder = |count| {
            let members = entity(0, &many(count, |at| member(at, "string")));
            let page = format!("---\nreference:\n  curl:\n{members}---\n# Things\n");
            let folder = written(&[page]);
            fs::write(folder.path().join("settings.toml"), settings(count)).unwrap();
            folder
        };
        let run = |folder: &Path| {
            let config = Config::new().config_file(folder.join("settings.toml"));
            config.generate(&[folder]).unwrap();
        };
        assert_growth_of(name, folder, run);
    }
}

/// One page is in many nested folders. Each module has a path as long as it is deep, so four times
/// as many folders give sixteen times the output.
#[test]
fn time_grows_with_the_output_for_deep_folders_and_not_faster() {
    for layout in [Layout::Tree, Layout::File] {
        let folder = |count: usize| {
            let root = tempfile::tempdir().unwrap();
            let depth = 40 * count.isqrt();
            let folder = root.path().join("a/".repeat(depth));
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("things.mdx"), PAGE).unwrap();
            root
        };
        let run = |folder: &Path| {
            let generated = Config::new().layout(layout).generate(&[folder]).unwrap();
            assert!(!generated.files().is_empty());
        };
        assert_growth_of("folders", folder, run);
    }
}

/// Every value of an enum has another name in the second reference.
#[test]
fn time_of_a_diff_grows_with_the_values_and_not_faster() {
    let folder = |count| {
        let page = |prefix: &str| {
            let values = (0..count).map(|at| format!("\"{prefix}{at}\""));
            let values: Vec<_> = values.collect();
            let entity = entity(0, &member(0, &values.join(" | ")));
            format!("---\nreference:\n  curl:\n{entity}---\n# Things\n")
        };
        let folder = written(&[]);
        for (name, prefix) in [("old", "a"), ("new", "b")] {
            fs::create_dir(folder.path().join(name)).unwrap();
            fs::write(folder.path().join(name).join("things.mdx"), page(prefix)).unwrap();
        }
        folder
    };
    let run = |folder: &Path| {
        let [old, new] = ["old", "new"].map(|name| ReferenceSource::Folder(folder.join(name)));
        let diff = Config::new().diff(&old, &new).unwrap();
        assert!(!diff.to_string().is_empty());
    };
    assert_growth_of("renamed values", folder, run);
}

/// Every item of a body has a value that the docs do not list, and the docs list as many others.
#[test]
fn time_of_verification_grows_with_the_values_and_not_faster() {
    let folder = |count| {
        let values: Vec<_> = (0..count).map(|at| format!("\"v{at}\"")).collect();
        let entity = entity(0, &member(0, &format!("({})[]", values.join(" | "))));
        let page = format!("---\nreference:\n  curl:\n{entity}---\n# Things\n");
        let folder = written(&[page]);
        let values: Vec<_> = (0..count).map(|at| format!("\"w{at}\"")).collect();
        let body = format!("{{ \"member0\": [{}] }}", values.join(", "));
        fs::write(folder.path().join("thing0.json"), body).unwrap();
        folder
    };
    let run = |folder: &Path| {
        let verification = Config::new().verify(&[folder], folder).unwrap();
        assert!(verification.to_string().contains("unknown value"));
    };
    assert_growth_of("unknown values", folder, run);
}

fn assert_growth_of_pages(shapes: &[(&str, Shape)]) {
    for (name, shape) in shapes {
        let page = |count| {
            let parts = shape(count);
            vec![format!("---\nreference:\n  curl:\n{parts}---\n# Things\n")]
        };
        assert_growth(name, page);
    }
}

fn assert_growth(name: &str, pages: impl Fn(usize) -> Vec<String>) {
    assert_growth_of(name, |count| written(&pages(count)), run);
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

fn run(pages: &Path) {
    let generated = Config::new().generate(&[pages]).unwrap();
    assert!(!generated.files().is_empty());
    Config::new()
        .lint(&[pages], &LintLevels::default())
        .unwrap();
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

fn correction(path: &str) -> String {
    corrections::changed(path, "optional = true\nwas = false")
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
