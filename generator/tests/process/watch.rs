//! A running `watch`, and its output.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

/// The longest time for a line on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// A running `watch`, which ends with this value.
pub(crate) struct Watch {
    child: Child,
    said: Receiver<String>,
}

impl Watch {
    pub(crate) fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_reference-codegen"))
            .args(["watch", "--message-format", "short"])
            .args(arguments)
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

    /// Waits for a line that contains this text, and returns the lines before it.
    pub(crate) fn says(&self, part: &str) -> String {
        let mut other = String::new();
        loop {
            match self.said.recv_timeout(PATIENCE) {
                Ok(line) if line.contains(part) => return other,
                Ok(line) => other = format!("{other}{line}\n"),
                Err(error) => panic!("{error} instead of `{part}` after:\n{other}"),
            }
        }
    }

    /// Waits for two lines in any order, since they come in two streams.
    pub(crate) fn says_both(&self, parts: [&str; 2]) {
        let mut said = String::new();
        while !parts.iter().all(|part| said.contains(part)) {
            match self.said.recv_timeout(PATIENCE) {
                Ok(line) => said = format!("{said}{line}\n"),
                Err(error) => panic!("{error} instead of {parts:?} after:\n{said}"),
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
