//! Reads files, with a size limit, and without blocking on pipes or devices.

use std::fmt;
use std::fs::{self, File, FileType, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// The most bytes of a settings file, a corrections file or an index of bodies.
pub(crate) const MAX_TEXT_SIZE: u64 = 64 * 1024 * 1024;

/// The most bytes of a generated file that is compared with another.
#[cfg(feature = "analysis")]
pub(crate) const MAX_OUTPUT_SIZE: u64 = 256 * 1024 * 1024;

/// The reason that a file is not read.
#[derive(Debug)]
pub(crate) enum ReadError {
    /// It is larger than the limit. `size` may be only the number of bytes that were read.
    TooLarge {
        size: u64,
        limit: u64,
    },
    /// It is a pipe, a socket or a device, which may be endless.
    NotAFile(&'static str),
    Io(io::Error),
}

impl ReadError {
    /// The help for the user who named the file.
    pub(crate) fn help(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "split it, or check that it is the right file",
            Self::NotAFile(_) => "name a regular file",
            Self::Io(_) => "check that it exists, is readable, and is UTF-8",
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { size, limit } => {
                write!(f, "it has {size} bytes or more; at most {limit} are read")
            }
            Self::NotAFile(kind) => write!(f, "it is {kind} and not a file"),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Reads a regular file of at most `limit` bytes.
pub(crate) fn file(path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
    // Opening a device can have side effects.
    refuse_endless(fs::metadata(path)?.file_type())?;
    let mut options = OpenOptions::new();
    options.read(true);
    // Opening a pipe that has just replaced the file would block.
    #[cfg(all(unix, feature = "cli"))]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        rustix::fs::OFlags::NONBLOCK.bits().cast_signed(),
    );
    let file = options.open(path)?;
    let metadata = file.metadata()?;
    refuse_endless(metadata.file_type())?;
    let size = metadata.len();
    if size > limit {
        return Err(ReadError::TooLarge { size, limit });
    }
    all(file, limit)
}

/// Reads a text of at most [`MAX_TEXT_SIZE`] from a regular file, or from a pipe such as the
/// shell's `<(...)`.
pub(crate) fn text(path: &Path) -> Result<String, ReadError> {
    let bytes = if is_pipe(fs::metadata(path)?.file_type()) {
        all(File::open(path)?, MAX_TEXT_SIZE)?
    } else {
        file(path, MAX_TEXT_SIZE)?
    };
    String::from_utf8(bytes).map_err(|_| {
        let reason = "stream did not contain valid UTF-8";
        io::Error::new(io::ErrorKind::InvalidData, reason).into()
    })
}

/// Reads everything; more than `limit` bytes are an error.
fn all(from: impl Read, limit: u64) -> Result<Vec<u8>, ReadError> {
    // A file may grow while it is read.
    let bytes = start(from, limit.saturating_add(1))?;
    match bytes.len() as u64 {
        size if size > limit => Err(ReadError::TooLarge { size, limit }),
        _ => Ok(bytes),
    }
}

/// Reads at most the first `length` bytes.
pub(crate) fn start(from: impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Refuses devices, sockets and pipes. Opening a folder fails by itself.
fn refuse_endless(kind: FileType) -> Result<(), ReadError> {
    if kind.is_file() || kind.is_dir() {
        Ok(())
    } else if is_pipe(kind) {
        Err(ReadError::NotAFile("a pipe"))
    } else if is_socket(kind) {
        Err(ReadError::NotAFile("a socket"))
    } else {
        Err(ReadError::NotAFile("a device"))
    }
}

#[cfg(unix)]
fn is_pipe(kind: FileType) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&kind)
}

#[cfg(unix)]
fn is_socket(kind: FileType) -> bool {
    std::os::unix::fs::FileTypeExt::is_socket(&kind)
}

/// On other systems a named file is never a pipe.
#[cfg(not(unix))]
fn is_pipe(_kind: FileType) -> bool {
    false
}

#[cfg(not(unix))]
fn is_socket(_kind: FileType) -> bool {
    false
}
