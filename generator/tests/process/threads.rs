//! Runs that can start no thread, because each stack would be larger than the memory of any
//! machine.

use std::process::Command;

use crate::scene::{Edition, Scene};

const NO_THREADS: (&str, &str) = ("RUST_MIN_STACK", "1000000000000000");

#[test]
fn models_are_generated_without_a_thread() {
    let scene = Scene::new(40);
    let (name, value) = NO_THREADS;
    let run = scene.command(Edition::New).env(name, value).output();
    let run = run.unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{said}");
    assert_eq!(said, "");
    assert_eq!(scene.tree(), scene.made(Edition::New));
}

#[test]
fn nothing_can_be_watched_without_a_thread() {
    let folder = tempfile::tempdir().unwrap();
    let (name, value) = NO_THREADS;
    let run = Command::new(env!("CARGO_BIN_EXE_reference-codegen"))
        .args(["watch", "."])
        .current_dir(folder.path())
        .env(name, value)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(2), "{said}");
    let expected = "error: cannot be watched: no thread can be made for it\n";
    assert!(said.starts_with(expected), "{said}");
}
