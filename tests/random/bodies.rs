//! Bodies that are valid for a reference, so that its models write them as they were read.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::reference::{Field, Kind, Presence};

/// A body with these members.
pub(crate) fn body(fields: &[Field]) -> BoxedStrategy<Value> {
    let members: Vec<_> = fields.iter().map(member).collect();
    let keys: Vec<String> = fields.iter().map(|field| field.key.clone()).collect();
    members
        .prop_map(move |values| {
            let members = keys.iter().cloned().zip(values);
            let members = members.filter_map(|(key, value)| Some((key, value?)));
            Value::Object(members.collect())
        })
        .boxed()
}

/// A value of a member; `None` if the member is absent.
fn member(field: &Field) -> BoxedStrategy<Option<Value>> {
    let value = value(&field.kind).prop_map(Some);
    match field.presence {
        Presence::Required => value.boxed(),
        Presence::Optional => prop_oneof![Just(None), value].boxed(),
        Presence::Nullable => prop_oneof![Just(Some(Value::Null)), value].boxed(),
    }
}

/// Bodies of which each is wrong in one member: a required one is missing, or a value is of another
/// kind of JSON.
pub(crate) fn wrong(fields: &[Field], body: &Value) -> Vec<Value> {
    let mut wrong = Vec::new();
    for field in fields {
        let Some(other) = of_other_kind(&field.kind) else {
            continue;
        };
        let mut retyped = body.clone();
        retyped[&field.key] = other;
        wrong.push(retyped);
        if field.presence == Presence::Required {
            let mut without = body.clone();
            without.as_object_mut().unwrap().remove(&field.key);
            wrong.push(without);
        }
    }
    wrong
}

/// A value that is never of this kind; `None` for a kind that accepts any value.
fn of_other_kind(kind: &Kind) -> Option<Value> {
    match kind {
        Kind::Any => None,
        Kind::Text | Kind::Enum(_) | Kind::List(_) | Kind::Objects(_) => Some(json!(7)),
        Kind::Integer | Kind::Flag | Kind::Object(_) | Kind::Map(_) => Some(json!("seven")),
    }
}

fn value(kind: &Kind) -> BoxedStrategy<Value> {
    match kind {
        Kind::Text => any::<String>().prop_map(Value::from).boxed(),
        Kind::Integer => any::<i64>().prop_map(Value::from).boxed(),
        Kind::Flag => any::<bool>().prop_map(Value::from).boxed(),
        Kind::Any => prop_oneof![
            Just(json!(1.5)),
            Just(json!([{ "a": null }])),
            Just(json!("b"))
        ]
        .boxed(),
        Kind::Enum(values) => {
            let known = proptest::sample::select(values.clone());
            prop_oneof![4 => known, 1 => "[a-z]{9}"]
                .prop_map(Value::from)
                .boxed()
        }
        Kind::List(item) => list(value(item)),
        Kind::Objects(fields) => list(body(fields)),
        Kind::Object(fields) => body(fields),
        Kind::Map(item) => proptest::collection::btree_map(any::<String>(), value(item), 0..3)
            .prop_map(|members| Value::Object(Map::from_iter(members)))
            .boxed(),
    }
}

fn list(item: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    proptest::collection::vec(item, 0..3)
        .prop_map(Value::Array)
        .boxed()
}
