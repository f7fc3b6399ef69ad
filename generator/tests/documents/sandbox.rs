//! A copy of what the commands of the documents read and write.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A body as an API may send it.
const BODY: &str = r#"{
  "object": "api_key", "id": "k1", "owner": { "type": "organization", "id": "o1" },
  "name": "Door", "obfuscated_value": "d...r", "permissions": ["open"],
  "created_at": "2026-01-02T03:04:05Z", "updated_at": "2026-01-02T03:04:05Z"
}"#;

/// A folder of its own, in which there is a repository.
pub(crate) struct Sandbox {
    folder: TempDir,
    /// Whether the published reference is there as well.
    has_published: bool,
}

impl Sandbox {
    /// With the pages and the settings of this repository, committed to a branch `main`.
    pub(crate) fn new(repository: &Path) -> Self {
        let published = repository.join("schema/upstream");
        let sandbox = Self {
            folder: tempfile::tempdir().unwrap(),
            has_published: published.exists(),
        };
        let schema = sandbox.root().join("schema");
        copy(&repository.join("schema"), &schema);
        sandbox.write("recorded/api_key.json", BODY);
        sandbox.git(&["init", "--quiet", "--initial-branch=main"]);
        sandbox.git(&["add", "schema/reference"]);
        sandbox.git(&["commit", "--quiet", "--message=Pages"]);
        sandbox
    }

    /// What the command prints with these arguments; it must do well. Nothing where it is about
    /// the published reference and that has not been fetched.
    pub(crate) fn run(&self, arguments: &str) -> Option<String> {
        let is_published = arguments.contains("upstream") || arguments.contains("published");
        if is_published && !self.has_published {
            return None;
        }
        let Output {
            status,
            stdout,
            stderr,
        } = Command::new(env!("CARGO_BIN_EXE_reference-codegen"))
            .args(arguments.split_whitespace())
            .current_dir(self.root())
            .output()
            .unwrap();
        let stderr = String::from_utf8(stderr).unwrap();
        assert!(status.success(), "{arguments}: {status}\n{stderr}");
        Some(String::from_utf8(stdout).unwrap())
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.root().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Below the folder, so that `..` stays in it.
    fn root(&self) -> PathBuf {
        self.folder.path().join("repository")
    }

    /// Runs git with settings of its own.
    pub(crate) fn git(&self, arguments: &[&str]) {
        let output = Command::new("git")
            .args(["-c", "user.name=Test", "-c", "user.email=test@example.com"])
            .args(arguments)
            .current_dir(self.root())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    }
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap().path();
        let copied = to.join(entry.file_name().unwrap());
        match entry.is_dir() {
            true => copy(&entry, &copied),
            false => drop(fs::copy(&entry, &copied).unwrap()),
        }
    }
}
