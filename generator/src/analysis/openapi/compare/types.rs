//! Compares types of the docs with types of the description.

use std::collections::BTreeSet;

use super::{Comparer, fields};
use crate::analysis::openapi::disagreement::Kind;
use crate::analysis::openapi::found::{Fix, Site};
use crate::analysis::openapi::joined::{Joined, Number, ObjectAt, Text};
use crate::analysis::openapi::node::Pointer;
use crate::analysis::openapi::schema::Schema;
use crate::pipeline::api::{Dispatch, EnumValue, Field, JsonKind, Type, Union};

/// The owner of a type: its field, if it has one, and its site.
#[derive(Clone, Copy)]
pub(super) struct Typed<'s, 'a> {
    pub(super) field: Option<&'a Field>,
    pub(super) site: &'s Site<'a>,
    pub(super) pointer: &'s Pointer,
}

impl<'a> Comparer<'a> {
    /// Returns `true` if the type equals the type of the schema. Differences in members and values
    /// are added as separate disagreements.
    pub(super) fn is_same(&mut self, ty: &'a Type, joined: &Joined<'a>, of: Typed<'_, 'a>) -> bool {
        if joined.is_any || *ty == Type::Any {
            return joined.is_any && *ty == Type::Any;
        }
        if let Type::Union(union) = ty {
            return self.union(union, joined, of);
        }
        if joined.kinds() != 1 {
            return false;
        }
        match ty {
            Type::String => joined.text == Some(Text::String),
            Type::Timestamp => joined.text == Some(Text::DateTime),
            Type::Enum(values) => match &joined.text {
                Some(Text::Values(known)) => {
                    self.values(values, known, of);
                    true
                }
                _ => false,
            },
            Type::Integer => joined.number == Some(Number::Integer),
            Type::Float => joined.number == Some(Number::Number),
            Type::Boolean => joined.is_boolean,
            Type::List(item) => match &joined.list {
                Some(schema) => self.is_same_item(item, schema.as_ref(), of),
                None => false,
            },
            Type::Map(value) => {
                let values = joined.map_values();
                joined.is_map() && self.is_same_item(value, values.as_ref(), of)
            }
            Type::Object(members) => {
                let is_same = !joined.objects.is_empty() && !joined.is_map();
                if is_same {
                    let members = fields(members, of.site);
                    self.members(&members, &joined.objects, of.site, Kind::Member);
                }
                is_same
            }
            Type::Resource(id) => {
                let is_same = !joined.objects.is_empty() && !joined.is_map();
                if is_same {
                    self.link(*id, &joined.objects);
                }
                is_same
            }
            Type::Any | Type::Nullable(_) | Type::Union(_) => false,
        }
    }

    /// [`Self::is_same`] for an item of a list or a value of a map, which is nullable by its type.
    fn is_same_item(
        &mut self,
        ty: &'a Type,
        schema: Option<&Schema<'a>>,
        of: Typed<'_, 'a>,
    ) -> bool {
        let joined = Joined::new(schema, self.expander);
        match ty {
            Type::Nullable(ty) => joined.nullable && self.is_same(ty, &joined, of),
            ty => !joined.nullable && self.is_same(ty, &joined, of),
        }
    }

    /// Compares the values of an enum.
    fn values(&mut self, docs: &[EnumValue], known: &BTreeSet<String>, of: Typed<'_, 'a>) {
        let documented: BTreeSet<&str> = docs.iter().map(|value| value.value.as_str()).collect();
        let docs: Vec<String> = documented
            .iter()
            .filter(|value| !known.contains(**value))
            .map(|value| (*value).to_owned())
            .collect();
        let openapi: Vec<String> = known
            .iter()
            .filter(|value| !documented.contains(value.as_str()))
            .cloned()
            .collect();
        if docs.is_empty() && openapi.is_empty() {
            return;
        }
        let claims = (claim(&docs), claim(&openapi));
        let fix = match of.field {
            Some(field) => Fix::Values {
                field,
                docs,
                openapi,
            },
            None => Fix::None,
        };
        self.add(Kind::Values, of.site, of.pointer, claims, fix);
    }

    /// Returns `true` if the union has the alternatives of the schema.
    fn union(&mut self, union: &'a Union, joined: &Joined<'a>, of: Typed<'_, 'a>) -> bool {
        // An alternative has no docs path, so no correction is possible inside it.
        let of = Typed { field: None, ..of };
        match &union.dispatch {
            Dispatch::Discriminator(tag) => {
                joined.kinds() == 1 && self.tagged(union, tag, &joined.objects, of)
            }
            // The schema of the content does not relate alternatives to texts.
            Dispatch::Beside(_) => true,
            Dispatch::Json => {
                let mut is_same = union.alternatives.len() == joined.kinds();
                for alternative in &union.alternatives {
                    let only = alternative.ty.json_kind().map(|kind| only(joined, kind));
                    is_same &= only.is_some_and(|only| self.is_same(&alternative.ty, &only, of));
                }
                is_same
            }
        }
    }

    /// Compares each alternative with the objects that have its tags.
    fn tagged(
        &mut self,
        union: &'a Union,
        tag: &str,
        objects: &[ObjectAt<'a>],
        of: Typed<'_, 'a>,
    ) -> bool {
        let mut known = BTreeSet::new();
        let mut is_same = !objects.is_empty();
        for alternative in &union.alternatives {
            let tags: BTreeSet<&str> = alternative.tags.iter().map(String::as_str).collect();
            let mut own = Joined::default();
            for object in objects {
                let values = self.literals(object, tag);
                if values.iter().any(|value| tags.contains(value.as_str())) {
                    own.objects.push(object.clone());
                }
            }
            is_same &= !own.objects.is_empty() && self.is_same(&alternative.ty, &own, of);
            known.extend(tags);
        }
        let mut found = objects.iter().flat_map(|object| self.literals(object, tag));
        let is_known = found.all(|value| known.contains(value.as_str()));
        is_same && is_known
    }

    /// The only strings that a member of an object may be; empty if other values are possible.
    pub(super) fn literals(&self, object: &ObjectAt<'a>, name: &str) -> BTreeSet<String> {
        let Some(schema) = object.object.members.get(name) else {
            return BTreeSet::new();
        };
        match Joined::new(Some(schema), self.expander).text {
            Some(Text::Values(values)) => values,
            _ => BTreeSet::new(),
        }
    }
}

/// The values that only one side has, as a claim.
fn claim(values: &[String]) -> String {
    if values.is_empty() {
        return "nothing more".to_owned();
    }
    let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
    format!("also {}", values.join(", "))
}

/// The part of a type with this JSON type.
fn only<'a>(joined: &Joined<'a>, kind: JsonKind) -> Joined<'a> {
    let mut only = Joined::default();
    match kind {
        JsonKind::String => only.text.clone_from(&joined.text),
        JsonKind::Number => only.number = joined.number,
        JsonKind::Boolean => only.is_boolean = joined.is_boolean,
        JsonKind::Array => only.list.clone_from(&joined.list),
        JsonKind::Object => only.objects.clone_from(&joined.objects),
    }
    only
}
