//! Pages that are parsed, and the places of their problems.

mod walk;

use crate::base::diagnostic::Diagnostics;
use crate::base::view::View;
use crate::pipeline::parse::{Description, Entity, Item, Page, parse};
use crate::pipeline::source::Source;
use crate::pipeline::source_map;

/// The page, and its problems as text, without the help.
fn read(text: &str) -> (Page, Vec<String>) {
    let sources = [Source::new(
        "p.mdx".to_owned(),
        "p.mdx".to_owned(),
        text.to_owned(),
    )];
    let mut diagnostics = Diagnostics::default();
    let page = parse(&sources, &mut diagnostics).remove(0);
    let located = source_map::locate(diagnostics, &sources);
    let shown = located.iter().map(ToString::to_string);
    let first_line = |shown: String| shown.lines().next().unwrap_or_default().to_owned();
    (page, shown.map(first_line).collect())
}

fn faults(yaml: &str) -> Vec<String> {
    read(&format!("---\n{yaml}\n---\n")).1
}

fn fault(yaml: &str) -> String {
    let found = faults(yaml);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.into_iter().next().unwrap()
}

const WELL: &str = "\
---
originalPath: a/b.mdx
reference:
  curl:
    - key: lamp
      id: lamp
      optional: false
      properties:
        - (other.id)
        - key: bulb?
          type: object
          optional: true
          unwrap: true
          properties: []
  js: []
descriptions:
  lamp:
    self: A lamp.
    bulb: Its light.
---
# Lamps
";

#[test]
fn a_page_is_read_as_it_is_written() {
    let (page, faults) = read(WELL);
    assert_eq!(faults, [""; 0]);
    let (view, entities) = &page.views[0];
    assert_eq!((*view, page.views[1].0), (View::Curl, View::Js));
    let Entity {
        key,
        optional,
        properties: Some(items),
        parameters: None,
        ..
    } = &entities[0]
    else {
        panic!()
    };
    assert_eq!((key.as_str(), *optional), ("lamp", false));
    assert_eq!(items[0], Item::Reference("other.id".into()));
    let Item::Member(member) = &items[1] else {
        panic!()
    };
    assert_eq!(
        (member.key.as_str(), member.ty.as_deref()),
        ("bulb?", Some("object"))
    );
    assert!(
        member.optional && member.unwrap && !member.expanded && member.properties == Some(vec![])
    );
    let Description::Group(lamp) = &page.descriptions["lamp"] else {
        panic!()
    };
    assert_eq!(lamp["self"], Description::Text("A lamp.".into()));
}

#[test]
fn line_endings_make_no_difference() {
    let (unix, _) = read(WELL);
    let mixed = WELL
        .split_inclusive('\n')
        .zip(["\r", "\n", "\r\n"].into_iter().cycle());
    let mixed = mixed.map(|(line, ending)| line.replace('\n', ending));
    for text in [
        WELL.replace('\n', "\r\n"),
        WELL.replace('\n', "\r"),
        mixed.collect(),
    ] {
        let (page, faults) = read(&text);
        assert_eq!(faults, [""; 0], "{text:?}");
        assert_eq!(page, unix, "{text:?}");
    }
}

#[test]
fn blank_lines_may_stand_above_the_front_matter() {
    let (page, _) = read(WELL);
    for blank in ["\n", "\r\n", "\r", " \t\n\n", "\u{feff}\n"] {
        let (below, faults) = read(&format!("{blank}{WELL}"));
        assert_eq!((below, faults), (page.clone(), vec![]), "{blank:?}");
    }
    let unknown = "p.mdx:4:1: warning[unknown-key]: unknown key `colour`; it is ignored";
    assert_eq!(read("\n\n---\ncolour: red\n---\n").1, [unknown]);
    assert_eq!(read("\r \r---\rcolour: red\r---\r").1, [unknown]);
    let unclosed = "p.mdx:2:1: error[unclosed-front-matter]: the front matter is not closed";
    assert_eq!(read("\n---\na: b\n").1, [unclosed]);
    let other = "p.mdx:1:1: warning[no-front-matter]: the page does not begin with front matter";
    for text in ["", "\n", "\nA lamp.\n---\na: b\n---\n", " ---\na: b\n---\n"] {
        assert_eq!(read(text).1, [other], "{text:?}");
    }
}

