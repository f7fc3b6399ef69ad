//! Any text as a recording of `verify`, in each form: what cannot be read is an error with its line,
//! and the corrections that it suggests load.
#![no_main]

mod bodies;
mod folder;
mod suggestions;

use folder::FOLDER;
use libfuzzer_sys::fuzz_target;

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
        suggestions::load(folder, &verification);
    }
});
