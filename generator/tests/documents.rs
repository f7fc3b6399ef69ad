//! The readme, the handbook and what else there is to read: their commands run, and what they show
//! is so. Rust that stands alone is compiled by rustdoc; the client is held by `tests/client`.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "documents/markdown.rs"]
mod markdown;
#[path = "documents/sandbox.rs"]
mod sandbox;

use std::cell::LazyCell;
use std::fs;
use std::path::{Path, PathBuf};

use markdown::Document;
use sandbox::Sandbox;

/// The documents that people read, below the repository.
const DOCUMENTS: [&str; 7] = [
    "README.md",
    "CONTRIBUTING.md",
    "generator/docs/client.md",
    "generator/docs/constructs.md",
    "generator/docs/extending.md",
    "generator/docs/interfaces.md",
    "generator/docs/settings.md",
];

/// Commands that this test leaves to others, and the file that shows that they run or are there.
const HELD: [(&str, &str); 5] = [
    ("./schema/fetch", ".ci/run"),
    ("cargo test --workspace", ".ci/run"),
    (".ci/run", ".github/workflows/ci.yml"),
    ("cargo test -p reference-codegen", "generator/Cargo.toml"),
    ("cargo test --test snapshots", "tests/snapshots.rs"),
];

#[test]
fn every_command_does_what_it_shows() {
    for name in DOCUMENTS {
        let sandbox = LazyCell::new(|| Sandbox::new(&repository()));
        for command in document(name).commands() {
            if HELD.iter().any(|(held, _)| *held == command.line) {
                continue;
            }
            if let Some(arguments) = command.line.strip_prefix("git ") {
                sandbox.git(&[arguments]);
                continue;
            }
            let ours = ["cargo run -- ", "reference-codegen "];
            let arguments = ours.iter().find_map(|ours| command.line.strip_prefix(ours));
            let arguments = arguments.unwrap_or_else(|| panic!("{name}: {}", command.line));
            if let Some(out) = sandbox.run(arguments) {
                command.assert_shows(&out);
            }
        }
    }
}

#[test]
fn what_others_run_is_there() {
    for (command, file) in HELD {
        let text = read(file);
        let is_test = command.starts_with("cargo test -");
        assert!(is_test || text.contains(command), "{command} in {file}");
    }
}

#[test]
fn every_page_of_the_handbook_is_tested() {
    let pages = fs::read_dir(repository().join("generator/docs")).unwrap();
    for page in pages {
        let name = page.unwrap().file_name().into_string().unwrap();
        let name = format!("generator/docs/{name}");
        assert!(DOCUMENTS.contains(&name.as_str()), "{name}");
    }
}

/// A block whose first line names a file shows lines of that file, in their order.
#[test]
fn excerpts_are_of_their_files() {
    let readme = document("README.md");
    let files = [
        ("schema/reference/authkit/api-keys/index.mdx", "yaml"),
        ("generated/authkit/api_keys.rs", "rust,ignore"),
        ("tests/client/build.rs", "rust,no_run"),
        ("tests/client/src/lib.rs", "rust,ignore"),
    ];
    for (file, language) in files {
        let block = readme.excerpt(file, language);
        let text = read(file);
        let mut lines = text.lines();
        for line in block.lines().skip(1) {
            let is_there = lines.any(|written| written == line);
            assert!(is_there, "{file} has no `{line}`, or not there");
        }
    }
}

#[test]
fn the_settings_and_corrections_shown_are_accepted() {
    let sandbox = Sandbox::new(&repository());
    let [dependencies, corrections] = document("README.md").blocks("toml").try_into().unwrap();
    sandbox.write("schema/shown.toml", &corrections);
    let corrected = sandbox.run("inspect schema/reference --corrections schema/shown.toml");
    assert!(corrected.unwrap().ends_with("corrected: 1 time\n"));
    let [settings] = document("generator/docs/settings.md")
        .blocks("toml")
        .try_into()
        .unwrap();
    sandbox.write("schema/shown.toml", &settings);
    assert!(sandbox.run("inspect --config schema/shown.toml").is_some());
    let version = env!("CARGO_PKG_VERSION").rsplit_once('.').unwrap().0;
    let dependency = format!("reference-codegen = {{ version = \"{version}\"");
    assert!(dependencies.contains(&dependency), "{dependencies}");
}

fn document(name: &str) -> Document {
    Document::new(&read(name))
}

fn read(name: &str) -> String {
    let text = fs::read_to_string(repository().join(name));
    text.unwrap_or_else(|error| panic!("{name}: {error}"))
        .replace('\r', "")
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