/// If only the body has a conflict, the front matter is still read.
#[test]
fn a_merge_conflict_is_found_wherever_it_stands() {
    let conflict = "<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> main\n";
    let at = |line: usize| {
        format!("p.mdx:{line}:1: error[merge-conflict]: a merge conflict of 5 lines begins here")
    };
    let unknown = "p.mdx:2:1: warning[unknown-key]: unknown key `colour`; it is ignored";
    for (text, faults) in [
        (format!("---\ncolour: red\n{conflict}---\n"), vec![at(3)]),
        (format!("{conflict}---\na: [\n"), vec![at(1)]),
        (format!("---\ncolour: red\n{conflict}"), vec![at(3)]),
        (
            format!("---\ncolour: red\n---\n{conflict}\n<Lamp>\n\n{conflict}"),
            vec![unknown.to_owned(), at(4), at(12)],
        ),
        (
            format!("---\ncolour: red\n---\n```\n{conflict}```\nTitle\n=======\n"),
            vec![unknown.to_owned()],
        ),
    ] {
        assert_eq!(read(&text).1, faults, "{text}");
        let old = text.replace('\n', "\r");
        assert_eq!(read(&old).1, faults, "{old:?}");
    }
    let heads = "---\nreference:\n<<<<<<< HEAD\n  curl: []\n---\n\na\n=======\n  js: []\n---\n\nb\n>>>>>>> main\n";
    let expected = at(3).replace('5', "11");
    assert_eq!(read(heads).1, [expected]);
}

#[test]
fn a_page_reports_all_its_faults_at_once() {
    let yaml = "\
colour: red
reference:
  curl:
    - id: lamp
      type: [a, b]
      properties:
        - bare
        -
        - type: string
        - key: 123
        - key: é
          optional: 'yes'
          properties: none
        - key: tagged
          type: !date x
  cobol: []
descriptions:
  lamp: [text]
";
    let expected = [
        "p.mdx:2:1: warning[unknown-key]: unknown key `colour`; it is ignored",
        "p.mdx:5:7: error[missing-key]: an item of `curl` has no `key`",
        "p.mdx:6:13: error[wrong-shape]: `type` must be a string, found a list",
        "p.mdx:8:11: error[wrong-shape]: an item of `properties` must be a `(reference)` or a mapping, found the string `bare`",
        "p.mdx:9:10: error[wrong-shape]: an item of `properties` must be a `(reference)` or a mapping, found nothing",
        "p.mdx:10:11: error[missing-key]: an item of `properties` has no `key`",
        "p.mdx:11:16: error[wrong-shape]: `key` must be a string, found the number `123`",
        "p.mdx:13:21: error[wrong-shape]: `optional` must be `true` or `false`, found the string `yes`",
        "p.mdx:14:23: error[wrong-shape]: `properties` must be a list, found the string `none`",
        "p.mdx:16:17: error[wrong-shape]: `type` must be a string, found a value with a YAML tag",
        "p.mdx:17:3: warning[unknown-view]: unknown view `cobol`; it is ignored",
        "p.mdx:19:9: error[wrong-shape]: `lamp` must be a string or a mapping, found a list",
    ];
    assert_eq!(faults(yaml), expected);
    let windows = read(&format!("---\n{yaml}\n---\n").replace('\n', "\r\n"));
    assert_eq!(windows.1, expected);
}

#[test]
fn a_faulty_item_keeps_its_place() {
    let (page, _) =
        read("---\nreference:\n  curl:\n  - no\n  - key: a\n    returns: [no, (b)]\n---\n");
    let entities = &page.views[0].1;
    assert!(entities[0].is_faulty && entities[0].key.is_empty());
    assert!(!entities[1].is_faulty);
    assert_eq!(
        entities[1].returns,
        Some(vec![Item::Faulty, Item::Reference("b".into())])
    );
}

#[test]
fn a_mapping_as_description_of_the_page_is_a_misspelling() {
    assert_eq!(
        fault("description:\n  a: b"),
        "p.mdx:2:1: warning[unknown-key]: the `description` of the page is a mapping; it is ignored"
    );
}

#[test]
fn a_duplicate_key_is_refused_wherever_it_is() {
    let at = |place: &str, key: &str| {
        format!("p.mdx:{place}: error[duplicate-key]: duplicate key `{key}`")
    };
    assert_eq!(fault("title: a\n\"title\": b"), at("3:1", "title"));
    assert_eq!(
        fault("reference:\n  curl:\n  - key: é\n    id: x\n    key: b"),
        at("6:5", "key")
    );
    assert_eq!(
        fault("descriptions:\n  a: {b: c, é: d, b: e}"),
        at("3:19", "b")
    );
    assert_eq!(fault("descriptions:\n  a:\n  a: x"), at("4:3", "a"));
    assert_eq!(fault("links:\n- a: 1\n  a: 2"), at("4:3", "a"));
    assert_eq!(fault("reference:\n  go: []\n  go: []"), at("4:3", "go"));
}

