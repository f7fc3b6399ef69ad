//! The layout `crate`: each fixture as a crate, whole and in the parts that its features are.

mod support;

use support::fixtures;
use support::packages::Packages;

#[test]
fn fixtures_compile_as_crates() {
    let cases = fixtures::ok().into_iter();
    let references: Vec<_> = cases
        .map(|case| (case.name.clone(), case.reference()))
        .collect();
    let packages = Packages::new("packages", &references);
    packages.whole();
    packages.readmes();
    packages.each_feature_alone();
}
