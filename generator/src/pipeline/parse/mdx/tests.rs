use proptest::prelude::*;
use pulldown_cmark::{Event, Tag};

use super::{Body, MdxError, blank_before, is_blank_after, reduce};
use crate::base::text::markdown::events;

fn check(table: &[(&str, &str)]) {
    for (mdx, prose) in table {
        let expected = Body {
            prose: (*prose).to_owned(),
            ..Body::default()
        };
        assert_eq!(reduce(mdx), expected, "from {mdx:?}");
    }
}

fn errors(mdx: &str) -> Vec<(usize, MdxError)> {
    reduce(mdx)
        .diagnostics
        .into_iter()
        .map(|found| (found.offset, found.error))
        .collect()
}

#[test]
fn a_page_is_reduced_to_its_title_and_prose() {
    let mdx = "\r\n# The `Key` *object*\r\n\r\nOpens a [door](/doors).\r\n\r\n<CodeBlock id=\"x\">\r\n  <CodeBlockTab file=\"a\" />\r\n\r\n  # not a title\r\n</CodeBlock>\r\n\r\n\r\n\r\n## More\r\n\r\n# Second\r\n";
    let body = reduce(mdx);
    assert_eq!(body.title.as_deref(), Some("The Key object"));
    assert_eq!(body.prose, "Opens a [door](/doors).\n\n## More\n\n# Second");
    assert_eq!(body.diagnostics, []);
}

#[test]
fn a_heading_loses_its_anchor() {
    let titles = [
        ("# Kite {#kite}", "Kite"),
        ("# Kite \\{#the-kite}", "Kite"),
        ("Kite {#kite}\n===\n", "Kite"),
        ("# Kite {#kite .big}", "Kite"),
        ("# Kite {.big #kite data-size=\"2\"}", "Kite"),
        ("# Kite { #kite }", "Kite"),
        ("# Kite \\{ #kite \\}", "Kite"),
        ("# Kite {:#kite}", "Kite"),
        ("# Kite {: #kite }", "Kite"),
        ("# Kite {/* #kite */}", "Kite"),
        ("# Kite {/*#kite*/}", "Kite"),
        ("# Kite {#a}{#b}", "Kite"),
        ("# Kite {#a} {/* #b */}", "Kite"),
        ("# Kite {#kite} ##", "Kite"),
        ("# Kite #", "Kite"),
        ("# Kite {kite}", "Kite {kite}"),
        ("# Kite {# of tails}", "Kite {# of tails}"),
        ("# Kite {.big}", "Kite {.big}"),
        ("# Kite {#kite} flies", "Kite {#kite} flies"),
        ("# Kite `{#kite}`", "Kite {#kite}"),
    ];
    for (mdx, title) in titles {
        assert_eq!(reduce(mdx).title.as_deref(), Some(title), "from {mdx:?}");
    }
    let body = reduce("# Kite\n\nA {#b}\n\n## Tail {#tail}\n\nLong.\n\n```\n# C {#c}\n```");
    assert_eq!(
        body.prose,
        "A {#b}\n\n## Tail\n\nLong.\n\n```\n# C {#c}\n```"
    );
}

#[test]
fn samples_and_pictures_go_with_their_content() {
    check(&[
        (
            "a\n\n<CodeBlock\n  title=\"t\"\n  tabs={[{ a: '/>' }]}\n/>\n\nb",
            "a\n\nb",
        ),
        (
            "<picture>\n  <source srcset=\"x\" />\n  <img src=\"y\" alt=\"z\">\n</picture>\nb",
            "b",
        ),
        ("<Notice.Old />\n\na <Icon name=\"b\" /> c<br/>d", "a  c d"),
        ("<CodeBlock>\n<Open>\n</CodeBlock>\n\na", "a"),
    ]);
}

#[test]
fn prose_in_components_is_kept() {
    check(&[
        (
            "<Tabs>\n  Use *this*.\n\n  - a\n    b\n</Tabs>",
            "Use *this*.\n\n- a\n  b",
        ),
        (
            "a\n<Callout type=\"info\">\n  b `<c>`\n  [d](/e)\n</Callout>\nf",
            "a\n\n> **Info:** b `<c>`\n> [d](/e)\n\nf",
        ),
        ("<Callout>a</Callout>", "> a"),
        (
            "- a\n\n  <Callout>\n    b\n  </Callout>\n\n- c",
            "- a\n\n  > b\n\n- c",
        ),
        ("<A>\n<B>\n\ndeep\n\n</B>\n</A>", "deep"),
        ("a <b>c</b> d <Note>e</Note>", "a c d e"),
    ]);
}

#[test]
fn a_callout_begins_with_its_type() {
    check(&[
        (
            "<Callout type=\"warning\">\n  a\n\n  b\n</Callout>",
            "> **Warning:** a\n>\n> b",
        ),
        (
            "<Callout icon={{ a: 1 }} type='pro tip'> a</Callout>",
            "> **Pro tip:** a",
        ),
        (
            "<Callout type=\"info\">\n- a\n- b\n</Callout>",
            "> **Info:**\n>\n> - a\n> - b",
        ),
        (
            "- a\n\n  <Callout type={\"info\"}>\n    b\n  </Callout>",
            "- a\n\n  > **Info:** b",
        ),
        ("a\n\n<Callout type=\"info\"></Callout>\n\nb", "a\n\nb"),
        ("<Callout type={kind}>a</Callout>", "> a"),
        ("<Callout type=\"\">a</Callout>", "> a"),
        ("<Tip type=\"info\">\na\n</Tip>", "a"),
    ]);
}

