//! The crates that Cargo rebuilds after an edit, in a workspace around a crate with a build script.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use support::cargo::{self, write};

const PAGE: &str = "models/reference/post/parcels/index.mdx";
const WORKSPACE: &str =
    "[workspace]\nmembers = [\"models\", \"above\", \"apart\"]\nresolver = \"3\"\n";

/// A crate with models, one that uses them, and one that does not.
struct Workspace {
    root: PathBuf,
}

impl Workspace {
    fn new() -> Self {
        let workspace = Self {
            root: cargo::place("rebuilds"),
        };
        let _ = fs::remove_dir_all(workspace.path("models"));
        let dependent =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("generator/examples/build-script");
        for file in ["build.rs", "src/lib.rs", "reference/post/parcels/index.mdx"] {
            let text = fs::read_to_string(dependent.join(file)).unwrap();
            write(&workspace.path("models").join(file), &text);
        }
        let generator = Path::new(env!("CARGO_MANIFEST_DIR")).join("generator");
        let generator = generator.display().to_string().replace('\\', "/");
        let dependencies = format!(
            "serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\
             [build-dependencies]\n\
             reference-codegen = {{ path = \"{generator}\", default-features = false }}\n"
        );
        workspace.manifest("models", &dependencies);
        workspace.manifest("above", "models.path = \"../models\"\n");
        workspace.manifest("apart", "");
        let user = "pub use models::post::parcels::Parcel;\n";
        write(&workspace.path("above/src/lib.rs"), user);
        write(&workspace.path("apart/src/lib.rs"), "");
        write(&workspace.path("Cargo.toml"), WORKSPACE);
        cargo::lock(&workspace.root);
        workspace
    }

    fn manifest(&self, name: &str, dependencies: &str) {
        let manifest = cargo::manifest(name, "2024", dependencies);
        write(&self.path(name).join("Cargo.toml"), &manifest);
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Builds the workspace; returns the members that cargo found out of date, with the reasons.
    fn build(&self) -> BTreeMap<String, String> {
        let built = cargo::cargo(&self.root, &["build", "--verbose"]).ok();
        let lines = built.stderr.lines().map(str::trim_start);
        let stale = lines.filter_map(|line| {
            let (name, said) = line.strip_prefix("Dirty ")?.split_once(' ')?;
            // Only a package in a folder has the folder after its version.
            let (_, why) = said.split_once("): ")?;
            Some((name.to_owned(), why.to_owned()))
        });
        stale.collect()
    }

    /// The names of the members that cargo found out of date.
    fn stale(&self) -> Vec<String> {
        self.build().into_keys().collect()
    }

    /// The time when the build script last wrote the models, and their text.
    fn made(&self) -> (SystemTime, String) {
        let builds = fs::read_dir(self.path("target/debug/build")).unwrap();
        let made = builds.map(|build| build.unwrap().path().join("out/reference.rs"));
        let made = made.filter(|file| file.exists());
        let made = made.map(|file| (fs::metadata(&file).unwrap().modified().unwrap(), file));
        let (changed, file) = made.max().unwrap();
        (changed, fs::read_to_string(file).unwrap())
    }

    fn edit(&self, change: impl FnOnce(&str) -> String) {
        let page = fs::read_to_string(self.path(PAGE)).unwrap();
        fs::write(self.path(PAGE), change(&page)).unwrap();
    }
}

/// Cargo watches everything in a folder, so a file that is no page has no effect only outside the
/// folder.
#[test]
fn an_edit_rebuilds_what_depends_on_it() {
    let workspace = Workspace::new();
    workspace.build();
    assert_eq!(workspace.stale(), [] as [&str; 0], "nothing has changed");
    let (first, _) = workspace.made();

    fs::write(workspace.path("models/notes.txt"), "Parcels have a weight.").unwrap();
    assert_eq!(workspace.stale(), [] as [&str; 0], "that is no page");

    workspace.edit(|page| page.replacen("---\n", "---\n# Of parcels.\n", 1));
    let stale = workspace.build();
    assert!(stale["models"].contains("models/reference"), "{stale:?}");
    assert_eq!(workspace.made().0, first, "what is the same is not written");

    workspace.edit(|page| page.replace("weight", "grams"));
    assert_eq!(workspace.stale(), ["above", "models"]);
    let (second, models) = workspace.made();
    assert!(second > first && models.contains("pub grams: i64"));
}
