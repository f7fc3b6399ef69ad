//! The views of the API: the language tabs of the reference.

use std::fmt;

/// A view of the API, by its name in the front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum View {
    /// The wire, as `curl` shows it.
    Curl,
    /// The wire, for resources that exist as JSON only.
    Json,
    /// The JavaScript SDK.
    Js,
    /// The Go SDK.
    Go,
    /// The PHP SDK.
    Php,
    /// The Python SDK.
    Python,
    /// The Ruby SDK.
    Ruby,
    /// The Java SDK.
    Java,
    /// The .NET SDK.
    Dotnet,
}

impl View {
    /// Every view, the wire first.
    pub const ALL: &'static [Self] = &[
        Self::Curl,
        Self::Json,
        Self::Js,
        Self::Go,
        Self::Php,
        Self::Python,
        Self::Ruby,
        Self::Java,
        Self::Dotnet,
    ];

    /// The key of the view below `reference`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Curl => "curl",
            Self::Json => "json",
            Self::Js => "js",
            Self::Go => "go",
            Self::Php => "php",
            Self::Python => "python",
            Self::Ruby => "ruby",
            Self::Java => "java",
            Self::Dotnet => "dotnet",
        }
    }

    /// The view with this name, or `None` if there is none.
    pub fn from_name(name: &str) -> Option<Self> {
        let mut views = Self::ALL.iter().copied();
        views.find(|view| view.as_str() == name)
    }

    /// Returns `true` if the view shows names and optionality as they are on the wire.
    pub fn is_wire(self) -> bool {
        matches!(self, Self::Curl | Self::Json)
    }
}

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
