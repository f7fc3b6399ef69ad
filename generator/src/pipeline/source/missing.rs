//! The help for a path that does not exist: the folder that was searched, and a similar name.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::walk::MAX_ENTRIES;
use crate::base::text::did_you_mean;

/// The next step for this path; `None` if it exists, or is a link that leads nowhere.
pub(super) fn help(path: &Path) -> Option<String> {
    let missing = first_missing(path)?;
    let name = missing.file_name()?.to_string_lossy();
    let parent = missing.parent()?;
    // Paths stay as they were given, so that messages do not depend on the machine.
    let (folder, shown) = if parent.as_os_str().is_empty() {
        (Path::new("."), "the current folder".to_owned())
    } else {
        (parent, format!("`{}`", parent.display()))
    };
    let next = match similar(folder, &name) {
        Some(similar) => {
            let mut near = missing.with_file_name(similar);
            if let Ok(rest) = path.strip_prefix(missing)
                && near.join(rest).exists()
            {
                near.extend(rest);
            }
            format!("did you mean `{}`?", near.display())
        }
        None => "name one that exists".to_owned(),
    };
    Some(format!("there is no `{name}` in {shown}; {next}"))
}

/// The path up to its first name that does not exist.
fn first_missing(path: &Path) -> Option<&Path> {
    let is_missing = |at: &&Path| {
        let found = fs::symlink_metadata(at);
        !at.as_os_str().is_empty()
            && found.is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
    };
    path.ancestors().take_while(is_missing).last()
}

/// The most similar name of a folder in this one, or of a file with the same extension.
fn similar(folder: &Path, name: &str) -> Option<String> {
    let extension = Path::new(name).extension();
    let entries = fs::read_dir(folder).ok()?.take(MAX_ENTRIES).flatten();
    let names = entries.filter_map(|entry| {
        let path: PathBuf = entry.path();
        let is_alike = path.is_dir() || extension.is_some() && path.extension() == extension;
        entry.file_name().into_string().ok().filter(|_| is_alike)
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    did_you_mean::best_match(name, names.iter().map(String::as_str)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_path_has_a_help_with_the_folder_and_a_similar_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir_all(path("docs/reference/sso")).unwrap();
        fs::write(path("docs/referenz"), "").unwrap();
        fs::write(path("docs/parcel.mdx"), "").unwrap();
        for (missing, name, place, similar) in [
            (
                "docs/referense",
                "referense",
                "docs",
                Some("docs/reference"),
            ),
            (
                "docs/referense/sso",
                "referense",
                "docs",
                Some("docs/reference/sso"),
            ),
            (
                "docs/referense/mfa",
                "referense",
                "docs",
                Some("docs/reference"),
            ),
            (
                "docs/parsel.mdx",
                "parsel.mdx",
                "docs",
                Some("docs/parcel.mdx"),
            ),
            ("docs/reference/sso/sso", "sso", "docs/reference/sso", None),
            ("docs/kite/kite", "kite", "docs", None),
            ("docs/parsel.md", "parsel.md", "docs", None),
        ] {
            let next = similar.map_or("name one that exists".to_owned(), |it| {
                format!("did you mean `{}`?", path(it).display())
            });
            let place = path(place);
            let expected = format!("there is no `{name}` in `{}`; {next}", place.display());
            assert_eq!(help(&path(missing)), Some(expected));
        }
        assert_eq!(help(&path("docs")), None);
        assert_eq!(help(&path("docs/parcel.mdx/sso")), None);
    }

    #[test]
    fn a_name_alone_is_one_in_the_current_folder() {
        let expected = "there is no `srcs` in the current folder; did you mean `src`?".to_owned();
        assert_eq!(help(Path::new("srcs")), Some(expected));
    }
}
