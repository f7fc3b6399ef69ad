//! Any pages, with or without corrections: they give problems, or Rust that parses, is
//! formatted, and is the same each time.
//!
//! The input is several files, each below a line `==> name <==`; a file without such a
//! line is one page.
#![no_main]

mod folder;

use std::fs;
use std::path::{Component, Path};

use folder::FOLDER;
use libfuzzer_sys::fuzz_target;
use reference_codegen::diff::ReferenceSource;
use reference_codegen::lint::LintLevels;
use reference_codegen::{Config, Error, Generated, Layout};

fuzz_target!(|text: &str| {
    let root = FOLDER.path().join("reference");
    let corrections = FOLDER.path().join("corrections.toml");
    let _ = fs::remove_dir_all(&root);
    let _ = fs::remove_file(&corrections);
    fs::create_dir_all(&root).expect("a folder");
    for (name, text) in files(text) {
        put(&root, &corrections, name, text);
    }
    let config = match corrections.exists() {
        true => Config::new().corrections(corrections),
        false => Config::new(),
    };
    check(&config, &root);
});

/// The files of an input.
fn files(text: &str) -> Vec<(&str, &str)> {
    if !text.starts_with("==> ") {
        return vec![("page.mdx", text)];
    }
    let files = text.split("==> ").skip(1);
    files.filter_map(|file| file.split_once(" <==\n")).collect()
}

/// Writes a file, unless its name leads out of the folder or is too long for the system.
fn put(root: &Path, corrections: &Path, name: &str, text: &str) {
    if name == "corrections.toml" {
        fs::write(corrections, text).expect("a file");
        return;
    }
    let is_below = |name: &Path| {
        let mut parts = name.components();
        parts.all(|part| matches!(part, Component::Normal(_)))
    };
    let file = root.join(name);
    if !name.contains('\0') && is_below(Path::new(name)) && file.extension().is_some() {
        let _ = fs::create_dir_all(file.parent().unwrap_or(root));
        let _ = fs::write(file, text);
    }
}

fn check(config: &Config, root: &Path) {
    let Some(generated) = generate(config, root) else {
        return;
    };
    assert_eq!(
        generate(config, root).as_ref(),
        Some(&generated),
        "two runs"
    );
    for (path, text) in generated.files() {
        assert!(syn::parse_file(text).is_ok(), "{path}\n{text}");
    }
    for layout in [Layout::File, Layout::Crate] {
        let Some(other) = generate(&config.clone().layout(layout), root) else {
            continue;
        };
        let rust = other
            .files()
            .iter()
            .filter(|(path, _)| path.ends_with(".rs"));
        for (path, text) in rust {
            assert!(syn::parse_file(text).is_ok(), "{path}\n{text}");
        }
    }
    let _ = config.lint(&[root], &LintLevels::default());
    let side = ReferenceSource::Folder(root.to_owned());
    if let Ok(diff) = config.diff(&side, &side) {
        assert!(diff.entities.is_empty(), "{diff}");
    }
}

fn generate(config: &Config, root: &Path) -> Option<Generated> {
    config.generate(&[root]).inspect_err(shown).ok()
}

/// Every problem can be shown.
fn shown(failure: &Error) {
    assert!(!failure.to_string().is_empty());
}
