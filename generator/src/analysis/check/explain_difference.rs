//! Explains why files differ if the reference is not the cause.

use std::fs;

use super::lines;
use super::origin::Origin;
use crate::pipeline::Generated;
use crate::pipeline::output::Differences;

/// The help for a checkout with CRLF.
const ENDINGS: &str = "the files have CRLF at the ends of lines, and the generator writes LF; \
                       `eol=lf` in .gitattributes keeps it so";

impl Generated {
    /// The causes of differences other than the reference, in sentences: another version of the
    /// generator, other settings, and other line endings.
    pub fn causes(&self, differences: &Differences) -> Vec<String> {
        let mut files = self.files().values();
        let new_origin = files.find_map(|text| Origin::from_text(text));
        let mut causes = Vec::new();
        for path in differences.changed.iter().chain(&differences.orphaned) {
            let old = fs::read_to_string(self.out_dir().join(path)).unwrap_or_default();
            let mut found = match (Origin::from_text(&old), new_origin) {
                (Some(old), Some(new)) => old.differences(new),
                _ => Vec::new(),
            };
            let new = self.files().get(path);
            if new.is_some_and(|new| lines::has_other_endings(&old, new)) {
                found.push(ENDINGS.to_owned());
            }
            found.retain(|cause| !causes.contains(cause));
            causes.extend(found);
        }
        causes
    }
}
