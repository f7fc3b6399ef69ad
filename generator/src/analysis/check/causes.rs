//! Why files differ, apart from the reference.

use std::fs;

use super::lines;
use crate::pipeline::Generated;
use crate::pipeline::header::Origin;
use crate::pipeline::output::Differences;

/// What to do about a checkout that writes CRLF.
const ENDINGS: &str = "the files have CRLF at the ends of lines, and the generator writes LF; \
                       `eol=lf` in .gitattributes keeps it so";

impl Generated {
    /// What has made files differ apart from the reference, in sentences:
    /// another version of the generator, other settings, and other line endings.
    pub fn causes(&self, differences: &Differences) -> Vec<String> {
        let mut causes = Vec::new();
        for path in differences.changed.iter().chain(&differences.orphaned) {
            for cause in self.causes_of(path) {
                if !causes.contains(&cause) {
                    causes.push(cause);
                }
            }
        }
        causes
    }

    fn causes_of(&self, path: &str) -> Vec<String> {
        let there = fs::read_to_string(self.out_dir().join(path)).unwrap_or_default();
        let now = self
            .files()
            .values()
            .find_map(|text| Origin::from_text(text));
        let mut causes = match (Origin::from_text(&there), now) {
            (Some(then), Some(now)) => then.differences(now),
            _ => Vec::new(),
        };
        let made = self.files().get(path);
        if made.is_some_and(|made| lines::has_other_endings(&there, made)) {
            causes.push(ENDINGS.to_owned());
        }
        causes
    }
}
