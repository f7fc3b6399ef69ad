use std::collections::BTreeSet;
use std::fs;

use super::*;

/// Every example in the documentation of the format is valid.
#[test]
fn the_documented_examples_are_corrections() {
    let docs = include_str!("../../../docs/corrections.rs")
        .replace("//! ", "")
        .replace("//!", "");
    let examples: Vec<&str> = docs
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    let mut diagnostics = Diagnostics::default();
    let read: Vec<usize> = examples
        .iter()
        .map(|example| {
            let file = parse("docs", example, &mut diagnostics);
            file.len() + file.keeps.len()
        })
        .collect();
    assert_eq!(
        (diagnostics.has_errors(), read),
        (false, vec![3, 1, 2, 3, 3, 1, 1])
    );
    let corrections = examples.iter().filter(|it| it.contains("[[correct]]"));
    for example in corrections {
        assert_eq!(without_was(example), Vec::<String>::new());
    }
}

/// The published corrections need `was` everywhere, so that each release of the reference is
/// checked.
#[test]
fn the_published_corrections_say_what_they_replace() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema/corrections");
    let files = fs::read_dir(folder).unwrap();
    let mut count = 0;
    for file in files {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        count += parse("file", &text, &mut Diagnostics::default()).len();
        assert_eq!(without_was(&text), Vec::<String>::new());
    }
    assert!(count > 0, "there are corrections");
}

/// The path and key of every change without a `was`.
fn without_was(text: &str) -> Vec<String> {
    let table = DeTable::parse(text).unwrap();
    let corrections = table.get_ref()["correct"].get_ref().as_array().unwrap();
    let corrections = corrections.iter().map(|one| one.get_ref().as_table());
    let mut without = Vec::new();
    for table in corrections.map(Option::unwrap) {
        let path = table["path"].get_ref().as_str().unwrap();
        let changes: BTreeSet<&str> = CHANGES
            .into_iter()
            .filter(|key| table.contains_key(*key))
            .collect();
        let was = table.get("was").map(Spanned::get_ref);
        let said: BTreeSet<&str> = match was.map(|was| (was, was.as_table())) {
            Some((_, Some(each))) => each.keys().map(|key| &**key.get_ref()).collect(),
            Some((_, None)) => changes.clone(),
            None => BTreeSet::new(),
        };
        without.extend(changes.difference(&said).map(|key| format!("{path} {key}")));
    }
    without
}
