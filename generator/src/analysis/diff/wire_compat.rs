//! Checks compatibility on the wire: if a consumer accepts every value that the producer may send.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::versions::Versions;
use crate::pipeline::api::{Alternative, Api, Dispatch, Field, ResourceId, Type, Union};

/// The directions in which a value is transferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Directions {
    /// `true` for a value from a program with the old models to the new server.
    pub(super) sent: bool,
    /// `true` for a value from the new server to the old models.
    pub(super) read: bool,
}

impl Directions {
    pub(super) const SENT: Self = Self {
        sent: true,
        read: false,
    };
    pub(super) const READ: Self = Self {
        sent: false,
        read: true,
    };
}

/// Both references, and a setting of the models that makes them more lenient.
#[derive(Clone, Copy)]
pub(super) struct WireCompat<'a> {
    pub(super) apis: Versions<&'a Api>,
    /// `true` if timestamps are `String` in Rust, so that any string is accepted.
    pub(super) timestamps_are_strings: bool,
}

impl WireCompat<'_> {
    /// `true` if a change of type breaks the wire.
    pub(super) fn type_breaks(&self, directions: Directions, types: Versions<&Type>) -> bool {
        let consumer = |consumer, producer, is_models| Consumer {
            consumer,
            producer,
            is_models,
            timestamps_are_strings: is_models && self.timestamps_are_strings,
            current: None,
            holders: BTreeMap::new(),
            pending: Vec::new(),
            refused: BTreeSet::new(),
        };
        let Versions { old, new } = self.apis;
        directions.sent && !consumer(new, old, false).accepts_all(types.new, types.old)
            || directions.read && !consumer(old, new, true).accepts_all(types.old, types.new)
    }
}

/// The side that receives a value: a server, which is strict, or models, which are lenient.
struct Consumer<'a> {
    consumer: &'a Api,
    producer: &'a Api,
    is_models: bool,
    timestamps_are_strings: bool,
    /// The pair that is being compared; `None` for the types themselves.
    current: Option<Pair>,
    /// The pairs that have been met, each with those that hold it.
    holders: BTreeMap<Pair, BTreeSet<Option<Pair>>>,
    /// The pairs that are still to be compared.
    pending: Vec<Pair>,
    /// The pairs that do not fit.
    refused: BTreeSet<Pair>,
}

/// The resource that a consumer wants, and the one that it is given.
type Pair = (ResourceId, ResourceId);

