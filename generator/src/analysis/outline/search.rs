//! Finds the type that a name means.

use super::Items;
use crate::base::diagnostic::{Code, Error};
use crate::base::text::did_you_mean;
use crate::pipeline::model::rust_model::ItemPath;

impl Items<'_> {
    /// The type of this path, or the only one whose path ends in it.
    pub(super) fn find(&self, name: &str) -> Result<&ItemPath, Error> {
        let wanted = plain(name.trim());
        let ends = |path: &str| {
            let before = path.strip_suffix(wanted.as_str());
            before.is_some_and(|before| before.is_empty() || before.ends_with("::"))
        };
        let all = self
            .items
            .keys()
            .map(|path| (path, plain(&path.to_string())));
        let found: Vec<(&ItemPath, String)> = all.filter(|(_, path)| ends(path)).collect();
        let whole = found.iter().find(|(_, path)| *path == wanted);
        match (whole, found.as_slice()) {
            (Some((path, _)), _) | (None, [(path, _)]) => Ok(path),
            (None, []) => Err(self.unknown(&wanted)),
            (None, several) => Err(ambiguous(&wanted, several)),
        }
    }

    fn unknown(&self, wanted: &str) -> Error {
        let depth = wanted.matches("::").count() + 1;
        let names = self.items.keys().map(|path| {
            let path = plain(&path.to_string());
            let tail: Vec<&str> = path.rsplitn(depth + 1, "::").take(depth).collect();
            tail.into_iter().rev().collect::<Vec<_>>().join("::")
        });
        let names: Vec<String> = names.collect();
        let nearest = did_you_mean::best_match(wanted, names.iter().map(String::as_str));
        let help = did_you_mean::hint(
            nearest,
            "name a struct or enum, such as `authkit::user::User`",
        );
        let message = format!("no type is called `{wanted}`");
        Error::from_problem(Code::UnknownName, message, &help, None)
    }
}

fn ambiguous(wanted: &str, several: &[(&ItemPath, String)]) -> Error {
    let paths: Vec<String> = several
        .iter()
        .map(|(_, path)| format!("`{path}`"))
        .collect();
    let message = format!("{} types are called `{wanted}`", several.len());
    let help = format!("name one of {}", paths.join(", "));
    Error::from_problem(Code::UnknownName, message, &help, None)
}

/// A path without the marks of raw identifiers, which nobody types.
fn plain(path: &str) -> String {
    path.replace("r#", "")
}
