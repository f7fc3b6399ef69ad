//! Any text as a recording of `verify`, in each form: what cannot be read is an error with its line,
//! and the corrections that it suggests load.
#![no_main]

mod bodies;
mod folder;

use std::fs;

use folder::FOLDER;
use libfuzzer_sys::fuzz_target;
use reference_codegen::Config;

fuzz_target!(|text: &str| {
    let folder = FOLDER.path();
    for name in ["a.har", "b.yaml", "c.jsonl", "d.json"] {
        let verification = match bodies::verify(folder, &[(name, text)]) {
            Ok(verification) => verification,
            Err(failure) => {
                let lines = failure.diagnostics().iter().map(|it| it.span.as_ref());
                assert!(lines.flatten().all(|span| span.line > 0), "{failure}");
                continue;
            }
        };
        let corrections = folder.join("corrections.toml");
        fs::write(&corrections, verification.suggestions.to_string()).expect("a file");
        let pages = folder.join("reference");
        let corrected = Config::new().corrections(&corrections).generate(&[&pages]);
        assert!(
            corrected.is_ok(),
            "{}\n{}",
            verification.suggestions,
            corrected.unwrap_err()
        );
    }
});
