//! Changes of the items and fields that match a pattern.

use std::fmt;

use super::Config;
use super::pattern::Pattern;
use super::rust_syntax;
use super::types::{ValueError, fail_with};
use crate::base::diagnostic::{Error, Span};
use crate::names;

/// The kinds of overrides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum OverrideKind {
    /// Another derive, by the path of its macro.
    Derive,
    /// An attribute, as it is written.
    Attribute,
    /// A type in place of the field's own.
    Type,
    /// The resource whose id a field contains, or `string` for a field that contains no id.
    Id,
    /// Another name of an item or a field.
    Name,
    /// Another name of a value of an enum.
    ValueName,
    /// A value that `Debug` does not show.
    Secret,
    /// A value that `Debug` may show, though it looks like a secret.
    Public,
}

/// The key of the settings file, and the method of the builder.
impl fmt::Display for OverrideKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Derive => "derives",
            Self::Attribute => "attributes",
            Self::Type => "types",
            Self::Id => "id_types",
            Self::Name | Self::ValueName => "names",
            Self::Secret => "secrets",
            Self::Public => "public",
        })
    }
}

/// An override as it was set, not yet checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OverrideSetting {
    pub(super) kind: OverrideKind,
    pub(super) pattern: String,
    pub(super) value: String,
    /// The location in the settings file; `None` for an override of the builder.
    pub(super) span: Option<Span>,
}

impl Config {
    /// Adds a derive to items: `derives("authkit::**", "PartialOrd")`.
    ///
    /// The pattern of this and the following methods is a path such as `authkit::api_keys::ApiKey`,
    /// in which `*` matches anything within a segment and `**` any number of segments. A name
    /// without `::` matches items of that name in any module. A field follows after a `.`. A
    /// pattern that matches nothing is an error. If [`Config::names`] renames an item, patterns
    /// still match its original name.
    pub fn derives(self, pattern: impl Into<String>, path: impl Into<String>) -> Self {
        self.with_override(OverrideKind::Derive, pattern, path)
    }

    /// Adds an attribute, such as `"#[must_use]"`, to items, or to fields if the pattern contains a
    /// `.`.
    pub fn attributes(self, pattern: impl Into<String>, attribute: impl Into<String>) -> Self {
        self.with_override(OverrideKind::Attribute, pattern, attribute)
    }

    /// Replaces the type of fields: `types("ApiKey.permissions", "Vec<crate::Permission>")`.
    ///
    /// A field stays optional or required as the docs say; the new type determines its
    /// serialization. Path parameters and the cursors of a list keep their type.
    pub fn types(self, pattern: impl Into<String>, ty: impl Into<String>) -> Self {
        self.with_override(OverrideKind::Type, pattern, ty)
    }

    /// Sets the resource whose id fields contain: `id_types("Kite.owner", "user")`, or `string` for
    /// fields that contain no id. It overrides the rule of [`Config::ids`], and [`Config::types`]
    /// overrides it.
    pub fn id_types(self, pattern: impl Into<String>, resource: impl Into<String>) -> Self {
        self.with_override(OverrideKind::Id, pattern, resource)
    }

    /// Renames items, or fields if the pattern contains a `.`. A new name in upper camel case after
    /// a `.` renames a value of an enum: `names("ApiKeyObject.api_key", "Key")`. Names on the wire
    /// do not change.
    pub fn names(self, pattern: impl Into<String>, name: impl Into<String>) -> Self {
        self.with_override(OverrideKind::Name, pattern, name)
    }

    /// Keeps the values of fields out of `Debug`: `secrets("**.client_secret")`.
    pub fn secrets(self, pattern: impl Into<String>) -> Self {
        self.with_override(OverrideKind::Secret, pattern, "")
    }

    /// Declares that fields that look like secrets are not secret, so that `Debug` may show them:
    /// `public("OrganizationDomain.verification_token")`.
    ///
    /// The lint rule `possible-secret` no longer reports them. The output does not change.
    pub fn public(self, pattern: impl Into<String>) -> Self {
        self.with_override(OverrideKind::Public, pattern, "")
    }

