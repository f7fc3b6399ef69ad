//! The result of each fixture: its files, or its diagnostics.
#![allow(clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::path::Path;

use reference_codegen::diagnostic::{Code, Diagnostic, Severity};
use reference_codegen::{
    Config, Error, Generated, Layout, MapType, SerdeCode, SerdeDerives, TimeType, View,
};
use support::fixtures::{self, BASE_URL, Case};
use support::outline;

/// The support module is the same everywhere and has a snapshot of its own.
const RUNTIME: &str = "runtime.rs";

#[test]
fn ok() {
    insta::glob!("fixtures/ok/*", |folder| {
        let case = Case::at(folder);
        let generated = fixtures::generate(&case.reference(), Layout::Tree)
            .unwrap_or_else(|failure| panic!("{failure}"));
        insta::assert_snapshot!("ok", shown(&case, &generated));
    });
}

#[test]
fn err() {
    insta::glob!("fixtures/err/*", |folder| {
        let case = Case::at(folder);
        let Err(failure) = fixtures::generate(&case.reference(), Layout::Tree) else {
            panic!("{} generates", case.name);
        };
        for diagnostic in failure.diagnostics() {
            assert_is_placed_and_helpful(diagnostic);
        }
        insta::assert_snapshot!("err", relative(&failure.to_string(), &case));
    });
}

#[test]
fn runtime() {
    let cases = fixtures::ok();
    let enums = cases
        .iter()
        .find(|case| case.name == "enums")
        .unwrap_or_else(|| panic!("no case `enums`"));
    let generated = fixtures::generate(&enums.reference(), Layout::Tree)
        .unwrap_or_else(|failure| panic!("{failure}"));
    let text = without_base_url(&generated.files()[RUNTIME]);
    insta::assert_snapshot!(unversioned(&text));
}

/// The id types are in the root, so that no section of a crate needs another section for them.
#[test]
fn ids_need_no_section() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ok/ids");
    let generated = fixtures::generate(&Case::at(&folder).reference(), Layout::Crate)
        .unwrap_or_else(|failure| panic!("{failure}"));
    let manifest = &generated.files()["Cargo.toml"];
    for feature in ["boats = []", "crew = []"] {
        assert!(manifest.lines().any(|line| line == feature), "{manifest}");
    }
    let root = &generated.files()["src/lib.rs"];
    assert!(root.contains("pub struct SailorId"), "{root}");
}

/// The files of a crate other than its modules, and the targets of its links.
#[test]
fn package() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ok/sections");
    let case = Case::at(&folder);
    let config = Config::new()
        .layout(Layout::Crate)
        .crate_name("farm-models");
    let generated = config
        .generate(&[case.reference()])
        .unwrap_or_else(|failure| panic!("{failure}"));
    let shown = [
        "Cargo.toml",
        "README.md",
        "src/lib.rs",
        "src/crops.rs",
        "src/crops/weather.rs",
    ];
    let shown = shown.map(|path| format!("==> {path} <==\n{}\n", generated.files()[path]));
    insta::assert_snapshot!(unversioned(&shown.concat()));
}

/// The example of a crate sends to the server that the settings name, or to a marked placeholder,
/// and never to a server of another operation.
#[test]
fn package_servers() {
    let folder = "tests/fixtures/ok/sending";
    let base = |servers: &[(&str, &str)]| {
        let config = Config::new()
            .layout(Layout::Crate)
            .corrections(format!("{folder}/corrections.toml"));
        let config = servers
            .iter()
            .fold(config, |config, (name, url)| config.server(*name, *url));
        let generated = config.generate(&[format!("{folder}/reference")]).unwrap();
        let readme = &generated.files()["README.md"];
        let end = readme.find(".unwrap_or(").unwrap();
        let lines: Vec<&str> = readme[..end].lines().rev().take(2).collect();
        let url = readme[end..].split('"').nth(1).unwrap();
        (lines[1].trim().to_owned(), url.to_owned())
    };
    let placeholder = |server: &str| {
        format!("// The reference has no base URL of the server `{server}`: put yours here.")
    };
    let api = ("api", "https://barn.test/v1");
    let gatehouse = ("gatehouse", "https://gatehouse.test");
    let tower = ("tower", "https://tower.test");
    for (servers, comment, url) in [
        (&[][..], placeholder("api"), "https://api.example.com"),
        (
            &[gatehouse, tower],
            placeholder("api"),
            "https://api.example.com",
        ),
        (
            &[api, gatehouse],
            placeholder("tower"),
            "https://tower.example.com",
        ),
        (&[api, gatehouse, tower], "{".to_owned(), api.1),
    ] {
        assert_eq!(base(servers), (comment, url.to_owned()));
    }
}

