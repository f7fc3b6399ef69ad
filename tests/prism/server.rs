//! Prism, on a free port of the loopback.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The longest time for a start, which takes two seconds on an idle machine.
const START: Duration = Duration::from_secs(120);

/// A server of the description, which ends with this value.
pub(crate) struct Prism {
    child: Child,
    pub(crate) base: String,
}

/// The reason why no server can be started, if there is one.
pub(crate) fn missing() -> Option<String> {
    if !program().exists() {
        return Some("no Prism: run npm ci --prefix tests/prism".to_owned());
    }
    let mut node = Command::new("node");
    node.arg("--version").stdin(Stdio::null());
    match node.output() {
        Ok(output) if output.status.success() => None,
        _ => Some("no node, which runs Prism: install Node 20 or later".to_owned()),
    }
}

/// The program that `npm ci` installs.
fn program() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/prism/node_modules/@stoplight/prism-cli/dist/index.js")
}

impl Prism {
    /// Starts a server, again if another program takes the port first.
    pub(crate) fn start(description: &Path) -> Self {
        let mut tries = (0..3).filter_map(|_| Self::try_start(description));
        tries
            .next()
            .unwrap_or_else(|| panic!("Prism does not start"))
    }

    fn try_start(description: &Path) -> Option<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = port.local_addr().unwrap();
        drop(port);
        let mut node = Command::new("node");
        node.arg(program())
            .args(["mock", "--verboseLevel", "silent", "--seed", "1"]);
        node.args(["--host", "127.0.0.1", "--port", &address.port().to_string()]);
        node.arg(description)
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        let child = node.spawn().unwrap();
        let mut prism = Self {
            child,
            base: format!("http://{address}"),
        };
        if prism.listens(address) {
            Some(prism)
        } else {
            None
        }
    }

    fn listens(&mut self, address: SocketAddr) -> bool {
        let start = Instant::now();
        while start.elapsed() < START {
            if self.child.try_wait().unwrap().is_some() {
                return false;
            }
            if TcpStream::connect(address).is_ok() {
                return true;
            }
            thread::sleep(Duration::from_millis(100));
        }
        false
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        // The server may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
