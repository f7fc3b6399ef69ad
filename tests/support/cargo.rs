//! Runs cargo and rustfmt as a user would, away from the workspace.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The output of a command, and its success.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) command: String,
    pub(crate) success: bool,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    /// Fails the test with everything that was printed if the command failed.
    #[track_caller]
    pub(crate) fn ok(self) -> Self {
        assert!(
            self.success,
            "`{}` failed\n{}\n{}",
            self.command, self.stdout, self.stderr
        );
        self
    }
}

/// A folder below the target folder that only the test of this name uses.
pub(crate) fn place(name: &str) -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&place).unwrap();
    place
}

/// Runs cargo in a folder, without network and with a target folder of its own.
pub(crate) fn cargo(folder: &Path, arguments: &[&str]) -> Ran {
    cargo_into(&folder.join("target"), folder, arguments)
}

/// Runs cargo in a folder, without network.
pub(crate) fn cargo_into(target: &Path, folder: &Path, arguments: &[&str]) -> Ran {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = command(program, folder, arguments);
    command
        .arg("--offline")
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_TERM_COLOR", "never");
    run(command)
}

/// Runs `rustfmt --check` over a file and the modules below it.
pub(crate) fn rustfmt(folder: &Path, edition: &str, file: &Path) -> Ran {
    let mut command = command("rustfmt".into(), folder, &["--check", "--edition", edition]);
    command.arg(file);
    run(command)
}

/// A command without the settings of the cargo that runs the tests.
fn command(program: OsString, folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).args(arguments);
    for name in [
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "CARGO_BUILD_TARGET",
        "RUSTDOCFLAGS",
        "OUT_DIR",
    ] {
        command.env_remove(name);
    }
    command
}

fn run(mut command: Command) -> Ran {
    let shown = format!("{command:?}");
    let Output {
        status,
        stdout,
        stderr,
    } = command
        .output()
        .unwrap_or_else(|error| panic!("{shown}: {error}"));
    Ran {
        command: shown,
        success: status.success(),
        stdout: String::from_utf8_lossy(&stdout).into_owned(),
        stderr: String::from_utf8_lossy(&stderr).into_owned(),
    }
}

/// Writes a file, unless it already has this text, so that cargo has nothing to rebuild.
pub(crate) fn write(file: &Path, text: &str) {
    if fs::read_to_string(file).is_ok_and(|there| there == text) {
        return;
    }
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// The dependencies of the generated models.
pub(crate) const SERDE: &str = r#"serde = { version = "1", features = ["derive"] }
serde_json = "1"
"#;

/// The manifest of a crate: its lines of dependencies, with the tables that follow them.
pub(crate) fn manifest(name: &str, edition: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"{edition}\"\n\n\
         [dependencies]\n{dependencies}"
    )
}

/// Copies the lock file of the workspace to a folder, so that cargo resolves to the same versions.
pub(crate) fn lock(folder: &Path) {
    let lock =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    if !folder.join("Cargo.lock").exists() {
        write(&folder.join("Cargo.lock"), &lock);
    }
}