#[test]
fn code_is_not_searched_for_components() {
    for text in [
        "`<CodeBlock>` and ``{a}``",
        "```jsx\nimport a from 'b';\n<Callout>\n\n\n\n{c}\n```",
        "    <A>\n\n\n    {b}",
    ] {
        check(&[(&format!("x\n\n{text}"), &format!("x\n\n{text}"))]);
    }
}

#[test]
fn modules_comments_and_expressions_go() {
    check(&[
        ("import A from 'a'\nimport { B } from 'b'\n\nc", "c"),
        (
            "export const a = {\n\n  b: <C />,\n}\n\nd\n\n{/* *e* <F> */}\n\n{\n  g\n}\n\nh",
            "d\n\nh",
        ),
        ("<!-- a -->\n\nb <!-- c -->", "b"),
        (
            "GET /a/{id} and {b} imports\n\n- import a",
            "GET /a/{id} and {b} imports\n\n- import a",
        ),
    ]);
}

#[test]
fn what_has_no_end_is_reported_and_the_prose_kept() {
    let tag = |name: &str| name.to_owned();
    let mdx = "a\r\n\r\n<CodeBlock>\r\n\r\nb\r\n\r\n</Callout>\r\n\r\nc";
    assert_eq!(reduce(mdx).prose, "a\n\nb\n\nc");
    assert_eq!(
        errors(mdx),
        [
            (5, MdxError::UnclosedTag(tag("CodeBlock"))),
            (25, MdxError::UnopenedTag(tag("Callout")))
        ]
    );
    assert_eq!(reduce("<A>\na Vec<T> b\n</A>").prose, "a Vec<T> b");
    assert_eq!(
        errors("<A>\na Vec<T> b\n</A>"),
        [(9, MdxError::UnclosedTag(tag("T")))]
    );
    assert_eq!(errors("a <Foo b"), [(2, MdxError::UnfinishedTag)]);
    assert_eq!(errors("{a\n\nb"), [(0, MdxError::UnfinishedExpression)]);
}

#[test]
fn what_stands_too_deep_is_reported_and_the_prose_kept() {
    let nested = |depth: usize| format!("{}word{}", "<A>".repeat(depth), "</A>".repeat(depth));
    assert_eq!(errors(&nested(64)), []);
    let body = reduce(&nested(66));
    let found: Vec<_> = body.diagnostics.iter().map(|found| &found.error).collect();
    let (deep, unopened) = (
        MdxError::TooDeep("A".to_owned()),
        MdxError::UnopenedTag("A".to_owned()),
    );
    assert_eq!(found, [&deep, &deep, &unopened, &unopened]);
    assert!(body.prose.contains("word"), "{}", body.prose);
}

#[test]
fn errors_stand_where_they_are_in_the_page() {
    let mdx = "\r\n</A>\r\n\r\n</B> é </C>\r\n";
    let offsets: Vec<_> = errors(mdx).into_iter().map(|(offset, _)| offset).collect();
    assert_eq!(
        offsets,
        ["</A", "</B", "</C"].map(|tag| mdx.find(tag).unwrap())
    );
}

proptest! {
    /// No mixture of components loses prose or causes a panic.
    #[test]
    fn words_outside_of_dropped_content_survive(pieces in prop::collection::vec(piece(), 0..20)) {
        let body = reduce(&pieces.concat());
        let title = body.title.unwrap_or_default();
        let kept = body.prose.matches("word").count() + title.matches("word").count();
        prop_assert_eq!(kept, pieces.iter().filter(|piece| piece.contains("word")).count());
        prop_assert!(!has_gap(&body.prose), "{}", body.prose);
    }
}

/// Returns `true` if the text contains two empty lines in sequence outside of code.
fn has_gap(prose: &str) -> bool {
    let code = events(prose).filter_map(|(event, range)| match event {
        Event::Start(Tag::CodeBlock(_)) => Some(range),
        _ => None,
    });
    let code: Vec<_> = code.collect();
    let mut gaps = prose.match_indices("\n\n\n").map(|(offset, _)| offset);
    gaps.any(|gap| !code.iter().any(|range| range.contains(&gap)))
}

#[rustfmt::skip]
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "word ", "wordé\n", "\n", "\n\n", "  ", "<A>", "</A>", "<B.C d={{ e: '<' }}>\n",
        "</B.C>\n", "<Callout>\n", "</Callout>\n", "<img />", "<!-- x -->", "\n<div>\n", "</div>",
        "\n\n{x}\n\n", "\r\n", "- ", "> ", "< ", "`<A>`", "\n\n<CodeBlock>x</CodeBlock>\n\n",
    ])
}

#[test]
fn empty_lines_of_code_stay() {
    let indented = "      <B.C d={{ e: '<' }}>\n<B.C>\n\n    <A>";
    let by_tabs = "\t\0object\n\n\r\tP\n\n\r\t";
    for code in [
        indented,
        by_tabs,
        "~~~\na\n\n\nb\n~~~",
        "```\na\n\n\nb\n```",
    ] {
        let prose = reduce(code).prose;
        assert!(prose.contains("\n\n\n") && !has_gap(&prose), "{prose}");
    }
    assert!(has_gap("a\n\n\nb") && !has_gap(&reduce("a\n\n\nb").prose));
}

#[test]
fn only_the_line_of_the_place_counts() {
    let source = "ab\n  <c> \nd";
    assert_eq!(blank_before(source, 5), Some("  "));
    assert_eq!(blank_before(source, 2), None);
    assert_eq!(blank_before(source, 0), Some(""));
    assert!(is_blank_after(source, 8) && is_blank_after(source, 2));
    assert!(!is_blank_after(source, 3) && !is_blank_after(source, 1));
    assert!(is_blank_after(source, source.len()));
}
