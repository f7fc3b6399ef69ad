//! The content of a report, as data.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::path::Path;

use reference_codegen::Config;
use reference_codegen::diff::ReferenceSource;
use reference_codegen::report::{Report, ReportOptions};

const FIXTURES: &str = "tests/fixtures/report";

fn books(root: &Path) -> Report {
    let inputs = ReportOptions::default()
        .old(ReferenceSource::Folder(root.join("old")))
        .payloads(root.join("payloads"));
    let config = Config::new().corrections(root.join("corrections.toml"));
    config.report(&[root.join("new")], &inputs).unwrap()
}

/// Fields with their views, links both ways, findings, corrections, changes and bodies.
#[test]
fn data() {
    let report = books(Path::new(FIXTURES));
    insta::assert_snapshot!(serde_json::to_string_pretty(&report).unwrap());
}

/// A report covers all pages, and so do the changes that it shows.
#[test]
fn a_selection_of_pages_hides_no_change() {
    let root = Path::new(FIXTURES);
    let inputs = ReportOptions::default().old(ReferenceSource::Folder(root.join("old")));
    let of = |config: Config| {
        let config = config.corrections(root.join("corrections.toml"));
        config.report(&[root.join("new")], &inputs).unwrap()
    };
    let (all, part) = (of(Config::new()), of(Config::new().only("books")));
    assert_eq!(part.changes, all.changes);
    assert!(!all.changes.unwrap().sections.is_empty());
}

/// Each link within the page has exactly one target, and so has each badge of a change.
#[test]
fn badges_lead_to_the_changes() {
    let html = books(Path::new(FIXTURES)).html();
    let between = |before: &str| -> Vec<String> {
        let parts = html.split(before).skip(1);
        let names = parts.filter_map(|rest| rest.split('"').next());
        names.map(str::to_owned).collect()
    };
    let ids = between(" id=\"");
    let links = between("href=\"#");
    assert!(links.contains(&"changes:author".to_owned()), "{links:?}");
    for link in links.iter().filter(|link| !link.contains('=')) {
        let places = ids.iter().filter(|id| *id == link);
        assert_eq!(places.count(), 1, "{link}");
    }
}

/// Code in the summary of a rule and in the reason of a correction is shown as code, and a single
/// item is not in the plural.
#[test]
fn words_are_fit_for_people() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("corrections.toml");
    std::fs::create_dir(folder.path().join("pages")).unwrap();
    let page = "---\nreference:\n  curl:\n    - key: boat\n      id: boat\n      properties:\n        \
                - { key: length, type: number }\n        - { key: name, type: string }\n---\n";
    std::fs::write(folder.path().join("pages/boat.mdx"), page).unwrap();
    let correction = "[[correct]]\npath = \"boat.name\"\noptional = true\nwas = false\n\
                      reason = \"`raft` has none\"\n";
    std::fs::write(&file, correction).unwrap();
    let config = Config::new().corrections(file);
    let report = config.report(&[folder.path().join("pages")], &ReportOptions::default());
    let html = report.unwrap().html();
    for (part, times) in [
        ("<q><code>raft</code> has none</q>", 2),
        ("A <code>number</code> becomes <code>i64</code>", 1),
        ("<dt>page</dt><dd>1</dd>", 1),
        ("<dt>operations</dt><dd>0</dd>", 1),
        ("<b>1</b> correction</a>", 1),
        ("`raft`", 0),
    ] {
        assert_eq!(html.matches(part).count(), times, "{part}: {html}");
    }
}

/// Each `page:line` leads to the site of the pages, also in the list of bodies.
#[test]
fn lines_of_bodies_are_links() {
    let root = Path::new(FIXTURES);
    let inputs = ReportOptions::default()
        .payloads(root.join("payloads"))
        .source_url("https://example.com/docs");
    let report = Config::new().report(&[root.join("new")], &inputs).unwrap();
    let html = report.html();
    let (_, bodies) = html.split_once("<section id=\"bodies\">").unwrap();
    let (bodies, _) = bodies.split_once("</section>").unwrap();
    assert!(
        bodies.contains("<a href=\"https://example.com/docs/authors.mdx#L"),
        "{bodies}"
    );
}

/// A description that several views have is written once, and views that differ only in the key
/// share a row.
#[test]
fn equal_descriptions_are_shown_once() {
    let html = books(Path::new(FIXTURES)).html();
    let (_, field) = html.split_once("id=\"author.id\"").unwrap();
    let (field, _) = field.split_once("</details>").unwrap();
    let description = "<td class=\"words\">The id of the author.";
    assert_eq!(field.matches(description).count(), 1, "{field}");
    assert_eq!(field.matches("<i>same as curl</i>").count(), 1, "{field}");
    assert!(field.contains("<tr><th>curl, "), "{field}");
}

/// Two entities with one id are told apart by their pages, wherever the report names them.
#[test]
fn twins_are_told_apart_by_their_pages() {
    let twins = Path::new(FIXTURES).join("twins");
    let config = Config::new().corrections(twins.join("corrections.toml"));
    let report = config.report(&[&twins], &ReportOptions::default()).unwrap();
    let [bikes, parcels, ..] = report.entities.as_slice() else {
        panic!("{:?}", report.entities);
    };
    for (label, page) in [(bikes, "bikes/label.mdx"), (parcels, "parcels/label.mdx")] {
        assert!(label.is_twin);
        let [user] = label.used_by.as_slice() else {
            panic!("{:?}", label.used_by);
        };
        assert_eq!(user.text, format!("get_label ({page})"));
    }
    let html = report.html();
    let (_, corrections) = html.split_once("<section id=\"corrections\">").unwrap();
    let (corrections, entities) = corrections.split_once("</section>").unwrap();
    assert!(corrections.contains("<code>label.text</code></a> <small>bikes/label.mdx</small>"));
    for page in ["bikes/label.mdx", "parcels/label.mdx"] {
        let named = format!("<small class=\"title\">{page}</small>");
        assert_eq!(entities.matches(&named).count(), 2, "{page}");
    }
}

/// Two folders of one name are told apart, and the full path of neither is shown.
#[test]
fn what_is_compared_is_named_as_far_as_it_differs() {
    let folder = tempfile::tempdir().unwrap();
    let page = |version: &str| {
        let folder = folder.path().join(version).join("docs");
        std::fs::create_dir_all(&folder).unwrap();
        let fixture = Path::new(FIXTURES).join("twins/bikes/label.mdx");
        std::fs::copy(fixture, folder.join("label.mdx")).unwrap();
        folder
    };
    let inputs = ReportOptions::default().old(ReferenceSource::Folder(page("1.0")));
    let report = Config::new().report(&[page("1.1")], &inputs).unwrap();
    assert_eq!(report.reference, ["1.1/docs"]);
    assert_eq!(report.changes.unwrap().old, "1.0/docs");
}

/// The report does not contain the path of the reference on this machine.
#[test]
fn same_bytes_wherever_it_is() {
    let root = Path::new(FIXTURES);
    let absolute = std::path::absolute(root).unwrap();
    let page = books(&absolute).html();
    assert_eq!(page, books(&absolute).html());
    assert!(!page.contains(&absolute.display().to_string()));
    let relative = books(root).html();
    let folder = format!("{FIXTURES}/");
    let heading = folder.replace('/', "/<wbr>");
    let named = relative.replace(&folder, "").replace(&heading, "");
    assert_eq!(page, named);
}
