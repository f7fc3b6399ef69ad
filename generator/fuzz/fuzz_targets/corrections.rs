//! Any text as the file of corrections: each of its diagnostics has a place in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reference_codegen::internals;

fuzz_target!(|text: &str| {
    let (_, problems) = internals::corrections(text);
    for problem in problems {
        let span = problem
            .span
            .as_ref()
            .expect("a problem of the file has a place");
        assert!(
            text.get(span.offset..span.offset + span.length).is_some(),
            "{problem}"
        );
    }
});
