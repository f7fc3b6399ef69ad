//! Reads the objects of a repository with `git cat-file`.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use super::git;
use super::obstacle::Obstacle;

/// The objects of the repository around the working directory.
pub(super) struct Objects {
    sizes: Batch,
    contents: Batch,
}

impl Objects {
    pub(super) fn new() -> Self {
        Self {
            sizes: Batch::new("--batch-check"),
            contents: Batch::new("--batch"),
        }
    }

    /// The content of the object with this name. An object that is larger than the limit is not
    /// read.
    pub(super) fn read(&mut self, name: &str, limit: u64) -> Result<Vec<u8>, Obstacle> {
        let size = self.sizes.ask(name)?;
        if size > limit {
            return Err(Obstacle::TooLarge(size));
        }
        let size = self.contents.ask(name)?;
        self.contents.read(size)
    }
}

/// A process of git that answers requests for names one after the other.
struct Batch {
    mode: &'static str,
    process: Option<Process>,
}

impl Batch {
    fn new(mode: &'static str) -> Self {
        Self {
            mode,
            process: None,
        }
    }

    /// The size of the object with this name.
    fn ask(&mut self, name: &str) -> Result<u64, Obstacle> {
        let process = match self.process.take() {
            Some(process) => process,
            None => Process::start(self.mode).map_err(Obstacle::Failed)?,
        };
        let process = self.process.insert(process);
        let answer = process.ask(name);
        // `<id> <type> <size>`, or `<name> missing`. A git that would have to fetch a missing
        // object ends instead. Another process answers the next name.
        let size = match &answer {
            Ok(answer) if answer.ends_with('\n') => answer.trim_end().rsplit(' ').next(),
            Ok(_) | Err(_) => {
                self.process = None;
                None
            }
        };
        let size = size.and_then(|size| size.parse().ok());
        size.ok_or(Obstacle::Lacking)
    }

    /// The content after an answer, with this size.
    fn read(&mut self, size: u64) -> Result<Vec<u8>, Obstacle> {
        let content = match &mut self.process {
            Some(process) => process.read(size),
            None => Err(io::ErrorKind::BrokenPipe.into()),
        };
        content.map_err(|error| {
            self.process = None;
            Obstacle::Failed(error)
        })
    }
}

struct Process {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Process {
    fn start(mode: &str) -> io::Result<Self> {
        let mut child = git::command(&["cat-file", mode])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let closed = || io::Error::from(io::ErrorKind::BrokenPipe);
        Ok(Self {
            input: child.stdin.take().ok_or_else(closed)?,
            output: BufReader::new(child.stdout.take().ok_or_else(closed)?),
            child,
        })
    }

    fn ask(&mut self, name: &str) -> io::Result<String> {
        writeln!(self.input, "{name}")?;
        let mut answer = String::new();
        self.output.read_line(&mut answer)?;
        Ok(answer)
    }

    fn read(&mut self, size: u64) -> io::Result<Vec<u8>> {
        let mut content = Vec::new();
        // A line break follows.
        self.output
            .by_ref()
            .take(size.saturating_add(1))
            .read_to_end(&mut content)?;
        match content.pop() {
            Some(b'\n') if content.len() as u64 == size => Ok(content),
            _ => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}

impl Drop for Process {
    /// Ends the process in any state.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
