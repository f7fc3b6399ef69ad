//! Decides the type of every member: the wire's own word, else the other views'
//! majority, else the description, else the name.

use super::entries::Entry;
use super::index::{EntityRef, Index};
use super::keys::snake_case;
use super::kind::Kind;
use super::resources::Catalog;
use super::views::{self, List, Testimony, Witness};
use crate::api::{Counts, EnumValue, Field, Type};
use crate::diagnostic::{At, Code, Report};
use crate::nearest;
use crate::parse::View;
use crate::parse::markdown;
use crate::place::Place;

/// Decides types, and counts what was vague.
pub(super) struct Types<'a> {
    index: &'a Index<'a>,
    catalog: &'a Catalog<'a>,
    report: &'a mut Report,
    counts: Counts,
}

/// What is known of the members of one list.
struct Scope<'a> {
    at: EntityRef,
    testimony: Testimony<'a>,
    /// In resources and responses the wire is in snake case even where the page
    /// is not; parameters are sent as they are written.
    snake: bool,
}

impl<'a> Types<'a> {
    pub(super) fn new(
        index: &'a Index<'a>,
        catalog: &'a Catalog<'a>,
        report: &'a mut Report,
    ) -> Self {
        Self {
            index,
            catalog,
            report,
            counts: Counts::default(),
        }
    }

    /// How many types were vague, and how many still are.
    pub(super) fn counts(&self) -> Counts {
        self.counts
    }

    /// The fields of a resource.
    pub(super) fn properties(&mut self, at: EntityRef) -> Vec<Field> {
        self.fields(at, List::Properties)
    }

    /// The fields of one list of an entity, wrappers taken away.
    pub(super) fn fields(&mut self, at: EntityRef, list: List) -> Vec<Field> {
        let entries = list.of(self.catalog.lists(at));
        self.members(at, list, views::unwrapped(entries))
    }

    /// The fields for some members of a list.
    pub(super) fn members(
        &mut self,
        at: EntityRef,
        list: List,
        entries: impl IntoIterator<Item = &'a Entry>,
    ) -> Vec<Field> {
        let scope = Scope {
            at,
            testimony: Testimony::about(self.catalog, at, list),
            snake: at.view == View::Curl && list != List::Parameters,
        };
        let fields = entries
            .into_iter()
            .map(|entry| self.field(entry, &scope, ""));
        fields.collect()
    }

    /// Where an entity stands.
    pub(super) fn place(&self, at: EntityRef) -> Place {
        self.index.place(at)
    }

    /// What a bare reference in `returns` stands for, if it is a resource.
    pub(super) fn resource(&self, entry: &Entry) -> Option<Type> {
        Some(Type::Resource(self.catalog.resource_of(entry.entity?)?))
    }

    fn field(&mut self, entry: &Entry, scope: &Scope<'a>, prefix: &str) -> Field {
        let path = views::join(prefix, &entry.key);
        let (kind, nullable) = match &entry.kind {
            Some(Kind::Nullable(kind)) => (Some(kind.as_ref()), true),
            kind => (kind.as_ref(), false),
        };
        Field {
            name: if scope.snake {
                snake_case(&entry.key)
            } else {
                entry.key.clone()
            },
            kind: self.decide(entry, kind, scope, &path),
            optional: entry.optional,
            nullable,
            deprecated: entry.deprecated,
            docs: entry.docs.clone(),
            place: entry.place.clone(),
        }
    }

    fn decide(
        &mut self,
        entry: &Entry,
        kind: Option<&Kind>,
        scope: &Scope<'a>,
        path: &str,
    ) -> Type {
        if let Some(nested) = &entry.nested {
            let fields = nested
                .iter()
                .map(|entry| self.field(entry, scope, path))
                .collect();
            let object = Type::Object(fields);
            let is_list = matches!(kind, Some(Kind::Array | Kind::List(_)));
            return if is_list {
                Type::List(Box::new(object))
            } else {
                object
            };
        }
        if let Some(kind) = kind.filter(|kind| !is_vague(kind)) {
            let own = self.own_word(entry, kind, scope.at);
            return if own == Type::String {
                self.text(entry, scope, path)
            } else {
                own
            };
        }
        self.counts.vague += 1;
        let witnesses = scope.testimony.of(path);
        let decided = self
            .majority(kind, witnesses)
            .or_else(|| self.described(kind, entry.docs.as_deref()));
        self.counts.still_vague += usize::from(decided.is_none());
        decided.unwrap_or_else(|| vague(kind))
    }

    /// The type that the view itself gives; a name that leads nowhere is an error on the wire.
    fn own_word(&mut self, entry: &Entry, kind: &Kind, at: EntityRef) -> Type {
        if let Some(kind) = self.exact(kind, at) {
            return kind;
        }
        if let Some(name) = named(kind).filter(|_| at.view.is_wire()) {
            let keys = self.index.keys(at.view);
            let message = format!("no resource is called `{name}`");
            let help = nearest::hint(
                nearest::of(name, keys),
                "name a resource's key, or a type such as `string`",
            );
            self.report.raise(
                Code::UnknownType,
                message,
                help,
                At::Value(entry.place.key("type")),
            );
        }
        Type::Any
    }