impl Consumer<'_> {
    /// `true` if every value of type `given`, with all that it holds, is also a value of type
    /// `wanted`.
    ///
    /// A pair of resources fits until it is refused; then the pairs that hold it are compared
    /// again. So cycles end, and a pair is compared again only if one that it holds is refused.
    fn accepts_all(mut self, wanted: &Type, given: &Type) -> bool {
        if !self.accepts(wanted, given) {
            return false;
        }
        while let Some(pair) = self.pending.pop() {
            self.current = Some(pair);
            let (wanted_id, given_id) = pair;
            if self.refused.contains(&pair)
                || self.accepts_object(&Type::Resource(wanted_id), &Type::Resource(given_id))
            {
                continue;
            }
            self.refused.insert(pair);
            let holders = self.holders.remove(&pair).unwrap_or_default();
            self.pending.extend(holders.iter().flatten());
            self.current = None;
            if holders.contains(&None) && !self.accepts(wanted, given) {
                return false;
            }
        }
        true
    }

    /// `true` if a pair of resources may fit, as far as is known.
    fn accepts_pair(&mut self, pair: Pair) -> bool {
        if self.refused.contains(&pair) {
            return false;
        }
        let holders = match self.holders.entry(pair) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                self.pending.push(pair);
                new.insert(BTreeSet::new())
            }
        };
        holders.insert(self.current);
        true
    }

    /// `true` if every value of type `given` is also a value of type `wanted`, if the pairs of
    /// resources in them fit.
    fn accepts(&mut self, wanted: &Type, given: &Type) -> bool {
        match (wanted, given) {
            (Type::Any, _)
            | (Type::String, Type::String | Type::Timestamp | Type::Enum(_))
            | (Type::Timestamp, Type::Timestamp)
            | (Type::Integer, Type::Integer)
            | (Type::Float, Type::Float | Type::Integer)
            | (Type::Boolean, Type::Boolean) => true,
            (Type::Timestamp, Type::String | Type::Enum(_)) => self.timestamps_are_strings,
            (Type::Enum(_), Type::String | Type::Timestamp) => self.is_models,
            (Type::Enum(wanted), Type::Enum(given)) => {
                let knows = |value: &str| wanted.iter().any(|wanted| wanted.value == value);
                self.is_models || given.iter().all(|given| knows(&given.value))
            }
            (Type::List(wanted), Type::List(given)) | (Type::Map(wanted), Type::Map(given)) => {
                self.accepts(wanted, given)
            }
            (Type::Nullable(wanted), Type::Nullable(given)) => self.accepts(wanted, given),
            (Type::Nullable(wanted), given) => self.accepts(wanted, given),
            (wanted, Type::Union(given)) => {
                let mut given = given.alternatives.iter();
                given.all(|given| self.accepts(wanted, &given.ty))
            }
            (Type::Union(union), given) => self.accepts_alternative(union, given),
            (Type::Resource(wanted), Type::Resource(given)) => self.accepts_pair((*wanted, *given)),
            (wanted, given) => self.accepts_object(wanted, given),
        }
    }

    /// Models deserialize every alternative that a value may match, and keep a value that matches
    /// none. A server must accept one of the alternatives.
    fn accepts_alternative(&mut self, wanted: &Union, given: &Type) -> bool {
        let mut alternatives = wanted.alternatives.iter();
        if !self.is_models {
            return alternatives.any(|wanted| self.accepts(&wanted.ty, given));
        }
        alternatives.all(|one| {
            !self.may_match(&wanted.dispatch, one, given) || self.accepts(&one.ty, given)
        })
    }

    /// `true` if a value may claim to be this alternative.
    fn may_match(&self, dispatch: &Dispatch, wanted: &Alternative, given: &Type) -> bool {
        let tag = match dispatch {
            Dispatch::Discriminator(tag) => tag,
            Dispatch::Json => {
                let kind = given.json_kind();
                return kind.is_none() || kind == wanted.ty.json_kind();
            }
            // Models keep values that do not match.
            Dispatch::Beside(_) => return false,
        };
        let fields = object_fields(given, self.producer).unwrap_or_default();
        let tag = fields.iter().find(|field| field.name == *tag);
        tag.is_some_and(|field| match &field.ty {
            Type::Enum(values) => values
                .iter()
                .any(|value| wanted.tags.contains(&value.value)),
            _ => true,
        })
    }

    fn accepts_object(&mut self, wanted: &Type, given: &Type) -> bool {
        let Some(given) = object_fields(given, self.producer) else {
            return false;
        };
        match (wanted, object_fields(wanted, self.consumer)) {
            (_, Some(wanted)) => wanted
                .iter()
                .all(|wanted| self.accepts_member(wanted, given)),
            (Type::Map(value), None) => given.iter().all(|given| self.accepts(value, &given.ty)),
            _ => false,
        }
    }

    fn accepts_member(&mut self, wanted: &Field, given: &[Field]) -> bool {
        let is_lenient = self.is_models && (wanted.optional || wanted.nullable);
        let Some(given) = given.iter().find(|given| given.name == wanted.name) else {
            return wanted.optional || is_lenient;
        };
        let fits = (wanted.optional || !given.optional) && (wanted.nullable || !given.nullable);
        (fits || is_lenient) && self.accepts(&wanted.ty, &given.ty)
    }
}

