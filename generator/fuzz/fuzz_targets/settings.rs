//! Any text as the file of settings: each of its diagnostics has a place in the text, and what is
//! generated with it is Rust, the same each time.
#![no_main]

mod folder;
mod places;

use std::fs;

use folder::FOLDER;
use libfuzzer_sys::fuzz_target;
use places::assert_placed;
use reference_codegen::Config;

fuzz_target!(|text: &str| {
    let folder = FOLDER.path();
    let (pages, settings) = (folder.join("reference"), folder.join("settings.toml"));
    fs::create_dir_all(&pages).expect("a folder");
    fs::write(pages.join("kettles.mdx"), include_str!("reference.mdx")).expect("a page");
    fs::write(&settings, text).expect("a file");
    let config = Config::new().config_file(&settings);
    match config.generate(&[&pages]) {
        Ok(generated) => {
            let again = config.generate(&[&pages]);
            assert_eq!(again.as_ref(), Ok(&generated), "two runs");
            let rust = generated
                .files()
                .iter()
                .filter(|(path, _)| path.ends_with(".rs"));
            for (path, rust) in rust {
                assert!(syn::parse_file(rust).is_ok(), "{path}\n{rust}");
            }
        }
        Err(failure) => {
            assert!(!failure.to_string().is_empty());
            for problem in failure.diagnostics() {
                let span = problem.span.as_ref();
                if span.is_some_and(|span| span.file.ends_with("settings.toml")) {
                    assert_placed(problem, text);
                }
            }
        }
    }
});
