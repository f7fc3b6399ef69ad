//! The commands that are not run here, with the reason, and the test of each block.

use crate::markdown::Command;
use crate::{DOCUMENTS, document};

/// Commands that this test does not run, each with the reason.
const EXEMPT: [(&str, &str); 21] = [
    ("cargo test --workspace", "it runs this test"),
    ("cargo test -p reference-codegen", "it runs this test"),
    (".ci/run", "it runs this test"),
    ("cargo test --test snapshots", "a test of the workspace"),
    ("cargo test --test type_outline", "a test of the workspace"),
    ("cargo insta review", "it asks questions on a terminal"),
    (
        "cargo install --locked --path generator",
        "it installs the command that every other line here runs",
    ),
    (
        "cargo doc -p reference-codegen --open",
        "it opens a browser; the gate builds the docs",
    ),
    (
        "UPDATE_PICTURES=1 cargo test -p reference-codegen picture",
        "it writes into the repository; the test holds the picture without it",
    ),
    (
        "cargo run --release -- all",
        "it is a package of its own, with crates that nothing else needs",
    ),
    ("cargo check", "a row of the table says what it took"),
    (
        "cargo test --doc --all-features",
        "it runs in a crate of the output",
    ),
    ("cargo install cargo-release", "it installs a tool"),
    ("cargo release 0.1.0", "it asks the registry"),
    ("cargo release 0.1.0 --execute", "it publishes"),
    (
        "API_KEY=key_post cargo run -p post-office --bin list-ureq -- https://post.example.org",
        "the tests of post-office run it against a server of their own",
    ),
    (
        "API_KEY=key_post cargo run -p post-office --bin list-reqwest -- https://post.example.org",
        "the same",
    ),
    (
        "WEBHOOK_SECRET=whsec_post cargo run -p post-office --bin receive-axum -- 127.0.0.1:8080",
        "the same",
    ),
    ("reference-codegen init", "generator/tests/init.rs runs it"),
    ("cargo reference-codegen", "the same"),
    ("cargo run --", "what every other command begins with"),
];

/// The blocks of each document by language, with their number and the test that checks them.
const BLOCKS: [(&str, &str, usize, &str); 16] = [
    ("README.md", "sh", 3, "they run"),
    (
        "README.md",
        "console",
        1,
        "it runs, and shows what is shown",
    ),
    ("README.md", "yaml", 1, "its models are the Rust below it"),
    ("README.md", "toml", 3, "a dependent's; accepted"),
    (
        "README.md",
        "rust,no_run",
        2,
        "tests/dependent.rs, the build script of this repository, and rustdoc",
    ),
    ("README.md", "rust,ignore", 4, "excerpts"),
    ("CONTRIBUTING.md", "sh", 2, "they run, or are exempt"),
    ("generator/docs/ci.md", "yaml", 1, "its commands run"),
    (
        "generator/docs/client.md",
        "rust,ignore",
        2,
        "generator/examples/post-office",
    ),
    (
        "generator/docs/webhooks.md",
        "rust,ignore",
        1,
        "generator/examples/post-office",
    ),
    ("generator/docs/settings.md", "toml", 9, "accepted"),
    (
        "generator/docs/settings.md",
        "rust,ignore",
        1,
        "the snapshots of the serde code",
    ),
    (
        "generator/docs/constructs.md",
        "rust,ignore",
        3,
        "generator/examples/post-office, tests/requests/events.rs",
    ),
    ("generator/docs/extending.md", "", 0, "no block"),
    (
        "generator/docs/interfaces.md",
        "rust,ignore",
        1,
        "tests/strict.rs",
    ),
    (
        "generator/examples/README.md",
        "sh",
        1,
        "the tests of generator/examples/post-office",
    ),
];

pub(crate) fn is_exempt(command: &Command) -> bool {
    EXEMPT.iter().any(|(line, _)| *line == command.line)
}

/// Every exempt line is in some document. All other commands run, and fail if their program is
/// unknown; commands that need the published reference are in the readme alone.
pub(crate) fn commands() {
    let documents = DOCUMENTS.iter().map(|name| document(name));
    let commands: Vec<Command> = documents.flat_map(|it| it.commands()).collect();
    for (line, reason) in EXEMPT {
        let is_there = commands.iter().any(|command| command.line == line);
        assert!(is_there, "nothing shows `{line}` ({reason})");
    }
    let of_readme = document("README.md").commands();
    for command in commands.iter().filter(|command| command.needs_published()) {
        let line = &command.line;
        let is_there = of_readme.iter().any(|command| command.line == *line);
        assert!(is_there, "README.md does not run `{line}`");
    }
}

/// A block of another language, or one block more, needs a line in `BLOCKS` with the test that
/// checks it.
pub(crate) fn blocks() {
    for name in DOCUMENTS {
        let document = document(name);
        let listed = BLOCKS.iter().filter(|(of, ..)| *of == name);
        let mut held = 0;
        for (_, language, count, by) in listed {
            let found = document.blocks(language).len();
            assert_eq!(found, *count, "{name}: {language} ({by})");
            held += count;
        }
        assert_eq!(
            document.count(),
            held,
            "{name} has blocks that nothing holds"
        );
    }
}
