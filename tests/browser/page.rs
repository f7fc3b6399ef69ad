//! Reports to look at.

use std::fs;
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
    /// A report with everything that a report can show.
    pub(crate) fn of_books() -> Self {
        let inputs = ReportOptions::default()
            .old(ReferenceSource::Folder(format!("{FIXTURES}/old").into()))
            .payloads(format!("{FIXTURES}/payloads"));
        let corrections = format!("{FIXTURES}/corrections.toml");
        Self::of(&Config::new().corrections(corrections), "new", &inputs)
    }

    /// A report that is long enough to be compressed: resources with the same fields.
    pub(crate) fn of_many() -> Self {
        Self::of_many_in("reference", &ReportOptions::default())
    }

    /// The same, of a reference in a folder with this path.
    pub(crate) fn of_many_in(path: &str, options: &ReportOptions) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let reference = folder.path().join(path);
        fs::create_dir_all(&reference).unwrap();
        let members: String = (0..20)
            .map(|member| {
                let views = format!("member {member} of the thing, in some words & <marks>");
                format!("        - {{ key: m{member}, type: string, description: '{views}' }}\n")
            })
            .collect();
        for thing in 0..30 {
            let entity = format!(
                "    - key: thing{thing}\n      id: thing{thing}\n      properties:\n{members}"
            );
            let page = format!("---\nreference:\n  curl:\n{entity}---\n");
            fs::write(reference.join(format!("thing{thing}.mdx")), page).unwrap();
        }
        Self::of_folder(&Config::new(), &reference, options)
    }

    pub(crate) fn of(config: &Config, reference: &str, inputs: &ReportOptions) -> Self {
        Self::of_folder(config, &Path::new(FIXTURES).join(reference), inputs)
    }

    fn of_folder(config: &Config, reference: &Path, inputs: &ReportOptions) -> Self {
        let report = config.report(&[reference], inputs).unwrap();
        let folder = tempfile::tempdir().unwrap();
        report.write(&folder.path().join("report.html")).unwrap();
        Self { folder }
    }

    pub(crate) fn text(&self) -> String {
        fs::read_to_string(self.folder.path().join("report.html")).unwrap()
    }

    /// Replaces what is compressed in the page with something else.
    pub(crate) fn damage_packed(&self) {
        let file = self.folder.path().join("report.html");
        let text = self.text();
        let (before, packed) = text.split_once(" id=\"packed\">").unwrap();
        let (_, after) = packed.split_once('<').unwrap();
        fs::write(&file, format!("{before} id=\"packed\">AAAA<{after}")).unwrap();
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
