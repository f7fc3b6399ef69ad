//! The types of values.

use std::collections::BTreeSet;

use super::{EnumValue, EnumValues, Field, Resource, ResourceId};

/// The type of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Type {
    String,
    Integer,
    /// A number that may have a fraction.
    Float,
    Boolean,
    /// A timestamp, written as RFC 3339.
    Timestamp,
    /// Any value; the reference gives no type.
    Any,
    /// An object with any keys.
    Map(Box<Type>),
    List(Box<Type>),
    /// An item of a list, a value of a map or a response that may be `null`; occurs only there.
    Nullable(Box<Type>),
    /// An object that is described in place.
    Object(Vec<Field>),
    /// One of these strings, or one that the reference does not know yet.
    Enum(EnumValues),
    Resource(ResourceId),
    /// One of several types.
    Union(Union),
}

/// Types inside each other: lists, maps and objects. Published members have at most five, and every
/// walk over a type takes some of the stack for each.
pub(crate) const MAX_TYPE_DEPTH: usize = 128;

impl Type {
    /// `true` if there are more types inside each other.
    pub(crate) fn is_deeper_than(&self, levels: usize) -> bool {
        let mut children = self.children().into_iter();
        match levels.checked_sub(1) {
            Some(levels) => children.any(|child| child.is_deeper_than(levels)),
            None => children.next().is_some(),
        }
    }

    /// The type, or `null`. Any value may be `null` already.
    pub(crate) fn or_null(self) -> Self {
        match self {
            Self::Any | Self::Nullable(_) => self,
            held => Self::Nullable(Box::new(held)),
        }
    }

    /// `true` for a resource, for a union with one, and for lists and maps of these.
    pub(crate) fn holds_resource(&self) -> bool {
        match self.innermost() {
            Self::Resource(_) => true,
            Self::Union(union) => union.alternatives.iter().any(|it| it.ty.holds_resource()),
            _ => false,
        }
    }

    /// The type inside all lists, maps and nullable types.
    pub(crate) fn innermost(&self) -> &Self {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.innermost(),
            _ => self,
        }
    }

    /// As [`Self::innermost`], to change it.
    pub(crate) fn innermost_mut(&mut self) -> &mut Self {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.innermost_mut(),
            _ => self,
        }
    }

    /// The number of types that a member of this type is in: this one, and those down to the object
    /// in lists, maps and nullable types.
    pub(crate) fn levels_to_members(&self) -> usize {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => {
                1 + inner.levels_to_members()
            }
            _ => 1,
        }
    }

    /// The types directly inside: of items, members or alternatives.
    pub(crate) fn children(&self) -> Vec<&Self> {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => vec![inner],
            Self::Object(fields) => fields.iter().map(|field| &field.ty).collect(),
            Self::Union(union) => union.alternatives.iter().map(|one| &one.ty).collect(),
            _ => Vec::new(),
        }
    }

    /// Visits the type and then all types inside it, but not those of other resources.
    pub(crate) fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        for child in self.children() {
            child.walk(visit);
        }
    }

    /// The lists of members that the type describes in place, without those inside them.
    pub(crate) fn objects(&self) -> Vec<&[Field]> {
        match self {
            Self::Object(fields) => vec![fields],
            ty => ty.children().into_iter().flat_map(Self::objects).collect(),
        }
    }

    /// The members of the object that is the innermost type; empty for another type.
    pub(crate) fn members(&self) -> &[Field] {
        match self.innermost() {
            Self::Object(fields) => fields,
            _ => &[],
        }
    }

    /// The values of the enum that is the innermost type; `None` for another type.
    pub(crate) fn values(&self) -> Option<&[EnumValue]> {
        match self.innermost() {
            Self::Enum(values) => Some(values),
            _ => None,
        }
    }

    /// `true` if a header can contain a value: it is a scalar, or a list of scalars.
    pub(crate) fn is_text(&self) -> bool {
        match self {
            Self::List(item) => !matches!(**item, Self::List(_)) && item.is_text(),
            Self::Nullable(inner) => inner.is_text(),
            Self::Map(_) | Self::Object(_) | Self::Resource(_) | Self::Union(_) => false,
            _ => true,
        }
    }

    /// The member beside it that says which alternative of a union a value is, if one does.
    pub(crate) fn key_beside(&self) -> Option<&str> {
        match self {
            Self::Union(Union {
                dispatch: Dispatch::Beside(key),
                ..
            }) => Some(key),
            _ => None,
        }
    }

    /// The kind of JSON of all values of the type; `None` if they may differ.
    pub(crate) fn json_kind(&self) -> Option<JsonKind> {
        Some(match self {
            Self::String | Self::Timestamp | Self::Enum(_) => JsonKind::String,
            Self::Integer | Self::Float => JsonKind::Number,
            Self::Boolean => JsonKind::Boolean,
            Self::List(_) => JsonKind::Array,
            Self::Map(_) | Self::Object(_) | Self::Resource(_) => JsonKind::Object,
            Self::Union(union) if matches!(union.dispatch, Dispatch::Discriminator(_)) => {
                JsonKind::Object
            }
            Self::Union(_) | Self::Any | Self::Nullable(_) => return None,
        })
    }
}

