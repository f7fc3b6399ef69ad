//! Any text as the index of the bodies of `verify`: each of its diagnostics has a place in the
//! text.
#![no_main]

mod bodies;
mod folder;
mod places;

use folder::FOLDER;
use libfuzzer_sys::fuzz_target;
use places::assert_placed;

fuzz_target!(|text: &str| {
    let kettle = r#"{ "object": "kettle", "lid_id": "a", "mood": "sad" }"#;
    let files = [
        ("index.tsv", text),
        ("a.json", kettle),
        ("b.json", r#"{ "degrees": 90 }"#),
    ];
    if let Err(failure) = bodies::verify(FOLDER.path(), &files) {
        for problem in failure.diagnostics() {
            assert_placed(problem, text);
        }
    }
});
