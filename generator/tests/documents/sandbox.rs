//! A copy of the files that the commands of the documents read and write.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::document;

/// A body as an API may send it.
const BODY: &str = r#"{
  "object": "api_key", "id": "k1", "owner": { "type": "organization", "id": "o1" },
  "name": "Door", "obfuscated_value": "d...r", "permissions": ["open"],
  "created_at": "2026-01-02T03:04:05Z", "updated_at": "2026-01-02T03:04:05Z"
}"#;

/// A temporary folder with a repository in it.
pub(crate) struct Sandbox {
    folder: TempDir,
}

impl Sandbox {
    /// A sandbox with the pages and the settings of this repository, committed to a branch `main`,
    /// and the page of the readme.
    pub(crate) fn new(repository: &Path, is_published: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sandbox = Self { folder };
        copy(
            &repository.join("schema"),
            &sandbox.path("schema"),
            &|name| is_published || name != "upstream",
        );
        sandbox.write("recorded/api_key.json", BODY);
        let page = document("README.md").blocks("yaml").remove(0);
        sandbox.write("docs/parcel.mdx", &page);
        for line in [
            "git init --quiet --initial-branch=main",
            "git add schema/reference",
            "git commit --quiet --message=Pages",
        ] {
            sandbox.run(line);
        }
        sandbox
    }

    /// The output of a command, which must succeed.
    pub(crate) fn run(&self, line: &str) -> String {
        let ours = ["cargo run -- ", "reference-codegen "];
        let arguments = ours.iter().find_map(|ours| line.strip_prefix(ours));
        let mut command = match (arguments, line.split(' ').next()) {
            (Some(arguments), _) => {
                let mut ours = Command::new(env!("CARGO_BIN_EXE_reference-codegen"));
                ours.args(arguments.split_whitespace());
                ours
            }
            (None, Some("git" | "cp" | "perl" | "./schema/fetch")) => {
                let mut bash = Command::new("bash");
                bash.args(["-c", line]);
                bash
            }
            _ => panic!("nobody runs `{line}`"),
        };
        let Output {
            status,
            stdout,
            stderr,
        } = settled(&mut command)
            .current_dir(self.path(""))
            .output()
            .unwrap();
        let stderr = String::from_utf8(stderr).unwrap();
        assert!(status.success(), "{line}: {status}\n{stderr}");
        String::from_utf8(stdout).unwrap()
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// A file of the repository, which is below the folder, so that `..` stays in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("repository").join(name)
    }
}

/// Gives git settings that do not depend on the machine.
fn settled(command: &mut Command) -> &mut Command {
    let author = ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|name| (name, "Test"));
    let email = ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|name| (name, "test@example.com"));
    command
        .envs(author)
        .envs(email)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
}

/// Copies a folder, with the entries whose names `is_wanted` accepts.
fn copy(from: &Path, to: &Path, is_wanted: &dyn Fn(&str) -> bool) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap().path();
        let name = entry.file_name().unwrap();
        if !is_wanted(&name.to_string_lossy()) {
            continue;
        }
        let copied = to.join(name);
        match entry.is_dir() {
            true => copy(&entry, &copied, is_wanted),
            false => drop(fs::copy(&entry, &copied).unwrap()),
        }
    }
}
