//! The servers that the settings name.

use super::types::{ValueError, fail_with};
use crate::base::diagnostic::{Error, Span};
use crate::notation::is_server_name;

/// A server as it was set, not yet checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ServerSetting {
    pub(super) name: String,
    /// The base URL; empty if it is not known.
    pub(super) base_url: String,
    /// The location of the name in the settings file; `None` for a server of the builder.
    pub(super) span: Option<Span>,
}

/// A server of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Server {
    pub(crate) name: String,
    /// The URL that paths are appended to, without a `/` at its end.
    pub(crate) base_url: Option<String>,
    /// The location in the settings file; `None` for a server of the builder.
    pub(crate) span: Option<Span>,
}

/// The servers without duplicates: the first setting of a name wins. Fails with all their errors.
pub(super) fn checked(settings: Vec<ServerSetting>) -> Result<Vec<Server>, Error> {
    let (mut servers, mut errors) = (Vec::<Server>::new(), Vec::new());
    for setting in settings {
        match check(&setting) {
            Ok(_) if servers.iter().any(|known| known.name == setting.name) => {}
            Ok(base_url) => servers.push(Server {
                name: setting.name,
                base_url,
                span: setting.span,
            }),
            Err(error) => errors.push(error.at(setting.span)),
        }
    }
    fail_with(errors)?;
    Ok(servers)
}

/// The base URL of a server, if it has one; an error if the URL or the name is invalid.
fn check(setting: &ServerSetting) -> Result<Option<String>, ValueError> {
    let ServerSetting { name, base_url, .. } = setting;
    if !is_server_name(name) {
        return Err(ValueError::new(
            format!("`{name}` cannot be the name of a server"),
            "use lowercase letters and digits, with one `_` between words, as in `auth`",
        ));
    }
    let base_url = base_url.trim_end_matches('/');
    if base_url.is_empty() {
        return Ok(None);
    }
    let below = ["https://", "http://"];
    let mut below = below
        .iter()
        .filter_map(|scheme| base_url.strip_prefix(scheme));
    let is_fit = |c: char| c.is_ascii_alphanumeric() || "-._~:/[]%".contains(c);
    let is_url = |rest: &str| rest.chars().all(is_fit) && !rest.starts_with(['/', ':']);
    if below
        .next()
        .is_some_and(|rest| !rest.is_empty() && is_url(rest))
    {
        return Ok(Some(base_url.to_owned()));
    }
    Err(ValueError::new(
        format!("`{base_url}` is not the base URL of a server"),
        format!("write it as in `{name} = \"https://api.example.com\"`, without a query"),
    ))
}
