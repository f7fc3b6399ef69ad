//! The memo of a build script: a file with the input of its last run, and the result.
//!
//! Cargo reruns a build script when a page is touched. If no byte of the input has changed, the
//! files of the last run are kept: comparing bytes takes a hundredth of the time of generating.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::base::diagnostic::Diagnostics;
use crate::base::read::{self, MAX_TEXT_SIZE};
use crate::config::Settings;
use crate::pipeline::Generated;
use crate::pipeline::source::Pages;

/// The most bytes of a memo, and of a generated file that is compared with it.
const MAX_SIZE: u64 = 1024 * 1024 * 1024;

/// The memo of one output file.
#[derive(Debug)]
pub(super) struct Memo {
    path: PathBuf,
    /// The program, the settings, the corrections, the pages and the diagnostics of reading them.
    input: Vec<u8>,
    corrections: Vec<u8>,
}

/// The result of a run, new or from a memo.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RunResult {
    /// The directives with the warnings.
    pub(super) warnings: String,
    /// The text of the output file, by its name.
    pub(super) files: BTreeMap<String, String>,
}

impl Memo {
    /// The memo in `folder` of a run with this input. For a page that cannot be read, the input
    /// contains the diagnostic. `None` if the program or the corrections cannot be read.
    pub(super) fn new(
        folder: &Path,
        settings: &Settings,
        pages: &Pages,
        diagnostics: &Diagnostics,
    ) -> Option<Self> {
        let path = folder.join(format!("{}.memo", settings.file_name));
        let corrections = corrections(settings)?;
        let mut input = Vec::new();
        push(&mut input, &program()?);
        push(&mut input, format!("{settings:?}").as_bytes());
        push(&mut input, &corrections);
        push(&mut input, format!("{diagnostics:?}").as_bytes());
        push(&mut input, &pages.passed_over.to_le_bytes());
        for page in &pages.sources {
            for text in [&page.path, &page.file, &page.text] {
                push(&mut input, text.as_bytes());
            }
            push(&mut input, &page.bom_len.to_le_bytes());
            push(&mut input, &[u8::from(page.is_outside)]);
        }
        Some(Self {
            path,
            input,
            corrections,
        })
    }

    /// The result of the last run, if its input was the same and its output in `folder` is
    /// unchanged.
    pub(super) fn recall(&self, file_name: &str, folder: &Path) -> Option<RunResult> {
        let memo = read::file(&self.path, MAX_SIZE).ok()?;
        let rest = memo.strip_prefix(self.input.as_slice())?;
        let (warnings, rest) = pop(rest)?;
        let (hash, rest) = pop(rest)?;
        let (output, rest) = pop(rest)?;
        let written = read::file(&folder.join(file_name), MAX_SIZE).ok()?;
        if !rest.is_empty() || hash != hash_of(warnings) || written != output {
            return None;
        }
        Some(RunResult {
            warnings: String::from_utf8(warnings.to_vec()).ok()?,
            files: BTreeMap::from([(file_name.to_owned(), String::from_utf8(written).ok()?)]),
        })
    }

    /// Saves the result of the run, unless the corrections have changed meanwhile. An error of
    /// writing is ignored: without a memo the next run only takes longer.
    pub(super) fn save(mut self, generated: &Generated, warnings: &str) {
        let settings = &generated.settings;
        let output = generated.files().get(&settings.file_name);
        let is_current = corrections(settings).as_ref() == Some(&self.corrections);
        let Some(output) = output.filter(|_| is_current) else {
            return;
        };
        let warnings = warnings.as_bytes();
        for part in [warnings, &hash_of(warnings), output.as_bytes()] {
            push(&mut self.input, part);
        }
        let _ = fs::write(&self.path, self.input);
    }
}

/// The version, path, size and build time of the running build script. Each change of the generator
/// changes them.
fn program() -> Option<Vec<u8>> {
    let path = env::current_exe().ok()?;
    let metadata = path.metadata().ok()?;
    let built = metadata.modified().ok()?;
    let version = env!("CARGO_PKG_VERSION");
    Some(format!("{version} {path:?} {} {built:?}", metadata.len()).into_bytes())
}

