//! No page of a release takes a name from the types of another.

use std::path::Path;

use reference_codegen::{Config, Generated};

use super::support::stable::{Names, module_of};
use super::{Release, read_tree};

/// Every page at this distance is left out; leaving out each page in turn would take too long.
const STEP: usize = 25;

/// Leaves one page out at a time, and compares the names of all the others.
pub(crate) fn names_stay(release: Release) {
    let folder = release.folder();
    let mut pages = std::collections::BTreeMap::new();
    read_tree(&folder, &folder, &mut pages);
    let all = Names::of(&models(&folder, None).unwrap());
    assert!(all.common() > 20, "{} types are shared", all.common());
    let (mut compared, mut taken) = (0, Vec::new());
    for page in pages
        .keys()
        .filter(|path| path.ends_with(".mdx"))
        .step_by(STEP)
    {
        // Pages that refer to the missing page have errors.
        let Some(without) = models(&folder, Some(page)) else {
            continue;
        };
        compared += 1;
        let (without, module) = (Names::of(&without), module_of(page));
        for gone in all.missing_in(&without, &module) {
            taken.push(format!("without {page}: {gone} is gone"));
        }
        for new in without.missing_in(&all, &module) {
            taken.push(format!("with {page}: {new} is gone"));
        }
    }
    assert!(compared > 3, "{compared} pages");
    assert!(taken.is_empty(), "{}", taken.join("\n"));
}

fn models(folder: &Path, excluded: Option<&String>) -> Option<Generated> {
    let config = excluded.into_iter();
    let config = config.fold(Config::new(), |config, page| config.exclude(page));
    config.generate(&[folder]).ok()
}
