use std::fs;
use std::path::PathBuf;

use super::*;
use crate::config::{Layout, TimeType};

/// A reference of two pages below a folder, generated into `out` there.
struct Scene {
    folder: tempfile::TempDir,
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("pages")).unwrap();
        let scene = Self { folder };
        scene.page("parcel", "weight");
        scene.page("letter", "stamp");
        scene
            .config()
            .generate(&[scene.pages()])
            .unwrap()
            .write()
            .unwrap();
        scene
    }

    fn pages(&self) -> PathBuf {
        self.folder.path().join("pages")
    }

    fn out(&self, path: &str) -> PathBuf {
        self.folder.path().join("out").join(path)
    }

    fn config(&self) -> Config {
        Config::new().out_dir(self.out(""))
    }

    fn page(&self, name: &str, member: &str) {
        let page = format!(
            "---\nreference:\n  curl:\n    - key: {name}\n      properties:\n        - key: {member}\n          type: string\n---\n"
        );
        fs::write(self.pages().join(format!("{name}.mdx")), page).unwrap();
    }

    /// The error of a check, with paths relative to the folder.
    fn check(&self, config: &Config) -> String {
        match config.check(&[self.pages()]) {
            Ok(()) => String::new(),
            Err(failure) => format!("{failure:?}").replace(&self.out("").display().to_string(), ""),
        }
    }
}

#[test]
fn what_was_just_written_is_right() {
    let scene = Scene::new();
    assert_eq!(scene.check(&scene.config()), "");
}

#[test]
fn every_difference_is_listed_and_nothing_is_written() {
    let scene = Scene::new();
    scene.page("parcel", "height");
    scene.page("stamp", "price");
    fs::remove_file(scene.pages().join("letter.mdx")).unwrap();
    let before = fs::read_to_string(scene.out("parcel.rs")).unwrap();
    insta::assert_snapshot!(scene.check(&scene.config()));
    assert_eq!(fs::read_to_string(scene.out("parcel.rs")).unwrap(), before);
    assert!(!scene.out("stamp.rs").exists() && scene.out("letter.rs").exists());
}

#[test]
fn another_version_and_other_settings_come_first() {
    let scene = Scene::new();
    for file in ["lib.rs", "parcel.rs", "runtime.rs"] {
        let text = fs::read_to_string(scene.out(file)).unwrap();
        let old = text.replacen(env!("CARGO_PKG_VERSION"), "0.0.9", 1);
        fs::write(scene.out(file), old).unwrap();
    }
    let said = scene.check(&scene.config().time(TimeType::Jiff));
    let lines: Vec<&str> = said.lines().collect();
    assert!(
        lines[0].contains(": 4 files are not what the reference gives now: "),
        "{said}"
    );
    assert!(
        lines[2].ends_with("the settings now are `time = \"jiff\"`"),
        "{said}"
    );
    assert!(
        lines[3].contains("of version 0.0.9 of the generator"),
        "{said}"
    );
}

#[test]
fn another_layout_is_named() {
    let scene = Scene::new();
    let said = scene.check(&scene.config().layout(Layout::File));
    assert!(
        said.contains("the settings now are `layout = \"file\"`"),
        "{said}"
    );
}

#[test]
fn a_file_that_may_not_be_replaced_is_another_failure() {
    let scene = Scene::new();
    fs::write(scene.out("parcel.rs"), "mod mine {}").unwrap();
    let failure = scene.config().check(&[scene.pages()]).unwrap_err();
    assert_eq!(failure.diagnostics()[0].code, Code::OutputFailed);
}

/// A long list is cut; the count is complete.
#[test]
fn of_many_files_the_first_are_named() {
    let scene = Scene::new();
    for number in 0..MAX_FILES + 2 {
        scene.page(&format!("parcel_{number}"), "weight");
    }
    let said = scene.check(&scene.config());
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].ends_with("43 files are not what the reference gives now: 1 outdated, 42 missing, 0 no longer generated"), "{said}");
    assert_eq!(lines.len(), 2 + MAX_FILES + 1);
    assert!(
        lines
            .last()
            .unwrap()
            .ends_with("3 more files are not shown"),
        "{said}"
    );
}

#[test]
fn a_checkout_with_other_line_endings_is_named() {
    let scene = Scene::new();
    for file in ["lib.rs", "parcel.rs", "runtime.rs"] {
        let text = fs::read_to_string(scene.out(file)).unwrap();
        fs::write(scene.out(file), text.replace('\n', "\r\n")).unwrap();
    }
    insta::assert_snapshot!(scene.check(&scene.config()));
    scene.page("parcel", "height");
    let said = scene.check(&scene.config());
    assert!(said.contains("parcel.rs:18:1: "), "{said}");
}

#[test]
fn corrections_that_files_were_made_without_are_named() {
    let scene = Scene::new();
    let file = scene.folder.path().join("fixes.toml");
    let fix =
        "[[correct]]\npath = \"parcel.weight\"\noptional = true\nwas = false\nreason = \"seen\"\n";
    fs::write(&file, fix).unwrap();
    let said = scene.check(&scene.config().corrections(file));
    let expected =
        "were made with the defaults, and the settings now are `corrections = \"fixes.toml\"`";
    assert!(said.contains(expected), "{said}");
}
