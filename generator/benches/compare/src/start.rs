//! Commands that must succeed before anything is measured.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};

/// `cargo` in a folder, quiet where all is well.
pub(crate) fn cargo(folder: &Path, target: &Path) -> Command {
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_TERM_QUIET", "true")
        .env("CARGO_INCREMENTAL", "0");
    cargo
}

/// Runs a command to its end, and returns its output.
pub(crate) fn output(mut command: Command) -> anyhow::Result<Vec<u8>> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("{command:?}"))?;
    ensure!(output.status.success(), "{command:?}: {}", output.status);
    Ok(output.stdout)
}
