//! The readme, the handbook and the other documents: their commands run, and print the output that
//! is shown. rustdoc compiles their blocks of complete Rust.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "documents/excerpts.rs"]
mod excerpts;
#[path = "documents/held.rs"]
mod held;
#[path = "documents/markdown.rs"]
mod markdown;
#[path = "documents/sandbox.rs"]
mod sandbox;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use markdown::Document;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag};
use sandbox::Sandbox;

/// The documents that people read, below the repository.
const DOCUMENTS: [&str; 12] = [
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "generator/docs/ci.md",
    "generator/docs/client.md",
    "generator/docs/constructs.md",
    "generator/docs/extending.md",
    "generator/docs/interfaces.md",
    "generator/docs/security.md",
    "generator/docs/settings.md",
    "generator/docs/webhooks.md",
    "generator/examples/README.md",
];

const PAGE: &str = "schema/reference/authkit/api-keys/index.mdx";

/// The files that the commands of the README write.
const WRITTEN: [&str; 5] = [
    "generated/authkit/api_keys.rs",
    "report.html",
    "../post-office/Cargo.toml",
    "../post-office/README.md",
    "../post-office/src/lib.rs",
];

fn main() -> ExitCode {
    let is_there = repository().join(DOCUMENTS[0]).exists();
    let has_published = repository().join("schema/upstream").exists();
    let nowhere = "not in the repository";
    let missing = "no schema/upstream: run schema/fetch";
    let mut trials = vec![
        trial("the_page_shown_gives_the_rust_shown", excerpts::page),
        trial("excerpts_are_of_their_files", excerpts::files),
        trial("settings_and_corrections_are_accepted", excerpts::settings),
        trial("the_workflow_shown_succeeds", excerpts::workflow),
        trial("every_link_leads_somewhere", links),
        trial("every_command_is_run_or_exempt", held::commands),
        trial("every_block_is_held", held::blocks),
        trial("every_page_of_the_handbook_is_tested", pages),
    ];
    for name in DOCUMENTS {
        let commands = trial(&format!("{name}::commands"), move || run(name, false));
        trials.push(commands);
    }
    let mut trials: Vec<Trial> = trials
        .into_iter()
        .map(|trial| ignored(trial, !is_there, nowhere))
        .collect();
    let published = trial("README.md::published", || run("README.md", true));
    trials.push(ignored(published, !has_published, missing));
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn trial(name: &str, test: impl FnOnce() + Send + 'static) -> Trial {
    Trial::test(name, || {
        test();
        Ok::<(), Failed>(())
    })
}

/// The trial, marked with the reason why it is ignored, if it is.
fn ignored(trial: Trial, is_ignored: bool, reason: &str) -> Trial {
    let reason = if is_ignored { reason } else { "" };
    trial.with_ignored_flag(is_ignored).with_kind(reason)
}

/// Every command prints the output that the document shows, and leaves the files that the next
/// commands need. Where the published reference is, the commands that need it run among all the
/// others, in the order of the document. The edit of the README changes the generated code, and is
/// undone.
fn run(name: &str, is_published: bool) {
    let commands = document(name).commands();
    let sandbox = Sandbox::new(&repository(), is_published);
    let mut edited = false;
    for command in commands.iter().filter(|command| !held::is_exempt(command)) {
        if is_published || !command.needs_published() {
            command.assert_shows(&sandbox.run(&command.line));
        }
        let code = sandbox.path(WRITTEN[0]);
        edited |= code.exists() && sandbox.read(WRITTEN[0]).contains("seen_at");
    }
    if name == "README.md" {
        for file in WRITTEN {
            assert!(sandbox.path(file).exists(), "{file}");
        }
        assert!(edited);
        assert!(sandbox.read(WRITTEN[0]).contains("last_used_at"));
    }
}

fn pages() {
    let summary = read("generator/docs/SUMMARY.md");
    for page in fs::read_dir(repository().join("generator/docs")).unwrap() {
        let name = page.unwrap().file_name().into_string().unwrap();
        if name == "SUMMARY.md" || name.ends_with(".svg") {
            continue;
        }
        assert!(summary.contains(&format!("({name})")), "{name}");
        let name = format!("generator/docs/{name}");
        assert!(DOCUMENTS.contains(&name.as_str()), "{name}");
        // The book shows each chapter with its title.
        let text = read(&name);
        let events = Parser::new(&text);
        let levels: Vec<HeadingLevel> = events
            .filter_map(|event| match event {
                Event::Start(Tag::Heading { level, .. }) => Some(level),
                _ => None,
            })
            .collect();
        let titles = levels.iter().filter(|level| **level == HeadingLevel::H1);
        assert_eq!(titles.count(), 1, "{name}");
        assert!(text.starts_with("# "), "{name}");
    }
}

/// A link leads to a file next to the document or to another site, because only such links work
/// both in rustdoc and in the book.
fn links() {
    for name in DOCUMENTS.into_iter().chain(["generator/docs/SUMMARY.md"]) {
        let (text, document) = (read(name), repository().join(name));
        for event in Parser::new(&text) {
            let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event
            else {
                continue;
            };
            let is_there = document.with_file_name(&*dest_url).exists();
            assert!(
                is_there || dest_url.starts_with("https://"),
                "{name}: {dest_url}"
            );
        }
    }
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
