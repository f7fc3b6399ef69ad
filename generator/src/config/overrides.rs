//! What a user wants of items and fields that patterns name.

use std::fmt;

use super::Config;
use super::pattern::Pattern;
use super::value::InvalidValue;
use crate::base::diagnostic::{Code, Diagnostic, Error, Span};
use crate::names;

/// What can be wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum OverrideKind {
    /// Another derive, by the path of its macro.
    Derive,
    /// An attribute, as it is written.
    Attribute,
    /// A type in the place of the field's own.
    Type,
    /// Another name.
    Name,
    /// That the value is not shown by `Debug`.
    Secret,
}

impl OverrideKind {
    /// The key of the settings file, and the method of the builder.
    pub(super) const ALL: [(&'static str, Self); 5] = [
        ("attributes", Self::Attribute),
        ("derives", Self::Derive),
        ("names", Self::Name),
        ("secrets", Self::Secret),
        ("types", Self::Type),
    ];
}

impl fmt::Display for OverrideKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut all = Self::ALL.iter();
        let name = all.find(|(_, want)| want == self).map(|(name, _)| *name);
        f.write_str(name.unwrap_or_default())
    }
}

/// Something that is wanted, and of what; nothing is checked yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OverrideSetting {
    pub(super) want: OverrideKind,
    pub(super) pattern: String,
    pub(super) value: String,
    /// Where a settings file says it.
    pub(super) span: Option<Span>,
}

/// A wish that can be fulfilled, if anything is found that it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Override {
    pub(crate) want: OverrideKind,
    pub(crate) pattern: Pattern,
    pub(crate) value: String,
    pub(crate) span: Option<Span>,
}

impl Config {
    /// Derives more on items: `derives("authkit::**", "PartialOrd")`.
    ///
    /// The pattern of this and of the methods below is a path such as
    /// `authkit::api_keys::ApiKey`, with `*` for anything within a segment and `**` for any
    /// segments; or a name alone, wherever it is; behind a `.` stands a field. One that names
    /// nothing is an error. Where names are changed as well, it goes by the old ones.
    pub fn derives(self, pattern: impl Into<String>, path: impl Into<String>) -> Self {
        self.with_override(OverrideKind::Derive, pattern, path)
    }

    /// Adds an attribute to items, or with `.` in the pattern to fields: `"#[non_exhaustive]"`.
    pub fn attributes(self, pattern: impl Into<String>, attribute: impl Into<String>) -> Self {
        self.with_override(OverrideKind::Attribute, pattern, attribute)
    }

    /// Gives fields another type: `types("ApiKey.permissions", "Vec<crate::Permission>")`.
    ///
    /// Whether the field may be absent stays as the docs say it; the type decides how it is
    /// written. Parameters of a path and the cursors of a list keep their type.
    pub fn types(self, pattern: impl Into<String>, ty: impl Into<String>) -> Self {
        self.with_override(OverrideKind::Type, pattern, ty)
    }

    /// Gives items, or with `.` in the pattern fields, another name; that on the wire stays.
    pub fn names(self, pattern: impl Into<String>, name: impl Into<String>) -> Self {
        self.with_override(OverrideKind::Name, pattern, name)
    }

    /// Keeps the values of fields out of `Debug`: `secrets("**.client_secret")`.
    pub fn secrets(self, pattern: impl Into<String>) -> Self {
        self.with_override(OverrideKind::Secret, pattern, "")
    }

    fn with_override(
        mut self,
        want: OverrideKind,
        pattern: impl Into<String>,
        value: impl Into<String>,
    ) -> Self {
        self.choices.wishes.push(OverrideSetting {
            want,
            pattern: pattern.into(),
            value: value.into(),
            span: None,
        });
        self
    }
}

/// The wishes that can be fulfilled.
///
/// # Errors
///
/// Those that cannot, all of them.
pub(super) fn checked(wishes: Vec<OverrideSetting>) -> Result<Vec<Override>, Error> {
    let mut overrides = Vec::with_capacity(wishes.len());
    let mut problems = Vec::new();
    for wish in wishes {
        let span = wish.span.clone();
        match check(wish) {
            Ok(one) => overrides.push(one),
            Err(InvalidValue { message, help }) => problems.push(Diagnostic {
                code: Code::InvalidSettings,
                message,
                help,
                span,
            }),
        }
    }
    problems.sort_by(|a: &Diagnostic, b: &Diagnostic| a.span.cmp(&b.span));
    if problems.is_empty() {
        Ok(overrides)
    } else {
        Err(Error::new(problems))
    }
}

fn check(wish: OverrideSetting) -> Result<Override, InvalidValue> {
    let OverrideSetting {
        want,
        pattern,
        value,
        span,
    } = wish;
    let pattern = Pattern::parse(&pattern)?;
    let of_fields = pattern.is_of_fields();
    match want {
        OverrideKind::Derive if of_fields => {
            return Err(not_for(&pattern, "items", "leave the field out"));
        }
        OverrideKind::Type | OverrideKind::Secret if !of_fields => {
            return Err(not_for(
                &pattern,
                "fields",
                "write it as in `ApiKey.permissions`",
            ));
        }
        _ => {}
    }
    let problem = match want {
        OverrideKind::Secret => None,
        OverrideKind::Derive => (syn::parse_str::<syn::Path>(&value).is_err())
            .then_some(("the path of a derive", "PartialOrd")),
        OverrideKind::Type => (syn::parse_str::<syn::Type>(&value).is_err())
            .then_some(("a Rust type", "Vec<crate::Permission>")),
        OverrideKind::Name => name_problem(&value, of_fields)?,
        OverrideKind::Attribute => {
            (!is_attribute(&value)).then_some(("an attribute", "#[non_exhaustive]"))
        }
    };
    match problem {
        Some((what, example)) => Err(InvalidValue {
            message: format!("`{value}` is not {what}"),
            help: format!("write it as in `{example}`"),
        }),
        None => Ok(Override {
            want,
            pattern,
            value,
            span,
        }),
    }
}

/// What is wrong with a name; fails where it is one that something in the output cannot have.
fn name_problem(
    value: &str,
    of_fields: bool,
) -> Result<Option<(&'static str, &'static str)>, InvalidValue> {
    if syn::parse_str::<syn::Ident>(value).is_err() {
        let example = if of_fields {
            "permission"
        } else {
            "Permission"
        };
        return Ok(Some(("a name in Rust", example)));
    }
    let (fits, what, near) = match of_fields {
        true => (
            names::can_name_field(value),
            "a field",
            names::field_name(value),
        ),
        false => (
            names::is_valid_type_name(value),
            "an item",
            names::type_name(value),
        ),
    };
    if fits {
        return Ok(None);
    }
    Err(InvalidValue {
        message: format!(
            "`{value}` cannot be the name of {what}: {}",
            rejection_help(value)
        ),
        help: format!("choose another one, such as `{near}`"),
    })
}

/// Why an identifier cannot be a name in the output.
fn rejection_help(value: &str) -> &'static str {
    match names::is_in_use(value) {
        true => "generated code uses it for something else",
        false => "Rust warns about names that are spelt so",
    }
}

fn not_for(pattern: &Pattern, what: &str, help: &str) -> InvalidValue {
    InvalidValue {
        message: format!(
            "`{}` is no pattern of {what}, which this is for",
            pattern.as_str()
        ),
        help: help.to_owned(),
    }
}

fn is_attribute(text: &str) -> bool {
    use syn::parse::Parser;
    let attributes = syn::Attribute::parse_outer.parse_str(text);
    attributes.is_ok_and(|attributes| attributes.len() == 1)
}
