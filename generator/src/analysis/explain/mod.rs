//! The evidence for every field: the declaration of each view with its line, and the rule that
//! decided.
//!
//! [`Config::explain`] finds fields, types and operations by name. The evidence for all fields is
//! part of the [`Inspection`](crate::Inspection) of
//! [`Generated::inspection`](crate::Generated::inspection).

mod collector;
mod enums;
mod evidence;
mod field_index;
mod ids;
mod joined;
mod patches;
mod rationale;
mod search;
mod text;

use std::path::Path;

use crate::base::diagnostic::{Code, Error};
use crate::config::Config;
use crate::pipeline::{Modelled, Reference};

pub use enums::{EnumType, RequestVariant};
pub(crate) use evidence::Evidence;
pub use evidence::{
    CorrectedPresence, Correction, Decision, Definition, Entity, EntityKind, Field, Location,
    Presence, Unmatched, Untyped, Usage, ViewDeclaration, ViewPlace,
};
pub(in crate::analysis) use field_index::FieldIndex;
pub use ids::{IdOwner, IdUsage, TypedId};

/// The number of near names in the error for an unknown name.
const MAX_SUGGESTIONS: usize = 3;

/// All entities, members and enums, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// Resources and operations, in page order.
    pub entities: Vec<Entity>,
    /// Fields of the output and members of the docs, in page order.
    pub fields: Vec<Field>,
    /// Enums and unions of the output.
    pub enums: Vec<EnumType>,
    /// Types of ids.
    pub ids: Vec<TypedId>,
    /// The members with this key, in page order. Empty if anything else matches the name.
    pub members: Vec<Usage>,
}

impl Explanation {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Adds the matches of another name.
    fn append(&mut self, mut other: Self) {
        self.entities.append(&mut other.entities);
        self.fields.append(&mut other.fields);
        self.enums.append(&mut other.enums);
        self.ids.append(&mut other.ids);
        self.members.append(&mut other.members);
    }
}

impl Config {
    /// Explains everything called `what` in the pages below `roots`.
    ///
    /// `what` is a Rust path (`ApiKey.permissions`, `authkit::api_keys::ApiKey`), also of a
    /// re-export (`authkit::user::CreateUserRequest`); a docs path (`api_key.permissions`) with
    /// keys as on the wire or on the page; an id (`api_key`); a page; a module; the method and path
    /// of an operation (`GET /organizations/{id}`); or an id type (`UserId`). The result has all
    /// matches. If only keys of members match, or a field of all lists (`runtime::List.data`), the
    /// result has a list of these members.
    ///
    /// # Errors
    ///
    /// The settings or the reference have errors, or nothing has the name.
    pub fn explain(&self, roots: &[impl AsRef<Path>], what: &str) -> Result<Explanation, Error> {
        let settings = self.settings(roots)?.of_whole();
        let Modelled { reference, model } = Modelled::of(Reference::read(&settings), &settings)?;
        let evidence = Evidence::collect(&reference.api, &model, &reference.sources);
        let mut found = search::find(&evidence, what);
        if found.is_empty() {
            for path in search::long_paths(&model, what) {
                found.append(search::find(&evidence, &path));
            }
        }
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
    let message = format!("nothing matches `{what}`");
    Error::from_problem(Code::UnknownName, message, &help, None)
}
