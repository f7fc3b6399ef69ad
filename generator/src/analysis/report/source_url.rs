//! Links to the lines of pages on the web.

use crate::base::diagnostic::{Code, Error};
use crate::base::text::percent;

/// The URL of the folder of the reference on a web site that shows its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SourceUrl(String);

impl SourceUrl {
    /// The URL of a folder, with or without a slash at its end.
    ///
    /// # Errors
    ///
    /// The URL does not begin with `https://` or `http://`, or contains an invalid character.
    pub(super) fn new(url: &str) -> Result<Self, Error> {
        let rest = ["https://", "http://"]
            .iter()
            .find_map(|scheme| url.strip_prefix(scheme));
        let is_url = |rest: &str| {
            let is_allowed = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}#?".contains(c);
            !rest.is_empty() && !rest.starts_with('/') && rest.chars().all(is_allowed)
        };
        if rest.is_some_and(is_url) {
            return Ok(Self(url.trim_end_matches('/').to_owned()));
        }
        Err(Error::from_problem(
            Code::InvalidSettings,
            format!("the source URL `{url}` is not the URL of a folder"),
            "write it as in `https://github.com/me/docs/blob/main/reference`",
            None,
        ))
    }

    /// The URL of a line of a page.
    pub(super) fn line(&self, page: &str, line: usize) -> String {
        format!("{}/{}#L{line}", self.0, percent::encoded(page))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_linked_below_the_folder() {
        for url in ["https://example.com/docs", "https://example.com/docs/"] {
            let url = SourceUrl::new(url).unwrap();
            assert_eq!(
                url.line("my users/index.mdx", 12),
                "https://example.com/docs/my%20users/index.mdx#L12"
            );
        }
    }

    #[test]
    fn other_texts_are_no_url_of_a_folder() {
        for url in [
            "",
            "docs",
            "https://",
            "https:///",
            "javascript:alert(1)",
            "https://a b",
            "https://a/\"onclick=",
            "https://a/#L1",
        ] {
            let error = SourceUrl::new(url).unwrap_err().to_string();
            assert!(error.contains("is not the URL of a folder"), "{error}");
        }
    }
}
