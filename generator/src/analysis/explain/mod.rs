//! How every field came about: what each view says, in which line, and which rule decided.
//!
//! [`Config::explain`] finds the fields, types and operations of a name. The same evidence
//! for everything is part of the [`Inspection`](crate::Inspection) that
//! [`Config::inspect`] gives.

mod collect;
mod correction;
mod enums;
mod evidence;
mod fields;
mod rust;
mod search;
mod text;
mod why;

use std::path::Path;

use crate::base::diagnostic::{Code, Error};
use crate::config::Config;
use crate::pipeline::Modelled;

pub use correction::Correction;
pub(crate) use evidence::Evidence;
pub use evidence::{
    Decision, Entity, EntityKind, EnumType, Field, Location, Presence, RequestVariant, Unjoined,
    Untyped, Usage, ViewDeclaration, ViewPlace,
};

/// How many near names are shown where nothing has the name.
const MAX_SUGGESTIONS: usize = 3;

/// What has the name that was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// Resources and operations, in page order.
    pub entities: Vec<Entity>,
    /// Fields of the output and members of the docs, in page order.
    pub fields: Vec<Field>,
    /// Enums and unions of the output.
    pub enums: Vec<EnumType>,
    /// Where nothing has the name alone, the members that have it, in page order.
    pub members: Vec<Usage>,
}

impl Explanation {
    fn is_empty(&self) -> bool {
        self.entities.is_empty()
            && self.fields.is_empty()
            && self.enums.is_empty()
            && self.members.is_empty()
    }
}

impl Config {
    /// Explains what is called `what` in the pages below `roots`.
    ///
    /// `what` is a Rust path (`ApiKey.permissions`, `authkit::api_keys::ApiKey`), a docs
    /// path (`api_key.permissions`), in the spelling of the wire or of the page, an id
    /// (`api_key`), a page, a module, or the method and path of an operation
    /// (`GET /organizations/:id`). Everything that it fits is given. A name that only members
    /// have, or that all lists share (`runtime::List.data`), gives the list of them.
    ///
    /// # Errors
    ///
    /// The settings or the reference are not right, or nothing has the name.
    pub fn explain(&self, roots: &[impl AsRef<Path>], what: &str) -> Result<Explanation, Error> {
        let settings = self.settings(roots)?;
        let Modelled { reference, model } = Modelled::read(&settings)?;
        let evidence = Evidence::collect(&reference.api, &model, &reference.sources);
        let found = search::find(&evidence, what);
        if found.is_empty() {
            return Err(unknown(&evidence, what));
        }
        Ok(found)
    }
}

fn unknown(evidence: &Evidence, what: &str) -> Error {
    let near = search::near(evidence, what, MAX_SUGGESTIONS);
    let near: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
    let help = match near.split_last() {
        None => "name a field, type or id, such as `api_key.id`; `inspect` lists them".to_owned(),
        Some((only, [])) => format!("did you mean {only}?"),
        Some((last, others)) => format!("did you mean {} or {last}?", others.join(", ")),
    };
    let message = format!("nothing is called `{what}`");
    Error::from_problem(Code::UnknownName, message, &help, None)
}
