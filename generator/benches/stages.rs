//! The time of each stage, and of a whole run, on the published reference.
//!
//! `cargo bench` runs all of them; `cargo bench -- resolve` runs a part. Needs what `schema/fetch`
//! brings.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark speaks to people, and fails by panicking"
)]

use std::fmt;
use std::path::{Path, PathBuf};

use divan::Bencher;
use reference_codegen::internals::Run;
use reference_codegen::{Config, Error};
use tempfile::TempDir;

fn main() {
    match Release::ALL
        .iter()
        .find(|release| !release.reference().is_dir())
    {
        Some(Release(version)) => println!("release {version} is not here: run schema/fetch"),
        None => divan::main(),
    }
}

/// A release of the published reference.
#[derive(Debug, Clone, Copy)]
struct Release(&'static str);

impl Release {
    const ALL: [Self; 2] = [Self("0.1.0"), Self("0.2.0")];

    fn schema() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema")
    }

    fn reference(self) -> PathBuf {
        Self::schema()
            .join("upstream")
            .join(self.0)
            .join("reference")
    }

    /// The settings of a run, with the corrections if there are any.
    fn config(self) -> Config {
        let corrections = format!("corrections/{}.toml", self.0);
        let corrections = Self::schema().join(corrections);
        match corrections.is_file() {
            true => Config::new().corrections(corrections),
            false => Config::new(),
        }
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// A stage of a release, by its position.
#[derive(Debug, Clone, Copy)]
struct Case(usize, Release);

impl Case {
    fn all() -> impl Iterator<Item = Self> {
        let stages = 0..Run::STAGES.len();
        stages.flat_map(|stage| Release::ALL.map(|release| Self(stage, release)))
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(stage, release) = self;
        write!(f, "{} {}, {release}", stage + 1, Run::STAGES[*stage].0)
    }
}

/// Measures one stage, on the results of those before it. The last stage finds that every file has
/// its content already.
#[divan::bench(args = Case::all())]
fn stage(bencher: Bencher<'_, '_>, Case(stage, release): Case) {
    let folder = TempDir::new().expect("a temporary folder");
    let config = release.config().out_dir(folder.path());
    let mut run = must(Run::new(&config, &[release.reference()]));
    for (_, stage) in &Run::STAGES[..=stage] {
        must(stage(&mut run));
    }
    bencher.bench_local(|| must(Run::STAGES[stage].1(&mut run)));
}

/// Measures a run from pages on disk to files in memory.
#[divan::bench(args = Release::ALL)]
fn whole(bencher: Bencher<'_, '_>, release: Release) {
    let (config, reference) = (release.config(), release.reference());
    bencher.bench_local(|| must(config.generate(&[&reference])));
}

fn must<T>(result: Result<T, Error>) -> T {
    result.unwrap_or_else(|failure| panic!("{failure}"))
}
