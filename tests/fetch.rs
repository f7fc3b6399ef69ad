//! `schema/fetch`, with a false npm in place of the network.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output, Stdio};

use libtest_mimic::{Arguments, Failed, Trial};
use tempfile::TempDir;

/// An npm that knows one release of either package, with one page or a description, and fails for
/// all others.
const NPM: &str = r#"#!/usr/bin/env bash
case "$1 $2" in
  "pack @workos/mcp-docs-server@1.0.0") file=.docs/organized/docs/reference/parcel.mdx ;;
  "pack @workos/openapi-spec@1.0.0") file=open-api-spec.yaml ;;
  *) echo "no such release" >&2; exit 1 ;;
esac
mkdir -p "$(dirname "package/$file")"
printf '%s' "${PAGE-# Parcel}" >"package/$file"
echo MIT >package/LICENSE.txt
find package -exec touch -t 200001010000 {} +
tar -cf - package | gzip -n >one.tgz
rm -r package
"#;

fn main() -> ExitCode {
    let tests: [(&str, fn()); 5] = [
        ("a_new_release_is_pinned_once", a_new_release_is_pinned_once),
        (
            "another_package_than_the_pinned_one_is_refused",
            another_package_than_the_pinned_one_is_refused,
        ),
        ("what_is_wrong_is_told", what_is_wrong_is_told),
        (
            "a_description_is_pinned_beside_the_pages",
            a_description_is_pinned_beside_the_pages,
        ),
        ("no_dots_without_a_terminal", no_dots_without_a_terminal),
    ];
    let is_missing = !["bash", "tar", "sha512sum"].into_iter().all(runs);
    let trials = tests.map(|(name, test)| {
        let trial = Trial::test(name, move || {
            test();
            Ok::<(), Failed>(())
        });
        let reason = if is_missing {
            "no bash, tar or sha512sum"
        } else {
            ""
        };
        trial.with_ignored_flag(is_missing).with_kind(reason)
    });
    libtest_mimic::run(&Arguments::from_args(), trials.into()).exit_code()
}

fn runs(program: &str) -> bool {
    let mut version = Command::new(program);
    let version = version.arg("--version").stdout(Stdio::null());
    version.status().is_ok_and(|status| status.success())
}

/// A folder with the script, no release, and a way to the npm above.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = Self { folder };
        fs::create_dir_all(place.path("schema")).unwrap();
        fs::create_dir_all(place.path("bin")).unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/fetch");
        fs::copy(script, place.path("schema/fetch")).unwrap();
        fs::write(place.path("schema/releases.tsv"), "# Releases\n").unwrap();
        fs::write(place.path("bin/npm"), NPM).unwrap();
        let mut chmod = Command::new("chmod");
        let status = chmod.arg("+x").arg(place.path("bin/npm")).status();
        assert!(status.unwrap().success());
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs the script; `page` replaces the page in the package.
    fn fetch(&self, arguments: &[&str], page: Option<&str>) -> Ran {
        let path = std::env::var("PATH").unwrap();
        let path = format!("{}:{path}", self.path("bin").display());
        let mut fetch = Command::new("bash");
        fetch.arg(self.path("schema/fetch")).args(arguments);
        fetch.env("PATH", path).env("FETCH_TRIES", "1");
        fetch.envs(page.map(|page| ("PAGE", page)));
        let Output {
            status,
            stdout,
            stderr,
        } = fetch.output().unwrap();
        Ran {
            code: status.code(),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
        }
    }
}

struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

