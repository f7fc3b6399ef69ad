//! A part of a reference: selected, or given without the rest.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use super::{Ran, below, run_with};

const KITE: &str = "---
reference:
  curl:
    - key: kite
      id: kite
      properties:
        - { key: id, type: string }
        - key: owner
          type: object
          properties:
            - (person)
    - key: list_kites
      type: GET
      title: /kites
      parameters:
        - (paging.after)
      returns:
        - { key: data, type: 'kite[]' }
        - { key: list_metadata, type: object, properties: [{ key: after, type: string | null }] }
---

# Kites
";

const PERSON: &str = "---
reference:
  curl:
    - key: person
      id: person
      properties:
        - { key: name, type: string }
    - key: add_person
      type: POST
      title: /people
      parameters:
        - { key: name, type: string }
---

# People

They own a [kite](/reference/sky/kite).
";

const PAGING: &str = "---
reference:
  curl:
    - key: paging
      parameters:
        - { key: after, type: string, optional: true }
---
";

const BOAT: &str = "---
reference:
  curl:
    - key: boat
      id: boat
      properties:
        - { key: name, type: string }
---

# Boats
";

/// Pages in several sections: kites, which refer to people and paging, and boats, which refer to
/// nothing.
fn sections() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (page, text) in [
        ("sky/kite.mdx", KITE),
        ("people/person.mdx", PERSON),
        ("paging.mdx", PAGING),
        ("water/boat.mdx", BOAT),
    ] {
        write(folder.path(), &format!("docs/{page}"), text);
    }
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let file = folder.join(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn generate(folder: &Path, out: &str, more: &[&str]) -> Ran {
    let (docs, out) = (below(folder, "docs"), below(folder, out));
    run_with(&[&["generate", &docs, "--out", &out], more].concat())
}

#[test]
fn a_selection_is_emitted_with_what_it_refers_to() {
    let folder = sections();
    let whole = generate(folder.path(), "whole", &[]);
    assert_eq!(whole.status, ExitCode::SUCCESS, "{}", whole.err);
    for glob in ["sky", "sky/**", "sky/kite", "**/kite.mdx"] {
        let ran = generate(
            folder.path(),
            glob.trim_end_matches(".mdx"),
            &["--only", glob],
        );
        assert_eq!(ran.status, ExitCode::SUCCESS, "{}", ran.err);
        let note = "only: 1 of 4 pages, and the types that they use";
        assert!(ran.out.contains(note), "{}", ran.out);
        let out = folder.path().join(glob.trim_end_matches(".mdx"));
        let read = |file: &str| fs::read_to_string(out.join(file)).unwrap();
        assert!(read("lib.rs").contains(&format!(", only = [\"{glob}\"]\n")));
        assert!(!out.join("water").exists() && !out.join("water.rs").exists());
        // The types are the same as in the whole output. Of the other page, only one type is
        // emitted.
        let rest = |text: String| text[text.find("//!").unwrap()..].to_owned();
        let whole = fs::read_to_string(folder.path().join("whole/sky/kite.rs")).unwrap();
        assert_eq!(rest(read("sky/kite.rs")), rest(whole));
        let person = read("people/person.rs");
        assert!(person.contains("pub struct Person "), "{person}");
        assert!(!person.contains("AddPersonRequest"), "{person}");
    }
}

/// A page with one of several operations of `POST /sky/token`. A literal distinguishes them.
fn token(grant: &str) -> String {
    format!(
        "---
reference:
  curl:
    - key: token_by_{grant}
      id: token_by_{grant}
      type: POST
      title: /sky/token
      parameters:
        - {{ key: grant, type: '\"{grant}\"' }}
      returns:
        - {{ key: {grant}_token, type: string }}
---
"
    )
}

#[test]
fn an_enum_of_requests_is_emitted_with_all_of_its_requests() {
    let folder = sections();
    for grant in ["a", "b"] {
        write(
            folder.path(),
            &format!("docs/sky/{grant}.mdx"),
            &token(grant),
        );
    }
    let output = |out: &str, more: &[&str]| {
        let ran = generate(folder.path(), out, more);
        assert_eq!(ran.status, ExitCode::SUCCESS, "{}", ran.err);
        let read = |file: &str| fs::read_to_string(folder.path().join(out).join(file));
        ["sky.rs", "sky/a.rs", "sky/b.rs"].map(|file| read(file).unwrap_or_default())
    };
    let body = |text: &str| text[text.find("//!").unwrap()..].to_owned();
    let [whole, ..] = output("whole", &[]);
    assert!(whole.contains("pub enum TokenRequest "), "{whole}");
    // Two of the operations have the same method and path.
    let docs = "//! Sky: 1 resource and 3 operations.\n//!\n//! - `POST /sky/token`\n\
                //! - `GET /kites`\n";
    assert!(whole.contains(docs), "{whole}");
    let [section, ..] = output("section", &["--only", "sky"]);
    assert_eq!(body(&section), body(&whole));
    // Both operations share the response. One operation alone needs no enum of requests.
    let [one, a, b] = output("one", &["--only", "sky/a"]);
    assert!(one.contains("pub struct TokenResponse "), "{one}");
    assert!(!one.contains("TokenRequest"), "{one}");
    assert!(a.contains("pub struct TokenByARequest "), "{a}");
    assert_eq!(b, "");
    let docs = "//! Sky: 1 operation.\n//!\n//! - `POST /sky/token`\n";
    assert!(one.contains(docs) && !one.contains("GET"), "{one}");
    // The index page of the section selects no request of the other pages, so there is no enum of
    // requests.
    write(
        folder.path(),
        "docs/sky/index.mdx",
        &BOAT.replace("boat", "balloon"),
    );
    let [index, a, b] = output("index", &["--only", "sky/index"]);
    assert!(index.contains("pub struct Balloon "), "{index}");
    assert!(!index.contains("TokenRequest"), "{index}");
    assert_eq!([a, b], ["", ""]);
}

#[test]
fn a_module_lists_what_is_emitted() {
    let folder = sections();
    let ran = generate(folder.path(), "out", &["--only", "sky"]);
    assert_eq!(ran.status, ExitCode::SUCCESS, "{}", ran.err);
    let people = fs::read_to_string(folder.path().join("out/people.rs")).unwrap();
    assert!(people.contains("//! People: 1 resource.\n"), "{people}");
}

#[test]
fn a_selection_is_a_setting_that_check_diff_and_inspect_know() {
    let folder = sections();
    let settings = below(folder.path(), "codegen.toml");
    let text = "reference = \"docs\"\nout = \"out\"\nonly = [\"water\"]\n";
    fs::write(&settings, text).unwrap();
    let with = |arguments: &[&str]| {
        run_with(
            &[
                arguments,
                &["--config", &settings, "--message-format", "short"],
            ]
            .concat(),
        )
    };
    assert_eq!(with(&["generate", "-q"]).status, ExitCode::SUCCESS);
    assert_eq!(with(&["check"]).status, ExitCode::SUCCESS);
    // `generate` would refuse what this selection changes, and `check` says so.
    for command in ["check", "generate"] {
        let other = with(&[command, "--only", "sky"]);
        assert_eq!(other.status, ExitCode::from(2), "{}", other.out);
        let text = "contains the output of `only = [\"water\"]`; `only = [\"sky\"]` would remove";
        assert!(other.err.contains(text), "{}", other.err);
        assert!(!other.err.contains("to fix, run"), "{}", other.err);
    }
    let all = with(&["check", "--only", "water", "--only", "people"]);
    assert_eq!(all.status, ExitCode::from(1), "{}", all.err);
    assert!(all.err.contains("only = [\"water\"]"), "{}", all.err);
    let listed = with(&["inspect"]);
    let models: Vec<&str> = listed.out.lines().take(2).collect();
    assert!(models[0].contains("water::boat::Boat"), "{}", listed.out);
    assert!(models[1].starts_with("read: 4 pages"), "{}", listed.out);
    // Changes outside the selection are not reported. `explain` still explains everything.
    write(
        folder.path(),
        "later/water/boat.mdx",
        &BOAT.replace("name", "bow"),
    );
    let sides = [below(folder.path(), "docs"), below(folder.path(), "later")];
    let changed = with(&["diff", &sides[0], &sides[1]]);
    assert!(changed.out.contains("boat"), "{}", changed.out);
    assert!(!changed.out.contains("kite"), "{}", changed.out);
    assert_eq!(with(&["explain", "Kite.id"]).status, ExitCode::SUCCESS);
}

#[test]
fn a_selection_never_removes_the_output_of_another() {
    let folder = sections();
    for layout in ["tree", "file", "crate"] {
        let generate = |out: &str, only: &[&str]| {
            let only = only.iter().flat_map(|only| ["--only", only]);
            let more: Vec<&str> = ["--layout", layout].into_iter().chain(only).collect();
            generate(folder.path(), out, &more)
        };
        let refused = |ran: Ran, text: &str| {
            assert_eq!(ran.status, ExitCode::from(2), "{}", ran.err);
            let err = ran.err.replace("\n  │ ", " ");
            assert!(err.contains(text), "{err}");
        };
        let parts = format!("{layout}-parts");
        assert_eq!(generate(&parts, &["sky"]).status, ExitCode::SUCCESS);
        let other = generate(&parts, &["water"]);
        refused(other, "contains the output of `only = [\"sky\"]`");
        for more in [&["sky", "water"][..], &[]] {
            let ran = generate(&parts, more);
            assert_eq!(ran.status, ExitCode::SUCCESS, "{}", ran.err);
        }
        refused(
            generate(&parts, &["sky"]),
            "contains the output of every page",
        );
    }
}

#[test]
fn a_selection_of_nothing_is_an_error() {
    let folder = sections();
    for only in ["watr", "watr/**", "watr/boat.mdx"] {
        let ran = generate(folder.path(), "out", &["--only", only]);
        assert_eq!(ran.status, ExitCode::from(2));
        let text =
            format!("`only` has `{only}`, which matches no page\n  help: did you mean `water`?");
        assert!(ran.err.contains(&text), "{}", ran.err);
        assert!(!folder.path().join("out").exists());
    }
}

#[test]
fn references_into_folders_that_were_not_given_are_one_error() {
    let folder = sections();
    let (sky, out) = (
        below(folder.path(), "docs/sky"),
        below(folder.path(), "out"),
    );
    let ran = run_with(&["generate", &sky, "--out", &out, "--message-format", "short"]);
    assert_eq!((ran.status, ran.out.as_str()), (ExitCode::from(1), ""));
    let place = folder.path().display().to_string();
    insta::assert_snapshot!(ran.err.replace(&place, "").replace('\\', "/"));
    // Patterns and servers that belong to the other pages follow from it.
    let settings = below(folder.path(), "codegen.toml");
    fs::write(
        &settings,
        "secrets = [\"Boat.name\"]\n[servers]\nauth = \"https://a.example\"\n",
    )
    .unwrap();
    let configured = ["--config", &settings, "--message-format", "short"];
    let with_settings = run_with(&[&["generate", &sky, "--out", &out], &configured[..]].concat());
    assert_eq!(with_settings.err, ran.err);
    let alone = below(folder.path(), "docs/people");
    let alone = run_with(&[&["generate", &alone, "--out", &out], &configured[..]].concat());
    assert!(
        alone.err.contains("`Boat.name` matches no field"),
        "{}",
        alone.err
    );
    // With two folders, the help selects both.
    let water = below(folder.path(), "docs/water");
    let ran = run_with(&["lint", &sky, &water, "--message-format", "short"]);
    let text = [ran.out, ran.err].concat();
    let select = "select the part: `--only sky --only water`, or `only` in the settings";
    assert!(text.contains(select), "{text}");
    // A name that no page defines remains a separate error.
    let page = KITE.replace("(person)", "(persn)");
    write(folder.path(), "docs/sky/kite.mdx", &page);
    let ran = run_with(&["lint", &sky, "--message-format", "short"]);
    let text = [ran.out, ran.err].concat();
    assert!(text.contains("has no `persn`"), "{text}");
    assert!(
        text.contains("1 reference leads to pages outside"),
        "{text}"
    );
}

#[test]
fn the_folder_of_temporary_files_is_not_searched_for_the_rest_of_a_reference() {
    let reference = tempfile::tempdir().unwrap();
    let unrelated = tempfile::Builder::new().prefix("0").tempdir().unwrap();
    write(reference.path(), "kite.mdx", KITE);
    write(unrelated.path(), "person.mdx", PERSON);
    let ran = run_with(&[
        "lint",
        &below(reference.path(), ""),
        "--message-format",
        "short",
    ]);
    let text = [ran.out, ran.err].concat();
    assert!(text.contains("has no `person`"), "{text}");
}
