//! `watch` as a process: the files and the lines that it writes after each save.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::watch::{PATIENCE, Watch};

fn page(member: &str) -> String {
    format!(
        "---\nreference:\n  curl:\n    - key: bike\n      properties:\n        - key: {member}\n          type: string\n---\n"
    )
}

/// A folder with a page and settings.
struct Scene {
    folder: tempfile::TempDir,
}

impl Scene {
    fn new(settings: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let scene = Self { folder };
        scene.save("docs/bike.mdx", &page("frame"));
        scene.save("codegen.toml", settings);
        scene
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn save(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    fn watch(&self, arguments: &[&str]) -> Watch {
        let settings = ["--config", "codegen.toml"];
        Watch::start(self.folder.path(), &[&settings, arguments].concat())
    }

    /// Waits until a file contains this text.
    fn assert_made(&self, file: &str, part: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !fs::read_to_string(self.path(file)).is_ok_and(|text| text.contains(part)) {
            assert!(Instant::now() < deadline, "{file} never holds `{part}`");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

const SETTINGS: &str = "reference = 'docs'\nout = 'out'\n";

#[test]
fn every_save_is_noticed() {
    let scene = Scene::new(SETTINGS);
    let watch = scene.watch(&[]);
    watch.says_both([
        "files: 3 written, 0 unchanged, 0 removed in out",
        "watching docs, codegen.toml; press Ctrl-C to stop",
    ]);
    scene.save("docs/bike.mdx", &page("wheel"));
    watch.says("written: bike.rs");
    watch.says("breaks Rust and wire  1  bike.frame: removed, was String");
    watch.says("additive              1  bike.wheel: added, string");
    scene.assert_made("out/bike.rs", "pub wheel: String");

    scene.save("docs/bike.mdx", &page("bell").replace("string", "strng"));
    watch.says("docs/bike.mdx:7:17: error[unknown-type]");
    scene.save("docs/parts/bell.mdx", &page("tone").replace("bike", "bell"));
    watch.says("error[unknown-type]");
    scene.save("docs/bike.mdx", &page("bell"));
    watch.says("all errors are fixed");
    watch.says("written: parts/bell.rs");
    // After its errors, the page is compared with its last state without errors.
    watch.says("breaks Rust and wire  1  bike.wheel: removed, was String");
    watch.says("additive              2  bike.bell: added, string; bell: resource added");

    fs::remove_dir_all(scene.path("docs/parts")).unwrap();
    watch.says("removed: parts/bell.rs");
    watch.says("breaks Rust  1  bell: resource removed");
    scene.save("docs/bike.mdx", &page("bell"));
    watch.says("nothing has changed");
    scene.save("docs/bike.mdx", &(page("bell") + "\n# Bikes\n"));
    watch.says("written: bike.rs");
    watch.says("docs  1  bike.mdx: heading");
    scene.save("codegen.toml", &format!("{SETTINGS}view = 'jss'\n"));
    watch.says("codegen.toml:3:8: error[invalid-settings]");
    scene.save("codegen.toml", "reference = 'other'\nout = 'out'\n");
    watch.says("error[");
}

#[test]
fn an_error_that_is_mended_without_a_change_is_told_to_be_mended() {
    let scene = Scene::new(SETTINGS);
    let watch = scene.watch(&[]);
    watch.says("watching");
    scene.save("docs/bike.mdx", &page("frame").replace("string", "strng"));
    watch.says("error[unknown-type]");
    scene.save("docs/bike.mdx", &page("frame"));
    watch.says("all errors are fixed");
    scene.save("docs/bike.mdx", &page("frame"));
    let before = watch.says("nothing has changed");
    assert_eq!(before, "");
}

#[test]
fn a_warning_is_told_once() {
    let scene = Scene::new(SETTINGS);
    let watch = scene.watch(&[]);
    watch.says("watching");
    let odd = |member: &str| page(member).replacen("reference:", "colour: red\nreference:", 1);
    scene.save("docs/bike.mdx", &odd("wheel"));
    watch.says_both(["warning[unknown-key]", "written: bike.rs"]);
    scene.save("docs/bike.mdx", &odd("bell"));
    let before = watch.says("bike.bell: added");
    assert!(!before.contains("warning"), "{before}");
}

/// The checkout of another branch replaces a folder like this.
#[test]
fn a_folder_in_the_place_of_another_is_noticed() {
    let scene = Scene::new(SETTINGS);
    let watch = scene.watch(&[]);
    watch.says("watching");
    for (round, member) in ["wheel", "bell", "saddle"].into_iter().enumerate() {
        let text = page(member);
        match round {
            0 => {
                fs::remove_dir_all(scene.path("docs")).unwrap();
                scene.save("docs/bike.mdx", &text);
            }
            1 => {
                scene.save("elsewhere/bike.mdx", &text);
                fs::rename(scene.path("docs"), scene.path("old")).unwrap();
                fs::rename(scene.path("elsewhere"), scene.path("docs")).unwrap();
            }
            _ => scene.save("docs/bike.mdx", &text),
        }
        scene.assert_made("out/bike.rs", &format!("pub {member}: String"));
    }
}

#[test]
fn what_is_gone_with_the_folder_around_it_is_noticed_when_it_is_back() {
    let scene = Scene::new(SETTINGS);
    scene.save("schema/pages/bike.mdx", &page("frame"));
    scene.save(
        "schema/codegen.toml",
        "reference = 'pages'\nout = '../out'\n",
    );
    let settings = ["--config", "schema/codegen.toml"];
    let watch = Watch::start(scene.folder.path(), &settings);
    watch.says("files: 3 written, 0 unchanged, 0 removed in out");
    fs::remove_dir_all(scene.path("schema")).unwrap();
    watch.says("error[");
    scene.save("schema/pages/bike.mdx", &page("wheel"));
    scene.save(
        "schema/codegen.toml",
        "reference = 'pages'\nout = '../out'\n",
    );
    scene.assert_made("out/bike.rs", "pub wheel: String");
}

#[test]
fn corrections_are_watched() {
    let fix = |name: &str| {
        format!(
            "[[correct]]\npath = \"bike.frame\"\nname = \"{name}\"\nwas = \"frame\"\nreason = \"seen\"\n"
        )
    };
    let scene = Scene::new(&format!("{SETTINGS}corrections = 'fixes.toml'\n"));
    scene.save("fixes.toml", &fix("tube"));
    let watch = scene.watch(&[]);
    watch.says("watching docs, codegen.toml, fixes.toml;");
    scene.save("fixes.toml", &fix("pipe"));
    scene.assert_made("out/bike.rs", "pub pipe: String");
}

#[cfg(unix)]
#[test]
fn a_page_that_is_a_link_is_watched_where_it_leads() {
    use std::os::unix::fs::symlink;

    let scene = Scene::new(SETTINGS);
    fs::remove_file(scene.path("docs/bike.mdx")).unwrap();
    for version in ["v1", "v2"] {
        scene.save(&format!("{version}/bike.mdx"), &page("frame"));
    }
    symlink("v1", scene.path("current")).unwrap();
    symlink("../current/bike.mdx", scene.path("docs/bike.mdx")).unwrap();
    let watch = scene.watch(&[]);
    watch.says("watching");
    let assert_member = |member: &str| {
        scene.assert_made("out/bike.rs", &format!("pub {member}: String"));
    };
    let replace = |name: &str, member: &str| {
        scene.save("new.tmp", &page(member));
        fs::rename(scene.path("new.tmp"), scene.path(name)).unwrap();
        assert_member(member);
    };
    scene.save("v1/bike.mdx", &page("wheel"));
    assert_member("wheel");
    replace("v1/bike.mdx", "bell");
    scene.save("v1/bike.mdx", &page("saddle"));
    assert_member("saddle");
    // A new release takes the place of another like this.
    scene.save("v2/bike.mdx", &page("pedal"));
    symlink("v2", scene.path("next")).unwrap();
    fs::rename(scene.path("next"), scene.path("current")).unwrap();
    assert_member("pedal");
    replace("v2/bike.mdx", "chain");
    // The folder is removed, and comes back.
    fs::remove_dir_all(scene.path("v2")).unwrap();
    watch.says("error[unreadable-file]");
    scene.save("v2/bike.mdx", &page("rim"));
    assert_member("rim");
    // A file replaces the link itself.
    replace("docs/bike.mdx", "spoke");
    scene.save("docs/bike.mdx", &page("gear"));
    assert_member("gear");
}

#[cfg(unix)]
#[test]
fn links_that_are_made_later_are_watched_too() {
    use std::os::unix::fs::symlink;

    let scene = Scene::new(SETTINGS);
    let bell = |member: &str| page(member).replace("bike", "bell");
    scene.save("elsewhere/bell.mdx", &bell("tone"));
    let watch = scene.watch(&[]);
    watch.says("watching");
    symlink("../elsewhere", scene.path("docs/parts")).unwrap();
    scene.assert_made("out/parts/bell.rs", "pub tone: String");
    scene.save("elsewhere/bell.mdx", &bell("pitch"));
    scene.assert_made("out/parts/bell.rs", "pub pitch: String");
    symlink("../elsewhere/bell.mdx", scene.path("docs/ring.mdx")).unwrap();
    fs::remove_file(scene.path("docs/parts")).unwrap();
    scene.assert_made("out/ring.rs", "pub pitch: String");
    scene.save("elsewhere/bell.mdx", &bell("sound"));
    scene.assert_made("out/ring.rs", "pub sound: String");
}

#[test]
fn what_is_no_page_is_no_save() {
    let scene = Scene::new(SETTINGS);
    let watch = scene.watch(&[]);
    watch.says_both(["files: 3 written", "watching"]);
    scene.save("docs/._bike.mdx", "");
    scene.save("docs/.history/bike.mdx", "");
    scene.save("docs/node_modules/a/bike.mdx", "");
    // This pause is longer than the end of a save takes.
    thread::sleep(Duration::from_millis(400));
    scene.save("docs/bike.mdx", &page("wheel"));
    let before = watch.says("written: bike.rs");
    assert_eq!(before, "");
}

#[test]
fn a_folder_that_is_not_there_is_told_as_everywhere() {
    let scene = Scene::new(SETTINGS);
    let run = |action: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_reference-codegen"));
        let command = command.args([action, "nope"]);
        command.current_dir(scene.folder.path()).output().unwrap()
    };
    let (watch, generate) = (run("watch"), run("generate"));
    assert_eq!(watch.status.code(), generate.status.code());
    let said = String::from_utf8(watch.stderr).unwrap();
    assert_eq!(said, String::from_utf8(generate.stderr).unwrap());
    assert!(said.contains("error[unreadable-file]"), "{said}");
}

/// Problems are reported with `--quiet` as well.
#[test]
fn a_quiet_watch_tells_problems_alone() {
    let scene = Scene::new(SETTINGS);
    let watch = scene.watch(&["--quiet"]);
    scene.assert_made("out/bike.rs", "pub frame: String");
    scene.save("docs/bike.mdx", &page("wheel"));
    scene.assert_made("out/bike.rs", "pub wheel: String");
    scene.save("docs/bike.mdx", &page("bell").replace("string", "strng"));
    let before = watch.says("docs/bike.mdx:7:17: error[unknown-type]");
    assert_eq!(before, "");
}