/// The line in the table is written once; later runs, with and without `--pin`, do not need npm.
fn a_new_release_is_pinned_once() {
    let place = Place::new();
    let first = place.fetch(&["--pin", "1.0.0"], None);
    assert_eq!(
        (first.code, first.err.as_str()),
        (Some(0), ""),
        "{}",
        first.out
    );
    assert!(first.out.contains("1.0.0 is pinned"), "{}", first.out);
    assert_eq!(
        place.read("schema/upstream/1.0.0/reference/parcel.mdx"),
        "# Parcel"
    );
    let pins = place.read("schema/releases.tsv");
    let [_, line] = pins.lines().collect::<Vec<_>>().try_into().unwrap();
    let sum = line.strip_prefix("1.0.0\t").unwrap();
    assert!(
        sum.len() == 128 && sum.chars().all(|c| c.is_ascii_hexdigit()),
        "{sum}"
    );

    fs::remove_file(place.path("bin/npm")).unwrap();
    for arguments in [&["--pin", "1.0.0"][..], &["1.0.0"], &[]] {
        let again = place.fetch(arguments, None);
        assert_eq!(
            (again.code, again.out.as_str()),
            (Some(0), ""),
            "{}",
            again.err
        );
    }
    assert_eq!(place.read("schema/releases.tsv"), pins);
}

fn another_package_than_the_pinned_one_is_refused() {
    let place = Place::new();
    place.fetch(&["--pin", "1.0.0"], None);
    fs::remove_dir_all(place.path("schema/upstream")).unwrap();
    let refused = place.fetch(&[], Some("# Another"));
    assert_eq!(refused.code, Some(1), "{}", refused.out);
    assert!(
        refused.err.contains("is pinned\n  next: do not use it"),
        "{}",
        refused.err
    );
    assert!(!place.path("schema/upstream/1.0.0").exists());
}

/// A description has a folder of its own, and is compared with its pin like the pages.
fn a_description_is_pinned_beside_the_pages() {
    let place = Place::new();
    let description = "schema/upstream/openapi/1.0.0/open-api-spec.yaml";
    let pinned = place.fetch(&["--pin", "1.0.0", "openapi/1.0.0"], None);
    assert_eq!(pinned.code, Some(0), "{}", pinned.err);
    assert_eq!(place.read(description), "# Parcel");
    assert_eq!(
        place.read("schema/upstream/openapi/1.0.0/LICENSE.txt"),
        "MIT\n"
    );
    assert!(
        place
            .read("schema/releases.tsv")
            .contains("\nopenapi/1.0.0\t")
    );

    let again = place.fetch(&[], None);
    assert_eq!(
        (again.code, again.out.as_str()),
        (Some(0), ""),
        "{}",
        again.err
    );
    fs::write(place.path(description), "edited").unwrap();
    let mended = place.fetch(&[], None);
    assert!(mended.out.contains("is not as published"), "{}", mended.out);
    assert_eq!(place.read(description), "# Parcel");
    fs::remove_file(place.path(description)).unwrap();
    let refused = place.fetch(&["openapi/1.0.0"], Some("openapi: 3.0.0"));
    assert_eq!(refused.code, Some(1), "{}", refused.out);
    assert!(
        refused.err.contains("release openapi/1.0.0 has sha512"),
        "{}",
        refused.err
    );
}

/// Every error has a next step, and leaves no file.
fn what_is_wrong_is_told() {
    let place = Place::new();
    for (arguments, code, next) in [
        (&["1.0.0"][..], 2, "pin it: schema/fetch --pin 1.0.0"),
        (&["--pin"], 2, "name one, as in"),
        (&["--pin", "../1"], 2, "name one, as in"),
        (&["--pin", "openapi/../1"], 2, "name one, as in"),
        (
            &["openapi/1.0.0"],
            2,
            "pin it: schema/fetch --pin openapi/1.0.0",
        ),
        (&["--pinn"], 2, "run schema/fetch --help"),
        (&["--pin", "2.0.0"], 1, "check the network"),
    ] {
        let ran = place.fetch(arguments, None);
        assert_eq!(ran.code, Some(code), "{arguments:?}: {}", ran.out);
        assert!(ran.err.contains("\n  next: "), "{}", ran.err);
        assert!(ran.err.contains(next), "{}", ran.err);
    }
    assert_eq!(place.read("schema/releases.tsv"), "# Releases\n");
}

fn no_dots_without_a_terminal() {
    let place = Place::new();
    let slow = place.read("bin/npm").replace("tar ", "sleep 2.2; tar ");
    fs::write(place.path("bin/npm"), slow).unwrap();
    let ran = place.fetch(&["--pin", "1.0.0"], None);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
}
