use std::fs;
use std::process::ExitCode;

use super::{below, reference, run_with};

#[test]
fn report_replaces_reports_alone_and_says_what_it_wrote() {
    let folder = reference();
    let pages = below(folder.path(), "pages");
    let file = below(folder.path(), "report.html");
    let arguments = ["report", &pages, "--out", &file];
    for _ in 0..2 {
        let ran = run_with(&arguments);
        assert_eq!(ran.status, ExitCode::SUCCESS, "{}", ran.err);
        let said = format!("report: {file} written\n");
        assert_eq!((ran.out, ran.err), (said, String::new()));
    }
    let quiet = run_with(&[&arguments[..], &["--quiet"]].concat());
    assert_eq!((quiet.out.as_str(), quiet.err.as_str()), ("", ""));
    let page = fs::read_to_string(&file).unwrap();
    let ran = run_with(&["report", &pages, &pages, "--out", &file]);
    assert_eq!(ran.status, ExitCode::SUCCESS, "{}", ran.err);
    let compared = fs::read_to_string(&file).unwrap();
    assert!(!page.contains("Nothing changed.") && compared.contains("Nothing changed."));

    fs::write(&file, "").unwrap();
    let ran = run_with(&arguments);
    assert_eq!(ran.status, ExitCode::SUCCESS, "{}", ran.err);
    assert_eq!(fs::read_to_string(&file).unwrap(), page);

    fs::write(&file, "<p>Mine.").unwrap();
    let ran = run_with(&arguments);
    assert_eq!(ran.status, ExitCode::from(2));
    assert!(ran.err.contains("not a report"), "{}", ran.err);
    assert_eq!(fs::read_to_string(&file).unwrap(), "<p>Mine.");
}

#[test]
fn report_writes_nothing_for_a_reference_with_errors() {
    let folder = reference();
    let pages = below(folder.path(), "pages");
    fs::write(folder.path().join("pages/wrong.mdx"), "---\nreference: [").unwrap();
    let file = below(folder.path(), "report.html");
    let ran = run_with(&["report", &pages, "--out", &file]);
    assert_eq!(ran.status, ExitCode::from(1), "{}", ran.err);
    assert!(!folder.path().join("report.html").exists());
}
