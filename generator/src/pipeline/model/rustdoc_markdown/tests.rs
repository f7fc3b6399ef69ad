use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::plain::plain;
use super::{rewritten, rustdoc};
use crate::base::text::markdown::events;

/// Keeps web links, makes paths absolute, and drops other links.
fn link(destination: &str) -> Option<String> {
    if destination.starts_with('/') {
        return Some(format!("https://docs.test{destination}"));
    }
    if destination.contains(':') {
        Some(destination.to_owned())
    } else {
        None
    }
}

fn check(table: &[(&str, &str)]) {
    let wrong: Vec<_> = table
        .iter()
        .map(|(markdown, expected)| (markdown, rustdoc(markdown, &link), *expected))
        .filter(|(_, text, expected)| text != expected)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn ordinary_text_stays_word_for_word() {
    for text in [
        "The `id` of *one* **user**, an *external* key_id.\nSee a < b, R&D, 1. 2 & &copy; \\*.",
        "# Title\n\nText\\\nbroken\n\n---\n\n > quote\n >\n >  > inner",
        "Values:\n\n- `a` - one\n- `b`\n  more\n\n1. x\n   - y\n2. z\n\n- [x] done",
        "|a|b|\n|-|:-:|\n|`x\\|y`|\\*|",
    ] {
        check(&[(text, text)]);
    }
}

#[test]
fn code_never_becomes_a_doctest() {
    check(&[
        ("```rust,no_run\nfn a() {}\n```", "```text\nfn a() {}\n```"),
        ("    let a;\n\n\tb\n", "```text\nlet a;\n\nb\n```"),
        (
            "~~~\n```\nnever closed",
            "````text\n```\nnever closed\n````",
        ),
        (
            "- a\n\n      code\n- b",
            "- a\n\n  ```text\n  code\n  ```\n\n- b",
        ),
    ]);
}

#[test]
fn links_are_asked_for_their_destination() {
    check(&[
        (
            "[`a`](/b \"c\") [d](e)",
            "[`a`](https://docs.test/b \"c\") d",
        ),
        (
            "[a][r] [r]\n\n[r]: </b c>",
            "[a](<https://docs.test/b c>) [r](<https://docs.test/b c>)",
        ),
        (
            "![alt](/i.png) ![alt](i.png) ![](/i.png)",
            "[alt](https://docs.test/i.png) alt",
        ),
        (
            "[![a](/b)](/c) !![d](/e)",
            "[a](https://docs.test/c) \\![d](https://docs.test/e)",
        ),
        (
            "<https://a.test/?b=c&d> <e@f.test>",
            "<https://a.test/?b=c&d> [e@f.test](mailto:e@f.test)",
        ),
    ]);
}

#[test]
fn bare_urls_become_autolinks() {
    check(&[
        ("See https://a.test/b_c_d.", "See <https://a.test/b_c_d>."),
        ("(https://a.test/b_(c))", "(<https://a.test/b_(c)>)"),
        (
            "[https://a.test](/b) `https://a.test`",
            "[https://a.test](https://docs.test/b) `https://a.test`",
        ),
        (
            "https://a.test/?b&amp;c http://",
            "<https://a.test/?b&c> http://",
        ),
    ]);
}

#[test]
fn what_is_no_markup_here_is_none_in_rustdoc() {
    check(&[
        ("[x] [[y]] [z](", "\\[x\\] \\[\\[y\\]\\] \\[z\\]("),
        (
            "Vec<String> <b>c</b> <!-- d -->e",
            "Vec\\<String> \\<b>c\\</b> e",
        ),
        (
            "<div>\n  <p>*a*</p>\n\n</div>",
            "\\<div>\n\\<p>\\*a\\*\\</p>\n\n\\</div>",
        ),
        ("`a", "\\`a"),
        ("a[^1]\n\n[^1]: note", "a\\[\\^1\\]\n\n\\[\\^1\\]:\n\nnote"),
        (
            "a\n\\- b\n\\# c\n2024. d\n\\===",
            "a\n\\- b\n\\# c\n2024. d\n\\===",
        ),
    ]);
}

#[test]
fn lists_and_quotes_are_indented_as_clippy_wants_them() {
    check(&[
        (
            "A:\n  - `a` - b\n  - `c`\nlazy",
            "A:\n\n- `a` - b\n- `c`\n  lazy",
        ),
        ("*   a\n\n    b\n* c\n      d", "- a\n\n  b\n\n- c\n  d"),
        ("> a\nb", " > a\n > b"),
        ("> > a\n\n> - b", " >  > a\n\n > - b"),
        ("a\n- b\n\n  > c", "a\n\n- b\n\n   > c"),
        ("- \n- <!-- nothing -->\n- a", "- a"),
        ("- [ ] [](/d)\n- [ ] a", "- [ ] a"),
        ("Title\n  two\n===", "Title\ntwo\n==="),
    ]);
}

#[test]
fn invisible_characters_go() {
    check(&[
        ("a\u{202E}b\u{2066}c\u{200B}d\u{FEFF}e\0f\u{7}", "abcdef"),
        ("a \r\n\tb\rc\u{2028}d\u{C}e", "a\nb\nc\nd e"),
        ("👩\u{200D}🚀", "👩\u{200D}🚀"),
    ]);
}

/// Markdown made of pieces that are markup, or may become markup next to each other.
#[rustfmt::skip]
fn markdown() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a", "b c", "1", "é", " ", "\n", "\n\n", "\n- ", "\n  - ", "\n1. ", "\n2) ", "\n> ",
        "\n# ", "\n```\n", "\n    ", "\n---\n", "\n===\n", "\n| a | b |\n|---|---|\n| ", "|", "*",
        "**", "_", "~~", "`", "``", "[", "]", "](/d)", "]: /d", "![", "<b>", "</b>", "<!-- c -->",
        "\n<div>\n", "https://a.test/b", "<https://a.test>", "&amp;", "&", "\\", "!", "[^1]",
        "\n[^1]: ", "[ ] ",
    ]);
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    /// rustdoc and clippy give no warning about the result.
    #[test]
    fn any_text_becomes_clean(markdown in markdown()) {
        let text = rustdoc(&markdown, &link);
        let mut in_code = false;
        for (event, range) in events(&text) {
            let piece = &text[range.clone()];
            match event {
                Event::Html(_) | Event::InlineHtml(_) => prop_assert!(false, "{text:?}"),
                Event::Start(Tag::CodeBlock(kind)) => {
                    prop_assert_eq!(kind, CodeBlockKind::Fenced("text".into()), "{:?}", text);
                    in_code = true;
                }
                Event::End(TagEnd::CodeBlock) => in_code = false,
                Event::Text(_) if !in_code => {
                    let escaped = text[..range.start].ends_with('\\');
                    let bracket = piece.starts_with(['[', ']', '`']);
                    prop_assert!(escaped || !bracket, "{piece:?} in {text:?}");
                }
                _ => {}
            }
        }
        prop_assert!(text.lines().all(|line| !line.ends_with(' ')));
    }

    /// The fast path and the full rewriting agree about sentences, code and links.
    #[test]
    fn plain_text_needs_no_parsing(
        lines in prop::collection::vec(prop::collection::vec(plain_piece(), 1..4), 1..4)
    ) {
        let lines: Vec<String> = lines.iter().map(|pieces| pieces.concat()).collect();
        let markdown = lines.join("\n");
        if let Some(text) = plain(&markdown, &link) {
            prop_assert_eq!(text, rewritten(&markdown, &link));
        }
    }

    /// Ordinary text is stable. Markup inside words is not, so the pieces are separated.
    #[test]
    fn clean_text_stays_as_it_is(pieces in prop::collection::vec(piece(), 0..12)) {
        let once = rustdoc(&pieces.concat(), &link);
        prop_assert_eq!(rustdoc(&once, &link), once);
    }
}

/// A piece of a line that often has no syntax other than code spans and links.
fn plain_piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z0-9,.'()?;:/\"` -]{0,20}",
        "[a-z ]{1,8}",
        "`[ -~]{0,12}`",
        "\\[[A-Za-z`][a-z` ]{0,8}\\]\\((/|https://|super::)?[a-z0-9/.:_#-]{0,12}\\)",
    ]
}

#[rustfmt::skip]
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "word ", "*one* ", "**two** ", "`three` ", "[four](/d) ", "[five] ", "a_b ", "<b> ",
        "6. six ", "https://a.test ", "&amp; ", "# h ", "![seven](/i) ", "eight\\\n", "\n",
        "\n\n", "\n- nine ", "\n\n  - ten ", "\n1. one ", "\n> two ", "\n\n# three ",
        "\n\n```\ncode\n```\n", "\n\n    code\n", "\n\n---\n\n",
        "\n\n| a | b |\n|---|---|\n| c | d |\n\n",
    ])
}