/// A crate depends on the crates that its types use, and on nothing else.
#[test]
fn package_dependencies() {
    let dependencies = |time: TimeType, map: MapType| {
        let config = Config::new().layout(Layout::Crate).time(time).map(map);
        let generated = config.generate(
            &["times", "maps"].map(|case| format!("tests/fixtures/ok/{case}/reference")),
        )?;
        let manifest = &generated.files()["Cargo.toml"];
        let listed = manifest.split("[dependencies]\n").nth(1);
        Ok::<_, Error>(listed.unwrap_or_default().to_owned())
    };
    let choices = [
        (TimeType::String, MapType::BTreeMap),
        (TimeType::Chrono, MapType::BTreeMap),
        (TimeType::Jiff, MapType::IndexMap),
        (TimeType::Time, MapType::IndexMap),
        (
            TimeType::Path("crate::Timestamp".to_owned()),
            MapType::BTreeMap,
        ),
    ];
    let shown = choices.map(|(time, map)| {
        let chosen = format!("{time:?}, {map:?}");
        let listed = dependencies(time, map).unwrap_or_else(|failure| failure.to_string());
        format!("==> {chosen} <==\n{listed}\n")
    });
    insta::assert_snapshot!(shown.concat());
}

/// The resources alone: no request, no response, and no module for a page that has only those.
#[test]
fn resources_alone() {
    let cases = fixtures::ok();
    let operations = cases.iter().filter(|case| case.name == "operations");
    let alone = Config::new().operations(false);
    let outlines = operations.flat_map(|case| {
        let generated = alone
            .generate(&[case.reference()])
            .unwrap_or_else(|failure| panic!("{failure}"));
        assert!(generated.inspection().operations.is_empty());
        outline::sections(&generated).into_values()
    });
    insta::assert_snapshot!(outlines.collect::<String>());
}

/// A timestamp that is recognized by other views or by its name has the type of the setting.
#[test]
fn times() {
    let config = Config::new().time(TimeType::Jiff);
    let cases = fixtures::ok()
        .into_iter()
        .filter(|case| ["times", "majority", "json_view"].contains(&case.name.as_str()));
    let outlines = cases.flat_map(|case| {
        let generated = config
            .generate(&[case.reference()])
            .unwrap_or_else(|failure| panic!("{failure}"));
        outline::sections(&generated).into_values()
    });
    insta::assert_snapshot!(outlines.collect::<String>());
}

/// Requests are only written, and what comes back is only read.
#[test]
fn by_direction() {
    let config = Config::new().serde(SerdeDerives::ByDirection);
    let cases = fixtures::ok().into_iter();
    let cases = cases.filter(|case| ["operations", "unions"].contains(&case.name.as_str()));
    let mut lines = Vec::new();
    for case in cases {
        let generated = config
            .generate(&[case.reference()])
            .unwrap_or_else(|failure| panic!("{failure}"));
        let files = generated
            .files()
            .iter()
            .filter(|(path, _)| *path != RUNTIME);
        let telling = ["#[derive(", "pub struct", "pub enum", "impl<'de>"];
        for line in files.flat_map(|(_, text)| text.lines()) {
            if telling.iter().any(|start| line.starts_with(start)) {
                lines.push(line.to_owned());
            }
        }
    }
    insta::assert_snapshot!(lines.join("\n"));
}

/// The tables of members of requests, responses and resources.
#[test]
fn tables_of_members() {
    let config = Config::new().serde_code(SerdeCode::Table);
    let case = fixtures::ok();
    let case = case.into_iter().find(|case| case.name == "operations");
    let generated = config.generate(&[case.unwrap().reference()]);
    let generated = generated.unwrap_or_else(|failure| panic!("{failure}"));
    let files = generated.files().iter();
    let files = files.filter(|(path, _)| *path != RUNTIME);
    let tables = files.flat_map(|(_, text)| text.split("\nmembers! {\n").skip(1));
    let tables = tables.map(|table| table.split_once("\n}\n").map_or(table, |(table, _)| table));
    insta::assert_snapshot!(tables.collect::<Vec<_>>().join("\n"));
}

/// Documented members of operations that have no field are listed and counted, and no others are.
#[test]
fn omitted() {
    for case in fixtures::ok() {
        let generated = fixtures::generate(&case.reference(), Layout::Tree)
            .unwrap_or_else(|failure| panic!("{failure}"));
        let inspection = generated.inspection();
        let lines = inspection.omitted.iter().map(ToString::to_string);
        let lines: Vec<String> = lines.map(|line| relative(&line, &case)).collect();
        assert_eq!(inspection.counts.omitted, lines.len());
        if case.name == "omitted" {
            insta::assert_snapshot!(lines.join("\n"));
        } else {
            assert!(lines.is_empty(), "{}: {lines:#?}", case.name);
        }
    }
}

