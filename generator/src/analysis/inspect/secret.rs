//! Fields whose values nobody should see, as plain data.

use std::fmt;

use crate::pipeline::model::rust_model::{Item, RustModel};

/// What the last word of a name says that a value is kept secret.
const WORDS: [&str; 4] = ["password", "secret", "token", "verifier"];

/// A field that `Debug` does not show, or that is called like one that it should not show.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Secret {
    /// `authkit::authentication::password::AuthenticateRequest.password`
    pub rust: String,
    /// Whether the setting `secrets` names it.
    pub redacted: bool,
}

impl Secret {
    /// Those of all structs, in the order of the output.
    pub(super) fn all(model: &RustModel) -> Vec<Self> {
        let structs = model.items().filter_map(|(module, item)| match item {
            Item::Struct(item) => Some((module, item)),
            _ => None,
        });
        let secrets = structs.flat_map(|(module, item)| {
            let fields = item.fields.iter();
            let fields =
                fields.filter(|field| field.secret || is_called_secret(field.name.as_str()));
            fields.map(move |field| Self {
                rust: format!("{module}::{}.{}", item.name, field.name)
                    .trim_start_matches("::")
                    .to_owned(),
                redacted: field.secret,
            })
        });
        secrets.collect()
    }
}

fn is_called_secret(name: &str) -> bool {
    let last = name.rsplit('_').next().unwrap_or_default();
    WORDS.contains(&last)
}

/// One line.
impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rust, redacted } = self;
        match redacted {
            true => write!(f, "secret   {rust}  (not shown)"),
            false => write!(f, "secret?  {rust}  (shown, unless `secrets` names it)"),
        }
    }
}
