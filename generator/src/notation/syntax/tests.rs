use super::{NotationError, SyntaxMember, TypeSyntax, parse};
use proptest::prelude::*;

/// Notations, and the canonical form of each.
const TABLE: [(&str, &str); 84] = [
    ("string", "string"),
    (" string\n", "string"),
    ("pkg.Name", "pkg.Name"),
    ("$ref", "$ref"),
    ("_x1", "_x1"),
    ("interface{}", "interface{}"),
    ("interface", "interface"),
    ("interface{}[]", "interface{}[]"),
    ("Any?", "Any?"),
    ("Any?[]", "Any?[]"),
    ("\"lit\"", "\"lit\""),
    ("\"\"", "\"\""),
    ("\"a|b, [] <c>\"", "\"a|b, [] <c>\""),
    ("\" a\\\"", "\" a\\\""),
    ("\"urn:x:y\"", "\"urn:x:y\""),
    ("\"lit\"[]", "\"lit\"[]"),
    ("\"widgets:table:manage\" []", "\"widgets:table:manage\"[]"),
    ("\"a\"|\"b\"\n", "\"a\" | \"b\""),
    ("\n | \"a\"\n | \"b\"\n", "\"a\" | \"b\""),
    ("| string", "string"),
    ("string | null", "string | null"),
    ("a|b|c", "a | b | c"),
    ("a | b[]", "a | b[]"),
    ("[]a | b", "a[] | b"),
    ("string[]", "string[]"),
    ("string[ ]", "string[]"),
    ("[]string", "string[]"),
    ("[]string[]", "string[][]"),
    ("[][]pkg.Name", "pkg.Name[][]"),
    ("[]\"lit\"", "\"lit\"[]"),
    ("map", "map"),
    ("map[]", "map[]"),
    ("map<K, V>", "map<K, V>"),
    ("map?[K]", "map<K>?"),
    ("map[string]interface{}", "map[string]interface{}"),
    ("map[string]string[]", "map[string]string[]"),
    ("[]map[string]int", "[]map[string]int"),
    ("map[a | b][]map[c]d", "map[a | b][]map[c]d"),
    ("List<String>", "List<String>"),
    ("list[str]", "list<str>"),
    ("Array[Name][]", "Array<Name>[]"),
    ("List[Dict[str, Any]]", "List<Dict<str, Any>>"),
    ("Map<String,Any?>", "Map<String, Any?>"),
    ("Promise<A | B>", "Promise<A | B>"),
    ("Task<Page<a.B[]>>", "Task<Page<a.B[]>>"),
    ("pair[\n  a,\n  []map[b]c\n]", "pair<a, []map[b]c>"),
    // Go
    ("*string", "string?"),
    ("[]*Kite", "Kite?[]"),
    ("*[]Kite", "Kite[]?"),
    ("map[string]*string", "map[string]string?"),
    ("*map[string]int", "(map[string]int)?"),
    ("[]byte", "byte[]"),
    // PHP
    ("?string", "string?"),
    ("array<string, int>", "array<string, int>"),
    (
        "array{id: int, name?: string}",
        "{\"id\": int; \"name\"?: string}",
    ),
    ("\\WorkOS\\Kite|null", "\\WorkOS\\Kite | null"),
    // Ruby
    ("T.nilable(String)", "T.nilable<String>"),
    ("T.any(A, B)", "T.any<A, B>"),
    ("T::Array[String]", "T::Array<String>"),
    ("T::Hash[Symbol, T.untyped]", "T::Hash<Symbol, T.untyped>"),
    // TypeScript
    ("'a' | 'b'", "\"a\" | \"b\""),
    ("'say \"a\"'", "'say \"a\"'"),
    ("(A | B)[]", "(A | B)[]"),
    ("((A))[]", "A[]"),
    ("A | (B | C)", "A | B | C"),
    ("(A | B)?", "(A | B)?"),
    ("{ a: string }", "{\"a\": string}"),
    ("{}", "{}"),
    (
        "{ a: string; 'b-c'?: number, }",
        "{\"a\": string; \"b-c\"?: number}",
    ),
    ("{ readonly a: { b: A[] } }[]", "{\"a\": {\"b\": A[]}}[]"),
    ("{ [key: string]: A | B }", "map[string](A | B)"),
    ("Record<string, A>", "Record<string, A>"),
    ("readonly string[]", "string[]"),
    ("readonly", "readonly"),
    ("1 | 2.5 | -3", "1 | 2.5 | -3"),
    // Python
    ("Literal['a', 'b']", "Literal<\"a\", \"b\">"),
    ("Optional[str]", "Optional<str>"),
    ("str | None", "str | None"),
    ("dict[str, Any]", "dict<str, Any>"),
    // Java, Kotlin and C#
    ("String?", "String?"),
    ("List<String>?", "List<String>?"),
    ("List<? extends A>", "List<A>"),
    ("List<?>", "List<?>"),
    ("string?[]?", "string?[]?"),
];

