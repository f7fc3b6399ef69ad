//! `watch` as a process: what it writes and says after each save.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

/// How long a line may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running `watch`, which ends with this value.
struct Watch {
    child: Child,
    said: Receiver<String>,
}

impl Watch {
    fn start(folder: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_reference-codegen"))
            .args([
                "watch",
                "--config",
                "codegen.toml",
                "--message-format",
                "short",
            ])
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, said) = mpsc::channel();
        let (out, err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        for stream in [
            Box::new(out) as Box<dyn std::io::Read + Send>,
            Box::new(err),
        ] {
            let sender = sender.clone();
            thread::spawn(move || {
                for line in BufReader::new(stream).lines() {
                    let _ = sender.send(line.unwrap());
                }
            });
        }
        Self { child, said }
    }

    /// Waits for a line that holds this.
    fn says(&self, part: &str) {
        let mut other = String::new();
        loop {
            match self.said.recv_timeout(PATIENCE) {
                Ok(line) if line.contains(part) => return,
                Ok(line) => other = format!("{other}{line}\n"),
                Err(error) => panic!("{error} instead of `{part}` after:\n{other}"),
            }
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn page(member: &str) -> String {
    format!(
        "---\nreference:\n  curl:\n    - key: bike\n      properties:\n        - key: {member}\n          type: string\n---\n"
    )
}

#[test]
fn every_save_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| -> PathBuf { folder.path().join(name) };
    let save = |name: &str, text: &str| fs::write(path(name), text).unwrap();
    fs::create_dir(path("pages")).unwrap();
    save("pages/bike.mdx", &page("frame"));
    save("codegen.toml", "reference = 'pages'\nout = 'out'\n");

    let watch = Watch::start(folder.path());
    watch.says("files: 2 written");
    save("pages/bike.mdx", &page("wheel"));
    watch.says("written: bike.rs");
    watch.says("breaks Rust and wire  1  bike.frame: removed, was string");
    watch.says("additive              1  bike.wheel: added, string");
    assert!(
        fs::read_to_string(path("out/bike.rs"))
            .unwrap()
            .contains("pub wheel: String")
    );

    save("pages/bike.mdx", &page("bell").replace("string", "strng"));
    watch.says("pages/bike.mdx:7:17: error[unknown-type]");
    fs::create_dir(path("pages/parts")).unwrap();
    save(
        "pages/parts/bell.mdx",
        &page("tone").replace("bike", "bell"),
    );
    watch.says("error[unknown-type]");
    save("pages/bike.mdx", &page("bell"));
    watch.says("written: parts/bell.rs");
    // The page that had errors is compared with what it was before.
    watch.says("breaks Rust and wire  1  bike.wheel: removed, was string");
    watch.says("additive              2  bike.bell: added, string; bell: resource added");

    fs::remove_dir_all(path("pages/parts")).unwrap();
    watch.says("removed: parts/bell.rs");
    watch.says("breaks Rust  1  bell: resource removed");
    save("pages/bike.mdx", &page("bell"));
    watch.says("nothing has changed");
    save(
        "codegen.toml",
        "reference = 'pages'\nout = 'out'\nview = 'jss'\n",
    );
    watch.says("codegen.toml:3:8: error[invalid-settings]");
    save("codegen.toml", "reference = 'other'\nout = 'out'\n");
    watch.says("error[");
}
