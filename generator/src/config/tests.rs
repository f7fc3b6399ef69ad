use std::fs;
use std::path::Path;

use super::lint::LintLevels;
use super::*;
use crate::base::diagnostic::{Code, Span};

mod values;

/// The settings of a file with this text, alone in its folder, and the folder.
fn settings_of(text: &str, config: Config) -> (Result<Settings, Error>, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("codegen.toml");
    fs::write(&file, text).unwrap();
    let nowhere: &[&Path] = &[];
    (
        config.config_file(&file).settings(nowhere),
        folder.path().to_owned(),
    )
}

/// The problems of a file with this text, without the folder.
fn problems_of(text: &str) -> String {
    let (settings, folder) = settings_of(text, Config::new());
    settings
        .unwrap_err()
        .to_string()
        .replace(&format!("{}/", folder.display()), "")
}

#[test]
fn a_file_sets_everything_and_its_paths_start_at_its_folder() {
    let text = "reference = ['a', 'b']\ncorrections = 'fixes.toml'\nout = '../out'\n\
                layout = 'file'\ncrate_name = 'inn'\noperations = false\nhttp = true\nshare_types = false\nview = 'js'\n\
                time = 'crate::Timestamp'\nbase_url = 'https://example.com/'\nmap = 'IndexMap'\nserde = 'by-direction'\nserde_code = 'table'\nids = 'typed'\nstructs = 'exhaustive'\n\
                follow_links = 'inside'\nmax_body_size = 1_000\n\
                servers.front_desk = 'https://desk.example.com/v1/'\n";
    let (settings, folder) = settings_of(text, Config::new());
    let expected = Settings {
        reference: vec![folder.join("a"), folder.join("b")],
        globs: PageGlobs::default(),
        accepted: Vec::new(),
        corrections: None,
        strict: true,
        patterns_must_fit: true,
        corrections_omitted: true,
        out: Some(folder.parent().unwrap().join("out")),
        layout: Layout::File,
        file_name: "reference.rs".to_owned(),
        in_build_script: false,
        crate_name: "inn".to_owned(),
        package: PackageMetadata::default(),
        operations: false,
        http: true,
        share_types: false,
        view: View::Js,
        time: TimeType::Path("crate::Timestamp".to_owned()),
        base_url: Some("https://example.com".to_owned()),
        servers: vec![Server {
            name: "front_desk".to_owned(),
            base_url: Some("https://desk.example.com/v1".to_owned()),
            span: Some(Span::within(
                &folder.join("codegen.toml").display().to_string(),
                text,
                text.find("front_desk").unwrap(),
                "front_desk".len(),
            )),
        }],
        map: MapType::IndexMap,
        serde: SerdeDerives::ByDirection,
        serde_code: SerdeCode::Table,
        ids: IdType::Typed,
        structs: Structs::Exhaustive,
        overrides: Vec::new(),
        follow_links: FollowLinks::Inside,
        max_body_size: 1000,
        lint: LintLevels::default(),
    };
    assert_eq!(settings.unwrap(), expected);
}

#[test]
fn a_server_has_a_name_and_a_base_url() {
    for (line, problem) in [
        (
            "auth = 1",
            "2:16: error[invalid-settings]: expected a string",
        ),
        (
            "Auth = ''",
            "2:9: error[invalid-settings]: `Auth` cannot be",
        ),
        (
            "a__b = ''",
            "2:9: error[invalid-settings]: `a__b` cannot be",
        ),
        (
            "a = 'ftp://a.b'",
            "2:9: error[invalid-settings]: `ftp://a.b` is not",
        ),
        ("a = 'a.b'", "2:9: error[invalid-settings]: `a.b` is not"),
        (
            "a = 'https://'",
            "2:9: error[invalid-settings]: `https:` is not",
        ),
        (
            "a = 'https://a.b?c'",
            "2:9: error[invalid-settings]: `https://a.b?c`",
        ),
        (
            "a = 'https://a:b@c'",
            "2:9: error[invalid-settings]: `https://a:b@c`",
        ),
        (
            "a = 'https://a\"b'",
            "2:9: error[invalid-settings]: `https://a\"b`",
        ),
    ] {
        let problems = problems_of(&format!("reference = 'a'\nservers.{line}"));
        let problems = problems.replace("codegen.toml:", "");
        assert!(problems.starts_with(problem), "{problems}");
    }
}