#[test]
fn the_table_of_notations() {
    for (text, canonical) in TABLE {
        let notation = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(notation.to_string(), canonical, "{text}");
        assert_eq!(parse(canonical), Ok(notation), "{text}");
    }
}

#[test]
fn a_suffix_binds_to_the_value_of_a_map_and_a_prefix_to_the_map() {
    let name = |name: &str| TypeSyntax::Name {
        name: name.into(),
        args: vec![],
    };
    let map = |value| TypeSyntax::Map(Box::new(name("k")), Box::new(value));
    let array = |item| TypeSyntax::Array(Box::new(item));
    assert_eq!(parse("map[k]v[]"), Ok(map(array(name("v")))));
    assert_eq!(parse("[]map[k]v"), Ok(array(map(name("v")))));
    assert_eq!(parse("[]v[]"), Ok(array(array(name("v")))));
}

#[test]
fn an_error_names_its_place() {
    let errors = [
        ("", 0, "a type", None),
        ("\n ", 2, "a type", None),
        ("a |", 3, "a type", None),
        ("a || b", 3, "a type", Some('|')),
        ("a b", 2, "`|` or the end of the type", Some('b')),
        ("é | b", 0, "a type", Some('é')),
        ("\"é\" ; b", 5, "`|` or the end of the type", Some(';')),
        ("\"open", 5, "a closing `\"`", None),
        ("List<a", 6, "`,` or `>`", None),
        ("List<a]", 6, "`,` or `>`", Some(']')),
        ("list[a b]", 7, "`,` or `]`", Some('b')),
        ("List<>", 5, "a type", Some('>')),
        ("List<a,>", 7, "a type", Some('>')),
        ("map[a", 5, "`]`", None),
        ("[2", 2, "`]`", None),
        ("@", 1, "the name of an annotation", None),
        ("@Size(max", 9, "`)`", None),
        ("@Nullable", 9, "a type", None),
        ("list[a, ...]", 8, "a type", Some('.')),
        ("tuple[a, b, ...]", 12, "a type", Some('.')),
        ("map[a]", 6, "a type", None),
        ("[a]", 1, "`]`", Some('a')),
        ("[]", 2, "a type", None),
        ("interface{ }", 9, "`|` or the end of the type", Some('{')),
        ("'open", 5, "a closing `'`", None),
        ("(a", 2, "`|` or `)`", None),
        ("()", 1, "a type", Some(')')),
        ("{a}", 2, "`:`", Some('}')),
        ("{a: b c: d}", 6, "`;`, `,` or `}`", Some('c')),
        ("{1: a}", 1, "a key or `}`", Some('1')),
        ("*", 1, "a type", None),
        ("\\", 0, "a type", Some('\\')),
        ("A & B", 2, "`|` or the end of the type", Some('&')),
        ("() => void", 1, "a type", Some(')')),
        ("1st", 0, "a type", Some('1')),
        ("1.2.3", 0, "a type", Some('1')),
    ];
    for (text, offset, expected, found) in errors {
        assert_eq!(
            parse(text),
            Err(NotationError {
                offset,
                expected,
                found
            }),
            "{text}"
        );
    }
}

#[test]
fn an_error_reads_as_a_sentence() {
    assert_eq!(
        parse("a;").unwrap_err().to_string(),
        "expected `|` or the end of the type, found `;`"
    );
    assert_eq!(
        parse("a '").unwrap_err().to_string(),
        "expected `|` or the end of the type, found `'`"
    );
    assert_eq!(
        parse("a \u{7}").unwrap_err().to_string(),
        r"expected `|` or the end of the type, found `\u{7}`"
    );
    assert_eq!(
        parse("").unwrap_err().to_string(),
        "expected a type, found the end of the type"
    );
}

