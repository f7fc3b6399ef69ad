//! The order of the rooms, the folders of `src`: code uses its own room and those before it, never
//! a later one.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::Path;

use ra_ap_rustc_lexer::{FrontmatterAllowed, TokenKind, tokenize};
use walkdir::WalkDir;

/// The rooms of `src`; each uses only those before it.
const ROOMS: [&str; 11] = [
    "base",         // places, views, diagnostics, text
    "notation",     // types, keys and URL templates as the reference writes them
    "names",        // every Rust identifier
    "config",       // settings, lint levels
    "pipeline",     // the driver and its stages
    "analysis",     // tools that generate nothing
    "build_script", // the library in a build script
    "internals",    // single stages for fuzz targets and benchmarks
    "cli",          // the command, over the public API
    "docs",         // the handbook
    "lib",          // the public API
];

/// The stages of the pipeline, in the order of their work. Its driver uses all of them.
const STAGES: [&str; 18] = [
    "source",      // finds and reads the pages
    "parse",       // reads front matter and prose
    "outside",     // finds pages beside the folders that were given
    "source_map",  // finds places in the pages when asked
    "api",         // the model of the API
    "resolve",     // pages into the model of the API
    "correct",     // applies the corrections file
    "serde_rules", // presence of members, as models and `verify` apply it
    "id_owners",   // finds what holds the id of a resource
    "join",        // joins operations that share a method and a path
    "accept",      // removes the warnings that the settings accept
    "model",       // the model of the API into the model of the Rust
    "emit",        // items into tokens
    "header",      // the first lines of a generated file
    "own_text",    // text of the user in generated files
    "render",      // tokens into files in memory
    "output",      // files in memory into a folder
    "generated",   // the result of a run
];

/// The tools of the analysis; each uses only those before it.
const TOOLS: [&str; 14] = [
    "members",         // every member by its docs path
    "default_integer", // numbers that the docs leave open
    "struct_fields",   // the fields of the output by name
    "secrets",         // fields that may hold a secret
    "display_path",    // paths without those of the machine
    "outline",
    "check",
    "explain",
    "inspect",
    "lint",
    "diff",
    "verify",
    "openapi", // `verify --openapi`
    "report",
];

#[test]
fn no_room_uses_one_behind_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = 0;
    let mut arrows = Vec::new();
    for entry in WalkDir::new(&src).sort_by_file_name() {
        let entry = entry.unwrap();
        if entry
            .path()
            .extension()
            .is_none_or(|extension| extension != "rs")
        {
            continue;
        }
        files += 1;
        let file = entry.path().strip_prefix(&src).unwrap();
        let text = fs::read_to_string(entry.path()).unwrap();
        let from = module_of(file);
        for used in paths(&text, &from) {
            if let Some((user, room)) = runs_back(&from, &used.path) {
                let (file, path) = (file.display(), used.path.join("::"));
                let line = used.line;
                arrows.push(format!("src/{file}:{line}: `{user}` uses `{room}`: {path}"));
            }
        }
    }
    assert!(files > 100, "only {files} files were read");
    assert!(arrows.is_empty(), "\n{}", arrows.join("\n"));
}

#[test]
fn every_entry_of_the_tree_is_in_the_order() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (folder, order) in [
        ("", &ROOMS[..]),
        ("pipeline", &STAGES),
        ("analysis", &TOOLS),
    ] {
        let mut found = Vec::new();
        for entry in fs::read_dir(src.join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            found.push(name.trim_end_matches(".rs").to_owned());
        }
        found.retain(|name| !["mod", "main", "bin", "tests", "snapshots"].contains(&name.as_str()));
        found.sort();
        // A stage may be a file and a folder of the same name.
        found.dedup();
        let mut known: Vec<&str> = order.to_vec();
        known.sort_unstable();
        assert_eq!(found, known, "src/{folder}");
    }
}

#[test]
fn the_guide_to_extensions_names_files_that_are_there() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(package.join("docs/extending.md")).unwrap();
    let mut named = 0;
    for path in text.split('`').skip(1).step_by(2) {
        let elsewhere = ["tests/", "schema/", "generator/"];
        if path.contains('/') && !elsewhere.iter().any(|folder| path.starts_with(folder)) {
            assert!(package.join("src").join(path).exists(), "{path}");
            named += 1;
        }
    }
    assert!(named > 20, "{named} paths");
}

#[test]
fn an_arrow_that_runs_back_is_found_wherever_it_stands() {
    let from = ["pipeline", "parse", "page"].map(str::to_owned);
    let text = "use crate::base::{place::{PageId, NodeRef}, view};\n\
                use crate::{config, analysis::diff};\n\
                // crate::analysis::lint is not used here\n\
                fn a() -> super::super::model::Model { crate::pipeline::resolve::b() }\n\
                mod tests { use super::super::super::output::write; }\n\
                use crate::*;\n\
                use crate as root;\n\
                use crate::pipeline::Reference;\n\
                use super::super::*;\n\
                use super::super as driver;\n\
                use crate::pipeline as driver;\n\
                use crate::pipeline::{self, source as pages};\n\
                fn c() { crate::r#pipeline::r#emit::d() }\n\
                /// Not `reference_codegen::Config`.\n\
                fn e() -> reference_codegen::Config { reference_codegen::Config::new() }\n\
                pub(crate) struct F(pub(super) u8, pub(in crate::pipeline) u8);\n\
                use super::{super::source, super::render};\n";
    let found: Vec<(String, usize)> = paths(text, &from)
        .into_iter()
        .filter_map(|used| Some((runs_back(&from, &used.path)?.1, used.line)))
        .collect();
    let expected = [
        ("analysis", 2),
        ("model", 4),
        ("resolve", 4),
        ("output", 5),
        ("crate", 6),
        ("crate", 7),
        ("Reference", 8),
        ("pipeline", 9),
        ("pipeline", 10),
        ("pipeline", 11),
        ("pipeline", 12),
        ("emit", 13),
        ("reference_codegen", 15),
        ("reference_codegen", 15),
        ("render", 17),
    ];
    assert_eq!(found, expected.map(|(room, line)| (room.to_owned(), line)));
}

