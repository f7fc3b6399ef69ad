use std::fs;

use reference_codegen::{Config, diagnostic};

use super::*;

/// The problems of a reference with this one page, with the page's path as the user gave it.
fn problems(page: &str) -> Vec<Diagnostic> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bike.mdx"), page).unwrap();
    let result = Config::new().generate(&[folder.path()]);
    let mut diagnostics = match &result {
        Ok(generated) => generated.diagnostics().to_vec(),
        Err(failure) => failure.diagnostics().to_vec(),
    };
    for span in diagnostics.iter_mut().flat_map(|problem| &mut problem.span) {
        span.file = "docs/bike.mdx".to_owned();
    }
    diagnostics
}

fn written(diagnostics: &[Diagnostic], format: MessageFormat, colour: Colour) -> String {
    let texts = diagnostics
        .iter()
        .map(|problem| shown(problem, format, colour).unwrap());
    texts.collect()
}

/// The problem of a folder that does not exist.
fn nowhere() -> Vec<Diagnostic> {
    let failure = Config::new().generate(&["no/such/folder"]).unwrap_err();
    failure.diagnostics().to_vec()
}

/// A page whose one resource has these members.
fn page(members: &str) -> String {
    format!(
        "---\nreference:\n  curl:\n    - key: bike\n      id: bike\n      properties:\n{members}---\n\n# Bike\n"
    )
}

#[test]
fn a_problem_is_drawn_where_it_is() {
    let mut members =
        "        - key: frame\n          type: strng\n          colour: red\n".to_owned();
    members += "        - key: räder\n          type: \"wheel |\n            null |\"\n";
    members += "        - (bell)\n";
    let drawn = written(&problems(&page(&members)), MessageFormat::Human, Colour::No);
    insta::assert_snapshot!(drawn);
}

#[test]
fn a_problem_of_another_view_is_drawn_as_a_warning() {
    let sdk = "  js:\n    - key: Bike\n      id: bike\n      properties: [(bell)]\n";
    let page = page("        - key: frame\n          type: string\n");
    let page = page.replace("---\n\n#", &format!("{sdk}---\n\n#"));
    let drawn = written(&problems(&page), MessageFormat::Human, Colour::No);
    assert!(drawn.starts_with("warning[unknown-reference]"), "{drawn}");
    assert!(!drawn.contains("error["), "{drawn}");
}

#[test]
fn a_problem_of_a_whole_file_or_of_none_has_no_lines() {
    let no_settings = Config::new().generate(&[] as &[&str]).unwrap_err();
    let drawn = [nowhere(), no_settings.diagnostics().to_vec()]
        .map(|problems| written(&problems, MessageFormat::Human, Colour::No));
    insta::assert_snapshot!(drawn.concat());
}

#[test]
fn only_a_terminal_gets_colours() {
    let problems = problems(&page("        - (bell)\n"));
    let (plain, coloured) = (
        written(&problems, MessageFormat::Human, Colour::No),
        written(&problems, MessageFormat::Human, Colour::Yes),
    );
    assert!(!plain.contains('\u{1b}'), "{plain}");
    assert!(
        coloured.contains("\u{1b}[31merror[unknown-reference]"),
        "{coloured}"
    );
}

#[test]
fn nothing_in_a_page_controls_the_terminal() {
    let hostile = "\u{9b}2J\u{202e}\u{2028}";
    let members = [
        format!("        - key: 'a{hostile}'\n          type: 'b{hostile}'\n"),
        "        - key: \"\\e]0;x\\a\\r\"\n          type: \"\\e[2J\"\n".to_owned(),
        format!("        - '({hostile})'\n          \u{1b}[2J\u{7}"),
    ];
    for members in members {
        let problems = problems(&page(&members));
        assert!(!problems.is_empty());
        for format in [
            MessageFormat::Human,
            MessageFormat::Short,
            MessageFormat::Json,
        ] {
            let text = written(&problems, format, Colour::No);
            let controls = |c: char| diagnostic::is_control(c) && c != '\n';
            assert!(!text.contains(controls), "{text:?}");
        }
    }
}

#[test]
fn a_huge_line_or_text_is_cut() {
    let huge = "wheel".repeat(100_000);
    let members = format!("        - key: {huge}\n          type: {huge}\n");
    let drawn = written(&problems(&page(&members)), MessageFormat::Human, Colour::No);
    assert!(drawn.len() < 2_000, "{} bytes", drawn.len());
}

#[test]
fn the_json_has_every_field_of_its_version() {
    let page = page("        - key: räder\n          type: \"wheel |\n            null |\"\n");
    let mut lines = written(&problems(&page), MessageFormat::Json, Colour::No);
    lines += &written(&nowhere(), MessageFormat::Json, Colour::No);
    insta::assert_snapshot!(lines);
    for line in lines.lines() {
        let problem: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(problem["version"], 1);
    }
}
