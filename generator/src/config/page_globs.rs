//! The files that are skipped because of their names, and the globs `include`, `exclude` and
//! `only`.

use std::fmt;

use glob::MatchOptions;

use super::types::{ValueError, fail_with};
use crate::base::diagnostic::{Error, Span};

/// The folder into which a package manager installs dependencies.
const DEPENDENCIES: &str = "node_modules";

/// Wildcards do not match the dot at the start of a name.
const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

/// The effect of a glob.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GlobKind {
    /// Reads files that are skipped by default because of their names.
    Include,
    /// Skips more files.
    Exclude,
    /// Selects the pages whose models are emitted.
    Only,
}

impl fmt::Display for GlobKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Include => "include",
            Self::Exclude => "exclude",
            Self::Only => "only",
        })
    }
}

/// A glob as it was set, not yet checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct GlobSetting {
    pub(super) kind: GlobKind,
    pub(super) text: String,
    pub(super) span: Option<Span>,
}

/// A glob of pages and folders. It matches their path below a reference folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PageGlob {
    pub(crate) kind: GlobKind,
    pub(crate) text: String,
    /// The place in the settings file.
    pub(crate) span: Option<Span>,
    /// A pattern for each name of the path; `**` matches any number of names.
    parts: Vec<glob::Pattern>,
}

/// All globs of the settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PageGlobs(Vec<PageGlob>);

impl PageGlobs {
    /// Parses the globs; fails with all that are invalid.
    pub(super) fn new(settings: Vec<GlobSetting>) -> Result<Self, Error> {
        let mut globs = Vec::with_capacity(settings.len());
        let mut errors = Vec::new();
        for GlobSetting { kind, text, span } in settings {
            match parse(&text) {
                Ok(parts) => globs.push(PageGlob {
                    kind,
                    text,
                    span,
                    parts,
                }),
                Err(error) => errors.push(error.at(span)),
            }
        }
        fail_with(errors)?;
        Ok(Self(globs))
    }

    /// Every glob, in the order of the settings.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &PageGlob> {
        self.0.iter()
    }

    /// `true` if the page at this path below a reference folder is not read.
    pub(crate) fn passes_over(&self, path: &str) -> bool {
        let names: Vec<&str> = path.split('/').collect();
        self.is_excluded(&names) || self.is_hidden(&names, |include, at| include.fits(&names, at))
    }

    /// `true` if no page below the folder at this path is read.
    pub(crate) fn passes_over_folder(&self, path: &str) -> bool {
        let names: Vec<&str> = path.split('/').collect();
        let may_lead = |include: &PageGlob, at| include.fits(&names, at) || include.leads(&names);
        self.is_excluded(&names) || self.is_hidden(&names, may_lead)
    }

    /// The globs of this kind.
    pub(crate) fn of(&self, kind: GlobKind) -> impl Iterator<Item = &PageGlob> {
        self.0.iter().filter(move |glob| glob.kind == kind)
    }

    /// `true` if the models of the page at this path are emitted. Without `only`, all are.
    pub(crate) fn selects(&self, path: &str) -> bool {
        !self.has_selection() || self.of(GlobKind::Only).any(|glob| glob.is_used_by(path))
    }

    /// `true` if `only` is set.
    pub(crate) fn has_selection(&self) -> bool {
        self.of(GlobKind::Only).next().is_some()
    }

    /// Selects every page: removes the globs of `only`.
    #[cfg(feature = "analysis")]
    pub(super) fn select_all(&mut self) {
        self.0.retain(|glob| glob.kind != GlobKind::Only);
    }

    fn is_excluded(&self, names: &[&str]) -> bool {
        let mut excludes = self.0.iter().filter(|glob| glob.kind == GlobKind::Exclude);
        excludes.any(|glob| glob.fits(names, 0))
    }

    /// `true` if a name is skipped by default and no `include` matches it.
    fn is_hidden(&self, names: &[&str], brings_back: impl Fn(&PageGlob, usize) -> bool) -> bool {
        let is_include = |glob: &&PageGlob| glob.kind == GlobKind::Include;
        names.iter().enumerate().any(|(at, name)| {
            let mut includes = self.0.iter().filter(is_include);
            is_no_page(name) && !includes.any(|include| brings_back(include, at))
        })
    }
}

impl PageGlob {
    /// A glob that selects pages.
    pub(super) fn selecting(text: String, span: Option<Span>) -> Result<Self, ValueError> {
        let (kind, parts) = (GlobKind::Only, parse(&text)?);
        Ok(Self {
            kind,
            text,
            span,
            parts,
        })
    }

