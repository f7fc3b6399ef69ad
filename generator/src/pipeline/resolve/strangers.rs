//! Names in types that lead nowhere.

use super::entries::ExpandedMember;
use super::index::EntityRef;
use super::types::TypeResolver;
use crate::base::diagnostic::{Code, Location};
use crate::base::text::did_you_mean;
use crate::notation::meaning::TypeExpr;

/// The names of types that a suggestion may be; of those that mean the same, one.
const KNOWN: [&str; 11] = [
    "any", "array", "boolean", "datetime", "enum", "float", "integer", "null", "number", "object",
    "string",
];

impl TypeResolver<'_> {
    /// A name that leads nowhere is an error on the wire, wherever in the type it stands; in the
    /// other views it is one of the SDK's.
    pub(super) fn refuse_strangers(
        &mut self,
        entry: &ExpandedMember,
        ty: &TypeExpr,
        at: EntityRef,
    ) {
        if !at.view.is_wire() {
            return;
        }
        let mut names = Vec::new();
        collect(ty, &mut names);
        names.retain(|name| self.index.by_type_name(at.view, name, at.page).is_none());
        let is_among_literals = holds_literal(ty);
        for name in names {
            self.refuse_stranger(entry, name, at, is_among_literals);
        }
    }

    fn refuse_stranger(
        &mut self,
        entry: &ExpandedMember,
        name: &str,
        at: EntityRef,
        in_quotes: bool,
    ) {
        if self.index.is_refused(at.view, name) {
            return;
        }
        let names = self.index.names(at.view);
        let help = match did_you_mean::best_match(name, names.into_iter().chain(KNOWN)) {
            None if in_quotes => format!("put it in quotes, as the others are: `\"{name}\"`"),
            near => did_you_mean::hint(near, "name a resource's key, or a type such as `string`"),
        };
        let message = format!("no resource is called `{name}`");
        let at = Location::Value(entry.place.key("type"));
        self.diagnostics
            .report(Code::UnknownType, message, help, at);
    }

    /// Whether the values of a map are of a type that the docs do not describe.
    pub(super) fn is_map_of_unknown(&self, ty: &TypeExpr, at: EntityRef) -> bool {
        match ty {
            TypeExpr::Map(value) => {
                self.resolve_exact(value, at).is_none() || self.is_map_of_unknown(value, at)
            }
            TypeExpr::List(item) | TypeExpr::Nullable(item) => self.is_map_of_unknown(item, at),
            _ => false,
        }
    }
}

/// Every name in a type, each once, in the order of reading.
fn collect<'k>(ty: &'k TypeExpr, names: &mut Vec<&'k str>) {
    let (name, inner) = match ty {
        TypeExpr::Named(name) => (Some(name.as_str()), [].as_slice()),
        TypeExpr::Wrapper(name, args) => (Some(name.as_str()), args.as_slice()),
        TypeExpr::Union(kinds) => (None, kinds.as_slice()),
        TypeExpr::List(inner) | TypeExpr::Map(inner) | TypeExpr::Nullable(inner) => {
            (None, std::slice::from_ref(inner.as_ref()))
        }
        _ => return,
    };
    names.extend(name.filter(|name| !names.contains(name)));
    for ty in inner {
        collect(ty, names);
    }
}

fn holds_literal(ty: &TypeExpr) -> bool {
    match ty {
        TypeExpr::Literal(_) => true,
        TypeExpr::Union(kinds) => kinds.iter().any(holds_literal),
        TypeExpr::List(inner) | TypeExpr::Map(inner) | TypeExpr::Nullable(inner) => {
            holds_literal(inner)
        }
        _ => false,
    }
}
