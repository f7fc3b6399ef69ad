//! Pages and corrections that nest too deeply are rejected before they exhaust the stack.

use std::fs;

use reference_codegen::Config;
use reference_codegen::diagnostic::Code;

use crate::size::{LONG, entity, generate, page};
use crate::support::yaml::quoted;

/// Types inside types, in front matter whose own nesting is below the limit.
#[test]
fn deep_objects_are_refused() {
    let nested = |lists: usize| {
        let ty = format!("'{}object{}'", "list<".repeat(lists), ">".repeat(lists));
        let levels = (0..28).map(|level| {
            let indent = "    ".repeat(level + 2);
            format!("{indent}- key: lid\n{indent}  type: {ty}\n{indent}  properties:\n")
        });
        let innermost = "    ".repeat(30) + "- { key: lid, type: string }\n";
        levels.collect::<String>() + &innermost
    };
    let page = |lists| {
        format!(
            "---\nreference:\n  curl:\n{}---\n",
            entity("bin", &nested(lists))
        )
    };
    generate(&page(2)).unwrap();
    assert_eq!(generate(&page(60)).unwrap_err(), [Code::TooDeep]);
}

/// Each correction nests an object in the object of the previous correction, or many lists at once.
#[test]
fn deep_corrections_are_refused() {
    let correct = |corrections: &str| {
        let folder = tempfile::tempdir().unwrap();
        let page = page("A lid.", "");
        fs::write(folder.path().join("page.mdx"), page).unwrap();
        let file = folder.path().join("corrections.toml");
        fs::write(&file, corrections).unwrap();
        let result = Config::new().corrections(file).generate(&[folder.path()]);
        result.map_err(|failure| failure.diagnostics()[0].code)
    };
    let to_object = |path: &str, was: &str, fields: &str| {
        format!(
            "[[correct]]\npath = \"{path}\"\nreason = \"Seen.\"\ntype = \"object\"\n\
             fields = {fields}\nwas = \"{was}\"\n"
        )
    };
    let lid = "[{ name = \"lid\", type = \"string\" }]";
    let chain = |length: usize| -> String {
        let paths = (0..length).map(|level| format!("bin.lid{}", ".lid".repeat(level)));
        paths.map(|path| to_object(&path, "string", lid)).collect()
    };
    correct(&chain(20)).unwrap();
    assert_eq!(correct(&chain(1_000)).unwrap_err(), Code::TooDeep);
    let ty = format!("{}object{}", "list[".repeat(60), "]".repeat(60));
    let nested = (0..30).fold(lid.to_owned(), |inside, _| {
        format!("[{{ name = \"lid\", type = \"{ty}\", fields = {inside} }}]")
    });
    let nested = to_object("bin.lid", "string", &nested);
    assert_eq!(correct(&nested).unwrap_err(), Code::TooDeep);
}

#[test]
fn deep_front_matter_is_refused() {
    let block: String = (0..2_000)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect();
    let deep = [
        format!("a: {}", "[".repeat(LONG)),
        format!("a: {}{}", "[".repeat(LONG), "]".repeat(LONG)),
        format!("a: {}", "{a: ".repeat(LONG)),
        format!("a: {}", "[{a: ".repeat(LONG)),
        "- ".repeat(LONG),
        "? ".repeat(LONG),
        format!("descriptions:\n{}", block.replace('a', "  a")),
        block,
    ];
    for yaml in deep {
        let codes = generate(&format!("---\n{yaml}\n---\n")).unwrap_err();
        let expected = [Code::TooDeep, Code::InvalidYaml];
        assert!(
            codes.iter().any(|code| expected.contains(code)),
            "{codes:?}"
        );
    }
}

#[test]
fn deep_types_are_refused() {
    let kinds = [
        "list[",
        "map[",
        "[]",
        "Promise<",
        "map[string]",
        "a | ",
        "\"a\" | ",
        "(",
        "a.",
    ];
    for kind in kinds {
        let kind = quoted(&format!("{}string", kind.repeat(20_000)));
        let page = page("A lid.", "").replace("type: string", &format!("type: {kind}"));
        // A union of many values is long, and is neither deep nor wrong.
        let _ = generate(&page);
    }
    let arrays = quoted(&format!("string{}", "[]".repeat(20_000)));
    let page = page("A lid.", "").replace("type: string", &format!("type: {arrays}"));
    assert!(generate(&page).unwrap_err().contains(&Code::InvalidType));
}
