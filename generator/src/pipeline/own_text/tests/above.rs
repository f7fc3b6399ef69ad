//! Lines of the user among the generated lines.

use std::fs;
use std::path::{Path, PathBuf};

use super::PAGE;
use crate::config::{Config, Layout, TimeType};

/// The output of the pages in a folder, which is not written yet.
macro_rules! generated {
    ($folder:expr, $config:expr) => {
        $config
            .out_dir($folder.join("out"))
            .generate(&[$folder.join("pages")])
            .unwrap()
    };
}

/// A folder with a page in each of two sections, and the package for them.
fn package() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for section in ["air", "sea"] {
        let pages = folder.path().join("pages").join(section);
        fs::create_dir_all(&pages).unwrap();
        let page = PAGE.replace("kite", &format!("{section}_kite"));
        let operation = format!(
            "    - {{ key: fly_{section}, id: fly_{section}, title: '/{section}/:id', type: POST }}\n---\n"
        );
        let page = page.replace("string }\n---\n", &format!("string }}\n{operation}"));
        fs::write(pages.join("kite.mdx"), page).unwrap();
    }
    generated!(folder.path(), config()).write().unwrap();
    folder
}

fn config() -> Config {
    Config::new().layout(Layout::Crate).http(true)
}

fn manifest(folder: &Path) -> PathBuf {
    folder.join("out/Cargo.toml")
}

/// Replaces texts of a file. Each must be there once.
fn edit(file: &Path, edits: &[(&str, &str)]) -> String {
    let mut text = fs::read_to_string(file).unwrap();
    for (from, to) in edits {
        assert_eq!(text.matches(from).count(), 1, "{from} in {text}");
        text = text.replace(from, to);
    }
    fs::write(file, &text).unwrap();
    text
}

/// The edits of `cargo add`, and others by hand.
const EDITS: [(&str, &str); 8] = [
    ("edition = ", "publish = false # not yet\nedition = "),
    ("    \"http\",\n", "    \"http\",\n    \"fast\",\n"),
    (
        "sea = []\n",
        "sea = [\"dep:anyhow\"]\n# Needs more memory.\nfast = [\n    \"air\",\n]\n",
    ),
    (
        "\n[dependencies]\n",
        "\n[lints.rust]\nunused = \"warn\"\n\n[dependencies]\nanyhow = \"1\"\n",
    ),
    (
        "features = [\"derive\"] }\n",
        "features = [\"derive\", \"rc\"] }\n# later\n\nserde_with = { version = \"3\" }\n",
    ),
    (
        "optional = true }",
        "optional = true, features = [\"std\"] }",
    ),
    (
        "# What",
        "zeroize = \"1\"\n\n[dev-dependencies]\n# tests\ninsta = \"1\"\n\n# What",
    ),
    (
        "\n[package.metadata.docs.rs]",
        "\n[[bin]]\nname = \"see\"\n\n[[bin]]\nname = \"hear\"\n\n[package.metadata.docs.rs]",
    ),
];

#[test]
fn what_cargo_adds_stays() {
    let folder = package();
    let file = manifest(folder.path());
    let edited = edit(&file, &EDITS);
    let again = generated!(folder.path(), config());
    assert_eq!(again.files()["Cargo.toml"], edited);
    assert_eq!(again.write().unwrap().written, [] as [&str; 0]);
    // Another checkout may have other line breaks.
    fs::write(&file, edited.replace('\n', "\r\n")).unwrap();
    let again = generated!(folder.path(), config());
    assert_eq!(again.files()["Cargo.toml"], edited);
    // The generated lines change, the user's stay.
    fs::write(&file, &edited).unwrap();
    fs::remove_dir_all(folder.path().join("pages/sea")).unwrap();
    let other = config()
        .operations(false)
        .time(TimeType::Jiff)
        .crate_name("kites");
    generated!(folder.path(), other).write().unwrap();
    let text = fs::read_to_string(&file).unwrap();
    for gone in [
        "    \"sea\",\n",
        "sea = [\"dep:anyhow\"]\n",
        "http = [\"dep:http\"]\n",
    ] {
        assert!(edited.contains(gone) && !text.contains(gone), "{text}");
    }
    for own in [
        "publish = false # not yet\n",
        "    \"air\",\n    \"fast\",\n]\n",
        "# Needs more memory.\nfast = [\n    \"air\",\n]\n",
        "\n[lints.rust]\nunused = \"warn\"\n\n[dependencies]\nanyhow = \"1\"\n",
        "# later\n\nserde_with = { version = \"3\" }\n",
        "zeroize = \"1\"\n\n[dev-dependencies]\n# tests\ninsta = \"1\"\n\n# What",
        "\n[[bin]]\nname = \"see\"\n\n[[bin]]\nname = \"hear\"\n\n[package.metadata.docs.rs]",
    ] {
        assert!(text.contains(own), "{own} in {text}");
    }
}

