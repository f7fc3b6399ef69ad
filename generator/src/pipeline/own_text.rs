//! The text of the user in the manifest and the README of a package: below the marker in both, and
//! lines of the manifest above it.

pub(crate) mod manifest;
mod on_disk;
pub(crate) mod readme;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::Path;

use crate::base::diagnostic::{Error, Span};
use crate::base::read::{self, MAX_TEXT_SIZE};
use crate::pipeline::header;
use manifest::Above;
use on_disk::OnDisk;

/// The last generated line of a file that may continue with text of the user, without comment
/// marks.
pub(crate) const MARKER: &str =
    "What follows is yours, and is kept when this file is generated again.";

/// The files with the marker.
const MANIFEST: &str = "Cargo.toml";
const README: &str = "README.md";
const FILES: [&str; 2] = [MANIFEST, README];

/// Adds the user's text in the files of this folder to the files of a package. [`refuse_loss`]
/// reports text that cannot be kept.
pub(super) fn keep(files: &mut BTreeMap<String, String>, folder: &Path) {
    for path in FILES {
        let Some(text) = files.get_mut(path) else {
            continue;
        };
        let Ok(Some(on_disk)) = OnDisk::read(folder, path) else {
            continue;
        };
        let Some((above, below)) = on_disk.parts() else {
            continue;
        };
        if path == MANIFEST {
            merge(text, above, folder);
        }
        text.push_str(below);
    }
}

/// Adds the user's lines above the marker of a manifest.
fn merge(text: &mut String, above: &str, folder: &Path) {
    let marker = header::comment_line(MANIFEST, MARKER);
    let Some(start) = text.find(&marker) else {
        return;
    };
    let is_section = is_section(folder);
    if let Ok(old) = Above::read(above, &is_section)
        && let Ok(merged) = old.merge(&text[..start])
    {
        text.replace_range(..start, &merged);
    }
}

/// A test for the names of features: `true` for a section of the output in this folder.
fn is_section(folder: &Path) -> impl Fn(&str) -> bool {
    move |feature| {
        // The sections `default` and `http` have the features `default_` and `http_`.
        let module = feature.strip_suffix('_').unwrap_or(feature);
        let is_package = ["lib", "runtime"].contains(&module);
        let file = folder.join(format!("src/{module}.rs"));
        let first = header::expected_first_line("lib.rs").unwrap_or_default();
        !is_package
            && read::file(&file, MAX_TEXT_SIZE).is_ok_and(|text| text.starts_with(first.as_bytes()))
    }
}

/// Rejects a folder if text of the user would be lost, because the new layout has no such file, or
/// because the text cannot be kept.
pub(super) fn refuse_loss(
    files: &BTreeMap<String, String>,
    folder: &Path,
    layout: &str,
) -> Result<(), Error> {
    let mut lost = Vec::new();
    for path in FILES {
        match OnDisk::read(folder, path) {
            Ok(Some(file)) => lost.extend(file.lost_text(files.get(path), layout)),
            Ok(None) => {}
            Err(error) => {
                let message = format!("may contain text of yours, but cannot be read: {error}");
                let file = Span::file(folder.join(path).display().to_string());
                lost.push(on_disk::problem(message, error.help(), file));
            }
        }
    }
    if lost.is_empty() {
        Ok(())
    } else {
        Err(Error::new(lost))
    }
}