#[test]
fn a_server_of_the_builder_wins_over_that_of_the_file() {
    let of = |config: Config| {
        let text = "reference = 'a'\nservers = { api = '', auth = 'https://a.b' }\n";
        settings_of(text, config).0.unwrap().servers
    };
    let urls = |servers: Vec<Server>| -> Vec<(String, Option<String>)> {
        let servers = servers.into_iter();
        servers
            .map(|server| (server.name, server.base_url))
            .collect()
    };
    let auth = |url: Option<&str>| ("auth".to_owned(), url.map(str::to_owned));
    let api = || ("api".to_owned(), None);
    assert_eq!(urls(of(Config::new())), [api(), auth(Some("https://a.b"))]);
    let chosen = Config::new()
        .server("auth", "https://a.c")
        .server("auth", "");
    assert_eq!(urls(of(chosen)), [auth(None), api()]);
}

#[test]
fn a_limit_is_a_number_of_bytes() {
    for value in ["0", "-1", "99999999999999999999", "1.5", "'64 MiB'"] {
        let problems = problems_of(&format!("max_body_size = {value}"));
        assert!(
            problems.starts_with("codegen.toml:1:17: error[invalid-settings]"),
            "{problems}"
        );
    }
    let text = "reference = 'a'\nmax_body_size = 0x10\n";
    assert_eq!(
        settings_of(text, Config::new()).0.unwrap().max_body_size,
        16
    );
}

/// With the file's own view, a pattern that matches nothing is an error.
#[test]
fn patterns_must_fit_the_view_of_their_file() {
    let text = "reference = 'a'\nview = 'js'\nsecrets = ['*.key']\n";
    let must_fit = |config: Config| settings_of(text, config).0.unwrap().patterns_must_fit;
    assert!(must_fit(Config::new()));
    assert!(must_fit(Config::new().view(View::Js)));
    assert!(!must_fit(Config::new().view(View::Go)));
}

/// If the file itself omits the operations, its patterns must match without them.
#[test]
fn patterns_may_be_of_operations_that_the_caller_omits() {
    let of = |text: &str, config: Config| {
        let settings = settings_of(text, config).0.unwrap();
        (settings.patterns_must_fit, settings.strict)
    };
    let text = "reference = 'a'\nsecrets = ['*.key']\n";
    assert_eq!(of(text, Config::new()), (true, true));
    assert_eq!(of(text, Config::new().operations(true)), (true, true));
    assert_eq!(of(text, Config::new().operations(false)), (false, true));
    let text = "reference = 'a'\noperations = false\nsecrets = ['*.key']\n";
    assert_eq!(of(text, Config::new()), (true, true));
    assert_eq!(of(text, Config::new().operations(false)), (true, true));
}

/// A caller that names a view and corrections for another view gets an error. A file may have
/// corrections for its other runs.
#[test]
fn corrections_of_a_file_are_omitted_where_they_are_for_another_view() {
    let text = "reference = 'a'\ncorrections = 'fixes.toml'\n";
    let of = |config: Config| {
        let settings = settings_of(text, config).0.unwrap();
        (settings.corrections.is_some(), settings.corrections_omitted)
    };
    assert_eq!(of(Config::new()), (true, false));
    assert_eq!(of(Config::new().view(View::Curl)), (true, false));
    assert_eq!(of(Config::new().view(View::Js)), (false, true));
    let named = Config::new().view(View::Js).corrections("mine.toml");
    assert_eq!(of(named), (true, false));
}

#[test]
fn the_builder_wins_over_the_file_and_the_file_over_the_default() {
    let config = Config::new().layout(Layout::Tree);
    let (settings, _) = settings_of("reference = 'a'\nlayout = 'file'\ntime = 'jiff'\n", config);
    let settings = settings.unwrap();
    assert_eq!(
        (settings.layout, settings.time, settings.view),
        (Layout::Tree, TimeType::Jiff, View::Curl)
    );
    assert_eq!(settings.base_url, None);
}

