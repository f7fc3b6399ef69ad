use super::RecordMember;
use super::TypeExpr::{self, *};
use crate::notation::syntax::parse;

fn ty(text: &str) -> TypeExpr {
    TypeExpr::from_syntax(&parse(text).unwrap())
}

fn list(item: TypeExpr) -> TypeExpr {
    List(Box::new(item))
}

fn nullable(ty: TypeExpr) -> TypeExpr {
    Nullable(Box::new(ty))
}

fn named(name: &str) -> TypeExpr {
    Named(name.to_owned())
}

fn literals(texts: &[&str]) -> TypeExpr {
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
        ("string String str []byte byte[]", String),
        ("int Int integer Integer Long", Integer),
        ("number", Number),
        ("boolean Boolean bool Bool", Boolean),
        ("Date DateTime datetime time.Time", Timestamp),
        (
            "Any Any? any? interface{} json.RawMessage mixed unknown T.untyped",
            Any,
        ),
        ("any", Unspecified),
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
            assert_eq!(ty(text), expected, "{text}");
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
        assert_eq!(ty(text), list(String), "{text}");
    }
    for text in [
        "map[string]int",
        "Map<String, Integer>",
        "Dict[str, int]",
        "Dictionary<string, int>",
    ] {
        assert_eq!(ty(text), Map(Box::new(Integer)), "{text}");
    }
    for text in [
        "map[string]interface{}",
        "Map<String, Any?>",
        "Map<String, Object>",
        "Dictionary<string, object>",
    ] {
        assert_eq!(ty(text), Map(Box::new(Any)), "{text}");
    }
    assert_eq!(ty("List[Dict[str, Any]]"), list(Map(Box::new(Any))));
    assert_eq!(ty("array[]"), list(Array));
    assert_eq!(ty("object[]"), list(Object));
}

#[test]
fn null_among_the_alternatives_makes_the_rest_nullable() {
    assert_eq!(ty("string | null"), nullable(String));
    assert_eq!(ty("None | str"), nullable(String));
    assert_eq!(ty("String? | null"), nullable(String));
    assert_eq!(ty("string[] | null"), nullable(list(String)));
    assert_eq!(ty("any | null"), nullable(Any));
    assert_eq!(ty("null | None"), Null);
    assert_eq!(ty("\"a\" | null | \"b\""), nullable(literals(&["a", "b"])));
    assert_eq!(
        ty("Promise<A | null> | B"),
        nullable(Union(vec![named("A"), named("B")]))
    );
}

#[test]
fn alternatives_are_flat_and_distinct() {
    assert_eq!(ty("\"a\" | \"b\" | \"a\""), literals(&["a", "b"]));
    assert_eq!(ty("string | String"), String);
    assert_eq!(
        ty("Promise<A | B> | A"),
        Union(vec![named("A"), named("B")])
    );
}

#[test]
fn other_names_keep_their_spelling() {
    assert_eq!(ty("Task<pkg.Name>"), named("pkg.Name"));
    assert_eq!(ty("\"enum\""), Literal("enum".to_owned()));
    assert_eq!(
        ty("Page<T, str>"),
        Wrapper("Page".to_owned(), vec![named("T"), String])
    );
    assert_eq!(
        ty("List<A, B>"),
        Wrapper("List".to_owned(), vec![named("A"), named("B")])
    );
}

#[test]
fn go_php_ruby_and_typescript_have_their_own_ways_to_write_a_type() {
    let kite = || named("Kite");
    let cases = [
        // Go
        ("*string", nullable(String)),
        ("[]*Kite", list(nullable(kite()))),
        ("map[string]*string", Map(Box::new(nullable(String)))),
        ("map[string]any", Map(Box::new(Any))),
        ("[]any", list(Any)),
        ("[]byte", String),
        ("int64", Integer),
        ("float64", Float),
        ("time.Duration", Opaque),
        // PHP
        ("?string", nullable(String)),
        ("int|null", nullable(Integer)),
        ("array<string, int>", Map(Box::new(Integer))),
        ("array<string>", list(String)),
        ("mixed", Any),
        // Ruby
        ("T.nilable(String)", nullable(String)),
        ("T.any(String, Integer)", Union(vec![String, Integer])),
        ("T::Array[String]", list(String)),
        ("T::Hash[Symbol, T.untyped]", Map(Box::new(Any))),
        ("T::Boolean", Boolean),
        // TypeScript
        ("'a' | 'b'", literals(&["a", "b"])),
        ("(string | number)[]", list(Union(vec![String, Number]))),
        ("Record<string, Kite>", Map(Box::new(kite()))),
        ("{ [key: string]: Kite }", Map(Box::new(kite()))),
        ("readonly string[]", list(String)),
        ("ReadonlyArray<string>", list(String)),
        ("string | undefined", nullable(String)),
        ("unknown", Any),
        ("1 | 2", Integer),
        ("true | false", Boolean),
    ];
    for (text, expected) in cases {
        assert_eq!(ty(text), expected, "{text}");
    }
}