    /// `true` if the glob has an effect on the page at this path.
    pub(crate) fn is_used_by(&self, path: &str) -> bool {
        let names: Vec<&str> = path.split('/').collect();
        match self.kind {
            GlobKind::Exclude => self.fits(&names, 0),
            // The glob may omit the extension of a page.
            GlobKind::Only => {
                let stem = names.split_last().and_then(|(name, folders)| {
                    Some([folders, &[name.strip_suffix(".mdx")?]].concat())
                });
                self.fits(&names, 0) || stem.is_some_and(|names| fits(&self.parts, &names))
            }
            GlobKind::Include => {
                let mut hidden = (0..names.len()).filter(|at| is_no_page(names[*at]));
                hidden.any(|at| self.fits(&names, at))
            }
        }
    }

    /// `true` if the glob matches the path, or a folder of the path that includes the name at this
    /// index.
    fn fits(&self, names: &[&str], at: usize) -> bool {
        (at..names.len()).any(|end| fits(&self.parts, &names[..=end]))
    }

    /// `true` if the glob may match a path below the folder.
    fn leads(&self, folder: &[&str]) -> bool {
        leads(&self.parts, folder)
    }
}

/// `true` for the names of files and folders that other programs create: locks, copies, histories,
/// dependencies.
fn is_no_page(name: &str) -> bool {
    name.starts_with('.') || name == DEPENDENCIES
}

/// The text, if it is a valid glob.
pub(super) fn checked(text: &str) -> Result<String, ValueError> {
    parse(text).map(|_| text.to_owned())
}

/// The pattern of each name of a glob.
fn parse(text: &str) -> Result<Vec<glob::Pattern>, ValueError> {
    let invalid = |reason: &str| {
        let message = format!("`{text}` is not a valid glob: {reason}");
        let help = "write it relative to the reference folder, as in `drafts/**` or `**/*.old.mdx`";
        ValueError::new(message, help)
    };
    let path = text.strip_suffix('/').unwrap_or(text);
    if text.contains('\\') {
        return Err(invalid("names are separated by `/`"));
    }
    let part = |name: &str| match name {
        "" | "." | ".." => Err(invalid("a name is empty, `.` or `..`")),
        name => glob::Pattern::new(name).map_err(|error| invalid(error.msg)),
    };
    path.split('/').map(part).collect()
}

/// `true` if the pattern matches the name.
fn fits_name(part: &glob::Pattern, name: &str) -> bool {
    match name {
        // No wildcard matches it, as with the dot at the start of a name.
        DEPENDENCIES => part.as_str() == name,
        _ => part.matches_with(name, OPTIONS),
    }
}

/// `true` if the patterns match all the names.
fn fits(parts: &[glob::Pattern], names: &[&str]) -> bool {
    match (parts, names) {
        ([], names) => names.is_empty(),
        ([part, rest @ ..], names) if part.as_str() == "**" => {
            let skipped = names.iter().take_while(|name| !is_no_page(name)).count();
            (0..=skipped).any(|skipped| fits(rest, &names[skipped..]))
        }
        ([part, parts @ ..], [name, names @ ..]) => fits_name(part, name) && fits(parts, names),
        ([_, ..], []) => false,
    }
}