#[test]
fn anchors_and_aliases_are_refused_but_markdown_is_not() {
    let found = faults("descriptions:\n  a: &x text\n  b: *x\n  c: !!str &y z");
    assert_eq!(
        found,
        [
            "p.mdx:3:6: error[alias-not-allowed]: the front matter uses an anchor",
            "p.mdx:4:6: error[alias-not-allowed]: the front matter uses an alias",
            "p.mdx:5:12: error[alias-not-allowed]: the front matter uses an anchor",
        ]
    );
    assert_eq!(
        fault("\u{feff}&x title: a"),
        "p.mdx:2:2: error[alias-not-allowed]: the front matter uses an anchor"
    );
    // Each anchor has its own place.
    let several =
        faults("descriptions:\n  a: &x text\n  b: &y \"z\"\n  c: &z z\n  d: [&v v, &w [w]]");
    let places = several
        .iter()
        .map(|it| it.split(": ").next().unwrap_or_default());
    let expected = ["3:6", "4:6", "5:6", "6:7", "6:13"].map(|at| format!("p.mdx:{at}"));
    assert_eq!(places.collect::<Vec<_>>(), expected);
    assert_eq!(
        faults("descriptions:\n  a: |\n    *x* &y\n    - *z*\n  b: a *c* & d"),
        [""; 0]
    );
}

#[test]
fn an_anchor_in_a_view_does_not_keep_the_page_from_being_read_but_an_alias_does() {
    let page = |ty: &str| {
        let text = format!(
            "---\nreference:\n  go:\n  - key: kite\n    properties:\n    - key: a\n      type: {ty}\n---\n"
        );
        let (page, found) = read(&text);
        (page.views.len(), found)
    };
    let refused = "error[alias-not-allowed]: the front matter uses";
    let anchor = format!("p.mdx:7:13: {refused} an anchor");
    assert_eq!(page("&Kite"), (1, vec![anchor.clone()]));
    let alias = format!("p.mdx:8:20: {refused} an alias");
    let both = "&Kite\n      description: *Kite";
    assert_eq!(page(both), (0, vec![anchor, alias]));
}

/// An alias is also found after more errors than are reported for a page.
#[test]
fn an_alias_behind_many_faults_is_not_read() {
    let twice = "    a: 1\n".repeat(150);
    let (page, _) = read(&format!(
        "---\nreference:\n  go:\n  - key: x\nlinks:\n{twice}    b: &x 1\n    c: *x\n---\n"
    ));
    assert!(page.views.is_empty());
}

#[test]
fn a_type_without_quotes_is_to_be_put_in_quotes() {
    for (line, ty) in [
        ("type: *string", "*string"),
        ("type: @Nullable String", "@Nullable String"),
        ("type: []Kite", "[]Kite"),
        ("- { key: a, type: []interface{} }", "[]interface{}"),
        ("- { type: *string, key: a }", "*string"),
        ("type: [2]string", "[2]string"),
    ] {
        let help = help_of(&format!("reference:\n  go:\n    {line}\n"));
        assert_eq!(help, format!("put the type in quotes: \"{ty}\""), "{line}");
    }
    let help = help_of("reference:\n  go: [a\n");
    assert!(help.starts_with("check the indentation"), "{help}");
}

/// The help of the first problem.
fn help_of(yaml: &str) -> String {
    let sources = [Source::new(
        "p.mdx".to_owned(),
        "p.mdx".to_owned(),
        format!("---\n{yaml}---\n"),
    )];
    let mut diagnostics = Diagnostics::default();
    parse(&sources, &mut diagnostics);
    let located = source_map::locate(diagnostics, &sources);
    located[0].help.clone()
}

#[test]
fn broken_yaml_is_reported_where_it_breaks() {
    let found = fault("title: é\nreference: {curl: [\ndescriptions: x: y");
    assert!(found.starts_with("p.mdx:4:"), "{found}");
    assert!(
        found.contains(": error[invalid-yaml]: the front matter is not valid YAML: "),
        "{found}"
    );
    assert!(!found.contains(" at line "), "{found}");
    let second = fault("title: a\n...\nx: y\n--- b");
    assert!(second.contains("second YAML document"), "{second}");
    assert!(fault("- a").contains("the front matter must be a mapping, found a list"));
}

#[test]
fn a_page_without_front_matter_is_all_body() {
    let (page, found) = read("# Lamps\n");
    assert_eq!(
        found,
        ["p.mdx:1:1: warning[no-front-matter]: the page does not begin with front matter"]
    );
    assert!(page.views.is_empty());
    assert_ne!(page.body, crate::pipeline::parse::mdx::Body::default());
    assert_eq!(
        read("---\na: b\n").1,
        ["p.mdx:1:1: error[unclosed-front-matter]: the front matter is not closed"]
    );
    assert_eq!(read("---\n---\n").1, [""; 0]);
    assert_eq!(read("---\n# nothing\n---").1, [""; 0]);
}
