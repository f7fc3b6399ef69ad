use super::*;
use crate::pipeline::emit::sample::{self, HEADER};

/// All files in one text, each after its path.
fn shown(layout: Layout) -> String {
    let files = render(&sample::model(), layout, HEADER).unwrap();
    let shown = files
        .iter()
        .map(|(path, text)| format!("==> {path} <==\n{text}"));
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_tree_has_a_file_for_each_module() {
    insta::assert_snapshot!(shown(Layout::Tree));
}

#[test]
fn a_file_nests_its_modules() {
    insta::assert_snapshot!(shown(Layout::File));
}