/// `true` if the patterns may match a longer path that begins with these names.
fn leads(parts: &[glob::Pattern], names: &[&str]) -> bool {
    match (parts, names) {
        (_, []) => true,
        ([], _) => false,
        ([part, rest @ ..], [name, others @ ..]) if part.as_str() == "**" => {
            leads(rest, names) || !is_no_page(name) && leads(parts, others)
        }
        ([part, parts @ ..], [name, names @ ..]) => fits_name(part, name) && leads(parts, names),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn globs(include: &[&str], exclude: &[&str]) -> PageGlobs {
        let setting = |kind, text: &&str| GlobSetting {
            kind,
            text: (*text).to_owned(),
            span: None,
        };
        let include = include.iter().map(|text| setting(GlobKind::Include, text));
        let exclude = exclude.iter().map(|text| setting(GlobKind::Exclude, text));
        PageGlobs::new(include.chain(exclude).collect()).unwrap()
    }

    #[test]
    fn names_with_a_dot_and_dependencies_are_passed_over() {
        let globs = globs(&[], &[]);
        for path in [
            ".#kite.mdx",
            "._kite.mdx",
            ".history/kite.mdx",
            "a/.b/c.mdx",
            "node_modules/a/kite.mdx",
            "a/node_modules/kite.mdx",
        ] {
            assert!(globs.passes_over(path), "{path}");
        }
        for path in [
            "kite.mdx",
            "a.b/kite.mdx",
            "node_modules.mdx",
            "#kite.mdx",
            "a/_b.mdx",
        ] {
            assert!(!globs.passes_over(path), "{path}");
        }
    }

    #[test]
    fn an_include_brings_back_what_it_writes_out() {
        for (include, read, not) in [
            (".#kite.mdx", ".#kite.mdx", "a/.#kite.mdx"),
            ("**/.kite.mdx", "a/b/.kite.mdx", "a/.b/.kite.mdx"),
            (".well-known", ".well-known/a/b.mdx", ".well-known/.#b.mdx"),
            (".well-known/", ".well-known/b.mdx", ".history/b.mdx"),
            (
                ".well-known/**",
                ".well-known/a/b.mdx",
                ".well-known/.a/b.mdx",
            ),
            (".[a-g]*", ".git/a.mdx", ".history/a.mdx"),
            (
                "node_modules/kites",
                "node_modules/kites/a.mdx",
                "node_modules/a.mdx",
            ),
            ("a/**", "a/b.mdx", "a/node_modules/b.mdx"),
            ("**", "b.mdx", "node_modules/b.mdx"),
            ("*.mdx", "b.mdx", ".b.mdx"),
            (".a/.b/*", ".a/.b/c.mdx", ".a/c.mdx"),
        ] {
            let globs = globs(&[include], &[]);
            assert!(!globs.passes_over(read), "{include}: {read}");
            assert!(globs.passes_over(not), "{include}: {not}");
            let (folder, _) = read.rsplit_once('/').unwrap_or(("a", ""));
            assert!(!globs.passes_over_folder(folder), "{include}: {folder}");
        }
    }

    #[test]
    fn folders_that_an_include_cannot_lead_into_are_passed_over() {
        let globs = globs(&[".well-known/**", "**/.kite.mdx"], &[]);
        for folder in [
            ".git",
            "node_modules",
            "a/.b",
            ".well-known/.a",
            ".well-known/node_modules",
        ] {
            assert!(globs.passes_over_folder(folder), "{folder}");
        }
        assert!(!globs.passes_over_folder(".well-known/a"));
    }

    #[test]
    fn an_exclude_wins() {
        for (exclude, passed, read) in [
            ("drafts", "drafts/a/b.mdx", "a/drafts/b.mdx"),
            ("drafts/**", "drafts/b.mdx", "draft.mdx"),
            ("**/*.old.mdx", "a/b.old.mdx", "a/b.mdx"),
            ("*.mdx", "b.mdx", "a/b.mdx"),
            ("A.mdx", "A.mdx", "a.mdx"),
            (
                ".well-known/a.mdx",
                ".well-known/a.mdx",
                ".well-known/b.mdx",
            ),
        ] {
            let globs = globs(&[".well-known"], &[exclude]);
            assert!(globs.passes_over(passed), "{exclude}: {passed}");
            assert!(!globs.passes_over(read), "{exclude}: {read}");
        }
    }

    #[test]
    fn an_only_selects_folders_and_pages() {
        let only = |text: &str| {
            let (kind, text, span) = (GlobKind::Only, text.to_owned(), None);
            PageGlobs::new(vec![GlobSetting { kind, text, span }]).unwrap()
        };
        for (glob, selected, not) in [
            ("kites", "kites/a/b.mdx", "boats/kites/b.mdx"),
            ("kites/**", "kites/b.mdx", "kite.mdx"),
            ("kites/a", "kites/a.mdx", "kites/ab.mdx"),
            ("kites/a", "kites/a/index.mdx", "kites/index.mdx"),
            ("kites/a.mdx", "kites/a.mdx", "kites/a/index.mdx"),
            ("**/get", "a/b/get.mdx", "a/getter.mdx"),
        ] {
            let globs = only(glob);
            assert!(globs.selects(selected), "{glob}: {selected}");
            assert!(!globs.selects(not), "{glob}: {not}");
            assert!(!globs.passes_over(not), "the whole is read");
        }
        assert!(globs(&[], &["a"]).selects("b.mdx"));
    }

    #[test]
    fn what_is_no_glob_is_refused() {
        for text in [
            "/a", "./a", "../a", "a//b", "a\\b", "[", "a/***", "a**", "/", "",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
