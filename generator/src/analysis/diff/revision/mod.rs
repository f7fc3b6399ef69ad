//! The pages of a git revision, from the objects of the repository.
//!
//! The repository is untrusted: none of its commands is run, nothing is written, and nothing
//! outside the revision is read.

mod git;
mod objects;
mod obstacle;
mod tree;
mod walk;

use std::fmt;
use std::sync::{Mutex, PoisonError};

use crate::base::diagnostic::{Code, Diagnostics, Error};
use crate::base::text::did_you_mean;
use crate::config::Settings;
use crate::pipeline::source::walk::MAX_ENTRIES;
use crate::pipeline::source::{self, MAX_PAGE_SIZE, Source};
use obstacle::Obstacle;
use tree::{Folder, Target, Tree};

/// Reads the pages of a folder of a revision. The reference of the settings is the display name of
/// the folder.
pub(super) fn read(
    revision: &str,
    path: &str,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Source>, Error> {
    let (prefix, commit) = find_commit(revision)?;
    let mut tree = Tree::new(&commit);
    let folder = find_folder(&mut tree, &prefix, path).map_err(|obstacle| match obstacle {
        Obstacle::Nothing => {
            let help = "name a folder from the root of the repository, or from here with `./`";
            unreadable(format!("`{revision}` has no folder `{path}`"), help)
        }
        _ => {
            let message = format!("`{path}` of `{revision}`: {}", obstacle.reason());
            unreadable(message, obstacle.help())
        }
    })?;
    let name = format!("git:{revision}:{path}");
    let pages =
        walk::find(&mut tree, folder, &name, &settings.globs, diagnostics).map_err(|_| {
            let message =
                format!("`{path}` of `{revision}` has more than {MAX_ENTRIES} files and folders");
            unreadable(message, "name the folder of the reference pages")
        })?;
    let objects = Mutex::new(tree.objects);
    let read = |id: &String| {
        let mut objects = objects.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(objects.read(id, MAX_PAGE_SIZE)?)
    };
    let pages = source::read_pages(settings, pages, read, diagnostics);
    Ok(pages.sources)
}

/// The path from the root of the repository to the working directory, and the id of a commit.
fn find_commit(revision: &str) -> Result<(Vec<u8>, String), Error> {
    let prefix = git::ask(&["rev-parse", "--show-prefix"]).map_err(failed)?;
    let prefix = prefix.map_err(|reason| {
        if reason.starts_with("not a git repository") {
            let help = "run the command inside the repository, or name a folder";
            return unreadable("this is not a git repository".to_owned(), help);
        }
        let help = "check the output of `git rev-parse HEAD` here, or name a folder";
        unreadable(format!("git cannot read this repository: {reason}"), help)
    })?;
    let name = format!("{revision}^{{commit}}");
    let commit = git::ask(&["rev-parse", "--verify", "--quiet", &name]).map_err(failed)?;
    let commit = commit.ok().and_then(|id| String::from_utf8(id).ok());
    match commit.filter(|id| id.bytes().all(|byte| byte.is_ascii_hexdigit())) {
        Some(commit) => Ok((prefix, commit)),
        None => {
            let names = git::names().map_err(failed)?;
            let help = did_you_mean::hint(
                did_you_mean::best_match(revision, String::from_utf8_lossy(&names).lines()),
                "name a commit, branch or tag; `git fetch --tags` fetches the tags of the remote",
            );
            Err(unreadable(
                format!("unknown git revision `{revision}`"),
                &help,
            ))
        }
    }
}

/// The folder at a path relative to the root, or to the working directory if the path begins with
/// `.` or `..`.
fn find_folder(tree: &mut Tree, prefix: &[u8], path: &str) -> Result<Folder, Obstacle> {
    let mut start = tree.root();
    if matches!(path.split('/').next(), Some("." | "..")) {
        start = follow(tree, &start, prefix)?;
    }
    follow(tree, &start, path.as_bytes())
}

fn follow(tree: &mut Tree, from: &Folder, path: &[u8]) -> Result<Folder, Obstacle> {
    match tree.follow(from, path)? {
        Target::Folder(folder) => Ok(folder),
        Target::File(_) | Target::Submodule => Err(Obstacle::Nothing),
    }
}

fn failed(error: impl fmt::Display) -> Error {
    let help = "check that `git` is installed and works here, or name a folder";
    unreadable(format!("git could not be run: {error}"), help)
}

fn unreadable(message: String, help: &str) -> Error {
    Error::from_problem(Code::UnreadableRevision, message, help, None)
}
