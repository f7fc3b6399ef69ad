//! Whether what one side gives is what the other side takes.

use std::collections::BTreeSet;

use super::member::Member;
use crate::pipeline::api::{Alternative, Api, Dispatch, Field, ResourceId, Type, Union};

/// Which ways a value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Directions {
    /// To the server, which is the new one; what is sent was made with the old models.
    pub(super) sent: bool,
    /// From the new server, to be parsed by the old models.
    pub(super) read: bool,
}

/// The two references, and how lenient the models are.
#[derive(Clone, Copy)]
pub(super) struct WireCompat<'a> {
    pub(super) old: &'a Api,
    pub(super) new: &'a Api,
    /// Whether a moment is a `String` in Rust, so that any text is one.
    pub(super) timestamps_are_strings: bool,
}

impl WireCompat<'_> {
    /// Whether another type keeps the two sides apart.
    pub(super) fn type_breaks(&self, ways: Directions, old: &Type, new: &Type) -> bool {
        let sent = || Consumer::server(self.new, self.old).accepts(new, old);
        let read = || Consumer::models(self, self.old, self.new).accepts(old, new);
        ways.sent && !sent() || ways.read && !read()
    }

    /// Whether being absent does.
    pub(super) fn optionality_breaks(
        &self,
        ways: Directions,
        old: &Member<'_>,
        new: &Member<'_>,
    ) -> bool {
        ways.sent && old.optional && !new.optional || ways.read && self.becomes_absent(old, new)
    }

    /// Whether being `null` does.
    pub(super) fn nullability_breaks(
        &self,
        ways: Directions,
        old: &Member<'_>,
        new: &Member<'_>,
    ) -> bool {
        ways.sent && old.nullable && !new.nullable || ways.read && self.becomes_absent(old, new)
    }

    /// To an `Option`, absent and `null` are the same; to anything else both are errors.
    fn becomes_absent(&self, old: &Member<'_>, new: &Member<'_>) -> bool {
        old.is_required() && !new.is_required()
    }
}

/// The side that takes a value: a server, which is strict, or models that parse.
struct Consumer<'a> {
    taker: &'a Api,
    producer: &'a Api,
    is_models: bool,
    timestamps_are_strings: bool,
    /// Pairs of resources that are being compared, so that circles end.
    open: BTreeSet<(ResourceId, ResourceId)>,
}

impl<'a> Consumer<'a> {
    fn server(taker: &'a Api, giver: &'a Api) -> Self {
        Self {
            taker,
            producer: giver,
            is_models: false,
            timestamps_are_strings: false,
            open: BTreeSet::new(),
        }
    }

    fn models(wire: &WireCompat<'_>, taker: &'a Api, giver: &'a Api) -> Self {
        Self {
            is_models: true,
            timestamps_are_strings: wire.timestamps_are_strings,
            ..Self::server(taker, giver)
        }
    }

    /// Whether every value of `given` is one of `wanted`.
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
            (Type::Union(wanted), given) => self.takes_alternative(wanted, given),
            (Type::Resource(wanted), Type::Resource(given)) => self.takes_resource(*wanted, *given),
            (wanted, given) => self.takes_object(wanted, given),
        }
    }

    /// Models keep what no alternative is meant by, and parse all else as what it says it is.
    fn takes_alternative(&mut self, wanted: &Union, given: &Type) -> bool {
        let mut alternatives = wanted.alternatives.iter();
        if !self.is_models {
            return alternatives.any(|wanted| self.accepts(&wanted.ty, given));
        }
        alternatives.all(|one| {
            !self.may_match(&wanted.dispatch, one, given) || self.accepts(&one.ty, given)
        })
    }

    /// Whether a value may say that it is this alternative.
    fn may_match(&self, dispatch: &Dispatch, wanted: &Alternative, given: &Type) -> bool {
        let Dispatch::Discriminator(tag) = dispatch else {
            let ty = given.json_kind();
            return ty.is_none() || ty == wanted.ty.json_kind();
        };
        let fields = fields(given, self.producer).unwrap_or_default();
        let field = fields.iter().find(|field| field.name == *tag);
        field.is_some_and(|field| match &field.ty {
            Type::Enum(values) => values
                .iter()
                .any(|value| wanted.tags.contains(&value.value)),
            _ => true,
        })
    }

    fn takes_resource(&mut self, wanted: ResourceId, given: ResourceId) -> bool {
        let pair = (wanted, given);
        if !self.open.insert(pair) {
            return true;
        }
        let takes = self.takes_object(&Type::Resource(wanted), &Type::Resource(given));
        self.open.remove(&pair);
        takes
    }

    fn takes_object(&mut self, wanted: &Type, given: &Type) -> bool {
        let Some(given) = fields(given, self.producer) else {
            return false;
        };
        match (wanted, fields(wanted, self.taker)) {
            (_, Some(wanted)) => wanted.iter().all(|wanted| self.takes_member(wanted, given)),
            (Type::Map(value), None) => given.iter().all(|given| self.accepts(value, &given.ty)),
            _ => false,
        }
    }

    fn takes_member(&mut self, wanted: &Field, given: &[Field]) -> bool {
        let is_lenient = self.is_models && (wanted.optional || wanted.nullable);
        let Some(given) = given.iter().find(|given| given.name == wanted.name) else {
            return wanted.optional || is_lenient;
        };
        let fits = (wanted.optional || !given.optional) && (wanted.nullable || !given.nullable);
        (fits || is_lenient) && self.accepts(&wanted.ty, &given.ty)
    }
}

