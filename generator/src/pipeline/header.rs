//! The first lines of every generated file: who made it, and with which settings.
//!
//! They hold no time and no path, so that the same pages give the same bytes everywhere.

use std::collections::BTreeMap;
use std::path::Path;

use crate::base::view::View;
use crate::config::{
    BASE_URL, CRATE_NAME, Layout, MapType, Override, OverrideKind, SerdeDerives, Settings, TimeType,
};
use crate::pipeline::generated_marker::{self, MARK};

/// What the second line begins with, where there is one.
const SETTINGS: &str = "Settings: ";
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The lines for files that are made with these settings, without the marks of a comment.
///
/// Defaults are omitted.
pub(crate) fn comment_text(settings: &Settings) -> String {
    let mut header =
        format!("{MARK} {VERSION}. Do not edit; regenerate with `reference-codegen generate`.");
    let chosen = chosen(settings);
    if !chosen.is_empty() {
        header += &format!("\n{SETTINGS}{chosen}");
    }
    header
}

/// The settings that decide the text and are not the default: `time = "jiff", view = "js"`.
fn chosen(settings: &Settings) -> String {
    let (layout, map, time) = (Layout::default(), MapType::default(), TimeType::default());
    let corrections = corrections(settings);
    let chosen = [
        text("layout", settings.layout.as_str(), layout.as_str()),
        text("crate_name", &settings.crate_name, CRATE_NAME),
        (!settings.operations).then(|| "operations = false".to_owned()),
        text("view", settings.view.as_str(), View::Curl.as_str()),
        text("time", settings.time.as_str(), time.as_str()),
        text("map", settings.map.as_str(), map.as_str()),
        text(
            "serde",
            settings.serde.as_str(),
            SerdeDerives::default().as_str(),
        ),
        text("corrections", &corrections, ""),
        text("base_url", &settings.base_url, BASE_URL),
    ];
    let chosen = chosen.into_iter().flatten();
    let chosen: Vec<String> = chosen.chain(overrides(settings)).collect();
    chosen.join(", ")
}

/// `types = "2 (9f1c07d4)"` for each kind of pattern: how many there are, and a hash of what they
/// say, since all of it would be too much for the head of every file.
fn overrides(settings: &Settings) -> Vec<String> {
    let mut kinds: BTreeMap<OverrideKind, Vec<String>> = BTreeMap::new();
    for Override {
        kind,
        pattern,
        value,
        ..
    } in &settings.overrides
    {
        let said = format!("{pattern}={value}\n", pattern = pattern.as_str());
        kinds.entry(*kind).or_default().push(said);
    }
    let kinds = kinds.into_iter();
    kinds
        .map(|(kind, said)| {
            let hash = hash(&said.concat());
            format!("{kind} = \"{} ({hash:08x})\"", said.len())
        })
        .collect()
}

/// FNV-1a, which is the same on every machine and with every compiler.
fn hash(text: &str) -> u32 {
    let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    text.bytes().fold(0x811c_9dc5, step)
}

fn text(name: &str, value: &str, default: &str) -> Option<String> {
    (value != default).then(|| format!("{name} = {value:?}"))
}

/// The name of the file alone: its folder is of this machine, and were what it says told here,
/// every generated file would change with a single correction.
fn corrections(settings: &Settings) -> String {
    let name = settings.corrections.as_deref().and_then(Path::file_name);
    name.unwrap_or_default().to_string_lossy().into_owned()
}

/// What the first lines of a generated file tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Origin<'a> {
    version: &'a str,
    settings: &'a str,
}

impl<'a> Origin<'a> {
    /// Who made the file with this text; none for a file that is not generated.
    pub(crate) fn from_text(text: &'a str) -> Option<Self> {
        let mut lines = text.lines().map_while(generated_marker::strip_comment);
        let version = lines.next()?.strip_prefix(MARK)?;
        let settings = lines.next().and_then(|line| line.strip_prefix(SETTINGS));
        Some(Self {
            version: version.trim_start().split(". ").next()?,
            settings: settings.unwrap_or_default(),
        })
    }

    /// In what another file was made otherwise than this one, in sentences.
    pub(crate) fn differences(self, other: Self) -> Vec<String> {
        let mut differences = Vec::new();
        if self.version != other.version {
            differences.push(format!(
                "the files are of version {} of the generator, and this is {}",
                self.version, other.version
            ));
        }
        if self.settings != other.settings {
            differences.push(format!(
                "the files were made with {}, and the settings now are {}",
                named(self.settings),
                named(other.settings)
            ));
        }
        differences
    }
}

fn named(settings: &str) -> String {
    match settings {
        "" => "the defaults".to_owned(),
        settings => format!("`{settings}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn header(config: &Config) -> String {
        let header = comment_text(&config.settings(&["pages"]).unwrap());
        header.lines().map(|line| format!("// {line}\n")).collect()
    }

    #[test]
    fn only_what_is_not_the_default_is_told() {
        assert_eq!(header(&Config::new()).lines().count(), 1);
        let config = Config::new().time(TimeType::Path("crate::\nMoment".to_owned()));
        let config = config
            .layout(Layout::File)
            .view(View::Js)
            .base_url("https://example.com");
        let told = header(&config);
        let expected = r#"// Settings: layout = "file", view = "js", time = "crate::\nMoment", base_url = "https://example.com""#;
        assert_eq!(told.lines().nth(1), Some(expected));
        assert_eq!(told.lines().count(), 2);
    }

    #[test]
    fn operations_are_a_flag_and_corrections_a_name() {
        let config = Config::new()
            .operations(false)
            .corrections("/srv/fixes/1.0.toml");
        let expected = r#"// Settings: operations = false, corrections = "1.0.toml""#;
        assert_eq!(header(&config).lines().nth(1), Some(expected));
    }

    #[test]
    fn patterns_are_a_count_and_a_hash() {
        let told = |config: Config| header(&config).lines().nth(1).unwrap().to_owned();
        let config = Config::new()
            .types("Parcel.size", "crate::Size")
            .secrets("**.token");
        let expected = r#"// Settings: types = "1 (8479792e)", secrets = "1 (8c9f71e1)""#;
        assert_eq!(told(config.clone()), expected);
        let other = Config::new()
            .types("Parcel.size", "crate::Weight")
            .secrets("**.token");
        assert_ne!(told(other), expected);
        assert_ne!(told(config.secrets("**.key")), expected);
        assert_eq!(hash("a"), 0xe40c_292c);
    }

    #[test]
    fn another_version_and_other_settings_are_named() {
        let now = header(&Config::new().map(MapType::IndexMap));
        let now = Origin::from_text(&now).unwrap();
        let then = format!("// {MARK} 0.0.9. Do not edit.\n\npub struct Parcel;\n");
        let then = Origin::from_text(&then).unwrap();
        assert_eq!(now.differences(now), [] as [&str; 0]);
        let version =
            format!("the files are of version 0.0.9 of the generator, and this is {VERSION}");
        let settings =
            "the files were made with the defaults, and the settings now are `map = \"IndexMap\"`";
        assert_eq!(then.differences(now), [version.as_str(), settings]);
        assert_eq!(Origin::from_text("pub struct Parcel;\n"), None);
        assert_eq!(Origin::from_text(""), None);
    }
}
