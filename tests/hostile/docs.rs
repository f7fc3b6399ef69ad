//! No description makes rustdoc complain, and no link of one runs anything.

use std::fmt::Write;
use std::fs;
use std::process::Command;

use reference_codegen::{Config, Layout};

use crate::support::yaml::quoted;

/// Markdown that rustdoc could take for a link to an item, a tag, a doctest or a bare URL.
const PIECES: &[&str] = &[
    // Schemes of links.
    "[z](mailto:root@localhost)",
    "[z](mailto:root)",
    "[z](mailto:)",
    "[z](MAILTO:Root@Localhost)",
    "[z](mailto:root@example.test)",
    "[z](mailto:a.b@example.test#c#d)",
    "[z](mailto:a@example.test?subject=b)",
    "[z](tel:112)",
    "[z](sms:112)",
    "[z](javascript:alert(1))",
    "[z](JavaScript:alert)",
    "[z](&#106;avascript:alert)",
    "[z](vbscript:a)",
    "[z](data:text,a)",
    "[z](urn:isbn:1)",
    "[z](about:blank)",
    "[z](https:a)",
    "[z](http:)",
    "[z](https://a.test)",
    "[z](HTTPS://a.test/b)",
    "[z](//a.test/b)",
    "![z](javascript:alert)",
    "[z][r]\n\n[r]: tel:112",
    "[z][r]\n\n[r]: struct@Vec",
    // Autolinks and bare URLs.
    "<root@localhost>",
    "<root@example.test>",
    "<tel:112>",
    "<mailto:root@localhost>",
    "<javascript:alert>",
    "<std::vec::Vec>",
    "<https://a.test/b>",
    "https://a.test",
    "(https://a.test/b_(c)) and http://a.test.",
    "*https://a.test*, **http://b.test**",
    "https://a.test/<b>",
    "[https://a.test](#b)",
    "www.example.test",
    // Paths of items.
    "[Vec]",
    "[`Vec`]",
    "[Vec][]",
    "[z](Vec)",
    "[z](std::vec::Vec)",
    "[z](struct@Vec)",
    "[z](fn@main)",
    "[z](none@Vec)",
    "[z](macro!)",
    "[z](call())",
    "[z](crate)",
    "[z](self#a#b)",
    "[z](#a#b)",
    "[z](a b)",
    "[z](<>)",
    "[z](`Vec`)",
    "[z](Vec<u8>)",
    "[z](:)",
    "[z](a&#10;b)",
    "[z](/a&#10;&#10;b \"c&#10;&#10;[Vec]\")",
    "[z](/a&#x202e;b \"c&#x202e;\")",
    "[[Vec]](a)",
    "[a[Vec](b)](c)",
    "\\[Vec]",
    "&#91;Vec&#93;",
    "[^Vec]",
    "[x] [Vec]",
    "- [Vec]: z",
    "[Vec]: z",
    // Tags.
    "<Vec>",
    "Vec<Vec<u8>>",
    "<b>a",
    "a</b>",
    "<script>alert(1)</script>",
    "<!-- a",
    "<!--> [Vec]",
    "<a href=\"javascript:alert(1)\">z</a>",
    "<div>\n\n[Vec]\n\n</span>",
    "&lt;b&gt; &#60;Vec>",
    "<?php a",
    "<![CDATA[Vec]]>",
    "| <b> | [Vec] |\n|---|---|\n| `|` | <i> |",
    // Code.
    "```\nlet a\n```",
    "```rust,no_run,nothing\nlet a\n```",
    "~~~compile-fail\nfn main() {}",
    "    let a",
    "- \n\n      let a",
    "`a",
    "``a` [Vec]",
    "a`[Vec`]",
    // Characters that are not seen.
    "a\u{202e}b `c\u{2066}d` [e\u{200f}](/f\u{61c})",
    "`\u{202e}`",
    "```\n\u{202e}\n```",
    "&#x202e; &#x2066;",
    "a\u{2028}[Vec]\u{85}<b>\u{c}c",
    "\u{feff}[Vec]\u{200b}\u{e0041}",
];

/// A page with a member for each piece.
fn page() -> String {
    let mut page =
        "---\nreference:\n  curl:\n    - key: bin\n      id: bin\n      properties:\n".to_owned();
    for (number, piece) in PIECES.iter().enumerate() {
        let piece = quoted(piece);
        let _ = write!(
            page,
            "        - key: lid_{number}\n          type: string\n          description: {piece}\n"
        );
    }
    page + "---\n\n# Bin\n"
}

/// The doc comments of the models, each on an item of its own, which needs no dependency.
fn documented(models: &str) -> String {
    let mut file = "//! Docs.\n".to_owned();
    let mut number = 0;
    let mut is_open = false;
    for line in models.lines().map(str::trim_start) {
        if line.starts_with("///") {
            is_open = true;
            let _ = writeln!(file, "{line}");
        } else if is_open {
            is_open = false;
            number += 1;
            let _ = writeln!(file, "pub struct Item{number};\n");
        }
    }
    // Some pieces, such as a definition of a link, leave no text.
    assert!(number >= 60, "{number}");
    file
}

#[test]
fn rustdoc_warns_of_no_description() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("pages")).unwrap();
    fs::write(path("pages/bin.mdx"), page()).unwrap();
    let config = Config::new().layout(Layout::File);
    let generated = config.generate(&[path("pages")]).unwrap();
    let files = generated.files().iter();
    let models: String = files.map(|(_, text)| text.as_str()).collect();
    // The runtime comes before the modules of the pages.
    let (_, models) = models.split_once("pub mod bin").unwrap();
    let docs = documented(models);
    let active = docs.to_lowercase();
    for scheme in ["(javascript:", "(vbscript:", "(data:", "<javascript:"] {
        assert!(!active.contains(scheme), "{scheme}");
    }
    fs::write(path("docs.rs"), &docs).unwrap();
    let output = Command::new("rustdoc")
        .args(["--edition", "2021", "-D", "warnings", "-D", "rustdoc::all"])
        .args(["-D", "text_direction_codepoint_in_comment", "--out-dir"])
        .args([path("html"), path("docs.rs")])
        .output()
        .unwrap();
    let problems = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{problems}\n{docs}");
}
