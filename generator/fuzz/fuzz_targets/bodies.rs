//! The bodies of `verify`, for the targets of bodies, of their index and of recordings.

use std::fs;
use std::path::Path;

use reference_codegen::verify::Verification;
use reference_codegen::{Config, Error};

/// Verifies these bodies, and shows the result in every way.
pub fn verify(folder: &Path, files: &[(&str, &str)]) -> Result<Verification, Error> {
    let (pages, bodies) = (folder.join("reference"), folder.join("bodies"));
    fs::create_dir_all(&pages).expect("a folder");
    fs::write(pages.join("kettles.mdx"), include_str!("reference.mdx")).expect("a page");
    let _ = fs::remove_dir_all(&bodies);
    fs::create_dir_all(&bodies).expect("a folder");
    for (name, text) in files {
        fs::write(bodies.join(name), text).expect("a file");
    }
    let verification = Config::new().verify(&[&pages], &bodies);
    match &verification {
        Ok(found) => assert!(!found.to_string().is_empty()),
        Err(failure) => assert!(!failure.to_string().is_empty()),
    }
    verification
}
