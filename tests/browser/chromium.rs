//! A Chromium that the tests start, without a window.

use std::env;
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use tungstenite::Message;

/// The longest time that the browser may take to end.
const PATIENCE: Duration = Duration::from_secs(5);

/// The variable that names the program, where it has none of the usual names.
const CHROMIUM: &str = "CHROMIUM";

/// The names of the program in distributions.
const NAMES: [&str; 5] = [
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// The program, if there is one.
pub(crate) fn find() -> Option<PathBuf> {
    if let Some(named) = env::var_os(CHROMIUM) {
        return Some(PathBuf::from(named));
    }
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH")?).collect();
    let files = NAMES
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    files.into_iter().find(|file| file.is_file())
}

/// A running browser, which ends when this value is dropped.
pub(crate) struct Chromium {
    process: Child,
    /// The address that it listens on: `ws://127.0.0.1:...`
    pub(crate) address: String,
    _profile: TempDir,
}

impl Chromium {
    pub(crate) fn start(program: &Path) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let mut process = Command::new(program)
            .args(["--headless", "--remote-debugging-port=0", "--disable-gpu"])
            // A machine that runs tests as root has no other way, and the pages that are opened are
            // our own.
            .args(["--no-sandbox", "--disable-dev-shm-usage", "--no-first-run"])
            .arg("--disable-background-networking")
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(process.stderr.take().unwrap());
        let mut lines = said.lines().map_while(Result::ok);
        let address = lines.find_map(|line| Some(line.split_once("listening on ")?.1.to_owned()));
        // Later output of the browser is of no interest, but must be read, or the browser would
        // block.
        std::thread::spawn(move || lines.count());
        Self {
            process,
            address: address.unwrap_or_else(|| panic!("the browser ended before it listened")),
            _profile: profile,
        }
    }
}

impl Chromium {
    /// Asks the browser to end, and waits until it no longer listens.
    fn close(&self) -> Result<(), Box<dyn Error>> {
        let host = self.address.split('/').nth(2).unwrap_or_default();
        let stream = TcpStream::connect(host)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let (mut socket, _) = tungstenite::client(&self.address, stream)?;
        socket.send(Message::text(r#"{"id":1,"method":"Browser.close"}"#))?;
        while socket.read().is_ok() {}
        Ok(())
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // The started process may be a script around the browser, and the browser would outlive the
        // script.
        let _ = self.close();
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