/// The bytes of the corrections file, if there is one.
fn corrections(settings: &Settings) -> Option<Vec<u8>> {
    match &settings.corrections {
        Some(path) => read::file(path, MAX_TEXT_SIZE).ok(),
        None => Some(Vec::new()),
    }
}

/// The hash of a text that is stored only in the memo.
fn hash_of(text: &[u8]) -> [u8; 8] {
    let mut hasher = DefaultHasher::new();
    hasher.write(text);
    hasher.finish().to_le_bytes()
}

/// Appends a part with its length before it, so that no two lists of parts are alike.
fn push(memo: &mut Vec<u8>, part: &[u8]) {
    memo.extend_from_slice(&(part.len() as u64).to_le_bytes());
    memo.extend_from_slice(part);
}

/// The first part, and the rest; `None` if the memo ends before the part does.
fn pop(memo: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = memo.split_first_chunk()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    rest.split_at_checked(length)
}

#[cfg(test)]
mod tests {
    use super::super::up_to_date;
    use super::*;
    use crate::base::diagnostic::{Code, Error};
    use crate::config::{Config, Layout, TimeType};

    const PAGE: &str = "---\nreference:\n  curl:\n    - key: kite\n      colour: red\n      \
                        properties:\n        - { key: flown_at, type: string }\n---\n";

    const CORRECTIONS: &str = "[[correct]]\npath = \"kite.flown_at\"\noptional = true\nwas = false\n\
                               reason = \"it may lie\"\n";

    /// A folder of pages and an `OUT_DIR` with the result of a first run. The memo and the output
    /// are edited to contain a type that no page describes.
    struct Scene(tempfile::TempDir);

    impl Scene {
        fn new() -> Self {
            let scene = Self(tempfile::tempdir().unwrap());
            fs::create_dir_all(scene.path("pages")).unwrap();
            fs::create_dir_all(scene.path("out")).unwrap();
            scene.write("pages/kites.mdx", PAGE);
            scene.write("fixes.toml", CORRECTIONS);
            assert!(!scene.run(&scene.config()).is_planted());
            for file in ["out/reference.rs", "out/reference.rs.memo"] {
                let bytes = fs::read(scene.path(file)).unwrap();
                let planted = b"pub struct KITE".as_slice();
                let mut parts = Vec::new();
                let mut rest = bytes.as_slice();
                while let Some(at) = find(rest, b"pub struct Kite") {
                    parts.extend_from_slice(&rest[..at]);
                    parts.extend_from_slice(planted);
                    rest = &rest[at + planted.len()..];
                }
                parts.extend_from_slice(rest);
                fs::write(scene.path(file), parts).unwrap();
            }
            scene
        }

        fn path(&self, name: &str) -> PathBuf {
            self.0.path().join(name)
        }

        fn write(&self, name: &str, text: &str) {
            fs::write(self.path(name), text).unwrap();
        }

        fn config(&self) -> Config {
            let config = Config::new().layout(Layout::File);
            config.corrections(self.path("fixes.toml"))
        }

        /// Runs once more, and writes the output as a build script does.
        fn run(&self, config: &Config) -> RunResult {
            let out = self.path("out");
            let result = self.try_run(config).unwrap();
            for (name, text) in &result.files {
                fs::write(out.join(name), text).unwrap();
            }
            result
        }
    }

    impl Scene {
        fn try_run(&self, config: &Config) -> Result<RunResult, Error> {
            let settings = config.settings(&[self.path("pages")]).unwrap();
            let out = self.path("out");
            up_to_date(settings, &out, Some(&out))
        }
    }

    impl RunResult {
        fn is_planted(&self) -> bool {
            self.files.values().any(|text| text.contains("KITE"))
        }
    }

    fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
        bytes.windows(part.len()).position(|window| window == part)
    }

    #[test]
    fn equal_input_gives_the_result_of_the_last_run() {
        let scene = Scene::new();
        for _ in 0..2 {
            // The page is saved again with the same bytes.
            scene.write("pages/kites.mdx", PAGE);
            let result = scene.run(&scene.config());
            assert!(result.is_planted());
            assert!(
                result.warnings.contains("warning[unknown-key]"),
                "{result:?}"
            );
        }
    }

    #[test]
    fn other_input_is_generated() {
        type Change = fn(&Scene);
        let changes: [(&str, Change); 7] = [
            ("page changed", |it| {
                it.write("pages/kites.mdx", &PAGE.replace("flown_at", "found_at"));
                it.write("fixes.toml", &CORRECTIONS.replace("flown_at", "found_at"));
            }),
            ("page added", |it| it.write("pages/boats.mdx", "# Boats\n")),
            ("page renamed", |it| {
                fs::rename(it.path("pages/kites.mdx"), it.path("pages/kite.mdx")).unwrap();
            }),
            ("page passed over", |it| it.write("pages/.boats.mdx", "")),
            ("corrections", |it| {
                it.write("fixes.toml", &CORRECTIONS.replace("may lie", "lies"));
            }),
            ("output changed by hand", |it| {
                it.write("out/reference.rs", "pub struct KITE;\n");
            }),
            ("no output", |it| {
                fs::remove_file(it.path("out/reference.rs")).unwrap()
            }),
        ];
        for (name, change) in changes {
            let scene = Scene::new();
            change(&scene);
            assert!(!scene.run(&scene.config()).is_planted(), "{name}");
        }
        let scene = Scene::new();
        scene.write("pages/boats.mdx", "# Boats\n");
        scene.run(&scene.config());
        fs::remove_file(scene.path("pages/boats.mdx")).unwrap();
        assert!(!scene.run(&scene.config()).is_planted(), "page removed");
        let scene = Scene::new();
        let other = scene.config().time(TimeType::Jiff);
        assert!(!scene.run(&other).is_planted(), "setting changed");
    }

    #[test]
    fn a_page_that_cannot_be_read_is_an_error_although_all_others_are_as_before() {
        let scene = Scene::new();
        let page = scene.path("pages/boats.mdx");
        fs::write(&page, b"---\n\xff").unwrap();
        let error = scene.try_run(&scene.config()).unwrap_err();
        assert_eq!(error.diagnostics()[0].code, Code::InvalidUtf8);
        fs::remove_file(page).unwrap();
        assert!(scene.run(&scene.config()).is_planted());
        let settings = scene.config().exclude("drafts/**");
        let result = scene.run(&settings);
        assert!(result.warnings.contains("unused-glob"), "{result:?}");
    }

    #[test]
    fn two_files_of_one_folder_have_their_own_memos() {
        let scene = Scene::new();
        let other = scene.config().time(TimeType::Jiff).file_name("moments.rs");
        assert!(!scene.run(&other).is_planted());
        assert!(scene.run(&scene.config()).is_planted());
    }

    #[test]
    fn a_damaged_memo_is_none() {
        let memo = "out/reference.rs.memo";
        let scene = Scene::new();
        let bytes = fs::read(scene.path(memo)).unwrap();
        let warning = find(&bytes, b"cargo::warning").unwrap();
        let mut damaged = vec![Vec::new(), [bytes.as_slice(), b" "].concat()];
        for at in [0, 8, warning, bytes.len() - 1] {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            damaged.extend([changed, bytes[..at].to_vec()]);
        }
        let output = fs::read(scene.path("out/reference.rs")).unwrap();
        for damaged in damaged {
            fs::write(scene.path("out/reference.rs"), &output).unwrap();
            fs::write(scene.path(memo), &bytes).unwrap();
            assert!(scene.run(&scene.config()).is_planted());
            fs::write(scene.path(memo), &damaged).unwrap();
            let result = scene.run(&scene.config());
            assert!(!result.is_planted(), "{} bytes", damaged.len());
            assert!(result.warnings.contains("unknown-key"), "{result:?}");
        }
    }
}
