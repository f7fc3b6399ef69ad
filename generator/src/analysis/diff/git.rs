//! Reads a folder of a git revision, with the `git` that is installed.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::base::diagnostic::{Code, Error};
use crate::base::text::did_you_mean;

/// Writes a folder as it is in a revision into a temporary folder.
///
/// The index of the repository and its working tree are left alone.
pub(super) fn check_out(revision: &str, path: &str) -> Result<TempDir, Error> {
    // Git takes what begins with `./` to be below the current folder, and `.` for a name.
    let path = if path == "." { "./" } else { path };
    let tree = find(revision, path)?;
    let folder = tempfile::tempdir().map_err(|error| failed(&error.to_string()))?;
    // Beside the pages the index would be one of them.
    let index = tempfile::tempdir().map_err(|error| failed(&error.to_string()))?;
    let index = index.path().join("index");
    git_with(&index, folder.path(), &["read-tree", &tree])?;
    git_with(&index, folder.path(), &["checkout-index", "--all"])?;
    Ok(folder)
}

/// The id of the tree, or what is wrong with its name.
fn find(revision: &str, path: &str) -> Result<String, Error> {
    if ask(&["rev-parse", "--git-dir"])?.is_none() {
        let help = "run this inside the repository, or name a folder";
        return Err(unreadable("this is no git repository".to_owned(), help));
    }
    if parse(&format!("{revision}^{{commit}}"))?.is_none() {
        return Err(no_revision(revision)?);
    }
    let tree = match parse(&format!("{revision}:{path}"))? {
        Some(object) => parse(&format!("{object}^{{tree}}"))?,
        None => None,
    };
    tree.ok_or_else(|| {
        let help = "name a folder from the root of the repository, or from here with `./`";
        unreadable(format!("`{revision}` has no folder `{path}`"), help)
    })
}

fn no_revision(revision: &str) -> Result<Error, Error> {
    let names = ask(&["for-each-ref", "--format=%(refname:short)"])?.unwrap_or_default();
    let help = did_you_mean::hint(
        did_you_mean::best_match(revision, names.lines()),
        "name a commit, branch or tag; `git fetch --tags` brings those of the remote",
    );
    Ok(unreadable(format!("git knows no `{revision}`"), &help))
}

fn parse(name: &str) -> Result<Option<String>, Error> {
    ask(&["rev-parse", "--verify", "--quiet", name])
}

/// What git answers, without the line break at its end; none where it has no answer.
fn ask(arguments: &[&str]) -> Result<Option<String>, Error> {
    let output = git(arguments)
        .stderr(Stdio::null())
        .output()
        .map_err(|error| failed(&error.to_string()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(output.status.success().then(|| text.trim_end().to_owned()))
}

/// Runs git with an index and a working tree of its own.
fn git_with(index: &Path, tree: &Path, arguments: &[&str]) -> Result<(), Error> {
    let output = git(arguments)
        .env("GIT_INDEX_FILE", index)
        .env("GIT_WORK_TREE", tree)
        .output()
        .map_err(|error| failed(&error.to_string()))?;
    if output.status.success() {
        return Ok(());
    }
    Err(failed(String::from_utf8_lossy(&output.stderr).trim()))
}

fn git(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new("git");
    command.args(arguments).stdin(Stdio::null());
    command
}

fn failed(error: &str) -> Error {
    let help = "check that `git` is installed and works here, or name a folder";
    unreadable(format!("git could not be asked: {error}"), help)
}

fn unreadable(message: String, help: &str) -> Error {
    Error::from_problem(Code::UnreadableRevision, message, help, None)
}