/// The fields of an object that is described in place or as a resource.
fn object_fields<'a>(ty: &'a Type, api: &'a Api) -> Option<&'a [Field]> {
    match ty {
        Type::Object(fields) => Some(fields),
        Type::Resource(id) => Some(&api.resources.get(id.0)?.fields),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::node_path::{NodeRef, PageId};
    use crate::base::view::View;
    use crate::pipeline::api::{EntityOrigin, EnumValue, Resource};

    fn literals(values: &[&str]) -> Type {
        Type::Enum(values.iter().map(|value| EnumValue::new(value)).collect())
    }

    /// Returns `true` first if a change breaks what is sent, and second if it breaks what is read.
    fn breaks(old: &Type, new: &Type, timestamps_are_strings: bool) -> (bool, bool) {
        let api = Api::default();
        let wire = WireCompat {
            apis: Versions::new(&api, &api),
            timestamps_are_strings,
        };
        let types = Versions::new(old, new);
        (
            wire.type_breaks(Directions::SENT, types),
            wire.type_breaks(Directions::READ, types),
        )
    }

    #[test]
    fn widening_is_safe_to_send_and_narrowing_to_read() {
        let list = |item| Type::List(Box::new(item));
        let map = |value| Type::Map(Box::new(value));
        for (wide, narrow) in [
            (Type::Any, Type::Integer),
            (list(Type::Any), list(Type::String)),
            (map(Type::Any), map(Type::Boolean)),
            (map(Type::Any), Type::Object(Vec::new())),
        ] {
            assert_eq!(breaks(&narrow, &wide, true), (false, true), "{narrow:?}");
            assert_eq!(breaks(&wide, &narrow, true), (true, false), "{wide:?}");
        }
        assert_eq!(breaks(&Type::String, &Type::Integer, true), (true, true));
        assert_eq!(
            breaks(&list(Type::String), &Type::String, true),
            (true, true)
        );
    }

    /// Models keep unknown strings of an enum. A server may reject them.
    #[test]
    fn enums_are_open_to_what_is_read() {
        let (few, more) = (literals(&["a"]), literals(&["a", "b"]));
        assert_eq!(breaks(&few, &more, true), (false, false));
        assert_eq!(breaks(&more, &few, true), (true, false));
        assert_eq!(breaks(&few, &Type::String, true), (false, false));
        assert_eq!(breaks(&Type::String, &few, true), (true, false));
    }

    #[test]
    fn a_timestamp_is_a_string_if_the_models_say_so() {
        let (string, timestamp) = (Type::String, Type::Timestamp);
        assert_eq!(breaks(&timestamp, &string, true), (false, false));
        assert_eq!(breaks(&timestamp, &string, false), (false, true));
        assert_eq!(breaks(&string, &timestamp, false), (true, false));
    }

    fn member(name: &str, ty: Type) -> Field {
        Field::new(name, ty, NodeRef::page(PageId(0)))
    }

    fn tagged(kinds: &[&str]) -> Type {
        let alternatives = kinds.iter().map(|kind| {
            let tag = member("kind", literals(&[kind]));
            let own = member(kind, Type::Integer);
            Alternative {
                tags: vec![(*kind).to_owned()],
                ty: Type::Object(vec![tag, own]),
            }
        });
        Type::Union(Union {
            name: None,
            dispatch: Dispatch::Discriminator("kind".to_owned()),
            alternatives: alternatives.collect(),
        })
    }

    /// Models keep unknown alternatives. A server may reject them.
    #[test]
    fn unions_are_open_to_what_is_read() {
        let (few, more) = (tagged(&["a"]), tagged(&["a", "b"]));
        assert_eq!(breaks(&few, &more, true), (false, false));
        assert_eq!(breaks(&more, &few, true), (true, false));
        // A value with the tag of an alternative must also have its other members.
        let Type::Union(Union { alternatives, .. }) = &few else {
            return;
        };
        let one = &alternatives[0].ty;
        assert_eq!(breaks(one, &few, true), (false, false));
        let bare = Type::Object(vec![member("kind", literals(&["a"]))]);
        assert_eq!(breaks(&few, &bare, true), (false, true));
        assert_eq!(breaks(&few, &Type::String, true), (true, false));
    }

    /// Resources of which each has the two next ones, in two members of its own; the last has a
    /// `value` of this type.
    fn chain(length: usize, value: Type) -> Api {
        let next = |at: usize| Type::Resource(ResourceId(at.min(length - 1)));
        let resources = (0..length).map(|at| {
            let fields = if at + 1 == length {
                vec![member("value", value.clone())]
            } else {
                vec![member("x", next(at + 1)), member("y", next(at + 2))]
            };
            resource(at, fields)
        });
        Api {
            resources: resources.collect(),
            ..Api::default()
        }
    }

    fn resource(number: usize, fields: Vec<Field>) -> Resource {
        Resource {
            id: format!("thing{number}"),
            page: PageId(0),
            view: View::Curl,
            place: NodeRef::page(PageId(0)),
            docs: None,
            fields,
            origin: EntityOrigin::default(),
            corrections: Vec::new(),
        }
    }

    /// Returns the breaks of a change from a resource to the one at the same position.
    fn breaks_at(old: &Api, new: &Api, position: usize) -> (bool, bool) {
        let wire = WireCompat {
            apis: Versions::new(old, new),
            timestamps_are_strings: true,
        };
        let ty = Type::Resource(ResourceId(position));
        let types = Versions::new(&ty, &ty);
        (
            wire.type_breaks(Directions::SENT, types),
            wire.type_breaks(Directions::READ, types),
        )
    }

    /// To follow every path, or to go as deep as the chain is long, would never end.
    #[test]
    fn long_chains_are_compared_once() {
        let [integer, float] = [Type::Integer, Type::Float].map(|ty| chain(10_000, ty));
        assert_eq!(breaks_at(&integer, &integer, 0), (false, false));
        assert_eq!(breaks_at(&integer, &float, 0), (false, true));
        assert_eq!(breaks_at(&float, &integer, 0), (true, false));
    }

    /// A resource does not fit if one does not that it is in itself.
    #[test]
    fn circles_fit_as_far_as_their_members_do() {
        let circle = |value| {
            let to = |at| Type::Nullable(Box::new(Type::Resource(ResourceId(at))));
            let fields = [
                vec![member("next", to(1))],
                vec![member("next", to(2)), member("value", value)],
                vec![member("next", to(0))],
            ];
            let resources = fields.into_iter().enumerate();
            Api {
                resources: resources.map(|(at, fields)| resource(at, fields)).collect(),
                ..Api::default()
            }
        };
        let [integer, float] = [Type::Integer, Type::Float].map(circle);
        for position in 0..3 {
            assert_eq!(breaks_at(&integer, &integer, position), (false, false));
            assert_eq!(breaks_at(&integer, &float, position), (false, true));
        }
    }
}
