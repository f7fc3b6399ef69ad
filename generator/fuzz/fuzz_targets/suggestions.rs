//! The corrections that `verify` suggests, for the targets that make any.

use std::fs;
use std::path::Path;

use reference_codegen::Config;
use reference_codegen::verify::Verification;

/// Loads the corrections that a result suggests.
pub fn load(folder: &Path, verification: &Verification) {
    let corrections = folder.join("corrections.toml");
    fs::write(&corrections, verification.suggestions.to_string()).expect("a file");
    let pages = folder.join("reference");
    let corrected = Config::new().corrections(&corrections).generate(&[&pages]);
    assert!(
        corrected.is_ok(),
        "{}\n{}",
        verification.suggestions,
        corrected.unwrap_err()
    );
}
