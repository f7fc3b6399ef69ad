use super::Kind::{self, *};
use crate::notation::syntax::parse;

fn kind(text: &str) -> Kind {
    Kind::of(&parse(text).unwrap())
}

fn list(item: Kind) -> Kind {
    List(Box::new(item))
}

fn nullable(kind: Kind) -> Kind {
    Nullable(Box::new(kind))
}

fn named(name: &str) -> Kind {
    Named(name.to_owned())
}

fn literals(texts: &[&str]) -> Kind {
    Union(
        texts
            .iter()
            .map(|text| Literal((*text).to_owned()))
            .collect(),
    )
}

#[test]
fn every_view_has_its_own_name_for_a_scalar() {
    let names = [
        ("string String str", String),
        ("int Int integer Integer Long", Integer),
        ("number", Number),
        ("boolean Boolean bool Bool", Boolean),
        ("Date DateTime datetime time.Time", Timestamp),
        ("any Any Any? interface{} json.RawMessage", Any),
        ("null None", Null),
        ("empty void Promise Task Promise<void>", Unit),
        ("object Object Hash dict struct Struct", Object),
        ("array Array", Array),
        ("enum", Enum),
        (
            "function Function Request NextMiddleware ReactNode LinkOptionsBuilder",
            Opaque,
        ),
    ];
    for (texts, expected) in names {
        for text in texts.split(' ') {
            assert_eq!(kind(text), expected, "{text}");
        }
    }
}

#[test]
fn every_view_has_its_own_list_and_map() {
    for text in [
        "string[]",
        "[]string",
        "List<String>",
        "list[str]",
        "Sequence[str]",
        "Array[String]",
        "Set[str]",
    ] {
        assert_eq!(kind(text), list(String), "{text}");
    }
    for text in [
        "map[string]int",
        "Map<String, Integer>",
        "Dict[str, int]",
        "Dictionary<string, int>",
    ] {
        assert_eq!(kind(text), Map(Box::new(Integer)), "{text}");
    }
    for text in [
        "map[string]interface{}",
        "Map<String, Any?>",
        "Map<String, Object>",
        "Dictionary<string, object>",
    ] {
        assert_eq!(kind(text), Map(Box::new(Any)), "{text}");
    }
    assert_eq!(kind("List[Dict[str, Any]]"), list(Map(Box::new(Any))));
    assert_eq!(kind("array[]"), list(Array));
    assert_eq!(kind("object[]"), list(Object));
}

#[test]
fn null_among_the_alternatives_makes_the_rest_nullable() {
    assert_eq!(kind("string | null"), nullable(String));
    assert_eq!(kind("None | str"), nullable(String));
    assert_eq!(kind("String? | null"), nullable(String));
    assert_eq!(kind("string[] | null"), nullable(list(String)));
    assert_eq!(kind("any | null"), nullable(Any));
    assert_eq!(kind("null | None"), Null);
    assert_eq!(
        kind("\"a\" | null | \"b\""),
        nullable(literals(&["a", "b"]))
    );
    assert_eq!(
        kind("Promise<A | null> | B"),
        nullable(Union(vec![named("A"), named("B")]))
    );
}

#[test]
fn alternatives_are_flat_and_distinct() {
    assert_eq!(kind("\"a\" | \"b\" | \"a\""), literals(&["a", "b"]));
    assert_eq!(kind("string | String"), String);
    assert_eq!(
        kind("Promise<A | B> | A"),
        Union(vec![named("A"), named("B")])
    );
}

#[test]
fn other_names_keep_their_spelling() {
    assert_eq!(kind("Task<pkg.Name>"), named("pkg.Name"));
    assert_eq!(kind("\"enum\""), Literal("enum".to_owned()));
    assert_eq!(
        kind("Page<T, str>"),
        Wrapper("Page".to_owned(), vec![named("T"), String])
    );
    assert_eq!(
        kind("List<A, B>"),
        Wrapper("List".to_owned(), vec![named("A"), named("B")])
    );
}