/// A path that starts at the root of the crate, and its line.
struct Used {
    path: Vec<String>,
    line: usize,
}

/// The module of a file below `src`: `pipeline/parse/mod.rs` is `pipeline::parse`.
fn module_of(file: &Path) -> Vec<String> {
    let module = file.with_extension("");
    let mut module: Vec<String> = module
        .iter()
        .map(|segment| segment.to_str().unwrap().to_owned())
        .collect();
    if module.last().is_some_and(|last| last == "mod") {
        module.pop();
    }
    module
}

/// The user and the used room, if the room that is used comes later.
fn runs_back(from: &[String], to: &[String]) -> Option<(String, String)> {
    let orders = [
        ("", &ROOMS[..]),
        ("pipeline", &STAGES),
        ("analysis", &TOOLS),
    ];
    let (depth, order) = match (from.first(), to.first()) {
        (Some(a), Some(b)) if a == b => {
            let (_, order) = orders.into_iter().find(|(room, _)| room == a)?;
            (1, order)
        }
        _ => (0, &ROOMS[..]),
    };
    let position = |path: &[String]| {
        let name = path.get(depth)?;
        order.iter().position(|room| room == name)
    };
    // The driver of a room uses all of the room, and nothing in the room uses the driver. An item
    // of the root is part of the public API.
    let user = position(from)?;
    let used = position(to).unwrap_or(order.len());
    if used <= user {
        return None;
    }
    let room = to.get(depth).or(to.last()).map_or("crate", String::as_str);
    Some((from[depth].clone(), room.to_owned()))
}

/// Every path of the text that begins with `crate` or `super`, or in the library with its own name,
/// except the paths in `pub(…)`.
fn paths(text: &str, module: &[String]) -> Vec<Used> {
    let tokens = tokens(text);
    let is_library = !matches!(module, [room, ..] if room == "cli" || room == "main");
    let mut found = Vec::new();
    // The modules around a token, each with the number of braces that are open around it.
    let mut modules = vec![(0, module.to_vec())];
    let mut depth = 0;
    let mut at = 0;
    while at < tokens.len() {
        let around = modules.last().unwrap().1.clone();
        match tokens[at].text {
            "pub"
                if is(&tokens, at + 1, "(")
                    && (is(&tokens, at + 2, "in") || is(&tokens, at + 3, ")")) =>
            {
                while at < tokens.len() && !is(&tokens, at, ")") {
                    at += 1;
                }
            }
            "crate" | "super" => {
                at = follow(&tokens, at, &around, &mut found);
                continue;
            }
            "reference_codegen" if is_library => {
                at = follow(&tokens, at, &[], &mut found);
                continue;
            }
            "mod" if is(&tokens, at + 2, "{") => {
                let inner = [&around[..], &[tokens[at + 1].text.to_owned()]].concat();
                modules.push((depth, inner));
            }
            "{" => depth += 1,
            "}" => {
                depth -= 1;
                if modules.len() > 1 && modules.last().unwrap().0 == depth {
                    modules.pop();
                }
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// Follows a path, or the tree of a `use`, from one of its segments; returns the next token.
fn follow(tokens: &[Token<'_>], mut at: usize, base: &[String], found: &mut Vec<Used>) -> usize {
    let Some(token) = tokens.get(at) else {
        return at;
    };
    if token.text == "{" {
        at += 1;
        while at < tokens.len() && !is(tokens, at, "}") {
            at = if is(tokens, at, ",") {
                at + 1
            } else if is(tokens, at, "as") {
                at + 2
            } else {
                follow(tokens, at, base, found)
            };
        }
        return at + 1;
    }
    let mut path = base.to_vec();
    match token.text {
        "crate" => path.clear(),
        "super" => drop(path.pop()),
        "self" => {}
        segment if token.is_word => path.push(segment.to_owned()),
        _ => {}
    }
    if token.is_word && is_separator(tokens, at + 1) {
        return follow(tokens, at + 3, &path, found);
    }
    found.push(Used {
        path,
        line: token.line,
    });
    at + 1
}

/// A token that is neither space nor a comment.
struct Token<'a> {
    text: &'a str,
    is_word: bool,
    line: usize,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut offset, mut line) = (0, 1);
    for token in tokenize(text, FrontmatterAllowed::No) {
        let word = &text[offset..offset + token.len as usize];
        let is_word = matches!(token.kind, TokenKind::Ident | TokenKind::RawIdent);
        let is_code = !matches!(
            token.kind,
            TokenKind::Whitespace | TokenKind::LineComment { .. } | TokenKind::BlockComment { .. }
        );
        if is_code {
            tokens.push(Token {
                text: word.strip_prefix("r#").filter(|_| is_word).unwrap_or(word),
                is_word,
                line,
            });
        }
        line += word.matches('\n').count();
        offset += word.len();
    }
    tokens
}

fn is_separator(tokens: &[Token<'_>], at: usize) -> bool {
    is(tokens, at, ":") && is(tokens, at + 1, ":")
}

fn is(tokens: &[Token<'_>], at: usize, text: &str) -> bool {
    tokens.get(at).is_some_and(|token| token.text == text)
}
