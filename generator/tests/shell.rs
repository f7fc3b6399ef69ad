//! The command in a real bash, in a reader of man pages, on a terminal, and for a user who cannot
//! start threads.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, ExitCode, Stdio};

use libtest_mimic::{Arguments, Failed, Trial};

/// Reads the script, asks for the completions of the last word, and prints them.
const ASK: &str = r#"
source "$1" || exit
shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_reference__codegen "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
"#;

/// Words, of which the last is completed, and its completions.
const COMPLETED: [(&[&str], &str); 13] = [
    (&["gen"], "generate"),
    (&["generate", "--la"], "--layout"),
    (&["generate", "--layout", ""], "tree file crate"),
    (&["check", "docs", "--time", "j"], "jiff"),
    (&["watch", "--map", ""], "BTreeMap IndexMap"),
    (&["inspect", "--format", ""], "text json"),
    (&["explain", "ApiKey", "--view", "py"], "python"),
    (&["lint", "--deny", "stale"], "stale-url"),
    (
        &["lint", "--warn", "odd", "--allow", "untyped"],
        "untyped-field",
    ),
    (&["diff", "a", "b", "--fail-on", ""], "breaking"),
    (&["man", "di"], "diff"),
    (&["help", "rep"], "report"),
    (&["completions", "ba"], "bash"),
];

/// Runs bash as a user whom the limit on processes binds; only root can do that.
const NOBODY: [&str; 4] = ["setpriv", "--reuid=65534", "--clear-groups", "bash"];

fn main() -> ExitCode {
    let trials = vec![
        trial("bash_completes_what_comes_next", &["bash"], completes),
        trial(
            "man_pages_can_be_copied_from",
            &["groff"],
            can_be_copied_from,
        ),
        trial(
            "terminals_have_colours_unless_declined",
            &["script"],
            colours,
        ),
        trial("a_user_without_threads_generates", &NOBODY, without_threads),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// A test that is ignored, with the reason, where a program is missing or cannot be run.
fn trial(name: &str, program: &'static [&str], test: fn()) -> Trial {
    let mut version = Command::new(program[0]);
    version.args(&program[1..]).arg("--version");
    let version = version.stdout(Stdio::null()).stderr(Stdio::null()).status();
    let is_there = version.is_ok_and(|status| status.success());
    let reason = match is_there {
        true => String::new(),
        false => format!("no {}", program.join(" ")),
    };
    Trial::test(name, move || {
        test();
        Ok::<(), Failed>(())
    })
    .with_ignored_flag(!is_there)
    .with_kind(reason)
}

fn completes() {
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("script");
    fs::write(&script, run(&["completions", "bash"])).unwrap();
    for (words, expected) in COMPLETED {
        let asked = Command::new("bash")
            .args(["--norc", "-c", ASK, "bash"])
            .arg(&script)
            .arg("reference-codegen")
            .args(words)
            .output()
            .unwrap();
        assert_eq!(String::from_utf8_lossy(&asked.stderr), "", "{words:?}");
        let replies = String::from_utf8(asked.stdout).unwrap();
        assert_eq!(replies.trim_end().replace('\n', " "), expected, "{words:?}");
    }
}

/// Every line of the examples and exit codes is in the page as it is in the help.
fn can_be_copied_from() {
    for command in ["generate", "diff", "verify", "report", "completions"] {
        let page = groff(&run(&["man", command]));
        let help = run(&[command, "--help"]);
        let (_, lists) = help.split_once("Examples:\n").unwrap();
        for line in lists.lines().filter(|line| line.starts_with("  ")) {
            assert!(page.contains(line.trim_start()), "{line}\n{page}");
        }
    }
}

/// The page as a terminal shows it, without a warning.
fn groff(page: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.1");
    fs::write(&file, page).unwrap();
    let mut groff = Command::new("groff");
    let shown = groff.args(["-man", "-Tascii", "-P-cbou", "-ww"]).arg(file);
    let shown = shown.output().unwrap();
    assert_eq!(String::from_utf8_lossy(&shown.stderr), "");
    String::from_utf8(shown.stdout).unwrap()
}

/// Help, wrong arguments and problems of pages have colours on a terminal. Piped output never has
/// colours.
fn colours() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("wrong.mdx"), "---\nreference: [\n---\n").unwrap();
    let wrong = format!("inspect {}", folder.path().display());
    for arguments in ["--help", "--halp", &wrong] {
        for (declined, expected) in [(None, true), (Some(""), true), (Some("1"), false)] {
            let said = on_a_terminal(arguments, declined);
            assert_eq!(said.contains("\x1b["), expected, "{declined:?}: {said}");
        }
        let mut piped = Command::new(env!("CARGO_BIN_EXE_reference-codegen"));
        let piped = piped
            .args(arguments.split(' '))
            .env_remove("NO_COLOR")
            .output()
            .unwrap();
        assert!(![piped.stdout, piped.stderr].concat().contains(&0x1b));
    }
}

/// The output of the command on a terminal with colours on or off.
fn on_a_terminal(arguments: &str, declined: Option<&str>) -> String {
    let line = format!("{} {arguments}", env!("CARGO_BIN_EXE_reference-codegen"));
    let mut script = Command::new("script");
    script.args(["--quiet", "--command", &line, "/dev/null"]);
    script.env("TERM", "xterm").env_remove("NO_COLOR");
    script.envs(declined.map(|value| ("NO_COLOR", value)));
    let shown = script.stdin(Stdio::null()).output().unwrap();
    String::from_utf8_lossy(&shown.stdout).into_owned()
}

fn run(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reference-codegen"));
    let ran = command.args(arguments).output().unwrap();
    assert!(ran.status.success(), "{arguments:?}");
    String::from_utf8(ran.stdout).unwrap()
}

/// One page is read without a thread; several pages are divided among threads.
fn without_threads() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::set_permissions(root, fs::Permissions::from_mode(0o777)).unwrap();
    let command = root.join("reference-codegen");
    fs::copy(env!("CARGO_BIN_EXE_reference-codegen"), &command).unwrap();
    let page = "---\nreference:\n  curl:\n    - key: tree\n      properties:\n        \
                - { key: age, type: number }\n---\n# Tree\n";
    for number in 0..16 {
        let section = root.join(format!("docs/grove-{number}"));
        fs::create_dir_all(&section).unwrap();
        fs::write(section.join("tree.mdx"), page).unwrap();
    }
    let run = Command::new(NOBODY[0])
        .args(&NOBODY[1..])
        .args([
            "-c",
            "ulimit -u 1 && exec ./reference-codegen generate docs --out out",
        ])
        .current_dir(root)
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    assert!(root.join("out/grove_15/tree.rs").exists());
}
