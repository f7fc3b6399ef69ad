//! The excerpts of files in the documents, and the examples to copy.

use crate::sandbox::Sandbox;
use crate::{PAGE, document, read, repository};

/// The Rust of the first screen is exactly the code that the page above it generates.
pub(crate) fn page() {
    let sandbox = Sandbox::new(&repository(), false);
    // The repository has settings, a reader's folder has none.
    sandbox.write("none.toml", "");
    sandbox.run("reference-codegen generate docs --out out --config none.toml");
    let made = sandbox.read("out/parcel.rs");
    let shown = document("README.md").blocks("rust,ignore").remove(0);
    assert!(shown.contains("pub struct Parcel {"), "{shown}");
    assert!(made.contains(&shown), "{made}");
    let listed = sandbox.run("reference-codegen inspect docs");
    assert!(listed.contains(" parcel::Parcel "), "{listed}");
    let decided = sandbox.run("reference-codegen explain Parcel.labels docs");
    assert!(decided.contains("majority"), "{decided}");
}

/// A block whose first line names a file shows lines of that file, in their order.
pub(crate) fn files() {
    let readme = document("README.md");
    for (file, language) in [
        ("generator/examples/post-office/src/desk.rs", "rust,ignore"),
        ("generator/examples/post-office/src/lib.rs", "rust,ignore"),
        ("tests/type_outline.rs", "rust,ignore"),
    ] {
        let block = readme.excerpt(file, language);
        let text = read(file);
        let mut lines = text.lines();
        for line in block.lines().skip(1) {
            let is_there = lines.any(|written| written == line);
            assert!(is_there, "{file} has no `{line}`, or not there");
        }
    }
}

pub(crate) fn settings() {
    let sandbox = Sandbox::new(&repository(), false);
    let blocks = document("README.md").blocks("toml");
    let [dependencies, settings, corrections] = blocks.try_into().unwrap();
    let dependent = read("generator/examples/build-script/Cargo.toml");
    for line in dependencies.lines() {
        let line = line.replace("../reference-codegen/generator", "../..");
        let is_there = dependent.lines().any(|written| written == line);
        assert!(is_there, "generator/examples/build-script has no `{line}`");
    }
    sandbox.write("schema/shown.toml", &corrections);
    let corrected = "reference-codegen inspect schema/reference --corrections schema/shown.toml";
    let corrected = sandbox.run(corrected);
    assert!(
        corrected.ends_with("corrections applied: 1\n"),
        "{corrected}"
    );
    for (name, text) in [
        ("codegen.toml", &*settings.replace("\n# ", "\n")),
        ("corrections.toml", &corrections),
        ("reference/index.mdx", &read(PAGE)),
    ] {
        sandbox.write(name, text);
    }
    let corrected = sandbox.run("reference-codegen inspect --config codegen.toml");
    assert!(
        corrected.ends_with("corrections applied: 1\n"),
        "{corrected}"
    );
    for settings in document("generator/docs/settings.md").blocks("toml") {
        sandbox.write("schema/shown.toml", &settings);
        sandbox.run("reference-codegen inspect schema/reference --config schema/shown.toml");
    }
}

/// The commands of the workflow succeed in a repository whose files are up to date.
pub(crate) fn workflow() {
    let sandbox = Sandbox::new(&repository(), false);
    sandbox.run("reference-codegen generate");
    let workflow = document("generator/docs/ci.md").blocks("yaml").remove(0);
    let workflow: serde_yaml::Value = serde_yaml::from_str(&workflow).unwrap();
    let steps = workflow["jobs"]["models"]["steps"].as_sequence().unwrap();
    let commands = steps.iter().filter_map(|step| step["run"].as_str());
    let ours: Vec<&str> = commands
        .filter(|line| line.starts_with("reference-codegen "))
        .collect();
    assert_eq!(ours.len(), 3);
    for line in ours {
        let line = line.replace("origin/$GITHUB_BASE_REF", "main");
        let (command, _file) = line.split_once(" > ").unwrap_or((&line, ""));
        sandbox.run(command);
    }
}
