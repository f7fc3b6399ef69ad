//! Runs the installed `git` so that it starts no other program.

use std::io::{self, Read};
use std::process::{Command, Output, Stdio};

/// The settings that override those of the repository, which is untrusted. A version of git that
/// does not support one of them ignores it.
const SETTINGS: [&str; 2] = ["core.fsmonitor=", "core.hooksPath=/dev/null"];

/// The maximum number of bytes of names that are read for a suggestion.
const MAX_NAMES: u64 = 1024 * 1024;

const ENVIRONMENT: [(&str, &str); 7] = [
    ("GIT_NO_LAZY_FETCH", "1"),
    // Prevents fetching if the version of git does not support the variable above.
    ("GIT_ALLOW_PROTOCOL", ""),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    // Objects and parents are not replaced by others.
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    ("GIT_GRAFT_FILE", "/dev/null"),
    // The language of `reason`.
    ("LC_ALL", "C"),
];

/// A command of git that only looks up objects and references.
///
/// It runs no program that the repository configures: it does not refresh an index, filter files,
/// run hooks, use a pager, or fetch.
pub(super) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.arg("--no-pager");
    for setting in SETTINGS {
        command.args(["-c", setting]);
    }
    command
        .args(arguments)
        .envs(ENVIRONMENT)
        .stdin(Stdio::null());
    command
}

/// The output of git without the line break at its end, or the reason that git gives if it fails.
pub(super) fn ask(arguments: &[&str]) -> io::Result<Result<Vec<u8>, String>> {
    let Output {
        status,
        mut stdout,
        stderr,
    } = command(arguments).output()?;
    if status.success() {
        stdout.pop_if(|last| *last == b'\n');
        return Ok(Ok(stdout));
    }
    let text = String::from_utf8_lossy(&stderr);
    let mut lines = text.lines();
    let reason = lines.find_map(|line| line.strip_prefix("fatal: "));
    Ok(Err(reason.unwrap_or(text.trim()).to_owned()))
}

/// The names of branches and tags, one per line, up to [`MAX_NAMES`].
pub(super) fn names() -> io::Result<Vec<u8>> {
    let mut child = command(&["for-each-ref", "--format=%(refname:short)"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut names = Vec::new();
    if let Some(output) = child.stdout.take() {
        // After that the pipe is closed, and git ends.
        output.take(MAX_NAMES).read_to_end(&mut names)?;
    }
    child.wait()?;
    let end = names.iter().rposition(|byte| *byte == b'\n').unwrap_or(0);
    names.truncate(end);
    Ok(names)
}
