//! The published releases: those of `schema/releases.tsv`, with their counts in `counts.tsv`.

use std::path::{Path, PathBuf};
use std::{env, fs};

use reference_codegen::{Config, Layout};

/// The variable that names a folder other than `schema`, with releases of its own and their counts.
pub(crate) const ELSEWHERE: &str = "REFERENCE_RELEASES";

/// A release of the reference.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Release {
    pub(crate) version: &'static str,
}

/// Every pinned release of the reference, the oldest first.
pub(crate) fn all() -> Vec<Release> {
    let versions = pinned().into_iter().filter(|name| !name.contains('/'));
    versions.map(|version| Release { version }).collect()
}

/// The release that the published settings read.
pub(crate) fn published() -> Release {
    let settings = fs::read_to_string("schema/published.toml").unwrap();
    let mut found = all().into_iter().filter(|release| {
        let reference = format!("reference = \"upstream/{}/reference\"", release.version);
        settings.lines().any(|line| line == reference)
    });
    found.next().unwrap()
}

/// The newest pinned description of the API, where `schema/fetch` brings it.
pub(crate) fn description() -> PathBuf {
    let mut pinned = pinned().into_iter();
    let release = pinned.rfind(|name| name.starts_with("openapi/")).unwrap();
    Path::new("schema/upstream")
        .join(release)
        .join("open-api-spec.yaml")
}

/// The names in the table of releases, which live as long as the program.
fn pinned() -> Vec<&'static str> {
    let table = fs::read_to_string(schema().join("releases.tsv")).unwrap();
    let lines = table.leak().lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split('\t').next()).collect()
}

fn schema() -> PathBuf {
    env::var_os(ELSEWHERE).map_or_else(|| PathBuf::from("schema"), PathBuf::from)
}

impl Release {
    /// The corrections of the release, if there are any.
    pub(crate) fn corrections(self) -> PathBuf {
        let file = format!("{}.toml", self.version);
        schema().join("corrections").join(file)
    }

    /// Relative to the package, so that no message depends on where that is.
    pub(crate) fn folder(self) -> PathBuf {
        schema()
            .join("upstream")
            .join(self.version)
            .join("reference")
    }

    /// The line of the release in the table of counts.
    pub(crate) fn counts(self) -> Option<String> {
        let table = env::var_os(ELSEWHERE).map_or("tests/reference".into(), PathBuf::from);
        let table = fs::read_to_string(table.join("counts.tsv")).unwrap();
        let mut lines = table.lines();
        let line = lines.find(|line| line.split('\t').next() == Some(self.version));
        line.map(str::to_owned)
    }

    /// The line that the pages make.
    pub(crate) fn counted(self) -> String {
        let generated = |config: Config| {
            let generated = config.layout(Layout::Tree).generate(&[self.folder()]);
            generated.unwrap_or_else(|failure| panic!("{failure}"))
        };
        let counts = generated(Config::new()).inspection().counts;
        assert_eq!(counts.omitted, 0);
        let counts = [
            counts.pages,
            counts.entities,
            counts.operations,
            counts.resources,
            counts.json_resources,
            counts.untyped,
            counts.other_members,
            counts.matched,
        ];
        let events = self.corrections().exists().then(|| {
            let corrected = generated(Config::new().corrections(self.corrections()));
            let outline = corrected.outline("events::EventData").unwrap();
            let variants = outline.lines().filter(|line| line.contains(") = \""));
            variants.count().to_string()
        });
        let mut line = vec![self.version.to_owned()];
        line.extend(counts.map(|count| count.to_string()));
        line.push(events.unwrap_or_else(|| "-".to_owned()));
        line.join("\t")
    }
}
