//! A repository in a temporary folder, and the command in it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

pub(crate) const PAGE: &str = "---\nreference:\n  curl:\n    - key: tram\n      id: tram\n      properties:\n        \
                    - { key: line, type: string }\n---\n";

/// The page above with its one change.
pub(crate) fn changed_page() -> String {
    PAGE.replace("type: string", "type: integer")
}

/// A repository with a page, committed as `v1`, and changed since.
pub(crate) struct Repository {
    folder: TempDir,
}

impl Repository {
    /// A repository without a commit, made with these options of `git init`.
    pub(crate) fn empty(options: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("repository")).unwrap();
        let repository = Self { folder };
        let init = ["init", "--quiet", "--initial-branch=main"];
        repository.git(&[&init[..], options].concat());
        repository
    }

    pub(crate) fn new() -> Self {
        let repository = Self::empty(&[]);
        repository.write("docs/reference/tram.mdx", PAGE);
        repository.commit("v1");
        repository.write("docs/reference/tram.mdx", &changed_page());
        repository
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("repository")
    }

    /// A path beside the repository.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, file: impl AsRef<Path>, text: &str) {
        let file = self.path().join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// Commits all files as this tag.
    pub(crate) fn commit(&self, tag: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", tag]);
        self.git(&["tag", tag]);
    }

    /// The output of git in the repository, without the line break at its end.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        self.git_with(arguments, b"")
    }

    pub(crate) fn git_with(&self, arguments: &[&str], input: &[u8]) -> String {
        let mut child = git(&self.path(), arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        let text = String::from_utf8_lossy(&output.stdout);
        text.trim_end_matches('\n').to_owned()
    }

    /// Commits a tree as this tag.
    pub(crate) fn commit_tree(&self, tree: &str, tag: &str) {
        let commit = self.git(&["commit-tree", tree, "-m", tag]);
        self.git(&["tag", tag, &commit]);
    }

    pub(crate) fn diff(&self, old: &str, new: &str) -> Outcome {
        diff_in(&self.path(), old, new)
    }
}

/// Git with an identity, with no settings file except that of the repository, and without work in
/// the background.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.com"])
        .args(["-c", "gc.auto=0", "-c", "maintenance.auto=false"])
        .args(arguments)
        .current_dir(folder);
    alone(&mut command);
    command
}

/// Keeps the settings of the machine from git.
fn alone(command: &mut Command) {
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1");
}

/// The command with these arguments, to be run.
pub(crate) fn command_in(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reference-codegen"));
    command.args(arguments).current_dir(folder);
    alone(&mut command);
    command
}

pub(crate) fn diff_command(folder: &Path, old: &str, new: &str) -> Command {
    command_in(folder, &["diff", old, new])
}

pub(crate) fn diff_in(folder: &Path, old: &str, new: &str) -> Outcome {
    Outcome::of(&mut diff_command(folder, old, new))
}

/// The end of a run of the command.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) status: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Outcome {
    pub(crate) fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self {
            status: output.status.code(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// Asserts that the run found the one change, and no problem.
    pub(crate) fn assert_change(&self, case: &str) {
        assert_eq!(
            (self.status, self.err.as_str()),
            (Some(0), ""),
            "{case}: {self:?}"
        );
        let change = "line: String → i64";
        assert!(self.out.contains(change), "{case}: {self:?}");
    }

    /// Asserts that the run failed with this text.
    pub(crate) fn assert_failure(&self, status: i32, text: &str) {
        assert_eq!(
            (self.status, self.out.as_str()),
            (Some(status), ""),
            "{text}: {self:?}"
        );
        assert!(self.err.contains(text), "{text}: {}", self.err);
    }
}
