//! Any text as a type: a type that is read is written and read again as the same, and any other
//! text is refused at a place in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reference_codegen::internals;

fuzz_target!(|text: &str| match internals::notation(text) {
    Ok(canonical) => assert_eq!(internals::notation(&canonical).as_ref(), Ok(&canonical)),
    Err(offset) => assert!(text.is_char_boundary(offset), "{offset}"),
});
