//! Reports to look at.

use std::path::Path;

use reference_codegen::Config;
use reference_codegen::diff::ReferenceSource;
use reference_codegen::report::ReportOptions;
use tempfile::TempDir;

const FIXTURES: &str = "tests/fixtures/report";

/// A report in a folder of its own.
pub(crate) struct Page {
    folder: TempDir,
}

impl Page {
    /// The report with everything that a report can show.
    pub(crate) fn of_books() -> Self {
        let inputs = ReportOptions::default()
            .old(ReferenceSource::Folder(format!("{FIXTURES}/old").into()))
            .payloads(format!("{FIXTURES}/payloads"));
        let corrections = format!("{FIXTURES}/corrections.toml");
        Self::of(&Config::new().corrections(corrections), "new", &inputs)
    }

    pub(crate) fn of(config: &Config, reference: &str, inputs: &ReportOptions) -> Self {
        let reference = Path::new(FIXTURES).join(reference);
        let report = config.report(&[reference], inputs).unwrap();
        let folder = tempfile::tempdir().unwrap();
        report.write(&folder.path().join("report.html")).unwrap();
        Self { folder }
    }

    pub(crate) fn url(&self) -> String {
        format!(
            "file://{}",
            self.folder.path().join("report.html").display()
        )
    }

    pub(crate) fn at(&self, state: &str) -> String {
        format!("{}#{state}", self.url())
    }
}