    /// A text, unless other views or the name say it is a moment.
    fn text(&self, entry: &Entry, scope: &Scope<'a>, path: &str) -> Type {
        let moments = scope
            .testimony
            .of(path)
            .iter()
            .filter(|witness| witness.kind() == Some(&Kind::Timestamp))
            .count();
        let majority = moments * 2 > scope.testimony.of(path).len();
        if majority || snake_case(&entry.key).ends_with("_at") {
            Type::Timestamp
        } else {
            Type::String
        }
    }

    /// The type that most of the exact views agree on.
    fn majority(&self, vague: Option<&Kind>, witnesses: &[Witness<'a>]) -> Option<Type> {
        let mut votes: Vec<(Type, usize)> = Vec::new();
        for witness in witnesses {
            let exact = witness
                .kind()
                .filter(|kind| !is_vague(kind))
                .and_then(|kind| self.exact(kind, witness.from));
            let Some(exact) = exact.filter(|exact| may_be(vague, exact)) else {
                continue;
            };
            match votes.iter_mut().find(|(kind, _)| *kind == exact) {
                Some((_, count)) => *count += 1,
                None => votes.push((exact, 1)),
            }
        }
        let most = votes.iter().map(|(_, count)| *count).max()?;
        votes
            .into_iter()
            .find(|(_, count)| *count == most)
            .map(|(kind, _)| kind)
    }

    /// What the description says: the values of an enum as bullets, the items of
    /// a list by a link to their page.
    fn described(&self, vague: Option<&Kind>, docs: Option<&str>) -> Option<Type> {
        let docs = docs?;
        match vague? {
            Kind::Enum => {
                let values = markdown::bullet_values(docs)
                    .into_iter()
                    .map(|(value, docs)| EnumValue { value, docs });
                let values: Vec<EnumValue> = values.collect();
                (!values.is_empty()).then_some(Type::Enum(values))
            }
            Kind::Array => {
                let links = markdown::links(docs);
                let resource = links
                    .iter()
                    .find_map(|link| self.catalog.resource_at(link))?;
                Some(Type::List(Box::new(Type::Resource(resource))))
            }
            _ => None,
        }
    }

    /// The type that a notation gives by itself; none where it leaves something open.
    fn exact(&self, kind: &Kind, at: EntityRef) -> Option<Type> {
        Some(match kind {
            Kind::String => Type::String,
            Kind::Integer | Kind::Number => Type::Integer,
            Kind::Boolean => Type::Boolean,
            // What is met as JSON only is claims of a token, whose dates are numbers.
            Kind::Timestamp if at.view == View::Json => Type::Integer,
            Kind::Timestamp => Type::Timestamp,
            Kind::Any => Type::Any,
            Kind::Literal(value) => Type::Enum(vec![EnumValue {
                value: value.clone(),
                docs: None,
            }]),
            Kind::Union(kinds) => union(kinds)?,
            Kind::List(item) => Type::List(Box::new(self.exact(item, at)?)),
            Kind::Map(value) => Type::Map(Box::new(self.exact(value, at).unwrap_or(Type::Any))),
            Kind::Nullable(inner) => self.exact(inner, at)?,
            Kind::Named(name) => {
                let entity = self.index.by_type_name(at.view, name, at.page)?;
                Type::Resource(self.catalog.resource_of(entity)?)
            }
            Kind::Array
            | Kind::Object
            | Kind::Enum
            | Kind::Null
            | Kind::Unit
            | Kind::Opaque
            | Kind::Wrapper(..) => return None,
        })
    }
}

/// The name that a type, or the items of a list, are called by.
fn named(kind: &Kind) -> Option<&str> {
    match kind {
        Kind::Named(name) => Some(name),
        Kind::List(inner) | Kind::Map(inner) | Kind::Nullable(inner) => named(inner),
        _ => None,
    }
}

/// Whether a notation leaves open what is inside.
fn is_vague(kind: &Kind) -> bool {
    match kind {
        Kind::Array | Kind::Object | Kind::Enum | Kind::Any | Kind::Unit => true,
        Kind::List(item) => is_vague(item),
        _ => false,
    }
}

/// Whether an exact type is one that the vague one may stand for.
fn may_be(vague: Option<&Kind>, exact: &Type) -> bool {
    match vague {
        Some(Kind::Array | Kind::List(_)) => matches!(exact, Type::List(_)),
        Some(Kind::Object) => matches!(exact, Type::Resource(_) | Type::Map(_)),
        Some(Kind::Enum) => matches!(exact, Type::Enum(_)),
        _ => true,
    }
}

/// As much of a vague type as it does say.
fn vague(kind: Option<&Kind>) -> Type {
    match kind {
        Some(Kind::Array) => Type::List(Box::new(Type::Any)),
        Some(Kind::List(item)) => Type::List(Box::new(vague(Some(item)))),
        Some(Kind::Object) => Type::Map(Box::new(Type::Any)),
        Some(Kind::Enum) => Type::String,
        _ => Type::Any,
    }
}

/// A union of literals is an enum; texts beside them only say that it is open.
fn union(kinds: &[Kind]) -> Option<Type> {
    let mut values = Vec::new();
    for kind in kinds {
        match kind {
            Kind::Literal(value) => values.push(EnumValue {
                value: value.clone(),
                docs: None,
            }),
            Kind::String => {}
            _ => return None,
        }
    }
    Some(Type::Enum(values))
}
