//! Any text as a body of `verify`, in each role: it is accepted or rejected, and the corrections
//! that it suggests load.
#![no_main]

mod bodies;
mod folder;
mod suggestions;

use folder::FOLDER;
use libfuzzer_sys::fuzz_target;

/// The roles of bodies. The last body is identified by its content.
const INDEX: &str = "a.json\tresource\tkettle\nb.json\trequest\tboil\nc.json\tresponse\tboil\n\
                     d.json\tlist\tcup\n";

fuzz_target!(|text: &str| {
    let folder = FOLDER.path();
    let names = ["a.json", "b.json", "c.json", "d.json", "e.json"];
    let mut files: Vec<_> = names.iter().map(|name| (*name, text)).collect();
    files.push(("index.tsv", INDEX));
    // The last may be a recording, which may be broken, and may hold any number of bodies.
    let verification = bodies::verify(folder, &files);
    let verification = verification.unwrap_or_else(|failure| panic!("{failure}"));
    let found = verification.bodies.len() + verification.unidentified.len();
    assert!(found + 1 >= names.len());
    suggestions::load(folder, &verification);
});
