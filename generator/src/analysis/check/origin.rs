//! The version and the settings in the header of a generated file, and how two of them differ.

use crate::pipeline::header::{COMMENT_STYLES, MARKER, SETTINGS};

/// The version and the settings that a generated file names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Origin<'a> {
    version: &'a str,
    settings: &'a str,
}

impl<'a> Origin<'a> {
    /// The origin of the file with this text; `None` for a file that is not generated.
    pub(super) fn from_text(text: &'a str) -> Option<Self> {
        let mut lines = text.lines().map_while(strip_comment);
        let version = lines.next()?.strip_prefix(MARKER)?;
        let settings = lines.next().and_then(|line| line.strip_prefix(SETTINGS));
        Some(Self {
            version: version.trim_start().split(". ").next()?,
            settings: settings.unwrap_or_default(),
        })
    }

    /// The differences between the origin of existing files and that of new ones, in sentences.
    pub(super) fn differences(self, new: Self) -> Vec<String> {
        let mut differences = Vec::new();
        if self.version != new.version {
            differences.push(format!(
                "the files are of version {} of the generator, and this is {}",
                self.version, new.version
            ));
        }
        if self.settings != new.settings {
            differences.push(format!(
                "the files were made with {}, and the settings now are {}",
                quoted_settings(self.settings),
                quoted_settings(new.settings)
            ));
        }
        differences
    }
}

fn quoted_settings(settings: &str) -> String {
    match settings {
        "" => "the defaults".to_owned(),
        settings => format!("`{settings}`"),
    }
}

/// The text of a line that is a comment in a generated file.
fn strip_comment(line: &str) -> Option<&str> {
    COMMENT_STYLES
        .iter()
        .find_map(|style| line.strip_prefix(style.begin)?.strip_suffix(style.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, MapType};
    use crate::pipeline::header::{comment_line, comment_text};

    #[test]
    fn another_version_and_other_settings_are_named() {
        let settings = Config::new().map(MapType::IndexMap).settings(&["pages"]);
        let now: Vec<String> = comment_text(&settings.unwrap())
            .lines()
            .map(|line| comment_line("models.rs", line))
            .collect();
        let now = now.join("\n");
        let now = Origin::from_text(&now).unwrap();
        let then = format!("// {MARKER} 0.0.9. Do not edit.\n\npub struct Parcel;\n");
        let then = Origin::from_text(&then).unwrap();
        assert_eq!(now.differences(now), [] as [&str; 0]);
        let version = format!(
            "the files are of version 0.0.9 of the generator, and this is {}",
            env!("CARGO_PKG_VERSION")
        );
        let settings =
            "the files were made with the defaults, and the settings now are `map = \"IndexMap\"`";
        assert_eq!(then.differences(now), [version.as_str(), settings]);
        assert_eq!(Origin::from_text("pub struct Parcel;\n"), None);
        assert_eq!(Origin::from_text(""), None);
    }
}
