//! The rules of `lint`, and the level of each.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::base::text::did_you_mean;
use crate::config::ValueError;

/// The levels of rules. A rule without a level here has its default level.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[must_use = "each method returns the changed levels"]
pub struct LintLevels {
    chosen: BTreeMap<Rule, Level>,
}

impl LintLevels {
    /// Sets the level of a rule.
    pub fn set(mut self, rule: Rule, level: Level) -> Self {
        self.chosen.insert(rule, level);
        self
    }

    /// These levels, completed with the levels of `other` for the rules without one.
    pub(crate) fn or(mut self, other: &Self) -> Self {
        for (rule, level) in &other.chosen {
            self.chosen.entry(*rule).or_insert(*level);
        }
        self
    }

    /// The level of a rule.
    pub fn level(&self, rule: Rule) -> Level {
        let chosen = self.chosen.get(&rule).copied();
        chosen.unwrap_or_else(|| rule.default_level())
    }
}

/// The severity of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Level {
    /// The rule does not run.
    Allow,
    /// A finding is shown.
    Warn,
    /// A finding is shown, and fails the run.
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

impl Level {
    /// The name of the level in settings and options: `allow`, `warn` or `deny`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }
}

/// The name of the level in settings.
impl Serialize for Level {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Defines the rules. Each rule has a summary, an example page that triggers it, and a fix. The
/// documentation is generated from the same texts.
macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $variant:ident = $slug:literal {
        example: $example:literal,
        fix: $fix:literal,
    })*) => {
        /// A rule of `lint`. The code is stable across releases. The default level of every rule is
        /// [`Level::Warn`], except for [`non-json-parameter`](Self::NonJsonParameter), which is
        /// off by default.
        ///
        /// | rule | looks for | fix |
        /// |---|---|---|
        $(#[doc = concat!(
            "| [`", $slug, "`](Self::", stringify!($variant), ") |", $($doc,)+ " | ", $fix, " |",
        )])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Rule {
            $(
                $(#[doc = $doc])+
                #[doc = concat!("\n```yaml\n", $example, "\n```")]
                #[doc = concat!("\n**Fix:** ", $fix)]
                $variant,
            )*
        }

        impl Rule {
            /// All rules.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable code.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $slug,)*
                }
            }

            /// A summary of the rule in one sentence.
            pub fn summary(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($($doc,)+).trim_ascii(),)*
                }
            }

            /// The page of the documentation on which the rule fires.
            #[cfg(test)]
            pub(crate) fn example(self) -> &'static str {
                match self {
                    $(Self::$variant => $example,)*
                }
            }
        }
    };
}