    fn with_override(
        mut self,
        kind: OverrideKind,
        pattern: impl Into<String>,
        value: impl Into<String>,
    ) -> Self {
        self.choices.overrides.push(OverrideSetting {
            kind,
            pattern: pattern.into(),
            value: value.into(),
            span: None,
        });
        self
    }
}

/// An override that can be applied, if its pattern matches anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Override {
    pub(crate) kind: OverrideKind,
    pub(crate) pattern: Pattern,
    pub(crate) value: String,
    pub(crate) span: Option<Span>,
}

/// The overrides, or all errors of them.
pub(super) fn checked(settings: Vec<OverrideSetting>) -> Result<Vec<Override>, Error> {
    let mut overrides = Vec::with_capacity(settings.len());
    let mut errors = Vec::new();
    for setting in settings {
        match check(&setting) {
            Ok(pattern) => overrides.push(Override {
                kind: kind_of(&setting, &pattern),
                pattern,
                value: setting.value,
                span: setting.span,
            }),
            Err(error) => errors.push(error.at(setting.span)),
        }
    }
    fail_with(errors)?;
    Ok(overrides)
}

/// The kind of a setting. A new name in a pattern with a dot is the name of a value if it begins
/// with a capital letter, otherwise of a field.
fn kind_of(setting: &OverrideSetting, pattern: &Pattern) -> OverrideKind {
    match setting.kind {
        OverrideKind::Name if pattern.is_of_fields() && is_of_value(&setting.value) => {
            OverrideKind::ValueName
        }
        kind => kind,
    }
}

fn is_of_value(name: &str) -> bool {
    name.starts_with(char::is_uppercase)
}

/// The pattern of an override, after a check that its value is valid for its kind.
fn check(setting: &OverrideSetting) -> Result<Pattern, ValueError> {
    let pattern = Pattern::parse(&setting.pattern)?;
    let is_of_fields = pattern.is_of_fields();
    let not_for = |what, help| {
        let message = format!(
            "`{}` is not a pattern for {what}, as this setting requires",
            setting.pattern
        );
        Err(ValueError::new(message, help))
    };
    let value = setting.value.as_str();
    match setting.kind {
        OverrideKind::Derive if is_of_fields => return not_for("items", "leave the field out"),
        OverrideKind::Type | OverrideKind::Secret | OverrideKind::Public | OverrideKind::Id
            if !is_of_fields =>
        {
            return not_for("fields", "write it as in `ApiKey.permissions`");
        }
        OverrideKind::Derive => {
            rust_syntax::parse::<syn::Path>(value, "the path of a derive", "PartialOrd")?;
        }
        OverrideKind::Type => {
            rust_syntax::parse::<syn::Type>(value, "a Rust type", "Vec<crate::Permission>")?;
        }
        OverrideKind::Attribute => rust_syntax::check_attribute(value)?,
        OverrideKind::Name | OverrideKind::ValueName => check_name(value, is_of_fields)?,
        OverrideKind::Secret | OverrideKind::Public | OverrideKind::Id => {}
    }
    Ok(pattern)
}

/// Rejects a name that a field, value or item of the output cannot have.
fn check_name(value: &str, is_of_fields: bool) -> Result<(), ValueError> {
    let (what, example, fits, near) = if is_of_fields && is_of_value(value) {
        let fits = names::can_name_variant(value);
        let near = names::variant_names(&[value], &[names::UNDOCUMENTED]).remove(0);
        ("a value", "Newest", fits, near)
    } else if is_of_fields {
        let fits = names::can_name_field(value);
        ("a field", "permission", fits, names::field_name(value))
    } else {
        let fits = names::is_valid_type_name(value);
        ("an item", "Permission", fits, names::type_name(value))
    };
    rust_syntax::parse::<syn::Ident>(value, "a name in Rust", example)?;
    if fits {
        return Ok(());
    }
    let is_in_use = names::is_in_use(value) || value == names::UNDOCUMENTED;
    let reason = if is_in_use {
        "generated code uses it for something else"
    } else {
        "it is not in the usual case, so Rust would warn about it"
    };
    let message = format!("`{value}` cannot be the name of {what}: {reason}");
    let help = format!("choose another one, such as `{near}`");
    Err(ValueError::new(message, help))
}
