//! The kinds of problems.

use std::fmt;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// The output is usable; the docs deserve a look.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $severity:ident $variant:ident = $slug:literal,)*) => {
        /// What kind of problem a diagnostic reports. The slug is stable across releases.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[$doc])* $variant,)*
        }

        impl Code {
            /// Every code there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable name of the code.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $slug,)*
                }
            }

            /// How bad a problem of this kind is.
            pub fn severity(self) -> Severity {
                match self {
                    $(Self::$variant => Severity::$severity,)*
                }
            }
        }
    };
}

codes! {
    /// A file or folder could not be read.
    Error UnreadableFile = "unreadable-file",
    /// A page is larger than any page should be.
    Error PageTooLarge = "page-too-large",
    /// A page is not UTF-8.
    Error InvalidUtf8 = "invalid-utf8",
    /// The folders given hold no page.
    Error NoPages = "no-pages",
    /// Two folders hold a page of the same path.
    Error DuplicatePage = "duplicate-page",
    /// A page does not begin with front matter.
    Warning NoFrontMatter = "no-front-matter",
    /// The front matter of a page has no end.
    Error UnclosedFrontMatter = "unclosed-front-matter",
    /// The front matter is not YAML.
    Error InvalidYaml = "invalid-yaml",
    /// A mapping has the same key twice.
    Error DuplicateKey = "duplicate-key",
    /// The front matter uses anchors or aliases.
    Error AliasNotAllowed = "alias-not-allowed",
    /// The front matter nests deeper than any reference page does.
    Error TooDeep = "too-deep",
    /// A value has another shape than the format asks for.
    Error WrongShape = "wrong-shape",
    /// A value that the format asks for is absent.
    Error MissingKey = "missing-key",
    /// A key that the format does not know.
    Warning UnknownKey = "unknown-key",
    /// A view of the API that the format does not know.
    Warning UnknownView = "unknown-view",
    /// A component of the page's body is not closed, or closed without being open.
    Warning UnbalancedComponent = "unbalanced-component",
    /// Two pages describe the same thing differently.
    Warning ConflictingDescription = "conflicting-description",
    /// A description refers to a text that is not there.
    Error DanglingDescription = "dangling-description",
    /// A list item refers to an entity or member that is not there.
    Error UnknownReference = "unknown-reference",
    /// Members refer to each other in a circle.
    Error ReferenceCycle = "reference-cycle",
    /// A type is not written in the type notation.
    Error InvalidType = "invalid-type",
    /// A type names something that is not in the reference.
    Error UnknownType = "unknown-type",
    /// A list has the same member twice.
    Error DuplicateMember = "duplicate-member",
    /// A title is not the path of an operation.
    Error InvalidPath = "invalid-path",
    /// Two things would have the same name in the output.
    Error NameClash = "name-clash",
    /// The settings are not right.
    Error InvalidSettings = "invalid-settings",
    /// The output could not be written.
    Error OutputFailed = "output-failed",
    /// The generator made something that is not Rust: a defect of the generator.
    Error InternalError = "internal-error",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