#[test]
fn the_folders_of_the_call_replace_those_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("codegen.toml");
    fs::write(&file, "reference = 'a'").unwrap();
    let settings = Config::new()
        .config_file(file)
        .settings(&["pages"])
        .unwrap();
    assert_eq!(settings.reference, [PathBuf::from("pages")]);
}

#[test]
fn every_problem_of_a_file_has_its_place_and_the_nearest_name() {
    insta::assert_snapshot!(problems_of(
        "# settings\nreference = \"pages\"\nlayuot = \"tree\"\n\nview = \"culr\"\ncolour = 1\nout = 3\ntime = \"a::\"\nmap = \"\"\ncrate_name = \"1st\"\noperations = \"no\"\n"
    ), @r#"
    codegen.toml:3:1: error[invalid-settings]: `layuot` is not a setting
      help: did you mean `layout`?
    codegen.toml:5:8: error[invalid-settings]: invalid value `culr` for `view`
      help: did you mean `curl`?
    codegen.toml:6:1: error[invalid-settings]: `colour` is not a setting
      help: the settings are reference, include, exclude, only, corrections, out, layout, crate_name, package, operations, http, share_types, view, time, base_url, servers, map, serde, serde_code, ids, id_types, structs, derives, attributes, types, names, secrets, public, accept, follow_links, max_body_size, lint
    codegen.toml:7:7: error[invalid-settings]: expected a string, found integer
      help: write it in quotes
    codegen.toml:8:8: error[invalid-settings]: `a::` is not a Rust path
      help: write it as in `crate::Timestamp`
    codegen.toml:9:7: error[invalid-settings]: the value is empty
      help: write a value, or remove the setting
    codegen.toml:10:14: error[invalid-settings]: `1st` cannot be the name of a crate
      help: use letters, digits, `-` and `_`, as in `api-models`, but no name that Rust or a dependency already uses
    codegen.toml:11:14: error[invalid-settings]: expected a boolean, found string
      help: write `true` or `false`, without quotes
    "#);
}

#[test]
fn what_is_not_toml_is_said_with_its_place() {
    let texts = [
        "layout = \"tree\"\nview = curl\n",
        "view = \"js\"\nview = \"go\"\n",
    ];
    insta::assert_snapshot!(texts.map(problems_of).join("\n"), @r#"
    codegen.toml:2:8: error[invalid-settings]: not TOML: string values must be quoted, expected literal string
      help: write settings as in `layout = "tree"`
    codegen.toml:2:1: error[invalid-settings]: not TOML: duplicate key
      help: write settings as in `layout = "tree"`
    "#);
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let failure = Config::new()
        .config_file("no/such.toml")
        .settings(&["pages"])
        .unwrap_err();
    assert!(
        failure
            .to_string()
            .starts_with("no/such.toml: error[invalid-settings]: cannot be read"),
        "{failure}"
    );
}

#[test]
fn what_the_builder_is_given_is_checked() {
    for config in [
        Config::new().base_url("workos.com"),
        Config::new().base_url("https://a b"),
        Config::new().time(TimeType::Path("not a path".to_owned())),
        Config::new().file_name("../reference.rs"),
        Config::new().file_name("reference"),
        Config::new().crate_name(""),
        Config::new().crate_name("-models"),
        Config::new().crate_name("my models"),
        Config::new().crate_name("f\u{fc}r"),
        Config::new().crate_name("serde-json"),
        Config::new().crate_name("http"),
        Config::new().crate_name("fn"),
    ] {
        let failure = config.settings(&["pages"]).unwrap_err();
        assert_eq!(
            failure.diagnostics()[0].code,
            Code::InvalidSettings,
            "{config:?}"
        );
    }
}

#[test]
fn a_reference_must_be_named() {
    let nowhere: &[&Path] = &[];
    assert!(Config::new().settings(nowhere).is_err());
}
