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
    /// An object with arbitrary keys.
    Map(Box<Type>),
    List(Box<Type>),
    /// A nullable item of a list, value of a map, or response. It occurs only in these places.
    Nullable(Box<Type>),
    /// An object that is described in place.
    Object(Vec<Field>),
    /// One of these strings, or another string that the reference does not list.
    Enum(EnumValues),
    Resource(ResourceId),
    /// One of several types.
    Union(Union),
}

/// The maximum number of nested types: lists, maps and objects. Each level needs stack in every
/// walk over a type. Published members have at most five.
pub(crate) const MAX_TYPE_DEPTH: usize = 128;

impl Type {
    /// `true` if the types are nested more deeply than `levels`.
    pub(crate) fn is_deeper_than(&self, levels: usize) -> bool {
        let mut children = self.children().into_iter();
        match levels.checked_sub(1) {
            Some(levels) => children.any(|child| child.is_deeper_than(levels)),
            None => children.next().is_some(),
        }
    }

    /// The type, made nullable. Any value already includes `null`.
    pub(crate) fn or_null(self) -> Self {
        match self {
            Self::Any | Self::Nullable(_) => self,
            held => Self::Nullable(Box::new(held)),
        }
    }

    /// `true` for a resource, a union with a resource, and lists and maps of these.
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

    /// `true` for a list or map, which may be nullable.
    pub(crate) fn is_collection(&self) -> bool {
        match self {
            Self::List(_) | Self::Map(_) => true,
            Self::Nullable(inner) => inner.is_collection(),
            _ => false,
        }
    }

    /// [`Self::innermost`], mutable.
    pub(crate) fn innermost_mut(&mut self) -> &mut Self {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.innermost_mut(),
            _ => self,
        }
    }

    /// The number of types around a member of this type: the object, and the lists, maps and
    /// nullable types around it.
    pub(crate) fn levels_to_members(&self) -> usize {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => {
                1 + inner.levels_to_members()
            }
            _ => 1,
        }
    }

    /// The types directly inside this type: of items, members or alternatives.
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

    /// The outermost lists of members that the type describes in place.
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

    /// The member beside a union that determines its alternative, if there is one.
    pub(crate) fn key_beside(&self) -> Option<&str> {
        match self {
            Self::Union(Union {
                dispatch: Dispatch::Beside(key),
                ..
            }) => Some(key),
            _ => None,
        }
    }

    /// The JSON type of all values of the type; `None` if it may differ.
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
    /// The name in the docs, if there is one: `connect_application`.
    pub(crate) name: Option<String>,
    pub(crate) dispatch: Dispatch,
    pub(crate) alternatives: Vec<Alternative>,
}

impl Union {
    /// A union of types with different JSON types. `None` if two have the same JSON type, or if one
    /// may have several.
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
    /// A union of resources, distinguished by the first required member with different texts in
    /// each. `None` if no member distinguishes them.
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

/// The values of a required member in each of the resources; `None` if two resources share a value.
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
    /// A member of the alternatives, with different strings in each.
    Discriminator(String),
    /// A member beside the union, with a different string for each alternative.
    Beside(String),
    /// The JSON type, which differs for each alternative.
    Json,
}

/// One of the types that a value may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Alternative {
    /// The strings of the tag for this alternative; empty if the JSON type distinguishes it.
    pub(crate) tags: Vec<String>,
    pub(crate) ty: Type,
}

/// The JSON types, without `null`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum JsonKind {
    String,
    Number,
    Boolean,
    Array,
    Object,
}