/// A union of types. The type of a value is determined without trying the alternatives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Union {
    /// The name that the docs give it, if any: `connect_application`.
    pub(crate) name: Option<String>,
    pub(crate) dispatch: Dispatch,
    pub(crate) alternatives: Vec<Alternative>,
}

impl Union {
    /// The union of types that are different kinds of JSON; `None` if two are of one kind, or if
    /// the kind of one is open.
    pub(crate) fn by_json_kind(types: Vec<Type>) -> Option<Self> {
        let mut kinds = BTreeSet::new();
        let mut is_new = |ty: &Type| ty.json_kind().is_some_and(|kind| kinds.insert(kind));
        if !types.iter().all(&mut is_new) {
            return None;
        }
        let alternatives = types.into_iter().map(|ty| Alternative {
            tags: Vec::new(),
            ty,
        });
        Some(Self {
            name: None,
            dispatch: Dispatch::Json,
            alternatives: alternatives.collect(),
        })
    }
}

impl Union {
    /// The union of resources that have other texts in one required member, the first of these; `None`
    /// if no member tells them apart.
    pub(crate) fn by_literals(ids: &[ResourceId], resources: &[Resource]) -> Option<Self> {
        let first = &resources[ids.first()?.0].fields;
        let (key, tags) = first.iter().find_map(|field| {
            let tags = disjoint_values(&field.name, ids, resources)?;
            Some((&field.name, tags))
        })?;
        let alternatives = tags.into_iter().zip(ids);
        let alternatives = alternatives.map(|(tags, id)| Alternative {
            tags,
            ty: Type::Resource(*id),
        });
        Some(Self {
            name: None,
            dispatch: Dispatch::Discriminator(key.clone()),
            alternatives: alternatives.collect(),
        })
    }
}

/// The values of a required member in each of the resources; `None` if two share one.
fn disjoint_values(
    name: &str,
    ids: &[ResourceId],
    resources: &[Resource],
) -> Option<Vec<Vec<String>>> {
    let mut seen = BTreeSet::new();
    let mut tags = Vec::with_capacity(ids.len());
    for id in ids {
        let mut fields = resources[id.0].fields.iter();
        let field = fields.find(|field| field.name == name)?;
        let Type::Enum(values) = &field.ty else {
            return None;
        };
        let are_new = values.iter().all(|value| seen.insert(&value.value));
        if field.optional || field.nullable || !are_new {
            return None;
        }
        tags.push(values.iter().map(|value| value.value.clone()).collect());
    }
    Some(tags)
}

/// The way to distinguish the alternatives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Dispatch {
    /// A member with other strings in each.
    Discriminator(String),
    /// A member beside the one that has the union, with another string for each.
    Beside(String),
    /// The kind of JSON, a different one for each.
    Json,
}

/// One of the types that a value may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Alternative {
    /// The strings of the tag for this one; empty if the kind of JSON decides.
    pub(crate) tags: Vec<String>,
    pub(crate) ty: Type,
}

/// The kinds of JSON, `null` left aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum JsonKind {
    String,
    Number,
    Boolean,
    Array,
    Object,
}
