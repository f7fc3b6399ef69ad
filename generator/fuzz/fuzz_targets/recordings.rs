//! Any text as a recording of `verify`, in each form: an exchange that cannot be read is listed
//! with its line, and the corrections that it suggests load.
#![no_main]

mod bodies;
mod folder;
mod suggestions;

use folder::FOLDER;
use libfuzzer_sys::fuzz_target;
use reference_codegen::verify::Verification;

fuzz_target!(|text: &str| {
    let folder = FOLDER.path();
    for name in ["a.har", "b.yaml", "c.jsonl", "d.json"] {
        match bodies::verify(folder, &[(name, text)]) {
            Ok(verification) => {
                assert_lines(&verification);
                suggestions::load(folder, &verification);
            }
            // There is no exchange.
            Err(failure) => {
                let mut problems = failure.diagnostics().iter();
                assert!(problems.all(|it| it.span.is_none()), "{failure}");
            }
        }
    }
});

/// Each exchange has a line, and a number if it is not the first of its line. The last file may be
/// a body.
fn assert_lines(verification: &Verification) {
    let bodies = verification.bodies.iter().map(|it| &it.file);
    let others = verification.unidentified.iter().map(|it| &it.file);
    for file in bodies.chain(others).filter(|file| *file != "d.json") {
        let (_, line) = file.rsplit_once(':').expect("a line");
        let (line, number) = line.split_once('#').unwrap_or((line, "2"));
        let [line, number] = [line, number].map(|it| it.parse::<usize>().expect("a number"));
        assert!(line > 0 && number > 1, "{file}");
    }
}
