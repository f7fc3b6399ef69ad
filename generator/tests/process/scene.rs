//! A reference in two editions, and the folder that the command writes to.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// The text of every file by its path.
pub(crate) type Tree = BTreeMap<String, String>;

/// One of the two references.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edition {
    Old,
    New,
}

impl Edition {
    pub(crate) fn other(self) -> Self {
        match self {
            Self::Old => Self::New,
            Self::New => Self::Old,
        }
    }
}

pub(crate) struct Scene {
    folder: TempDir,
}

impl Scene {
    /// Two references with this number of pages; a tenth of them is in one edition only.
    pub(crate) fn new(pages: usize) -> Self {
        let scene = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for number in 0..pages {
            match number % 20 {
                0 => scene.add_page(Edition::Old, number),
                1 => scene.add_page(Edition::New, number),
                _ => {
                    scene.add_page(Edition::Old, number);
                    scene.add_page(Edition::New, number);
                }
            }
        }
        scene
    }

    fn add_page(&self, edition: Edition, number: usize) {
        let member = match edition {
            Edition::Old => "frame",
            Edition::New => "colour",
        };
        let mut page =
            format!("---\nreference:\n  curl:\n    - key: bike_{number}\n      properties:\n");
        for of in 0..8 {
            page += &format!("        - key: {member}_{of}\n          type: string\n");
        }
        page += "---\n\n# Bike\n";
        let folder = self.reference(edition).join(format!("part{}", number % 7));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("bike{number}.mdx")), page).unwrap();
    }

    fn reference(&self, edition: Edition) -> PathBuf {
        self.folder.path().join(match edition {
            Edition::Old => "old",
            Edition::New => "new",
        })
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    /// Starts `generate` for an edition.
    pub(crate) fn start(&self, edition: Edition) -> Child {
        self.command(edition)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Runs `generate` for an edition to its end.
    pub(crate) fn run(&self, edition: Edition) {
        let output = self.command(edition).output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }

    pub(crate) fn command(&self, edition: Edition) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_reference-codegen"));
        command
            .args(["generate", "--out"])
            .arg(self.out())
            .arg(self.reference(edition));
        command.current_dir(self.folder.path());
        command
    }

    /// The code that the library generates from an edition.
    pub(crate) fn made(&self, edition: Edition) -> Tree {
        let generated = reference_codegen::Config::new().generate(&[self.reference(edition)]);
        generated.unwrap().files().clone()
    }

    /// Every file of the output.
    pub(crate) fn tree(&self) -> Tree {
        let mut tree = Tree::new();
        read(&self.out(), &self.out(), &mut tree);
        tree
    }
}

fn read(root: &Path, folder: &Path, tree: &mut Tree) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            read(root, &path, tree);
        } else {
            let name = path
                .strip_prefix(root)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            tree.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}
