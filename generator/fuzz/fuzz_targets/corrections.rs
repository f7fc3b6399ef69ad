//! Any text as the file of corrections: each of its diagnostics has a place in the text.
#![no_main]

mod places;

use libfuzzer_sys::fuzz_target;
use places::assert_placed;
use reference_codegen::internals;

fuzz_target!(|text: &str| {
    let (_, problems) = internals::corrections(text);
    for problem in problems {
        assert_placed(&problem, text);
    }
});
