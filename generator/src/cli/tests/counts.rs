//! The last line of a failed run: the numbers of its errors and warnings.

use std::fs;
use std::process::ExitCode;

use super::{below, reference, run_with};

/// The messages of `generate` for [`reference`] with another page. The page has the resource `bike`
/// with this front matter.
fn messages(bike: &str, more: &[&str]) -> String {
    let folder = reference();
    let page = format!("---\nreference:\n  curl:\n    - key: bike\n      id: bike\n{bike}---\n");
    fs::write(folder.path().join("pages/bike.mdx"), page).unwrap();
    let (pages, out) = (below(folder.path(), "pages"), below(folder.path(), "out"));
    let mut arguments = vec!["generate", &pages, "--out", &out];
    arguments.extend(more);
    let ran = run_with(&arguments);
    assert_eq!((ran.status, ran.out.as_str()), (ExitCode::from(1), ""));
    ran.err
}

/// A resource with so many members of an unknown type.
fn unknown_types(count: usize) -> String {
    let members = (0..count).map(|n| format!("        - {{ key: m{n}, type: '<' }}\n"));
    format!("      properties:\n{}", members.collect::<String>())
}

#[test]
fn several_problems_end_with_their_numbers() {
    let last = |bike: &str, more: &[&str]| {
        let messages = messages(bike, more);
        messages.lines().last().unwrap().to_owned()
    };
    let js = "  js:\n    - { key: Bike, id: bike, properties: [(bell)] }\n";
    let two = unknown_types(2) + js;
    assert_eq!(last(&two, &[]), "2 errors and 1 warning");
    let short = ["--message-format", "short"];
    assert_eq!(last(&two, &short), "2 errors and 1 warning");
    assert!(last(&two, &["--message-format", "json"]).starts_with('{'));
    assert!(!messages(&unknown_types(1), &[]).contains("1 error"));

    let last = last(&(unknown_types(103) + js), &[]);
    let limit = "not shown, as a page shows at most 100 of each";
    assert_eq!(
        last,
        format!("103 errors and 1 warning; 3 errors are {limit}")
    );
}

/// Errors of YAML that is refused before it is read count as well: as errors in the view of the
/// models, and as warnings in another view.
#[test]
fn refused_yaml_is_counted() {
    let anchors = |count: usize| -> String {
        let members = (0..count).map(|n| format!("{{ key: m{n}, type: &a{n} string }}, "));
        members.collect()
    };
    let limit = "not shown, as a page shows at most 100 of each\n";
    let own = messages(&format!("      properties: [{}]\n", anchors(101)), &[]);
    let expected = format!("\n101 errors; 1 error is {limit}");
    assert!(own.ends_with(&expected), "{own}");

    let js = format!(
        "  js:\n    - {{ key: B, id: b, properties: [{}] }}\n",
        anchors(102)
    );
    let other = messages(&(unknown_types(1) + &js), &[]);
    let expected = format!("\n1 error and 102 warnings; 2 warnings are {limit}");
    assert!(other.ends_with(&expected), "{other}");
}

#[test]
fn quiet_shows_the_errors_alone() {
    let js = "  js:\n    - { key: Bike, id: bike, properties: [(bell)] }\n";
    let messages = messages(
        &(unknown_types(2) + js),
        &["-q", "--message-format", "short"],
    );
    assert_eq!(messages.matches("error[").count(), 2, "{messages}");
    assert!(!messages.contains("warning"), "{messages}");
    assert!(!messages.contains("2 errors"), "{messages}");
}