/// The members of what is an object, wherever it is described.
fn fields<'a>(ty: &'a Type, api: &'a Api) -> Option<&'a [Field]> {
    match ty {
        Type::Object(fields) => Some(fields),
        Type::Resource(id) => api
            .resources
            .get(id.0)
            .map(|resource| resource.fields.as_slice()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::node_path::{NodeRef, PageId};
    use crate::pipeline::api::EnumValue;

    const SENT: Directions = Directions {
        sent: true,
        read: false,
    };
    const READ: Directions = Directions {
        sent: false,
        read: true,
    };

    fn literals(values: &[&str]) -> Type {
        let values = values.iter().map(|value| EnumValue {
            value: (*value).to_owned(),
            docs: None,
        });
        Type::Enum(values.collect())
    }

    /// Whether a change breaks what is sent, and what is read.
    fn breaks(old: &Type, new: &Type, moments_are_texts: bool) -> (bool, bool) {
        let api = Api::default();
        let wire = WireCompat {
            old: &api,
            new: &api,
            timestamps_are_strings: moments_are_texts,
        };
        (
            wire.type_breaks(SENT, old, new),
            wire.type_breaks(READ, old, new),
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

    /// The models keep texts that an enum does not know; a server need not.
    #[test]
    fn enums_are_open_to_what_is_read() {
        let (few, more) = (literals(&["a"]), literals(&["a", "b"]));
        assert_eq!(breaks(&few, &more, true), (false, false));
        assert_eq!(breaks(&more, &few, true), (true, false));
        assert_eq!(breaks(&few, &Type::String, true), (false, false));
        assert_eq!(breaks(&Type::String, &few, true), (true, false));
    }

    #[test]
    fn a_moment_is_a_text_where_the_models_say_so() {
        let (text, moment) = (Type::String, Type::Timestamp);
        assert_eq!(breaks(&moment, &text, true), (false, false));
        assert_eq!(breaks(&moment, &text, false), (false, true));
        assert_eq!(breaks(&text, &moment, false), (true, false));
    }

    fn member(name: &str, ty: Type) -> Field {
        Field::new(name, ty, NodeRef::page(PageId(0)))
    }

    fn tagged(kinds: &[&str]) -> Type {
        let alternatives = kinds.iter().map(|ty| {
            let tag = member("kind", literals(&[ty]));
            let own = member(ty, Type::Integer);
            Alternative {
                tags: vec![(*ty).to_owned()],
                ty: Type::Object(vec![tag, own]),
            }
        });
        Type::Union(Union {
            name: None,
            dispatch: Dispatch::Discriminator("kind".to_owned()),
            alternatives: alternatives.collect(),
        })
    }

    /// The models keep an alternative that they do not know; a server need not take one.
    #[test]
    fn unions_are_open_to_what_is_read() {
        let (few, more) = (tagged(&["a"]), tagged(&["a", "b"]));
        assert_eq!(breaks(&few, &more, true), (false, false));
        assert_eq!(breaks(&more, &few, true), (true, false));
        // What is an alternative by its tag must be one in all else.
        let Type::Union(Union { alternatives, .. }) = &few else {
            return;
        };
        let one = &alternatives[0].ty;
        assert_eq!(breaks(one, &few, true), (false, false));
        let bare = Type::Object(vec![member("kind", literals(&["a"]))]);
        assert_eq!(breaks(&few, &bare, true), (false, true));
        assert_eq!(breaks(&few, &Type::String, true), (true, false));
    }
}
