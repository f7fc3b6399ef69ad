//! No text of a page, of a body or of the caller controls the terminal, in any format.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use reference_codegen::diagnostic::is_control;

use super::{below, run_with};

/// One character of each kind that no output may contain, as an escape in YAML and JSON.
const HOSTILE: &str = r"\u001b]0;x\u0007\u007f\u009b2J\u061c\u200e\u202e\u2028\u2066\u00ad\ufeff";

/// The characters of [`HOSTILE`] that a key may contain.
const KEY: &str = r"\u061c\u200e\u202e\u2066\u00ad\ufeff";

/// The unescaped characters, for the name of a file or an argument.
const RAW: &str =
    "\u{1b}]0;x\u{7}\u{7f}\u{9b}2J\u{61c}\u{200e}\u{202e}\u{2028}\u{2066}\u{ad}\u{feff}\u{e0041}";

/// Pages, an older version of them, and bodies. Each text contains these characters. The page with
/// `broken` in its name has errors.
fn hostile(folder: &Path) {
    let page = |ty: &str| {
        format!(
            "---\nreference:\n  curl:\n    - key: thing\n      id: \"thing\"\n      title: \"T{HOSTILE}\"\n      \
             url: \"/reference/t{HOSTILE}\"\n      description: \"D{HOSTILE}\"\n      properties:\n        \
             - key: \"key{KEY}\"\n          type: string\n          description: \"E{HOSTILE}\"\n        \
             - key: kind\n          type: '{ty}'\n        \
             - key: \"part{KEY}\"\n          type: object\n  js:\n    - key: Thing\n      id: thing\n      \
             properties:\n        - key: \"key{KEY}\"\n          type: number\n        \
             - key: \"other{KEY}\"\n          type: string\n---\n\n# T\n"
        )
    };
    let values = format!("\"a{RAW}\" | \"b\"")
        .replace('\u{7}', "")
        .replace(['\u{1b}', '\u{7f}', '\u{9b}', '\u{feff}'], "");
    for (name, ty) in [
        ("pages", values.as_str()),
        ("old", "string"),
        ("broken", "\u{202e}? <"),
    ] {
        let pages = folder.join(name);
        fs::create_dir(&pages).unwrap();
        fs::write(pages.join(format!("thing{RAW}.mdx")), page(ty)).unwrap();
    }
    fs::create_dir(folder.join("bodies")).unwrap();
    for body in [
        "{}".to_owned(),
        format!("{{\"key{KEY}\": 1, \"new{KEY}\": {{\"{KEY}\": \"{HOSTILE}\"}}}}"),
    ] {
        let name = format!("bodies/thing.{}{RAW}.json", body.len());
        fs::write(folder.join(name), body).unwrap();
    }
}

/// Runs a command; its output and its messages.
fn shown(arguments: &[&str]) -> (ExitCode, String) {
    let ran = run_with(arguments);
    let all = ran.out + &ran.err;
    let hidden: Vec<char> = all
        .chars()
        .filter(|c| is_control(*c) && *c != '\n')
        .collect();
    assert!(hidden.is_empty(), "{arguments:?}: {hidden:?} in {all}");
    (ran.status, all)
}

#[test]
fn no_command_shows_a_hidden_character_of_its_input() {
    let folder = tempfile::tempdir().unwrap();
    hostile(folder.path());
    let path = |name: &str| below(folder.path(), name);
    let (pages, old, broken, bodies) = (path("pages"), path("old"), path("broken"), path("bodies"));
    let out = path(&format!("out{RAW}"));
    let runs: &[&[&str]] = &[
        &["inspect", &pages],
        &["inspect", &pages, "--format", "json"],
        &["explain", "thing", &pages],
        &["explain", "thing", &pages, "--format", "json"],
        &["lint", &pages, "--all"],
        &["lint", &pages, "--format", "json"],
        &["lint", &pages, "--format", "sarif"],
        &["diff", &old, &pages],
        &["diff", &old, &pages, "--format", "json"],
        &["diff", &old, &pages, "--format", "markdown"],
        &["diff", &old, &pages, "--changelog"],
        &["verify", &pages, "--payloads", &bodies],
        &["verify", &pages, "--payloads", &bodies, "--format", "json"],
        &["verify", &pages, "--payloads", &bodies, "--suggest"],
        &["check", &pages, "--out", &out],
        &["generate", &pages, "--out", &out],
        &["check", &old, "--out", &out],
        &[
            "generate",
            &pages,
            "--out",
            &path("crate"),
            "--layout",
            "crate",
        ],
        &["report", &old, &pages, "--out", &path("report.html")],
    ];
    for run in runs {
        let (_, all) = shown(run);
        assert!(!all.contains("error[invalid"), "{run:?}: {all}");
        assert!(
            !all.starts_with("error: unexpected argument"),
            "{run:?}: {all}"
        );
    }
    for format in ["human", "short", "json"] {
        let (status, _) = shown(&["generate", &broken, "--message-format", format]);
        assert_eq!(status, ExitCode::from(1));
    }
    let report = fs::read_to_string(path("report.html")).unwrap();
    let hidden = report.find(|c| is_control(c) && !matches!(c, '\n' | '\t'));
    assert_eq!(hidden.map(|at| &report[at.saturating_sub(80)..at]), None);
    assert!(report.contains(r"\u{202e}"));
}

#[test]
fn an_error_of_the_arguments_shows_no_hidden_character() {
    let folder = tempfile::tempdir().unwrap();
    hostile(folder.path());
    let pages = below(folder.path(), "pages");
    for arguments in [
        vec![format!("--{RAW}")],
        vec![format!("gen{RAW}")],
        vec![
            "generate".to_owned(),
            pages.clone(),
            format!("--layout={RAW}"),
        ],
        vec![
            "generate".to_owned(),
            pages.clone(),
            format!("--time={RAW}"),
        ],
        vec![
            "generate".to_owned(),
            pages.clone(),
            format!("--crate-name={RAW}"),
        ],
        vec![
            "generate".to_owned(),
            pages.clone(),
            format!("--base-url=https://a.test/{RAW}"),
        ],
        vec!["lint".to_owned(), format!("--deny={RAW}")],
        vec!["lint".to_owned(), format!("--format={RAW}")],
        vec![
            "explain".to_owned(),
            "a".to_owned(),
            "b".to_owned(),
            format!("--c{RAW}"),
        ],
        vec!["generate".to_owned(), format!("no{RAW}")],
        vec!["generate".to_owned(), format!("--config=no{RAW}.toml")],
        vec!["man".to_owned(), format!("dif{RAW}")],
        vec!["completions".to_owned(), RAW.to_owned()],
    ] {
        let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let (status, all) = shown(&words);
        assert_eq!(status, ExitCode::from(2), "{words:?}: {all}");
        assert!(all.contains(r"\u{202e}"), "{words:?}: {all}");
    }
}
