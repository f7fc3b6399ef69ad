use std::fs;
use std::process::ExitCode;

use super::{Ran, below, reference, run_with};

/// A reference that was generated, and the arguments for it.
struct Scene {
    folder: tempfile::TempDir,
}

impl Scene {
    fn new() -> Self {
        let scene = Self {
            folder: reference(),
        };
        assert_eq!(scene.run("generate", &[]).status, ExitCode::SUCCESS);
        scene
    }

    fn run(&self, action: &str, more: &[&str]) -> Ran {
        let (pages, out) = (self.below("pages"), self.below("out"));
        run_with(&[&[action, &pages, "--out", &out][..], more].concat())
    }

    fn below(&self, name: &str) -> String {
        below(self.folder.path(), name)
    }

    /// Renames the member of the page.
    fn change(&self) {
        let page = fs::read_to_string(self.below("pages/thing.mdx")).unwrap();
        let page = page.replace("key: name", "key: label");
        fs::write(self.below("pages/thing.mdx"), page).unwrap();
    }
}

#[test]
fn check_is_silent_where_nothing_is_to_do() {
    let ran = Scene::new().run("check", &[]);
    assert_eq!(ran.status, ExitCode::SUCCESS);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""));
}

#[test]
fn check_shows_what_generate_would_change_and_writes_nothing() {
    let scene = Scene::new();
    scene.change();
    let ran = scene.run("check", &[]);
    assert_eq!((ran.status, ran.err.as_str()), (ExitCode::from(1), ""));
    for part in [
        "outdated: ",
        "  -    pub name: String",
        "  +    pub label: String",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    let written = fs::read_to_string(scene.below("out/thing.rs")).unwrap();
    assert!(written.contains("pub name: String"), "{written}");
}

/// `check` reports a file that `generate` refuses to replace with the same error.
#[test]
fn check_reports_the_same_obstacle_as_generate() {
    for way in ["by hand", "empty", "folder"] {
        let scene = Scene::new();
        scene.change();
        let file = scene.below("out/thing.rs");
        fs::remove_file(&file).unwrap();
        match way {
            "by hand" => fs::write(&file, "// mine\n").unwrap(),
            "empty" => fs::write(&file, "").unwrap(),
            _ => fs::create_dir(&file).unwrap(),
        }
        let (check, generate) = (scene.run("check", &[]), scene.run("generate", &[]));
        assert_eq!(check.status, ExitCode::from(2), "{way}");
        assert_eq!(generate.status, ExitCode::from(2), "{way}");
        assert_eq!((check.out, check.err), (generate.out, generate.err));
    }
}

#[test]
fn check_names_the_command_that_mends_in_every_format() {
    let scene = Scene::new();
    scene.change();
    fs::remove_file(scene.below("out/lib.rs")).unwrap();
    let human = scene.run("check", &[]);
    assert_eq!(human.status, ExitCode::from(1));
    assert!(human.out.contains(
        "\nfiles: 1 outdated, 1 missing, 0 no longer generated\nto fix, run: reference-codegen"
    ));
    let short = scene.run("check", &["--message-format", "short"]);
    assert_eq!((short.status, short.out.as_str()), (ExitCode::from(1), ""));
    let lines: Vec<&str> = short.err.lines().collect();
    assert!(
        lines[0].starts_with("error[outdated-output]: 2 files are out of date: "),
        "{}",
        short.err
    );
    assert!(
        lines[1].starts_with("  help: to fix, run: reference-codegen"),
        "{}",
        short.err
    );
    let json = scene.run("check", &["--message-format", "json"]);
    let first: serde_json::Value = serde_json::from_str(json.err.lines().next().unwrap()).unwrap();
    let help = first["help"].as_str().unwrap();
    assert!(help.starts_with("to fix, run: reference-codegen"), "{help}");
}

#[test]
fn check_lists_names_only_if_asked_to() {
    let scene = Scene::new();
    let same = scene.run("check", &["--name-only"]);
    assert_eq!((same.status, same.out.as_str()), (ExitCode::SUCCESS, ""));
    scene.change();
    let ran = scene.run("check", &["--name-only"]);
    assert_eq!((ran.status, ran.err.as_str()), (ExitCode::from(1), ""));
    let names: Vec<&str> = ran.out.lines().collect();
    assert!(
        names.contains(&&*scene.below("out/thing.rs")),
        "{}",
        ran.out
    );
    assert!(
        names.iter().all(|name| name.ends_with(".rs")),
        "{}",
        ran.out
    );
}

#[test]
fn check_says_one_line_when_quiet() {
    let scene = Scene::new();
    scene.change();
    for format in ["human", "short", "json"] {
        let ran = scene.run("check", &["--quiet", "--message-format", format]);
        assert_eq!((ran.status, ran.out.as_str()), (ExitCode::from(1), ""));
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
        assert!(ran.err.contains("to fix, run: reference-codegen"));
    }
}