/// With another view the names are those of that view, and the other views add the missing facts.
#[test]
fn views() {
    let case = fixtures::ok()
        .into_iter()
        .find(|case| case.name == "untyped");
    let reference = case.map(|case| case.reference()).unwrap_or_default();
    let outlines = View::ALL.iter().flat_map(|&view| {
        let generated = Config::new()
            .view(view)
            .generate(&[&reference])
            .unwrap_or_else(|failure| panic!("{failure}"));
        let sections = outline::sections(&generated).into_iter();
        sections.map(move |(_, outline)| format!("==> {} <==\n{outline}", view.as_str()))
    });
    insta::assert_snapshot!(outlines.collect::<String>());
}

/// If the view that names the fields documents any value, only three other views outvote it.
#[test]
fn any_value_of_the_view_itself() {
    let case = fixtures::ok()
        .into_iter()
        .find(|case| case.name == "any_value");
    let reference = case.map(|case| case.reference()).unwrap_or_default();
    let generated = Config::new()
        .view(View::Go)
        .generate(&[&reference])
        .unwrap_or_else(|failure| panic!("{failure}"));
    let lines = &outline::sections(&generated)["lines"];
    insta::assert_snapshot!(lines);
}

/// Corrections have the names of one view; with another view there is one error, not one for each
/// entry.
#[test]
fn corrections_of_another_view() {
    let case = fixtures::ok()
        .into_iter()
        .find(|case| case.name == "corrections");
    let reference = case.map(|case| case.reference()).unwrap_or_default();
    let failure = Config::new()
        .view(View::Js)
        .corrections(reference.with_file_name("corrections.toml"))
        .generate(&[&reference])
        .expect_err("corrections are for `curl`");
    insta::assert_snapshot!(failure.to_string(), @"
    warning[nothing-modelled]: no page has a resource or an operation of the view `js`
      help: describe them below `reference:` in the front matter; a page with front matter begins with a line `---`
    tests/fixtures/ok/corrections/corrections.toml: error[invalid-settings]: corrections are for the view `curl`, but the fields have the names of `js`
      help: omit `view`, or omit `corrections`
    ");
}

/// The warnings, then every file below its path.
fn shown(case: &Case, generated: &Generated) -> String {
    let warnings = generated
        .diagnostics()
        .iter()
        .map(|warning| format!("{}\n", relative(&warning.to_string(), case)));
    let files = generated
        .files()
        .iter()
        .filter(|(path, _)| *path != RUNTIME);
    let files = files.map(|(path, text)| format!("==> {path} <==\n{text}\n"));
    let text = warnings.chain(files).collect::<String>();
    unversioned(&without_base_url(&text))
}

/// A text without the setting that all cases have.
fn without_base_url(text: &str) -> String {
    let base_url = format!("base_url = {BASE_URL:?}");
    text.replace(&format!("// Settings: {base_url}\n"), "")
        .replace(&format!(", {base_url}"), "")
        .replace(&format!("{base_url}, "), "")
}

/// A text without the version of the generator, so that a release changes no snapshot.
fn unversioned(text: &str) -> String {
    let of_generator = ["reference-codegen ", "`reference-codegen` "];
    of_generator.iter().fold(text.to_owned(), |text, name| {
        let version = format!("{name}{}", env!("CARGO_PKG_VERSION"));
        text.replace(&version, &format!("{name}VERSION"))
    })
}

/// A text with the paths of pages relative to the folder of the case.
fn relative(text: &str, case: &Case) -> String {
    let reference = case.reference();
    let folder = reference.parent().unwrap_or(&reference);
    let text = text.replace(&format!("{}/", folder.display()), "");
    text.replace(&format!("`{}`", folder.display()), "`.`")
}

/// Asserts that a problem has a place and a help text.
fn assert_is_placed_and_helpful(diagnostic: &Diagnostic) {
    assert!(!diagnostic.help.is_empty(), "no help: {diagnostic}");
    let is_placed = diagnostic
        .span
        .as_ref()
        .is_some_and(|span| span.line > 0 && span.column > 0);
    let has_no_text = matches!(diagnostic.code, Code::NoPages | Code::UnreadableFile);
    assert!(
        is_placed || has_no_text || diagnostic.severity == Severity::Warning,
        "no line: {diagnostic}"
    );
}
