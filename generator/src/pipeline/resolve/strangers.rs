//! Names in types that lead nowhere.

use super::entries::Entry;
use super::index::EntityRef;
use super::types::Types;
use crate::base::diagnostic::{At, Code};
use crate::base::text::did_you_mean;
use crate::notation::meaning::Kind;

/// The names of types that a suggestion may be; of those that mean the same, one.
const KNOWN: [&str; 11] = [
    "any", "array", "boolean", "datetime", "enum", "float", "integer", "null", "number", "object",
    "string",
];

impl Types<'_> {
    /// A name that leads nowhere is an error on the wire, wherever in the type it stands; in the
    /// other views it is one of the SDK's.
    pub(super) fn refuse_strangers(&mut self, entry: &Entry, kind: &Kind, at: EntityRef) {
        if !at.view.is_wire() {
            return;
        }
        let mut names = Vec::new();
        collect(kind, &mut names);
        names.retain(|name| self.index.by_type_name(at.view, name, at.page).is_none());
        let is_among_literals = holds_literal(kind);
        for name in names {
            self.refuse_stranger(entry, name, at, is_among_literals);
        }
    }

    fn refuse_stranger(&mut self, entry: &Entry, name: &str, at: EntityRef, in_quotes: bool) {
        if self.index.is_refused(at.view, name) {
            return;
        }
        let names = self.index.names(at.view);
        let help = match did_you_mean::of(name, names.into_iter().chain(KNOWN)) {
            None if in_quotes => format!("put it in quotes, as the others are: `\"{name}\"`"),
            near => did_you_mean::hint(near, "name a resource's key, or a type such as `string`"),
        };
        let message = format!("no resource is called `{name}`");
        let at = At::Value(entry.place.key("type"));
        self.report.raise(Code::UnknownType, message, help, at);
    }

    /// Whether the values of a map are of a type that the docs do not describe.
    pub(super) fn is_map_of_unknown(&self, kind: &Kind, at: EntityRef) -> bool {
        match kind {
            Kind::Map(value) => {
                self.exact(value, at).is_none() || self.is_map_of_unknown(value, at)
            }
            Kind::List(item) | Kind::Nullable(item) => self.is_map_of_unknown(item, at),
            _ => false,
        }
    }
}

/// Every name in a type, each once, in the order of reading.
fn collect<'k>(kind: &'k Kind, names: &mut Vec<&'k str>) {
    let (name, inner) = match kind {
        Kind::Named(name) => (Some(name.as_str()), [].as_slice()),
        Kind::Wrapper(name, args) => (Some(name.as_str()), args.as_slice()),
        Kind::Union(kinds) => (None, kinds.as_slice()),
        Kind::List(inner) | Kind::Map(inner) | Kind::Nullable(inner) => {
            (None, std::slice::from_ref(inner.as_ref()))
        }
        _ => return,
    };
    names.extend(name.filter(|name| !names.contains(name)));
    for kind in inner {
        collect(kind, names);
    }
}

fn holds_literal(kind: &Kind) -> bool {
    match kind {
        Kind::Literal(_) => true,
        Kind::Union(kinds) => kinds.iter().any(holds_literal),
        Kind::List(inner) | Kind::Map(inner) | Kind::Nullable(inner) => holds_literal(inner),
        _ => false,
    }
}
