//! The reasons why a part of a revision cannot be read.

use std::io;

use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::pipeline::source::PageError;

/// The reason why a path or an object of a revision cannot be read.
#[derive(Debug)]
pub(super) enum Obstacle {
    /// There is nothing at the path.
    Nothing,
    /// A link leads out of the revision.
    LeadsOut,
    /// A link leads to a parent folder or to itself.
    LeadsBack,
    /// The path is longer than any file path can be.
    TooLong,
    /// The repository does not have the object.
    Lacking,
    /// The object is larger than the limit for its kind.
    TooLarge(u64),
    /// The object has an invalid format.
    Damaged,
    /// Git could not be run.
    Failed(io::Error),
}

impl Obstacle {
    pub(super) fn reason(&self) -> String {
        match self {
            Self::Nothing => "its target does not exist in the revision".to_owned(),
            Self::LeadsOut => "it leads out of the revision".to_owned(),
            Self::LeadsBack => "it leads back to itself".to_owned(),
            Self::TooLong => "its path is too long".to_owned(),
            Self::Lacking => "its object is not in the repository".to_owned(),
            Self::TooLarge(size) => format!("its object has {size} bytes"),
            Self::Damaged => "its object is damaged".to_owned(),
            Self::Failed(error) => error.to_string(),
        }
    }

    pub(super) fn help(&self) -> &'static str {
        match self {
            Self::Nothing | Self::LeadsBack => "fix the link, or name a folder without it",
            Self::LeadsOut => "if the link is safe, check out the revision and name its folder",
            Self::TooLong | Self::TooLarge(_) => "name a folder without it",
            Self::Lacking => {
                "`git fetch --refetch --no-filter` fetches the objects missing in a partial \
                 clone; `git fsck` lists lost objects"
            }
            Self::Damaged => "run `git fsck` for details",
            Self::Failed(_) => "check that `git cat-file` works here",
        }
    }

    /// Reports the obstacle for a file or folder of the revision.
    pub(super) fn report(&self, file: String, diagnostics: &mut Diagnostics) {
        let message = format!("cannot be read: {}", self.reason());
        let location = Location::File(file);
        diagnostics.report(Code::UnreadableFile, message, self.help(), location);
    }
}

impl From<Obstacle> for PageError {
    fn from(obstacle: Obstacle) -> Self {
        match obstacle {
            Obstacle::TooLarge(size) => Self::TooLarge(size),
            _ => Self::Unreadable {
                reason: obstacle.reason(),
                help: obstacle.help().into(),
            },
        }
    }
}