#[test]
fn python_java_kotlin_and_csharp_have_their_own_ways_to_write_a_type() {
    let kite = || named("Kite");
    let cases = [
        // Python
        ("Literal['a', 'b']", literals(&["a", "b"])),
        ("Optional[str]", nullable(String)),
        (
            "Union[str, int, None]",
            nullable(Union(vec![String, Integer])),
        ),
        ("str | None", nullable(String)),
        ("dict[str, Any]", Map(Box::new(Any))),
        ("list", Array),
        // Java and Kotlin
        ("String?", nullable(String)),
        ("List<? extends Kite>", list(kite())),
        ("List<?>", list(Any)),
        ("Optional<Kite>", nullable(kite())),
        ("Map<String, Object>", Map(Box::new(Any))),
        // C#
        ("int?", nullable(Integer)),
        ("IReadOnlyList<Kite>", list(kite())),
        (
            "Dictionary<string, string?>",
            Map(Box::new(nullable(String))),
        ),
        ("DateTimeOffset?", nullable(Timestamp)),
    ];
    for (text, expected) in cases {
        assert_eq!(ty(text), expected, "{text}");
    }
}

#[test]
fn a_package_before_a_name_of_its_language_says_nothing() {
    let cases = [
        ("java.util.List<java.lang.String>", list(String)),
        ("java.util.Map<String, Object>", Map(Box::new(Any))),
        ("System.Collections.Generic.List<string>", list(String)),
        ("typing.Optional[str]", nullable(String)),
        ("t.Any", Any),
        ("\\DateTimeImmutable", Timestamp),
        ("\\Air\\Kite", named("\\Air\\Kite")),
        ("\\App\\Kite[]", list(named("\\App\\Kite"))),
        ("kites.List", named("kites.List")),
    ];
    for (text, expected) in cases {
        assert_eq!(ty(text), expected, "{text}");
    }
}

#[test]
fn an_array_of_php_is_a_list_if_its_keys_are_integers() {
    for text in [
        "array<int, string>",
        "array<integer, string>",
        "iterable<string>",
        "iterable<int, string>",
        "[2]string",
        "[ 16 ]string",
        "tuple[str, ...]",
        "typing.Tuple[str, ...]",
    ] {
        assert_eq!(ty(text), list(String), "{text}");
    }
    assert_eq!(ty("iterable<string, string>"), Map(Box::new(String)));
    let pair = vec![String, Integer];
    assert_eq!(ty("tuple[str, int]"), Wrapper("tuple".to_owned(), pair));
}

#[test]
fn an_annotation_says_nothing() {
    assert_eq!(ty("@Nullable String"), String);
    assert_eq!(
        ty("@Valid @Size(max = 3) List<@NotNull String>"),
        list(String)
    );
    assert_eq!(ty("@javax.annotation.Nullable Kite"), named("Kite"));
}

#[test]
fn an_alternative_takes_in_narrower_ones() {
    assert_eq!(ty("dynamic"), Any);
    assert_eq!(ty("Union[str, Any]"), Any);
    assert_eq!(ty("list[str | typing.Any]"), list(Any));
    assert_eq!(ty("string | mixed | null"), nullable(Any));
    assert_eq!(ty("Date | string"), String);
    assert_eq!(ty("string | Date | null"), nullable(String));
    assert_eq!(ty("Date | null"), nullable(Timestamp));
}

#[test]
fn an_object_of_typescript_has_members() {
    let member = |key: &str, optional, ty| RecordMember {
        key: key.to_owned(),
        optional,
        ty,
    };
    assert_eq!(
        ty("{ tail: string; span?: number | null }"),
        Record(vec![
            member("tail", false, String),
            member("span", true, nullable(Number)),
        ])
    );
    assert_eq!(ty("{}"), Object);
}
