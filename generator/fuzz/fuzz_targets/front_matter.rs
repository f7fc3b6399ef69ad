//! Any text as the front matter of a page: each of its diagnostics has a place in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reference_codegen::internals;

fuzz_target!(|yaml: &str| {
    let page = format!("---\n{yaml}\n---\n\n# Page\n");
    for problem in internals::page(&page) {
        let span = problem
            .span
            .as_ref()
            .expect("a problem of a page has a place");
        assert!(
            page.get(span.offset..span.offset + span.length).is_some(),
            "{problem}"
        );
    }
});
