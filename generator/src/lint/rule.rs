//! The rules, their codes, and how much each matters.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::config::InvalidValue;
use crate::nearest;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// It is not looked for.
    Allow,
    /// It is shown.
    Warn,
    /// It is shown, and the run counts as failed.
    Deny,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Allow => "allow",
            Self::Warn => "warning",
            Self::Deny => "error",
        })
    }
}

macro_rules! rules {
    ($($(#[doc = $doc:literal])* $level:ident $variant:ident = $slug:literal,)*) => {
        /// What a finding is about. The code is stable across releases.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Rule {
            $($(#[doc = $doc])* $variant,)*
        }

        impl Rule {
            /// Every rule there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable code.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $slug,)*
                }
            }

            /// What the rule looks for, in a sentence.
            pub fn summary(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($($doc,)*).trim_ascii(),)*
                }
            }

            /// How much a finding matters where nobody says otherwise.
            pub fn default_level(self) -> Level {
                match self {
                    $(Self::$variant => Level::$level,)*
                }
            }
        }
    };
}

rules! {
    /// Views disagree about whether a member may be absent.
    Warn OptionalityDiffers = "optionality-differs",
    /// Views give a member types of different kinds.
    Warn TypeDiffers = "type-differs",
    /// Views describe a member in different words.
    Allow DescriptionDiffers = "description-differs",
    /// A view describes the resource or operation, and not this member of it.
    Allow MissingInView = "missing-in-view",
    /// Other views have a member that the wire view does not document.
    Allow MissingOnWire = "missing-on-wire",
    /// A wire view spells a key in a way that is not on the wire.
    Warn OddKey = "odd-key",
    /// No view, description or name says what a member holds.
    Warn VagueType = "vague-type",
    /// A description leads to a group of texts that has none of its own.
    Warn GroupWithoutText = "group-without-text",
    /// An entity gives another address than its page has.
    Warn StaleUrl = "stale-url",
    /// No parameter documents a part of the path.
    Warn UndocumentedPathParameter = "undocumented-path-parameter",
    /// The docs do not say whether a DELETE takes its parameters in the query or the body.
    Warn UndecidedDelete = "undecided-delete",
    /// The front matter has a key or a view that the format does not know.
    Warn UnknownKey = "unknown-key",
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A rule as other tools read it: its code.
impl Serialize for Rule {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl FromStr for Rule {
    type Err = InvalidValue;

    fn from_str(code: &str) -> Result<Self, InvalidValue> {
        let find = || Self::ALL.iter().find(|rule| rule.as_str() == code);
        find().copied().ok_or_else(|| {
            let codes = Self::ALL.iter().map(|rule| rule.as_str());
            let all: Vec<&str> = codes.clone().collect();
            let otherwise = format!("the rules are {}", all.join(", "));
            InvalidValue {
                message: format!("there is no rule `{code}`"),
                help: nearest::hint(nearest::of(code, codes), &otherwise),
            }
        })
    }
}
