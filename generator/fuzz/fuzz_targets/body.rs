//! Any text as the body of a page: it is reduced, and every note has a place in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reference_codegen::internals;

fuzz_target!(|text: &str| {
    let (prose, offsets) = internals::body(text);
    assert!(!prose.contains("\n\n\n") || prose.contains("```") || prose.contains("    "), "{prose:?}");
    for offset in offsets {
        assert!(text.is_char_boundary(offset), "{offset}");
    }
});
