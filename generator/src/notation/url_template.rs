//! The paths of operations: `/parcels/:id/labels` (format, section 5).

/// An error in a path, and the next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PathError {
    pub(crate) message: String,
    pub(crate) help: &'static str,
}

/// The first error in a path, if there is one.
///
/// Each part behind a slash is a text or, behind a colon, the name of a parameter. One slash at the
/// end is allowed.
pub(crate) fn fault(path: &str) -> Option<PathError> {
    let Some(parts) = path.strip_prefix('/') else {
        return Some(PathError {
            message: "an operation's `title` must be its path".to_owned(),
            help: "begin it with `/`, as in `/things/:id`",
        });
    };
    let parts: Vec<&str> = parts
        .strip_suffix('/')
        .unwrap_or(parts)
        .split('/')
        .collect();
    let is_root = parts == [""];
    let mut found = parts.iter().enumerate().filter(|_| !is_root);
    found.find_map(|(index, part)| in_part(part).or_else(|| repeated(part, &parts[..index])))
}

fn in_part(part: &str) -> Option<PathError> {
    let is_text = |c: char| c.is_ascii_alphanumeric() || "-._~%!$&'()*+,;=@".contains(c);
    let whole = "a parameter is all that stands between two slashes, as in `/things/:id`";
    let (message, help) = match part.strip_prefix(':') {
        None if part.is_empty() => ("a part of the path is empty".to_owned(), "remove a slash"),
        None if part.contains(['?', '#']) => (
            format!("`{part}` is more than a path"),
            "list what is in the query below `parameters`",
        ),
        None if part.contains(['{', '}']) => (format!("`{part}` is no part of a path"), whole),
        None if part.contains(':') => (format!("`{part}` holds a parameter and more"), whole),
        None if !part.chars().all(is_text) => (
            format!("`{part}` is no part of a path"),
            "write it as it is on the wire, with `%` codes",
        ),
        Some("") => (
            "a `:` has no name behind it".to_owned(),
            "name the parameter, as in `:id`",
        ),
        Some(name) if !is_name(name) => (format!("`:{name}` is no parameter"), whole),
        None | Some(_) => return None,
    };
    Some(PathError { message, help })
}

/// Rejects a parameter that is an earlier part, too: nothing could fill both.
fn repeated(part: &str, before: &[&str]) -> Option<PathError> {
    if !part.starts_with(':') || !before.contains(&part) {
        return None;
    }
    Some(PathError {
        message: format!("the path has the parameter `{part}` twice"),
        help: "give one of the two another name",
    })
}

fn is_name(name: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    name.chars().all(is_letter) && !name.starts_with(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn paths() {
        for path in [
            "/",
            "/parcels",
            "/parcels/",
            "/parcels/:id",
            "/parcels/:parcelId/labels/:_2",
            "/v1.2/~me/a-b_c%20d",
        ] {
            assert_eq!(fault(path), None, "{path}");
        }
    }

    #[test]
    fn faults() {
        let faults = [
            ("", "an operation's `title` must be its path"),
            ("Send a parcel", "an operation's `title` must be its path"),
            ("/parcels/:", "a `:` has no name behind it"),
            ("/parcels/:/send", "a `:` has no name behind it"),
            ("//parcels", "a part of the path is empty"),
            ("/parcels//:id/{id}", "a part of the path is empty"),
            ("/parcels/{id}", "`{id}` is no part of a path"),
            ("/parcels/:id.json", "`:id.json` is no parameter"),
            ("/parcels/:2nd", "`:2nd` is no parameter"),
            ("/parcels/no:id", "`no:id` holds a parameter and more"),
            (
                "/parcels?size=:size",
                "`parcels?size=:size` is more than a path",
            ),
            ("/all parcels", "`all parcels` is no part of a path"),
            ("/parcels/:id/:id", "the path has the parameter `:id` twice"),
        ];
        for (path, message) in faults {
            assert_eq!(
                fault(path).map(|fault| fault.message).as_deref(),
                Some(message),
                "{path}"
            );
        }
    }
}
