//! Random references.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// Words that a key, an id or a page may be called; many of them mean something to Rust.
const WORDS: &[&str] = &[
    "id",
    "name",
    "type",
    "self",
    "crate",
    "mod",
    "fn",
    "async",
    "gen",
    "try",
    "box",
    "option",
    "string",
    "vec",
    "result",
    "some",
    "none",
    "unknown",
    "default",
    "new",
    "known",
    "runtime",
    "serde",
    "value",
    "2fa",
    "a1",
    "v1_10",
    "user_id",
    "größe",
    "naïve",
    "created_at",
    "urls",
    "addresses",
    "status",
    "data",
    "object",
    "is_it",
    "con",
    "lib",
    "x",
];

/// Values of enums, few of which are made of words alone.
const VALUES: &[&str] = &[
    "low",
    "LOW",
    "l-o-w",
    "high",
    "2fa",
    "",
    "*",
    "unknown",
    "Unknown",
    "Undocumented",
    "self",
    "a.b:c",
    "urn:example:params:code",
    "é",
    "`tick`",
    "\\",
];

/// A page with one resource, and operations on it.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) name: String,
    pub(crate) id: String,
    pub(crate) fields: Vec<Field>,
    pub(crate) prose: String,
}

#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) key: String,
    pub(crate) kind: Kind,
    pub(crate) presence: Presence,
    pub(crate) docs: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    Required,
    Optional,
    Nullable,
}

#[derive(Debug, Clone)]
pub(crate) enum Kind {
    Text,
    Integer,
    Flag,
    Any,
    Enum(Vec<String>),
    List(Box<Kind>),
    Map(Box<Kind>),
    Object(Vec<Field>),
    Objects(Vec<Field>),
}

/// Up to four pages, each with its own name and id.
pub(crate) fn references() -> impl Strategy<Value = Vec<Page>> {
    let names = subsequence(WORDS.to_vec(), 1..5);
    names.prop_flat_map(|names| names.into_iter().map(page).collect::<Vec<_>>())
}

fn page(name: &'static str) -> impl Strategy<Value = Page> {
    (fields(2), "[A-Za-z `*_#()|&\n-]{0,60}").prop_map(move |(fields, prose)| Page {
        name: name.replace('_', "-"),
        // An id begins with a letter.
        id: name.replace("2fa", "n2fa"),
        fields,
        prose,
    })
}

/// Members, each with its own key.
fn fields(depth: u32) -> BoxedStrategy<Vec<Field>> {
    let keys = subsequence(WORDS.to_vec(), 1..6);
    let fields = move |keys: Vec<&'static str>| {
        let fields = keys.into_iter().map(|key| field(key, depth));
        fields.collect::<Vec<_>>()
    };
    keys.prop_flat_map(fields).boxed()
}

fn field(key: &'static str, depth: u32) -> impl Strategy<Value = Field> {
    let presence = select(vec![
        Presence::Required,
        Presence::Optional,
        Presence::Nullable,
    ]);
    // A text that begins with a point names another text.
    let docs = "[A-Za-z `*_<>\\[\\]()./:-]{0,30}"
        .prop_filter("a reference", |docs| !docs.trim_start().starts_with('.'));
    (kind(depth), presence, docs).prop_map(|(kind, presence, docs)| Field {
        key: key.to_owned(),
        kind,
        presence,
        docs,
    })
}

fn kind(depth: u32) -> BoxedStrategy<Kind> {
    let values = subsequence(VALUES.to_vec(), 1..5);
    let values = values.prop_map(|values| values.into_iter().map(str::to_owned).collect());
    let plain = prop_oneof![3 => simple(), 1 => Just(Kind::Any), 2 => values.prop_map(Kind::Enum)];
    if depth == 0 {
        return plain.boxed();
    }
    prop_oneof![
        4 => plain,
        1 => simple().prop_map(|item| Kind::List(Box::new(item))),
        1 => simple().prop_map(|item| Kind::Map(Box::new(item))),
        1 => fields(depth - 1).prop_map(Kind::Object),
        1 => fields(depth - 1).prop_map(Kind::Objects),
    ]
    .boxed()
}

fn simple() -> impl Strategy<Value = Kind> {
    prop_oneof![Just(Kind::Text), Just(Kind::Integer), Just(Kind::Flag)]
}
