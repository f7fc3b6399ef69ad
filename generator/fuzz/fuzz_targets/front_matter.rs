//! Any text as the front matter of a page: each of its diagnostics has a place in the text.
#![no_main]

mod places;

use libfuzzer_sys::fuzz_target;
use places::assert_placed;
use reference_codegen::internals;

fuzz_target!(|yaml: &str| {
    let page = format!("---\n{yaml}\n---\n\n# Page\n");
    for problem in internals::page(&page) {
        assert_placed(&problem, &page);
    }
});