#[test]
fn the_help_for_an_open_quote_is_to_close_it() {
    for text in ["'open", "\"open", "List<'open"] {
        let help = parse(text).unwrap_err().help();
        assert_eq!(help, "close the quote after the literal", "{text}");
    }
    assert!(parse("a b").unwrap_err().help().starts_with("write a name"));
}

#[test]
fn nesting_is_bounded_in_every_form() {
    let forms: [fn(usize) -> String; 10] = [
        |depth| "*".repeat(depth) + "a",
        |depth| "(".repeat(depth) + "a" + &")".repeat(depth),
        |depth| "{a:".repeat(depth) + "a" + &"}".repeat(depth),
        |depth| "?".repeat(depth) + "a",
        |depth| "readonly ".repeat(depth) + "a",
        |depth| "[]".repeat(depth) + "a",
        |depth| "a".to_owned() + &"[]".repeat(depth),
        |depth| "map[k]".repeat(depth) + "a",
        |depth| "L<".repeat(depth) + "a" + &">".repeat(depth),
        |depth| "L<".repeat(depth / 2) + "a" + &">[]".repeat(depth / 2),
    ];
    for form in forms {
        assert!(parse(&form(64)).is_ok(), "{}", form(64));
        for depth in [66, 100_000] {
            let error = parse(&form(depth)).unwrap_err();
            assert_eq!(error.expected, "at most 64 types inside each other");
        }
    }
    assert_eq!(parse(&("[]".repeat(65) + "a")).unwrap_err().offset, 128);
}

/// A type other than a union.
fn postfix() -> impl Strategy<Value = TypeSyntax> {
    let leaf = prop_oneof![
        "[^\"]{0,8}".prop_map(TypeSyntax::Literal),
        "[^']{0,8}".prop_map(TypeSyntax::Literal),
        "-?[0-9]{1,3}(\\.[0-9])?".prop_map(TypeSyntax::Number),
        name().prop_map(|name| TypeSyntax::Name { name, args: vec![] }),
    ];
    leaf.prop_recursive(6, 32, 3, |inner| {
        let all = union(inner.clone()).boxed();
        let args = prop::collection::vec(all.clone(), 1..4);
        let member = (any::<bool>(), "[^\"]{0,4}", all.clone());
        let member = member.prop_map(|(optional, key, ty)| SyntaxMember { key, optional, ty });
        prop_oneof![
            all.clone()
                .prop_map(|item| TypeSyntax::Array(Box::new(item))),
            all.clone().prop_map(|inner| match inner {
                TypeSyntax::Nullable(_) => inner,
                inner => TypeSyntax::Nullable(Box::new(inner)),
            }),
            (all.clone(), all)
                .prop_map(|(key, value)| TypeSyntax::Map(Box::new(key), Box::new(value))),
            prop::collection::vec(member, 0..3).prop_map(TypeSyntax::Object),
            (name(), args).prop_map(|(name, args)| TypeSyntax::Name { name, args }),
        ]
    })
}

fn union(postfix: impl Strategy<Value = TypeSyntax> + Clone) -> impl Strategy<Value = TypeSyntax> {
    let is_no_union = |ty: &TypeSyntax| !matches!(ty, TypeSyntax::Union(_));
    let alternative = postfix.clone().prop_filter("unions are flat", is_no_union);
    let alternatives = prop::collection::vec(alternative, 2..4);
    prop_oneof![postfix, alternatives.prop_map(TypeSyntax::Union)]
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("map".to_owned()),
        Just("readonly".to_owned()),
        Just("interface{}".to_owned()),
        "[A-Za-z_$][A-Za-z0-9_$]{0,6}((\\.|::)[A-Z][a-z]{0,3})?"
    ]
}

proptest! {
    #[test]
    fn what_is_printed_reads_back(notation in union(postfix().boxed())) {
        prop_assert_eq!(parse(&notation.to_string()), Ok(notation));
    }

    #[test]
    fn any_text_is_read_or_refused_at_a_place(text in "([a\\[\\]<>|,?\"'é (){}:;*]|map|\\[\\]){0,24}") {
        match parse(&text) {
            Ok(notation) => prop_assert_eq!(parse(&notation.to_string()), Ok(notation)),
            Err(error) => prop_assert_eq!(text[error.offset..].chars().next(), error.found),
        }
    }
}
