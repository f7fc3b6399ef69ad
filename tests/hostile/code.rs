//! No text of a page becomes code.

use std::collections::BTreeMap;
use std::thread;

use reference_codegen::{Config, Error};

use crate::pages::{self, Hole};
use crate::{skeleton, texts};

/// The skeletons of the files that a reference gives, or its problems.
fn skeleton_of(hole: Hole, text: &str) -> Result<String, Error> {
    let folder = tempfile::tempdir().unwrap();
    pages::write(folder.path(), hole, text);
    let config = Config::new().corrections(folder.path().join("corrections.toml"));
    let generated = config.generate(&[folder.path().join("reference")])?;
    let files = generated.files().iter();
    let files = files.filter(|(path, _)| *path != "runtime.rs");
    let mut skeletons: Vec<String> = files.map(|(_, rust)| skeleton::of(rust)).collect();
    // The order of the files depends on their names, so it must not count.
    skeletons.sort();
    Ok(skeletons.concat())
}

/// The outcome of every text at one place.
#[derive(Debug, Default)]
struct Outcome {
    alike: usize,
    /// The number of texts that an error rejects.
    refused: usize,
    different: Vec<String>,
}

impl Outcome {
    fn of(hole: Hole) -> Self {
        let twins: Vec<String> = hole
            .harmless()
            .iter()
            .map(|text| skeleton_of(hole, text).unwrap_or_else(|failure| panic!("{failure}")))
            .collect();
        let mut outcome = Self::default();
        for text in texts::all().into_iter().filter(|text| hole.holds(text)) {
            match skeleton_of(hole, &text) {
                Ok(skeleton) if twins.contains(&skeleton) => outcome.alike += 1,
                Ok(_) => outcome.different.push(text),
                Err(_) => outcome.refused += 1,
            }
        }
        outcome
    }
}

/// Every text at every place: the tree of the output is that of a twin with a harmless text.
#[test]
fn no_text_becomes_code() {
    let outcomes: BTreeMap<String, Outcome> = thread::scope(|scope| {
        let running: Vec<_> = Hole::ALL
            .into_iter()
            .map(|hole| (format!("{hole:?}"), scope.spawn(move || Outcome::of(hole))))
            .collect();
        let done = running.into_iter();
        done.map(|(hole, outcome)| (hole, outcome.join().unwrap()))
            .collect()
    });
    let harmless = |outcome: &Outcome| outcome.different.is_empty() && outcome.alike > 20;
    assert!(outcomes.values().all(harmless), "{outcomes:#?}");
}