rules! {
    /// A member is optional in some views and required in others.
    OptionalityDiffers = "optionality-differs" {
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - { key: weight, type: integer, optional: true }\n  js:\n    - key: Parcel\n      id: parcel\n      properties:\n        - { key: weight, type: number }",
        fix: "Make the views agree. The generated code follows the wire view; if that view is wrong, add a correction.",
    }
    /// A member has types of different kinds in the views.
    TypeDiffers = "type-differs" {
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - { key: weight, type: integer }\n  js:\n    - key: Parcel\n      id: parcel\n      properties:\n        - { key: weight, type: string }",
        fix: "Make the views agree: a number in one language is a number in all of them.",
    }
    /// A member has different descriptions in the views.
    DescriptionDiffers = "description-differs" {
        example: "descriptions:\n  parcel: { weight: The weight in grams. }\nreference:\n  curl:\n    - key: parcel\n      properties:\n        - { key: weight, type: integer, description: (parcel.weight) }\n  js:\n    - key: Parcel\n      id: parcel\n      properties:\n        - { key: weight, type: number, description: How heavy it is. }",
        fix: "Refer to one text below `descriptions` from every view.",
    }
    /// A view of a resource or operation omits a member.
    MissingInView = "missing-in-view" {
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - { key: weight, type: integer }\n        - { key: sender, type: string }\n  js:\n    - key: Parcel\n      id: parcel\n      properties:\n        - { key: weight, type: number }",
        fix: "List the member in that view, or allow the rule if an SDK omits members on purpose.",
    }
    /// A member of other views is not in the wire view.
    MissingOnWire = "missing-on-wire" {
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - { key: weight, type: integer }\n  js:\n    - key: Parcel\n      id: parcel\n      properties:\n        - { key: weight, type: number }\n        - { key: sender, type: string }",
        fix: "List the member in the wire view if it is on the wire, under the same name, or add it by a correction.",
    }
    /// A key in a wire view is not in snake case, unlike the keys on the wire.
    NonSnakeCaseKey = "non-snake-case-key" {
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - { key: sentAt, type: string }",
        fix: "Write the key as it is on the wire: `sent_at`.",
    }
    /// A `number` becomes `i64` only by default: no view, correction or setting decides it.
    IntegerByDefault = "integer-by-default" {
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - { key: weight, type: number }",
        fix: "Write `integer` or `float` in a view, or add a correction with `type`.",
    }
    /// No view, description or name gives the type of a member's content.
    UntypedField = "untyped-field" {
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - { key: stops, type: array }",
        fix: "Name the type of the items, as in `string[]`, list the `properties`, or add a correction.",
    }
    /// A description refers to a group of texts that has no text of its own.
    EmptyDescriptionGroup = "empty-description-group" {
        example: "descriptions:\n  parcel: { size: { small: Fits a box. } }\nreference:\n  curl:\n    - key: parcel\n      properties:\n        - { key: size, type: string, description: (parcel.size) }",
        fix: "Give the group a text named `self`, or refer to one of its texts.",
    }
    /// The `url` of an entity differs from the URL of its page.
    StaleUrl = "stale-url" {
        example: "reference:\n  curl:\n    - key: parcel\n      url: /reference/letter\n      properties: []",
        fix: "Write the URL of the page, or remove the `url`: the generated code does not use it.",
    }
    /// A parameter in the path of an operation is not documented.
    UndocumentedPathParameter = "undocumented-path-parameter" {
        example: "reference:\n  curl:\n    - key: get_parcel\n      type: GET\n      title: /parcels/:id",
        fix: "List a parameter with the key `id`.",
    }
    /// The docs do not say whether a DELETE takes its parameters in the query or the body.
    AmbiguousDeleteParameter = "ambiguous-delete-parameter" {
        example: "reference:\n  curl:\n    - key: drop_parcel\n      type: DELETE\n      title: /parcels\n      parameters:\n        - { key: reason, type: string }",
        fix: "Add a correction with `in = \"query\"` or `in = \"body\"`.",
    }
    /// The only member of a response may be `null`, and the docs do not say whether its key is on
    /// the wire.
    AmbiguousBodyKey = "ambiguous-body-key" {
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - { key: weight, type: integer }\n    - key: next_parcel\n      type: GET\n      title: /parcels/next\n      returns:\n        - { key: parcel, type: parcel | null }",
        fix: "Add `unwrap: true` if the key only names the body, or a correction with `unwrap` or `wrap`.",
    }
    /// A parameter is sent in a JSON body, but the docs call it a file, a part of a form or a
    /// header.
    NonJsonParameter = "non-json-parameter" {
        example: "reference:\n  curl:\n    - key: send_parcel\n      type: POST\n      title: /parcels\n      parameters:\n        - { key: photo, type: string, description: Sent as `multipart/form-data`. }",
        fix: "Drop it with a correction and send it with your own code: no construct supports it.",
    }
    /// The URL contains a parameter with the name or description of a secret, and logs contain
    /// URLs.
    SecretInUrl = "secret-in-url" {
        example: "reference:\n  curl:\n    - key: get_parcel\n      type: GET\n      title: /parcel\n      parameters:\n        - { key: access_token, type: string }",
        fix: "If the API takes the parameter elsewhere, correct its `in` to `\"authorization\"`, `\"header\"` or `\"body\"`. Otherwise name it in the setting `public`, or allow the rule.",
    }
    /// `Debug` shows a string or map with the name or description of a secret.
    PossibleSecret = "possible-secret" {
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - { key: lock_password, type: string }",
        fix: "Name it in the setting `secrets`, or in `public` if anybody may read it.",
    }
    /// The front matter has an unknown key or view.
    UnknownKey = "unknown-key" {
        example: "reference:\n  curl:\n    - key: parcel\n      colour: red\n      properties: []",
        fix: "Correct the key, or remove it: it is ignored.",
    }
}

impl Rule {
    /// The level of a rule that the settings do not mention.
    pub fn default_level(self) -> Level {
        match self {
            // The rule searches for words in prose, which may have another meaning.
            Self::NonJsonParameter => Level::Allow,
            _ => Level::Warn,
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The code.
impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl FromStr for Rule {
    type Err = ValueError;

    fn from_str(code: &str) -> Result<Self, ValueError> {
        if let Some(rule) = Self::ALL.iter().find(|rule| rule.as_str() == code) {
            return Ok(*rule);
        }
        let codes: Vec<&str> = Self::ALL.iter().map(|rule| rule.as_str()).collect();
        let otherwise = format!("the rules are {}", codes.join(", "));
        Err(ValueError {
            message: format!("there is no rule `{code}`"),
            help: did_you_mean::hint(did_you_mean::best_match(code, codes), &otherwise),
        })
    }
}
