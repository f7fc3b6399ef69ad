//! The command as a process: killed at any time, two of them at once, without threads, and
//! watching.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "process/scene.rs"]
mod scene;
#[path = "process/threads.rs"]
mod threads;
#[path = "process/watch.rs"]
mod watch;
#[path = "process/watched.rs"]
mod watched;

use std::fs;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use scene::{Edition, Scene, Tree};

/// Runs that are killed.
const KILLS: u32 = 32;

#[test]
fn a_killed_run_leaves_every_file_old_or_new() {
    let scene = Scene::new(120);
    let (old, new) = (scene.made(Edition::Old), scene.made(Edition::New));
    let mut hits = 0;
    for kill in 0..KILLS {
        let (edition, goal) = match kill % 2 {
            0 => (Edition::New, &new),
            _ => (Edition::Old, &old),
        };
        if to_write(&scene.tree(), goal).len() < 40 {
            scene.run(edition.other());
        }
        let before = scene.tree();
        let mut child = scene.start(edition);
        wait(&scene, &to_write(&before, goal), kill);
        child.kill().unwrap();
        child.wait().unwrap();
        let after = scene.tree();
        assert_whole(&after, &old, &new);
        hits += u32::from(after != before && after != *goal);
    }
    assert!(
        hits >= KILLS / 3,
        "only {hits} kills hit a run that was writing"
    );
    scene.run(Edition::New);
    // No temporary file is left behind either.
    assert_eq!(scene.tree(), new);
}

/// The files that a run has to write, in its order.
fn to_write(there: &Tree, goal: &Tree) -> Tree {
    let differ = goal
        .iter()
        .filter(|(path, text)| there.get(*path) != Some(*text));
    differ
        .map(|(path, text)| (path.clone(), text.clone()))
        .collect()
}

/// A quarter of the kills come at an arbitrary time, the others after a certain number of written
/// files.
fn wait(scene: &Scene, to_write: &Tree, kill: u32) {
    if kill < KILLS / 4 {
        return thread::sleep(Duration::from_millis(u64::from(kill) * 5));
    }
    let number = to_write.len() * kill as usize / KILLS as usize;
    let (path, text) = to_write.iter().nth(number).unwrap();
    let file = scene.out().join(path);
    let deadline = Instant::now() + Duration::from_secs(5);
    while fs::read_to_string(&file).ok().as_ref() != Some(text) && Instant::now() < deadline {}
}

/// Every file has the content of one edition or of the other.
fn assert_whole(tree: &Tree, old: &Tree, new: &Tree) {
    for (path, text) in tree.iter().filter(|(path, _)| path.ends_with(".rs")) {
        let is_whole = old.get(path) == Some(text) || new.get(path) == Some(text);
        assert!(is_whole, "{path} is neither old nor new:\n{text}");
    }
}

/// A script that redirects to a file must not take a full disk for success.
#[cfg(target_os = "linux")]
#[test]
fn a_text_that_the_disk_has_no_room_for_is_an_error() {
    for arguments in [
        &["--version"][..],
        &["--help"],
        &["man"],
        &["generate", "-h"],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full");
        let mut command = Command::new(env!("CARGO_BIN_EXE_reference-codegen"));
        let output = command
            .args(arguments)
            .stdout(full.unwrap())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.starts_with("error: cannot write: "), "{said}");
    }
}

/// Two runs over one reference both succeed; after runs over two references the folder has the
/// models of one of them, and never a mixture.
#[test]
fn two_runs_at_once_do_not_disturb_each_other() {
    let scene = Scene::new(60);
    let (old, new) = (scene.made(Edition::Old), scene.made(Edition::New));
    for round in 0..9 {
        let (first, second) = match round % 3 {
            0 => (Edition::Old, Edition::Old),
            1 => (Edition::New, Edition::New),
            _ => (Edition::Old, Edition::New),
        };
        let children = [scene.start(first), scene.start(second)];
        let outputs = children.map(|child| child.wait_with_output().unwrap());
        let mut succeeded = 0;
        for output in outputs {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            let is_refused = said.contains("a run for the pages of ") && first != second;
            assert!(output.status.success() || is_refused, "{said}");
            succeeded += u32::from(output.status.success());
        }
        assert!(succeeded > 0);
        let tree = scene.tree();
        match (first, second) {
            (Edition::Old, Edition::Old) => assert_eq!(tree, old),
            (Edition::New, Edition::New) => assert_eq!(tree, new),
            _ => assert!(tree == old || tree == new),
        }
    }
    scene.run(Edition::New);
    assert_eq!(scene.tree(), new);
}