#[test]
fn a_section_takes_its_feature_along() {
    let folder = package();
    fs::remove_dir_all(folder.path().join("pages/sea")).unwrap();
    let again = generated!(folder.path(), config().operations(false));
    let text = &again.files()["Cargo.toml"];
    assert!(!text.contains("http\"") && !text.contains("sea"), "{text}");
    assert!(text.ends_with("[dependencies]\nserde = { version = \"1.0.203\", features = [\"derive\"] }\n# What follows is yours, and is kept when this file is generated again.\n"), "{text}");
}

/// A dependency that a setting needs goes with the setting, unless the user wrote it differently.
#[test]
fn a_dependency_of_a_setting_goes_with_it() {
    let folder = package();
    let file = manifest(folder.path());
    let time = "[dependencies]\nchrono = \"0.4.40\"\ntime = { version = \"0.3.36\", \
                features = [\"serde-well-known\"] }\n";
    edit(&file, &[("[dependencies]\n", time)]);
    generated!(folder.path(), config()).write().unwrap();
    let text = fs::read_to_string(&file).unwrap();
    assert!(
        text.contains("[dependencies]\nchrono = \"0.4.40\"\nhttp = "),
        "{text}"
    );
}

/// Edits of a file, each with the error.
const LOST: [(&str, (&str, &str), &str); 7] = [
    (
        "Cargo.toml",
        ("edition", "repository = \"https://kites.example\"\nedition"),
        "Cargo.toml:8:1: has a key that would be lost, as only the setting `repository` writes it; write \
             `repository` in the table `[package]` of the settings, or remove the line",
    ),
    (
        "Cargo.toml",
        ("all-features = true", "all-features = true\nfeatures = []"),
        "Cargo.toml:14:1: has a key that would be lost, as only the setting `docs-rs-features` writes it; write \
             `docs-rs-features` in the table `[package]` of the settings, or remove the line",
    ),
    (
        "Cargo.toml",
        (
            "serde = { version = \"1.0.203\", features = [\"derive\"] }\nserde_json = \"1.0.127\"\n",
            "serde_json = \"1.0.127\"\n\n[dependencies.serde]\nversion = \"1\"\n",
        ),
        "Cargo.toml:31:1: has lines of yours that contradict the generated: duplicate key; remove \
             the lines, or rename what they define",
    ),
    (
        "Cargo.toml",
        ("[dependencies]", "[dependencies\nanyhow"),
        "Cargo.toml:27:14: is not TOML, so lines of yours cannot be kept: unclosed table, \
             expected `]`; correct the file, or remove it",
    ),
    (
        "Cargo.toml",
        ("# What follows is", "# This is"),
        "Cargo.toml: has no line `# What follows is yours, and is kept when this file is \
             generated again.`, so text of yours below it would be lost; write this line above \
             your text; without such text, remove the file",
    ),
    (
        "README.md",
        ("<!-- What follows is yours", "<!-- Mine"),
        "README.md: has no line `<!-- What follows is yours, and is kept when this file is \
             generated again. -->`, so text of yours below it would be lost; write this line \
             above your text; without such text, remove the file",
    ),
    (
        "README.md",
        ("## Features", "Support\n-------\n\nAsk us.\n\n## Features"),
        "README.md:47:1: has the section `Support` of yours, which would be lost; move it \
             below the line `What follows is yours`",
    ),
];

/// Each error has its place, and nothing is written.
#[test]
fn what_cannot_stay_is_an_error() {
    for (file, edits, expected) in LOST {
        let folder = package();
        let path = folder.path().join("out").join(file);
        let edited = edit(&path, &[edits]);
        // Other text would be written, too.
        let generated = generated!(folder.path(), config().crate_name("kites"));
        let error = generated.write().unwrap_err();
        let [problem] = error.diagnostics() else {
            panic!("{error}");
        };
        let place = problem.span.as_ref().unwrap().to_string();
        let place = place.rsplit(['/', '\\']).next().unwrap();
        let found = format!("{place}: {}; {}", problem.message, problem.help);
        assert_eq!(found, expected);
        assert_eq!(fs::read_to_string(&path).unwrap(), edited);
        #[cfg(feature = "analysis")]
        assert!(generated.check().is_err());
    }
}

#[test]
fn another_layout_removes_no_line_of_the_user() {
    for (file, edit_of, line) in [
        (
            "Cargo.toml",
            ("[dependencies]", "[dependencies]\nanyhow = \"1\""),
            28,
        ),
        (
            "README.md",
            ("## Features", "## Support\n\nAsk us.\n\n## Features"),
            47,
        ),
    ] {
        let folder = package();
        edit(&folder.path().join("out").join(file), &[edit_of]);
        let tree = generated!(folder.path(), Config::new());
        let error = tree.write().unwrap_err();
        let problem = &error.diagnostics()[0];
        let place = problem.span.as_ref().unwrap().to_string();
        assert!(place.ends_with(&format!("{file}:{line}:1")), "{place}");
        let expected = "has text of yours from here on, which the layout `tree` would remove";
        assert_eq!(problem.message, expected);
    }
}
