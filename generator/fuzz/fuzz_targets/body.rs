//! Any text as the body of a page: it is reduced, and every error has a place in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reference_codegen::internals;

fuzz_target!(|text: &str| {
    let (prose, offsets) = internals::body(text);
    // In code, which is fenced or indented by spaces or a tab, empty lines are meant.
    let may_have_code = ["```", "~~~", "    ", "\t"]
        .iter()
        .any(|mark| prose.contains(mark));
    assert!(may_have_code || !prose.contains("\n\n\n"), "{prose:?}");
    for offset in offsets {
        assert!(text.is_char_boundary(offset), "{offset}");
    }
});
