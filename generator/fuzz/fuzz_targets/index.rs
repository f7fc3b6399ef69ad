//! Any text as the index of the bodies of `verify`: each of its diagnostics has a place in the text.
#![no_main]

mod bodies;
mod folder;

use folder::FOLDER;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let kettle = r#"{ "object": "kettle", "lid_id": "a", "mood": "sad" }"#;
    let files = [
        ("index.tsv", text),
        ("a.json", kettle),
        ("b.json", r#"{ "degrees": 90 }"#),
    ];
    if let Err(failure) = bodies::verify(FOLDER.path(), &files) {
        for problem in failure.diagnostics() {
            let span = problem
                .span
                .as_ref()
                .expect("a problem of the index has a place");
            assert!(
                text.get(span.offset..span.offset + span.length).is_some(),
                "{problem}"
            );
        }
    }
});
