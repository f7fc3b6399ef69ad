//! Many parts of one kind where each meets many of another.

use std::fs;
use std::path::Path;

use reference_codegen::Config;

use super::corrections::send;
use super::measure::assert_growth_of;
use super::{Shape, assert_growth_of_pages, entity, many, member, written};

/// The parts of two kinds that a page may have many of, below the view.
const CROWDS: &[(&str, Shape)] = &[
    ("parameters called otherwise", |count| {
        let own = many(count, |at| member(at, "string"));
        let here = send(&own).replace("/things", "/things/:thing_id");
        let there = send(&own.replace("member", "part"));
        format!("{here}  js:\n{there}")
    }),
    ("ids in paths", |count| {
        let things = many(count, |at| {
            let id = member(at, "string").replace(&format!("member{at}"), "id");
            entity(at, &id)
        });
        things + &many(count, of_thing)
    }),
];

#[test]
fn time_grows_with_two_kinds_of_parts_and_not_faster() {
    assert_growth_of_pages(CROWDS);
}

/// Every part of a line has a column, which is not counted from the start of the line.
#[test]
fn time_grows_with_the_corrections_of_a_line_and_not_faster() {
    let folder = |count| {
        let members = entity(0, &many(count, |at| member(at, "string")));
        let page = format!("---\nreference:\n  curl:\n{members}---\n# Things\n");
        let reason = "Seen on the wire. ".repeat(20);
        let corrections = many(count, |at| {
            let path = format!("thing0.member{at}");
            format!(
                "{{ path = \"{path}\", reason = \"{reason}\", optional = true, was = false }}, "
            )
        });
        let folder = written(&[page]);
        let corrections = format!("correct = [{corrections}]\n");
        fs::write(folder.path().join("corrections.toml"), corrections).unwrap();
        folder
    };
    let run = |folder: &Path| {
        let config = Config::new().corrections(folder.join("corrections.toml"));
        config.generate(&[folder]).unwrap();
    };
    assert_growth_of("corrections of a line", folder, run);
}

/// A request for one of the resources.
fn of_thing(number: usize) -> String {
    format!(
        "    - key: get{number}\n      id: get{number}\n      title: /thing{number}s/:id\n      \
         type: GET\n      returns:\n        - (thing{number})\n"
    )
}
