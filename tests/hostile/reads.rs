//! Files without an end: devices, pipes, and files of more bytes than any memory has.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use reference_codegen::diagnostic::Code;
use reference_codegen::{Config, Error};
use tempfile::TempDir;

pub(crate) const PAGE: &str = "---\nreference:\n  curl:\n    - key: bin\n      id: bin\n      properties:\n        \
                    - key: lid\n          type: string\n---\n\n# Bin\n";

/// The result of `work`, which would not end if something were read without a limit.
pub(crate) fn soon<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || send.send(work()));
    let result = receive.recv_timeout(Duration::from_secs(60));
    result.expect("it ends within a minute")
}

/// A folder with a page and a body of it.
pub(crate) fn scene() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["reference", "bodies"] {
        fs::create_dir(folder.path().join(name)).unwrap();
    }
    fs::write(folder.path().join("reference/bin.mdx"), PAGE).unwrap();
    fs::write(folder.path().join("bodies/bin.json"), r#"{"lid":"oak"}"#).unwrap();
    folder
}

/// A file that cannot be read to its end: the words for it in messages, and the function that makes
/// it.
type Endless = (&'static str, fn(&Path));

const ENDLESS: [Endless; 4] = [
    ("a device", |file| symlink("/dev/zero", file).unwrap()),
    ("a socket", |file| drop(UnixListener::bind(file).unwrap())),
    ("68719476736 bytes", |file| {
        fs::File::create(file).unwrap().set_len(1 << 36).unwrap();
    }),
    ("a pipe", pipe),
];

fn pipe(file: &Path) {
    assert!(Command::new("mkfifo").arg(file).status().unwrap().success());
}

/// Writes to a pipe, as a shell does that has opened the pipe.
fn feed(file: PathBuf, text: &'static str) {
    thread::spawn(move || fs::write(file, text));
}

/// The only problem: its code, and its message if the place is that of the file.
fn problem(failure: &Error, file: &Path) -> (Code, String) {
    let [problem] = failure.diagnostics() else {
        panic!("one problem is expected: {failure}");
    };
    let place = problem.span.as_ref().unwrap();
    assert!(file.ends_with(&place.file) || place.line > 0, "{failure}");
    assert!(!problem.help.is_empty(), "{failure}");
    (problem.code, problem.message.clone())
}

#[test]
fn settings_and_corrections_without_an_end_are_errors() {
    for (what, make) in &ENDLESS[..3] {
        for set in [Config::config_file, Config::corrections] {
            let folder = scene();
            let file = folder.path().join("given.toml");
            make(&file);
            let config = set(Config::new(), file.clone());
            let reference = folder.path().join("reference");
            let failure = soon(move || config.generate(&[reference])).unwrap_err();
            let (code, message) = problem(&failure, &file);
            assert_eq!(code, Code::InvalidSettings);
            assert!(message.contains(what), "{message}");
        }
    }
}

#[test]
fn pages_without_an_end_are_errors() {
    for (what, make) in ENDLESS {
        let folder = scene();
        let file = folder.path().join("reference/lid.mdx");
        make(&file);
        let reference = folder.path().join("reference");
        let failure = soon(move || Config::new().generate(&[reference])).unwrap_err();
        let (code, message) = problem(&failure, &file);
        assert!([Code::UnreadableFile, Code::PageTooLarge].contains(&code));
        assert!(message.contains(what), "{message}");
    }
}

#[test]
fn bodies_without_an_end_are_errors() {
    for (what, make) in ENDLESS {
        for index in ["", "lid.json\tresource\tbin\n"] {
            let folder = scene();
            let file = folder.path().join("bodies/lid.json");
            fs::write(folder.path().join("bodies/index.tsv"), index).unwrap();
            make(&file);
            let failure = verify(&folder, Config::new()).unwrap_err();
            let (code, message) = problem(&failure, &file);
            assert_eq!(code, Code::UnreadableFile);
            assert!(message.contains(what), "{message}");
        }
    }
}

#[test]
fn an_index_without_an_end_is_an_error() {
    for (what, make) in &ENDLESS[..3] {
        let folder = scene();
        let file = folder.path().join("bodies/index.tsv");
        make(&file);
        let failure = verify(&folder, Config::new()).unwrap_err();
        let (code, message) = problem(&failure, &file);
        assert_eq!(code, Code::UnreadableFile);
        assert!(message.contains(what), "{message}");
    }
}

pub(crate) fn verify(folder: &TempDir, config: Config) -> Result<bool, Error> {
    let (reference, bodies) = (
        folder.path().join("reference"),
        folder.path().join("bodies"),
    );
    soon(move || {
        let verification = config.verify(&[reference], bodies)?;
        Ok(!verification.has_rejected() && !verification.has_broken())
    })
}

#[test]
fn settings_corrections_and_an_index_may_be_pipes() {
    let folder = scene();
    let [settings, corrections, index] = ["codegen.toml", "corrections.toml", "bodies/index.tsv"]
        .map(|name| {
            let file = folder.path().join(name);
            pipe(&file);
            file
        });
    feed(settings.clone(), "[names]\n\"Bin.lid\" = \"cover\"\n");
    feed(
        corrections.clone(),
        "[[correct]]\npath = \"bin.lid\"\nreason = \"seen\"\nwas = \"string\"\ntype = \"integer\"\n",
    );
    feed(index, "file\trole\tid\nbin.json\tresource\tbin\n");
    let config = Config::new().config_file(settings).corrections(corrections);
    assert!(!verify(&folder, config).unwrap());
}

#[test]
fn a_setting_is_the_limit_of_bodies() {
    let length = r#"{"lid":"oak"}"#.len();
    for (limit, is_read) in [(length, true), (length - 1, false)] {
        let folder = scene();
        let settings = folder.path().join("codegen.toml");
        fs::write(&settings, format!("max_body_size = {limit}\n")).unwrap();
        let by_file = verify(&folder, Config::new().config_file(settings));
        let by_builder = verify(&folder, Config::new().max_body_size(limit as u64));
        for result in [by_file, by_builder] {
            match result {
                Ok(is_accepted) => assert!(is_accepted && is_read),
                Err(failure) => {
                    assert!(!is_read);
                    assert!(failure.to_string().contains("max_body_size"), "{failure}");
                }
            }
        }
    }
}
