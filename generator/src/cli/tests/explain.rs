//! `explain`, as people read it.

use std::process::ExitCode;

use super::{below, reference, run_with};

#[test]
fn explain_shows_the_lines_of_every_view() {
    let folder = reference();
    let pages = below(folder.path(), "pages");
    for what in ["Thing.name", "thing::Thing.name", "thing.name"] {
        let ran = run_with(&["explain", what, &pages, "--format", "json"]);
        assert_eq!((ran.status, ran.err.as_str()), (ExitCode::SUCCESS, ""));
        let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let field = &json["fields"][0];
        assert_eq!(field["rust"], "thing::Thing.name", "{field}");
        assert_eq!(
            (&field["type"], &field["wire"]),
            (&"String".into(), &"name".into())
        );
        assert_eq!(field["decision"]["rule"], "declared", "{field}");
        assert_eq!(field["views"][0]["at"]["line"], 7, "{field}");
        let text = run_with(&["explain", what, &pages]).out;
        assert!(text.starts_with("thing::Thing.name: String\n"), "{text}");
        assert!(text.contains("thing.mdx:7)"), "{text}");
    }
}

#[test]
fn explain_of_an_unknown_name_ends_with_2_and_names_the_nearest() {
    let folder = reference();
    let ran = run_with(&["explain", "Thing.nome", &below(folder.path(), "pages")]);
    assert_eq!((ran.status, ran.out.as_str()), (ExitCode::from(2), ""));
    assert!(ran.err.contains("error[unknown-name]"), "{}", ran.err);
    assert!(ran.err.contains("did you mean `Thing.name`"), "{}", ran.err);
}
