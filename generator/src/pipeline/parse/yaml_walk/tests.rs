use super::*;

const YAML: &str = "é: 'ü' # one\n\
                    a:\n  - b: 1\n    c: [2,\n     3]\n  - \"x\"\n\
                    d: >\n  e\n  f\n\
                    d: g\n";

/// The walk of a page with this front matter, and the page.
fn walk(yaml: &str) -> (YamlWalk, String) {
    let page = format!("---\n{yaml}---\n# Parcels\n");
    (YamlWalk::new(&page), page)
}

#[test]
fn every_value_and_its_key_are_found() {
    let root = NodePath::default();
    let item = root.key("a").index(0);
    let (walk, page) = walk(YAML);
    for (path, key, value) in [
        (root.key("é"), "é", "'ü'"),
        (item.key("b"), "b", "1"),
        (item.key("c").index(1), "3", "3"),
        (root.key("a").index(1), "\"x\"", "\"x\""),
        (root.key("d"), "d", "e\n  f"),
    ] {
        assert_eq!(&page[walk.key(&path).unwrap()], key);
        assert_eq!(&page[walk.value(&path).unwrap()], value);
    }
    let list = walk.value(&item.key("c")).unwrap();
    assert!(page[list.start..].starts_with("[2"));
}

#[test]
fn what_is_not_there_is_in_the_nearest_that_is() {
    let item = NodePath::default().key("a").index(0);
    let (walk, _) = walk(YAML);
    let there = walk.value(&item);
    let node = item.key("properties").index(3).key("type");
    assert_eq!((walk.key(&node), walk.value(&node)), (there.clone(), there));
    assert_eq!(YamlWalk::new("# Parcels\n").value(&item), None);
}

#[test]
fn a_key_that_is_no_text_does_not_move_what_follows() {
    let (walk, page) = walk("? [a, b]\n: c\nd: e\n");
    let value = walk.value(&NodePath::default().key("d"));
    assert_eq!(value.map(|range| &page[range]), Some("e"));
}

#[test]
fn tabs_and_marks_do_not_end_the_walk() {
    let yaml = "# a\u{feff}b\na:\t1\nl:\n  - key:\tb\n    d: e\nc: 2\n";
    let (walk, page) = walk(yaml);
    let root = NodePath::default();
    let item = root.key("l").index(0);
    for (path, value) in [
        (root.key("a"), "1"),
        (item.key("key"), "b"),
        (item.key("d"), "e"),
        (root.key("c"), "2"),
    ] {
        assert_eq!(&page[walk.value(&path).unwrap()], value);
    }
}

#[test]
fn what_nests_too_deeply_ends_the_walk() {
    let (walk, _) = walk(&("- ".repeat(10_000) + "x\n"));
    assert_eq!(walk.nodes.len(), MAX_DEPTH + 1);
}
