//! Warnings that the settings accept.

use std::fs;
use std::process::ExitCode;

use super::{Ran, below, run_with};

const PARCELS: &str = "---
descriptions:
  parcel:
    weight: In grams.
reference:
  curl:
    - key: parcel
      id: parcel
      colour: red
      properties:
        - { key: weight, type: integer, description: (parcel.weight) }
    - key: letter
      id: letter
      colour: white
      properties:
        - { key: stamp, type: string }
---
";

const BOXES: &str = "---
titel: Boxes
descriptions:
  parcel:
    weight: In kilograms.
reference:
  curl:
    - key: box
      id: box
      properties:
        - { key: size, type: string }
---
";

/// The result of a command with these settings.
fn run(settings: &str, command: &[&str]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("docs/post")).unwrap();
    fs::write(folder.path().join("docs/post/parcels.mdx"), PARCELS).unwrap();
    fs::write(folder.path().join("docs/post/boxes.mdx"), BOXES).unwrap();
    fs::create_dir(folder.path().join("bodies")).unwrap();
    fs::write(folder.path().join("bodies/letter.json"), r#"{"stamp":"a"}"#).unwrap();
    let file = below(folder.path(), "codegen.toml");
    let settings = format!("reference = 'docs'\nout = 'out'\n{settings}");
    fs::write(&file, settings).unwrap();
    let bodies = below(folder.path(), "bodies");
    let command = command
        .iter()
        .map(|it| if *it == "BODIES" { &bodies } else { *it });
    let command: Vec<&str> = command.collect();
    let common = ["--config", &file, "--message-format", "short"];
    let ran = run_with(&[&command[..], &common].concat());
    Ran {
        err: ran.err.replace(&folder.path().display().to_string(), ""),
        ..ran
    }
}

fn warnings(settings: &str) -> Vec<String> {
    let ran = run(settings, &["generate"]);
    assert_eq!(ran.status, ExitCode::SUCCESS, "{}", ran.err);
    let lines = ran.err.lines().filter(|line| line.contains("warning["));
    lines.map(str::to_owned).collect()
}

#[test]
fn a_warning_is_accepted_by_its_code_and_a_page_or_id() {
    let all = warnings("");
    assert_eq!(all.len(), 4, "{all:?}");
    for (place, left) in [
        ("unknown-key = ['**']", 1),
        ("unknown-key = ['post']", 1),
        ("unknown-key = ['post/boxes.mdx']", 3),
        ("unknown-key = ['post/parcels', 'post/b*']", 1),
        ("unknown-key = ['parcel']", 3),
        ("unknown-key = ['parcel', 'letter']", 2),
        ("unknown-key = ['*e*']", 2),
        ("conflicting-description = ['parcel.weight']", 3),
        ("conflicting-description = ['parcel']", 3),
        ("conflicting-description = ['**']\nunknown-key = ['**']", 0),
    ] {
        let warnings = warnings(&format!("[accept]\n{place}\n"));
        assert_eq!(warnings.len(), left, "{place}: {warnings:?}");
        assert!(warnings.iter().all(|it| all.contains(it)), "{warnings:?}");
    }
}

#[test]
fn no_command_repeats_an_accepted_warning() {
    let settings = "[accept]\nconflicting-description = ['**']\nunknown-key = ['**']\n";
    for command in [
        &["generate"][..],
        &["inspect"],
        &["lint"],
        &["explain", "Letter"],
        &["verify", "--payloads", "BODIES"],
    ] {
        let ran = run(settings, command);
        assert_eq!(
            (ran.status, &*ran.err),
            (ExitCode::SUCCESS, ""),
            "{command:?}"
        );
        assert!(!ran.out.contains("unknown-key"), "{}", ran.out);
    }
}

#[test]
fn what_is_accepted_and_not_found_is_an_error() {
    for (settings, command) in [
        (
            "unknown-key = ['parcel', 'post/letters.mdx']",
            &["generate"][..],
        ),
        ("unknown-key = ['parcel', 'post/letters.mdx']", &["lint"]),
        ("unknown-view = ['parcel']", &["generate"]),
    ] {
        let ran = run(&format!("[accept]\n{settings}\n"), command);
        assert_eq!(ran.status, ExitCode::from(1), "{}", ran.err);
        let errors = [ran.out, ran.err].concat();
        let errors = errors.lines().filter(|line| line.contains("error["));
        let errors: Vec<&str> = errors.collect();
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(errors[0].contains("/codegen.toml:4:"), "{errors:?}");
        assert!(errors[0].contains("error[stale-acceptance]"), "{errors:?}");
    }
}

/// A file outside the folder is accepted by the path of its link.
#[cfg(unix)]
#[test]
fn the_warning_about_a_link_is_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir_all(path("docs/post")).unwrap();
    fs::write(
        path("docs/post/parcels.mdx"),
        BOXES.replace("titel: Boxes\n", ""),
    )
    .unwrap();
    fs::write(path("secret.txt"), "token: <x\n").unwrap();
    std::os::unix::fs::symlink(path("secret.txt"), path("docs/post/link.mdx")).unwrap();
    let generate = |accept: &str| {
        let settings = format!("reference = 'docs'\nout = 'out'\n[accept]\n{accept}");
        fs::write(path("codegen.toml"), settings).unwrap();
        let file = below(folder.path(), "codegen.toml");
        run_with(&["generate", "--config", &file, "--message-format", "short"])
    };
    let ran = generate("");
    assert_eq!(ran.status, ExitCode::SUCCESS, "{}", ran.err);
    let warning = "link.mdx: warning[no-front-matter]: a link leads out of the folder";
    assert!(ran.err.contains(warning), "{}", ran.err);
    assert!(!ran.err.contains("token"), "{}", ran.err);
    let ran = generate("no-front-matter = ['post/link']\n");
    assert_eq!((ran.status, &*ran.err), (ExitCode::SUCCESS, ""));
}

#[test]
fn what_cannot_be_accepted_is_an_error_of_the_settings() {
    let ran = run(
        "[accept]\nunknown-kee = ['a']\nstale-url = ['a']\nunknown-key = 'a'\nunknown-view = ['/a']\n\
         no-pages = []\nunused-glob = ['**']\nnothing-modelled = ['**']\n",
        &["generate"],
    );
    assert_eq!(ran.status, ExitCode::from(2));
    insta::assert_snapshot!(ran.err);
}
