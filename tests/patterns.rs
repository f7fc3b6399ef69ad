//! A pattern of a setting names a type by each of its paths.
#![allow(clippy::panic, reason = "a test fails by panicking")]

use reference_codegen::{Config, IdType};

/// The paths of one type: its own, the names that pages have for it, and re-exports of these.
const KEEPER: [&str; 8] = [
    "garden::Keeper",
    "Keeper",
    "garden::beds::BedKeeper",
    "garden::BedKeeper",
    "BedKeeper",
    "garden::tools::lend::LendSpadeKeeper",
    "garden::tools::LendSpadeKeeper",
    "*SpadeKeeper",
];

/// The output without the lines that list the settings.
fn output(config: &Config) -> Vec<String> {
    let models = config
        .generate(&["tests/fixtures/ok/shared_types/reference"])
        .unwrap_or_else(|failure| panic!("{failure}"));
    let lines = models.files().values().flat_map(|text| text.lines());
    let lines = lines.filter(|line| !line.starts_with("// Settings: "));
    lines.map(str::to_owned).collect()
}

/// Every path of a type gives a setting the same effect, and the setting has an effect.
#[track_caller]
fn check(set: impl Fn(&str) -> Config) {
    let [own, others @ ..] = KEEPER;
    let by_own_path = output(&set(own));
    assert!(by_own_path != output(&Config::new()), "nothing is set");
    for path in others {
        assert!(output(&set(path)) == by_own_path, "{path}");
    }
}

#[test]
fn settings_take_every_path_of_a_type() {
    let name = |path: &str| format!("{path}.name");
    check(|path| Config::new().secrets(name(path)));
    check(|path| Config::new().types(name(path), "Box<str>"));
    check(|path| Config::new().attributes(name(path), "#[serde(alias = \"called\")]"));
    check(|path| Config::new().names(name(path), "called"));
    check(|path| Config::new().derives(path, "crate::Extra"));
    check(|path| Config::new().attributes(path, "#[must_use]"));
    let error = |config: Config| {
        let models = config.generate(&["tests/fixtures/ok/shared_types/reference"]);
        models.err().map(|error| error.diagnostics().len())
    };
    for path in KEEPER {
        // A field that is both secret and public is an error, whatever paths name it.
        let config = Config::new().secrets("garden::Keeper.name");
        assert_eq!(error(config.public(name(path))), Some(1), "{path}");
    }
}

#[test]
fn ids_are_set_by_every_path_of_a_type() {
    let typed = |path: &str| Config::new().id_types(format!("{path}.id"), "bed");
    let [own, others @ ..] = ["Bed", "garden::beds::GetBedResponse", "GetBedResponse"];
    let by_own_path = output(&typed(own));
    assert!(by_own_path != output(&Config::new()), "nothing is set");
    for path in others {
        assert!(output(&typed(path)) == by_own_path, "{path}");
    }
    let untyped = |path: &str| {
        let config = Config::new().ids(IdType::Typed);
        output(&config.id_types(format!("{path}.id"), "string"))
    };
    assert!(untyped("GetBedResponse") == untyped("Bed"));
}

/// An alias is renamed without the type that it stands for.
#[test]
fn another_name_is_renamed_alone() {
    let renamed = output(&Config::new().names("BedKeeper", "Gardener"));
    let has = |line: &str| renamed.iter().any(|it| it == line);
    assert!(has("pub type Gardener = super::Keeper;"));
    assert!(has("pub struct Keeper {"));
}
